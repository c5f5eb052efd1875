import { z } from 'zod';
import { exportData } from '../store/export-data.ts';
import type { Operation } from './operation.ts';

const nothing = z.object({});
const schema = z.object({ engine: z.enum(['pglite', 'postgres']), schema: z.string() });
const written = z.object({ lines: z.number() });

/** Which schema the database has; opening it has applied what was missing. */
export const databaseSchema: Operation<Record<string, never>, z.infer<typeof schema>> = {
  name: 'db.schema',
  request: nothing,
  result: schema,
  run: async (_, { store }) => ({ engine: store.engine, schema: await store.operator.schemaVersion() }),
};

/** Lines that are told at once: fewer, larger pieces cost less on their way. */
const PIECE_CHARACTERS = 64 * 1024;

/** Everything in the database as JSON lines, for `db import`. */
export const databaseExport: Operation<Record<string, never>, z.infer<typeof written>> = {
  name: 'db.export',
  request: nothing,
  result: written,
  async run(_, { store }, listener) {
    return { lines: await tellLines(exportData(store), listener) };
  },
};

/** Tells lines in pieces. Returns how many there were. */
export async function tellLines(
  lines: AsyncIterable<string>,
  listener: { text(text: string): Promise<void> | void },
): Promise<number> {
  let count = 0;
  let piece = '';
  for await (const line of lines) {
    count += 1;
    piece += `${line}\n`;
    if (piece.length < PIECE_CHARACTERS) continue;
    await listener.text(piece);
    piece = '';
  }
  if (piece !== '') await listener.text(piece);
  return count;
}
