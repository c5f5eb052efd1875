import { z } from 'zod';
import type { Operation } from './operation.ts';

const request = z.object({ installationId: z.number().int().positive() });
const result = z.object({ installationId: z.number(), known: z.boolean() });

/** Deletes everything that is stored of an installation, embedded files included. */
export const forget: Operation<z.infer<typeof request>, z.infer<typeof result>> = {
  name: 'forget',
  request,
  result,
  async run({ installationId }, { store }) {
    const known = (await store.operator.installations()).some(({ id }) => id === installationId);
    await store.operator.purge(installationId);
    return { installationId, known };
  },
};
