import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { z } from 'zod';

/** Version of the export's own form; changes only where older readers would misread it. */
export const FORMAT = 1;

/** First line of an export. */
export const headerShape = z.object({
  fullcircle: z.literal('export'),
  format: z.number().int(),
  /** newest migration of the database it came from */
  schema: z.string(),
  engine: z.enum(['pglite', 'postgres']),
});
export type Header = z.infer<typeof headerShape>;

/** Every other line: one row, by the names of the columns in the code. */
export const rowShape = z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) });

/** The columns of a table that order its rows: its primary key. */
export function keyOf(table: PgTable): PgColumn[] {
  const { columns, primaryKeys } = getTableConfig(table);
  const together = primaryKeys[0]?.columns;
  return together ?? columns.filter(({ primary }) => primary);
}

/** Columns that number themselves, by table. */
export function identityOf(table: PgTable): PgColumn[] {
  return getTableConfig(table).columns.filter(({ generatedIdentity }) => generatedIdentity !== undefined);
}
