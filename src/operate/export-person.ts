import { z } from 'zod';
import { tellLines } from './database.ts';
import type { Operation, OperationParts } from './operation.ts';

const request = z.object({
  login: z.string(),
  /** null: all of them */
  installationId: z.number().int().positive().nullable(),
});
const result = z.object({ lines: z.number() });

/** What is stored about a person as JSON lines, for whoever asks what the app knows of them. */
export const exportPerson: Operation<z.infer<typeof request>, z.infer<typeof result>> = {
  name: 'export.person',
  request,
  result,
  async run(which, { store }, listener) {
    return { lines: await tellLines(personLines(store, which), listener) };
  },
};

async function* personLines(
  store: OperationParts['store'],
  { login, installationId }: z.infer<typeof request>,
): AsyncGenerator<string> {
  for (const { id } of await store.operator.installations()) {
    if (installationId !== null && installationId !== id) continue;
    for await (const { table, row } of store.forInstallation(id).people.rows(login)) {
      yield JSON.stringify({ table, row });
    }
  }
}
