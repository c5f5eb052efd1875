import { z } from 'zod';
import { UserError } from '../user-error.ts';
import type { Operation } from './operation.ts';
import { settled } from './tick.ts';

const request = z.object({
  installationId: z.number().int().positive(),
  /** `owner/name`, or the name alone; null: all of them */
  repository: z.string().nullable(),
});
const result = z.object({
  repositories: z.number(),
  repositoriesDone: z.number(),
  threads: z.number(),
  problems: z.array(z.object({ repository: z.string(), type: z.string(), problem: z.string() })),
  left: z.object({ deliveries: z.number(), effects: z.number() }),
});

/** Reads the history of an installation and returns when it is worked in. */
export const backfill: Operation<z.infer<typeof request>, z.infer<typeof result>> = {
  name: 'backfill',
  request,
  result,
  needsWorkers: true,
  async run({ installationId, repository }, parts, listener) {
    const { app } = parts;
    if (app === null) throw new UserError('Reading history needs the credentials of the GitHub App.');
    await app.discover();
    const report = await app.backfill(installationId, {
      repository: repository ?? undefined,
      onProgress: ({ repositoriesDone, repositories }) =>
        listener.progress('Reading repositories', repositoriesDone, repositories),
    });
    const left = await settled(parts, installationId, (waiting) =>
      listener.progress(
        'Working in threads',
        Math.max(0, report.threads - waiting.deliveries),
        report.threads + waiting.effects,
      ),
    );
    return { ...report, left };
  },
};
