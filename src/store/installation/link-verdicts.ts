import { and, count, eq, isNull } from 'drizzle-orm';
import type { LinkVerdicts } from '../../loop/cluster/threshold.ts';
import type { Database } from '../database.ts';
import { items } from '../schema/items.ts';
import { pairs } from '../schema/matching.ts';
import { readJudgedLinks } from './judged-links.ts';

/**
 * What people made of the certain links of a repository's items, by this version of the matcher. Only the word of those
 * who may triage counts: anybody can open reports of their own and reject them.
 */
export async function readLinkVerdicts(
  database: Database,
  installationId: number,
  repositoryId: number,
  algorithm: string,
): Promise<LinkVerdicts> {
  const judged = (
    await readJudgedLinks(database, installationId, {
      lookedUpIn: repositoryId,
      saidBy: 'triage',
    })
  ).filter((link) => link.tier === 'certain' && link.algorithm === algorithm);
  const confirmed = judged.filter(({ verdict }) => verdict === 'confirmed').length;
  const rejected = judged.filter(({ verdict }) => verdict === 'rejected').length;
  // Where nobody rejects anything the bar stays down, however many links there are.
  if (rejected === 0) return { confirmed, rejected, unjudged: 0 };
  const [row] = await database
    .select({ links: count() })
    .from(pairs)
    .innerJoin(items, eq(items.itemId, pairs.itemId))
    .where(
      and(
        eq(pairs.installationId, installationId),
        eq(items.installationId, installationId),
        eq(items.repositoryId, repositoryId),
        isNull(items.deletedAt),
        eq(pairs.tier, 'certain'),
        eq(pairs.algorithm, algorithm),
      ),
    );
  return { confirmed, rejected, unjudged: Math.max(0, (row?.links ?? 0) - confirmed - rejected) };
}
