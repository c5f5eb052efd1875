import { and, asc, count, eq, sql } from 'drizzle-orm';
import { itemsNamed } from '../../loop/cluster/entry.ts';
import type { ClusterLog, LoggedEntry } from '../../loop/cluster-record.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { clusterEntries, clusterItems } from '../schema/clusters.ts';

/** Component of entries that name nothing which is there: no item has it, so they are never read. */
const NOWHERE = 0;

/** The log of these items and of all that its entries lead to from them, in one indexed query. */
export async function readClusterLog(
  database: Database,
  installationId: number,
  itemIds: readonly number[],
): Promise<ClusterLog> {
  const components = database
    .select({ component: clusterItems.component })
    .from(clusterItems)
    .where(and(eq(clusterItems.installationId, installationId), isAmong(clusterItems.itemId, itemIds)));
  const [rows, [newest]] = await Promise.all([
    database
      .select({ entry: clusterEntries.entry, cause: clusterEntries.cause, at: clusterEntries.at })
      .from(clusterEntries)
      .where(
        and(
          eq(clusterEntries.installationId, installationId),
          sql`${clusterEntries.component} in ${components}`,
        ),
      )
      .orderBy(asc(clusterEntries.seq)),
    database
      .select({ seq: sql`coalesce(max(${clusterEntries.seq}), 0)`.mapWith(Number) })
      .from(clusterEntries)
      .where(eq(clusterEntries.installationId, installationId)),
  ]);
  return {
    entries: rows.map(({ entry, cause, at }) => ({ ...entry, cause, at })),
    nextSeq: (newest?.seq ?? 0) + 1,
  };
}

/** Appends to the log. Whatever an entry names belongs to one component from then on. */
export async function appendEntries(
  transaction: Database,
  installationId: number,
  entries: readonly LoggedEntry[],
): Promise<void> {
  for (const { cause, at, ...entry } of entries) {
    const component =
      entry.verb === 'undo'
        ? await componentOfEntry(transaction, installationId, entry.of)
        : await united(transaction, installationId, itemsNamed(entry));
    await transaction
      .insert(clusterEntries)
      .values({ installationId, seq: entry.seq, component, entry, cause, at });
  }
}

async function componentOfEntry(database: Database, installationId: number, seq: number): Promise<number> {
  const [row] = await database
    .select({ component: clusterEntries.component })
    .from(clusterEntries)
    .where(and(eq(clusterEntries.installationId, installationId), eq(clusterEntries.seq, seq)));
  return row?.component ?? NOWHERE;
}

/** The one component of these items. Of several the one with the longest log goes on, and the others' rows are renamed. */
async function united(
  transaction: Database,
  installationId: number,
  itemIds: readonly number[],
): Promise<number> {
  const known = await transaction
    .select({ itemId: clusterItems.itemId, component: clusterItems.component })
    .from(clusterItems)
    .where(and(eq(clusterItems.installationId, installationId), isAmong(clusterItems.itemId, itemIds)));
  const components = [...new Set(known.map(({ component }) => component))];
  const component =
    components.length > 1
      ? await longest(transaction, installationId, components)
      : (components[0] ?? Math.min(...itemIds));
  const others = components.filter((each) => each !== component);
  if (others.length > 0) {
    for (const table of [clusterItems, clusterEntries]) {
      await transaction
        .update(table)
        .set({ component })
        .where(and(eq(table.installationId, installationId), isAmong(table.component, others)));
    }
  }
  const named = new Set(known.map(({ itemId }) => itemId));
  const added = itemIds.filter((itemId) => !named.has(itemId));
  if (added.length > 0) {
    await transaction
      .insert(clusterItems)
      .values([...new Set(added)].map((itemId) => ({ installationId, itemId, component })));
  }
  return component;
}

async function longest(
  database: Database,
  installationId: number,
  components: readonly number[],
): Promise<number> {
  const rows = await database
    .select({ component: clusterEntries.component, entries: count() })
    .from(clusterEntries)
    .where(
      and(eq(clusterEntries.installationId, installationId), isAmong(clusterEntries.component, components)),
    )
    .groupBy(clusterEntries.component);
  const entries = new Map(rows.map((row) => [row.component, row.entries]));
  return components.reduce((best, each) =>
    (entries.get(each) ?? 0) > (entries.get(best) ?? 0) ||
    ((entries.get(each) ?? 0) === (entries.get(best) ?? 0) && each < best)
      ? each
      : best,
  );
}
