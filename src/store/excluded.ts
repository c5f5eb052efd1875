import type { SQL } from 'drizzle-orm';
import { getTableColumns, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/** For `on conflict do update`: each of these columns takes the value of the row that was to be inserted. */
export function excluded<T extends PgTable, K extends keyof T['_']['columns'] & string>(
  table: T,
  columns: readonly K[],
): Record<K, SQL> {
  const all = getTableColumns(table);
  const pairs = columns.map((column) => {
    const name = all[column]?.name;
    if (name === undefined) throw new Error(`no column ${column}`);
    return [column, sql`excluded.${sql.identifier(name)}`];
  });
  // The keys are those that were asked for.
  return Object.fromEntries(pairs) as Record<K, SQL>;
}

/** The same for all columns but these. */
export function excludedBut<T extends PgTable>(table: T, kept: readonly string[]): Record<string, SQL> {
  const columns = Object.keys(getTableColumns(table)).filter((column) => !kept.includes(column));
  return excluded(table, columns as (keyof T['_']['columns'] & string)[]);
}
