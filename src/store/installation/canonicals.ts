import { and, asc, eq, sql } from 'drizzle-orm';
import { canonicalFacts } from '../../loop/canonical-facts.ts';
import { chooseCanonical } from '../../loop/cluster/canonical.ts';
import type { ReportQuality } from '../../loop/observe/quality.ts';
import type { Database } from '../database.ts';
import { clusterItems, clusters } from '../schema/clusters.ts';
import { items } from '../schema/items.ts';
import { isPlaceOfItem, isSeenMember } from './joins.ts';

/** The thread that stands for a cluster. */
export interface Canonical {
  itemId: number;
  repositoryId: number;
  number: number;
}

/**
 * Of each of these clusters the thread that stands for it, by the rule of `chooseCanonical`, as far as the visible
 * repositories tell: where what stands for it elsewhere is hidden, the first among those that are not. Reports go before
 * pull requests, which fix and do not report. Clusters without a visible thread are missing.
 */
export async function readCanonicals(
  database: Database,
  installationId: number,
  clusterIds: readonly number[],
  visible: readonly number[],
): Promise<Map<number, Canonical>> {
  if (clusterIds.length === 0) return new Map();
  const rows = await database
    .select({
      clusterId: clusterItems.clusterId,
      pinned: clusters.pinned,
      itemId: items.itemId,
      repositoryId: items.repositoryId,
      number: items.number,
      type: items.type,
      state: items.state,
      answer: items.answer,
      quality: sql<ReportQuality>`${items.observation} -> 'quality'`,
      createdAt: items.createdAt,
    })
    .from(clusterItems)
    .innerJoin(items, isPlaceOfItem())
    .leftJoin(
      clusters,
      and(
        eq(clusters.installationId, clusterItems.installationId),
        eq(clusters.clusterId, clusterItems.clusterId),
      ),
    )
    .where(isSeenMember(installationId, clusterIds, visible))
    .orderBy(asc(items.itemId));
  const members = new Map<number, (typeof rows)[number][]>();
  for (const row of rows) {
    if (row.clusterId === null) continue;
    const own = members.get(row.clusterId) ?? [];
    members.set(row.clusterId, own);
    own.push(row);
  }
  return new Map(
    [...members].flatMap(([clusterId, all]) => {
      const reports = all.filter(({ type }) => type !== 'pull_request');
      const candidates = reports.length === 0 ? all : reports;
      const chosen = chooseCanonical(candidates.map(canonicalFacts), candidates[0]?.pinned ?? null);
      const found = candidates.find(({ itemId }) => itemId === chosen);
      if (found === undefined) return [];
      const { itemId, repositoryId, number } = found;
      return [[clusterId, { itemId, repositoryId, number }] as const];
    }),
  );
}
