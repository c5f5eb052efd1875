import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import { isAmong } from '../numbers.ts';
import { clusterItems, clusters } from '../schema/clusters.ts';

/** Clusters as the log has made them: their members are these and no others, and former ids lead to them. */
export async function putClusters(
  transaction: Database,
  installationId: number,
  { clusters: states, redirects }: Extract<Change, { type: 'clusters.put' }>,
): Promise<void> {
  const rows = new Map<number, typeof clusters.$inferInsert>();
  for (const { from, to } of redirects) {
    rows.set(from, { installationId, clusterId: from, pinned: null, mergedInto: to });
  }
  for (const { id, pinned } of states) {
    rows.set(id, { installationId, clusterId: id, pinned, mergedInto: null });
  }
  if (rows.size === 0) return;
  await transaction
    .insert(clusters)
    .values([...rows.values()])
    .onConflictDoUpdate({
      target: [clusters.installationId, clusters.clusterId],
      set: excluded(clusters, ['pinned', 'mergedInto']),
    });
  await transaction
    .update(clusterItems)
    .set({ clusterId: null })
    .where(
      and(eq(clusterItems.installationId, installationId), isAmong(clusterItems.clusterId, rows.keys())),
    );
  const members = states.flatMap(({ id, members: all }) =>
    all.map((itemId) => ({ installationId, itemId, component: itemId, clusterId: id })),
  );
  if (members.length === 0) return;
  await transaction
    .insert(clusterItems)
    .values(members)
    .onConflictDoUpdate({
      target: [clusterItems.installationId, clusterItems.itemId],
      // The component is the log's alone.
      set: excluded(clusterItems, ['clusterId']),
    });
}

/** The item is in no cluster any more. */
export async function leaveCluster(
  transaction: Database,
  installationId: number,
  itemId: number,
): Promise<void> {
  await transaction
    .update(clusterItems)
    .set({ clusterId: null })
    .where(and(eq(clusterItems.installationId, installationId), eq(clusterItems.itemId, itemId)));
}

/** Items of these clusters; of one that was merged into another, those of the other. */
export async function readClusterItems(
  database: Database,
  installationId: number,
  clusterIds: readonly number[],
): Promise<number[]> {
  const ids = new Set(clusterIds);
  for (let found = [...ids]; found.length > 0; ) {
    const rows = await database
      .select({ to: clusters.mergedInto })
      .from(clusters)
      .where(
        and(
          eq(clusters.installationId, installationId),
          isAmong(clusters.clusterId, found),
          isNotNull(clusters.mergedInto),
        ),
      );
    // Redirects lead to older ids only, so this ends.
    found = rows.flatMap(({ to }) => (to === null || ids.has(to) ? [] : [to]));
    for (const id of found) ids.add(id);
  }
  const rows = await database
    .select({ itemId: clusterItems.itemId })
    .from(clusterItems)
    .where(and(eq(clusterItems.installationId, installationId), isAmong(clusterItems.clusterId, ids)))
    .orderBy(asc(clusterItems.itemId));
  return rows.map(({ itemId }) => itemId);
}
