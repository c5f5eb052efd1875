import { z } from 'zod';
import type { Operation } from './operation.ts';

const request = z.object({
  /** null: every dead letter */
  ids: z.array(z.string()).nullable(),
});
const result = z.object({ replayed: z.number() });

/** Puts dead letters, or finished deliveries by id, back into the inbox. */
export const replay: Operation<z.infer<typeof request>, z.infer<typeof result>> = {
  name: 'replay',
  request,
  result,
  async run({ ids }, { store, clock }) {
    return { replayed: await store.inbox.replay(ids === null ? 'dead' : { ids }, clock.now()) };
  },
};
