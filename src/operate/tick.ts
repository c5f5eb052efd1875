import { z } from 'zod';
import { TICK_TASKS } from '../fullcircle/timed-work.ts';
import { UserError } from '../user-error.ts';
import type { Operation, OperationParts } from './operation.ts';
import { type Unsettled, unsettled } from './settle.ts';

/** Looked at this often until it is done. */
const LOOK_EVERY_MS = 100;

/** What is not settled by then waits for a limit of GitHub or for a repair, and is told instead of waited for. */
const SETTLE_WITHIN_MS = 300_000;

const request = z.object({
  task: z.enum(TICK_TASKS),
  installationId: z.number().int().positive().nullable(),
});
const result = z.object({
  task: z.enum(TICK_TASKS),
  /** deliveries that came of it */
  handedIn: z.number(),
  /** what still waits: nothing, unless a limit or an outage holds it back */
  left: z.object({ deliveries: z.number(), effects: z.number() }),
});

/** Does timed work now and returns when its effects are settled. */
export const tick: Operation<z.infer<typeof request>, z.infer<typeof result>> = {
  name: 'tick',
  request,
  result,
  needsWorkers: true,
  async run({ task, installationId }, parts, listener) {
    const { app } = parts;
    if (app === null) throw new UserError('Timed work needs the credentials of the GitHub App.');
    const only = installationId ?? undefined;
    const handedIn = await app.tick(task, only);
    const left = await settled(parts, only, (waiting) =>
      listener.progress('Settling', handedIn, handedIn + waiting.deliveries + waiting.effects),
    );
    return { task, handedIn, left };
  },
};

/** Waits until nothing of the app's own is left to do. Returns what is left when it took too long. */
export async function settled(
  { store }: Pick<OperationParts, 'store'>,
  installationId: number | undefined,
  onLook: (left: Unsettled) => void,
): Promise<Unsettled> {
  const end = performance.now() + SETTLE_WITHIN_MS;
  for (;;) {
    const left = await unsettled(store, installationId);
    if (left.deliveries + left.effects === 0 || performance.now() > end) return left;
    onLook(left);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
