import { and, asc, desc, eq, exists, gte, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { alias, union } from 'drizzle-orm/pg-core';
import type { PossiblePair } from '../../loop/week-record.ts';
import type { Database } from '../database.ts';
import { clusterEntries, clusterItems } from '../schema/clusters.ts';
import { clusterTransitions } from '../schema/fixes.ts';
import { items } from '../schema/items.ts';
import { pairs } from '../schema/matching.ts';
import { TEXT_CHARACTERS_MAX } from './thread-texts.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A pair that nobody judged for so long is not asked about again. */
const ASKED_DAYS = 14;

/**
 * Pairs of shown threads that are not in one cluster and that nobody has put together or apart: where the later one is open
 * and new, and where one of them was fixed lately and the other is open. The latter first, for somebody waits to hear of it.
 */
export async function readPossiblePairs(
  database: Database,
  installationId: number,
  { asOf, visible, limit }: { asOf: Date; visible: readonly number[]; limit: number },
): Promise<PossiblePair[]> {
  const other = alias(items, 'other');
  const ownCluster = alias(clusterItems, 'own_cluster');
  const otherCluster = alias(clusterItems, 'other_cluster');
  const isJudged = sql`exists (
    select 1 from ${clusterEntries} as e
    where e.installation_id = ${installationId} and e.component = ${ownCluster.component}
      and ((e.entry ->> 'verb' = 'reject'
            and ((e.entry ->> 'itemId')::bigint, (e.entry ->> 'other')::bigint)
              in ((${pairs.itemId}, ${pairs.otherItemId}), (${pairs.otherItemId}, ${pairs.itemId})))
        or (e.entry ->> 'verb' = 'split' and (e.entry ->> 'itemId')::bigint in (${pairs.itemId}, ${pairs.otherItemId}))))`;
  const since = new Date(asOf.getTime() - ASKED_DAYS * DAY_MS);
  const isNew = and(eq(items.state, 'open'), gte(items.createdAt, since));
  const fixedLately = (cluster: typeof ownCluster | typeof otherCluster) =>
    exists(
      database
        .select({ one: sql`1` })
        .from(clusterTransitions)
        .where(
          and(
            eq(clusterTransitions.installationId, installationId),
            eq(clusterTransitions.clusterId, cluster.clusterId),
            inArray(clusterTransitions.to, ['fixed', 'released', 'verified']),
            gte(clusterTransitions.at, since),
            lt(clusterTransitions.at, asOf),
          ),
        ),
    );
  const isFixedBeside = or(
    and(fixedLately(ownCluster), eq(other.state, 'open')),
    and(fixedLately(otherCluster), eq(items.state, 'open')),
  );
  // What may be asked about is young, pairs are kept for ever: whatever touches neither a new nor a fixed thread is passed over.
  const lately = () =>
    union(
      database
        .select({ itemId: items.itemId })
        .from(items)
        .where(and(eq(items.installationId, installationId), gte(items.createdAt, since))),
      database
        .select({ itemId: clusterItems.itemId })
        .from(clusterTransitions)
        .innerJoin(
          clusterItems,
          and(
            eq(clusterItems.installationId, clusterTransitions.installationId),
            eq(clusterItems.clusterId, clusterTransitions.clusterId),
          ),
        )
        .where(and(eq(clusterTransitions.installationId, installationId), gte(clusterTransitions.at, since))),
    );
  const rows = await database
    .select({
      itemId: pairs.itemId,
      otherItemId: pairs.otherItemId,
      cluster: ownCluster.clusterId,
      otherCluster: otherCluster.clusterId,
      isNew: sql<boolean>`${isNew}`,
      probability: pairs.probability,
      evidence: pairs.evidence,
      thread: {
        repositoryId: items.repositoryId,
        number: items.number,
        type: items.type,
        title: items.title,
        body: sql<string>`left(${items.body}, ${TEXT_CHARACTERS_MAX})`,
      },
      other: {
        repositoryId: other.repositoryId,
        number: other.number,
        type: other.type,
        title: other.title,
        body: sql<string>`left(${other.body}, ${TEXT_CHARACTERS_MAX})`,
      },
    })
    .from(pairs)
    .innerJoin(items, and(eq(items.installationId, pairs.installationId), eq(items.itemId, pairs.itemId)))
    .innerJoin(
      other,
      and(eq(other.installationId, pairs.installationId), eq(other.itemId, pairs.otherItemId)),
    )
    .innerJoin(
      ownCluster,
      and(eq(ownCluster.installationId, pairs.installationId), eq(ownCluster.itemId, pairs.itemId)),
    )
    .innerJoin(
      otherCluster,
      and(eq(otherCluster.installationId, pairs.installationId), eq(otherCluster.itemId, pairs.otherItemId)),
    )
    .where(
      and(
        eq(pairs.installationId, installationId),
        eq(pairs.tier, 'possible'),
        or(inArray(pairs.itemId, lately()), inArray(pairs.otherItemId, lately())),
        inArray(items.repositoryId, [...visible]),
        inArray(other.repositoryId, [...visible]),
        isNull(items.deletedAt),
        isNull(other.deletedAt),
        ne(items.type, 'pull_request'),
        ne(other.type, 'pull_request'),
        lt(items.createdAt, asOf),
        ne(ownCluster.clusterId, otherCluster.clusterId),
        sql`not ${isJudged}`,
        or(isNew, isFixedBeside),
      ),
    )
    .orderBy(sql`${isFixedBeside} desc`, desc(pairs.probability), asc(pairs.itemId), asc(pairs.otherItemId))
    .limit(limit);
  return rows.flatMap(({ thread, other: there, cluster, otherCluster: clusterThere, ...rest }) =>
    // They differ, so that neither is null.
    cluster === null || clusterThere === null
      ? []
      : [
          {
            ...rest,
            clusters: [cluster, clusterThere] as const,
            thread: { ...thread, answer: null },
            other: { ...there, answer: null },
          },
        ],
  );
}
