import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type StandingEntry, standing } from '../../loop/cluster/entry.ts';
import type { RecordedLink } from '../../loop/record.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { clusterEntries, clusterItems, isJudging } from '../schema/clusters.ts';
import { items } from '../schema/items.ts';
import { pairs } from '../schema/matching.ts';

/**
 * The matcher's pairs that humans confirmed or rejected, the latest word counting. Who takes an item out of its cluster
 * rejects its pairs with items that are in another cluster now.
 * @param scope `lookedUpIn`: items of this repository that were looked up; `within`: both items in these repositories;
 *   `saidBy`: words of those who may triage alone
 */
export async function readJudgedLinks(
  database: Database,
  installationId: number,
  scope: { lookedUpIn?: number; within?: readonly number[]; saidBy?: 'triage' } = {},
): Promise<RecordedLink[]> {
  const { lookedUpIn, within, saidBy } = scope;
  const isIn = (item: PgColumn, repositories: readonly number[]) =>
    sql`${item} in (select ${items.itemId} from ${items} where ${items.installationId} = ${installationId} and ${isAmong(items.repositoryId, repositories)})`;
  const rows = await database
    .select({ entry: clusterEntries.entry })
    .from(clusterEntries)
    .where(and(eq(clusterEntries.installationId, installationId), isJudging(clusterEntries.entry)))
    .orderBy(asc(clusterEntries.seq));
  const words = standing(rows.map(({ entry }) => entry)).filter(
    (word) => saidBy === undefined || ('authority' in word && word.authority === saidBy),
  );
  const named = words.map(({ itemId }) => itemId);
  if (named.length === 0) return [];
  const own = sql`(select ${clusterItems.clusterId} from ${clusterItems} where ${clusterItems.installationId} = ${pairs.installationId} and ${clusterItems.itemId} = ${pairs.itemId})`;
  const others = sql`(select ${clusterItems.clusterId} from ${clusterItems} where ${clusterItems.installationId} = ${pairs.installationId} and ${clusterItems.itemId} = ${pairs.otherItemId})`;
  const found = await database
    .select({
      itemId: pairs.itemId,
      otherItemId: pairs.otherItemId,
      tier: pairs.tier,
      algorithm: pairs.algorithm,
      isTogether: sql<boolean | null>`${own} = ${others}`,
    })
    .from(pairs)
    .where(
      and(
        eq(pairs.installationId, installationId),
        or(isAmong(pairs.itemId, named), isAmong(pairs.otherItemId, named)),
        lookedUpIn === undefined ? undefined : isIn(pairs.itemId, [lookedUpIn]),
        within === undefined ? undefined : and(isIn(pairs.itemId, within), isIn(pairs.otherItemId, within)),
      ),
    )
    .orderBy(asc(pairs.itemId), asc(pairs.otherItemId));
  return found.map(({ itemId, otherItemId, tier, algorithm, isTogether }) => ({
    tier,
    algorithm,
    verdict: verdictOn([itemId, otherItemId], words, isTogether === true),
  }));
}

function verdictOn(
  pair: readonly [number, number],
  words: readonly StandingEntry[],
  isTogether: boolean,
): RecordedLink['verdict'] {
  const last = words.findLast((word) => {
    if (!pair.includes(word.itemId)) return false;
    if (word.verb === 'join') return pair.includes(word.into) && word.into !== word.itemId;
    if (word.verb === 'reject') return pair.includes(word.other) && word.other !== word.itemId;
    return word.verb === 'split' && !isTogether;
  });
  if (last === undefined) return null;
  return last.verb === 'join' ? 'confirmed' : 'rejected';
}
