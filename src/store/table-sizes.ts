import { getTableName, sql } from 'drizzle-orm';
import type { Engine } from './database.ts';
import { TABLES } from './schema/tables.ts';

/** Bytes on the disk by table, indexes included. */
export async function tableSizes({ underneath }: { underneath: Engine }): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const table of Object.values(TABLES)) {
    const bytes = sql`pg_total_relation_size(${getTableName(table)})`.mapWith(Number);
    const [row] = await underneath.database.select({ bytes }).from(sql`(select 1) as one`);
    sizes.set(getTableName(table), row?.bytes ?? 0);
  }
  return sizes;
}
