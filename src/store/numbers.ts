import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';

/** Numbers as one parameter, however many: the statement stays the same, so it stays prepared. */
export function numbers(list: Iterable<number>, type: 'bigint' | 'real' | 'float8' = 'bigint'): SQL {
  return sql`${`{${[...list].join(',')}}`}::${sql.raw(type)}[]`;
}

/** Whether a column is one of these. */
export function isAmong(column: SQL.Aliased | SQL | { getSQL(): SQL }, list: Iterable<number>): SQL {
  return sql`${column} = any(${numbers(list)})`;
}
