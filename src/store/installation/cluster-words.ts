import { and, asc, eq, exists, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ClusterWord } from '../../loop/week-record.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { commands } from '../schema/items.ts';
import { decisions } from '../schema/weeks.ts';
import { readStandingWords, type Word } from './standing-words.ts';

/** What was decided and approved of these clusters in weekly issues and stands, by time. */
export async function readClusterWords(
  database: Database,
  installationId: number,
  clusters: readonly number[],
): Promise<ClusterWord[]> {
  if (clusters.length === 0) return [];
  const names = clusters.map((id) => `c${id}`);
  const [said, decided] = await Promise.all([
    readApprovals(database, installationId, names),
    database
      .select()
      .from(decisions)
      .where(and(eq(decisions.installationId, installationId), isAmong(decisions.clusterId, clusters)))
      .orderBy(asc(decisions.at)),
  ]);
  const words = [
    ...said.map(
      ({ argument, repositoryId, key, actor, at }): ClusterWord => ({
        clusterId: Number(argument.slice(1)),
        repositoryId,
        key,
        actor,
        at,
        decision: null,
      }),
    ),
    ...decided.map(
      ({ clusterId, repositoryId, key, actor, at, action, reason }): ClusterWord => ({
        clusterId,
        repositoryId,
        key,
        actor: { ...actor, type: 'User' },
        at,
        decision: { action, reason },
      }),
    ),
  ];
  return words.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
}

/**
 * The `/approve` of these clusters that stand, by time.
 * @param names of clusters, `c12`
 */
export async function readApprovals(
  database: Database,
  installationId: number,
  names: readonly string[],
): Promise<Word[]> {
  const said = await readStandingWords(
    database,
    installationId,
    onThreadsOfApprovals(database, installationId, names),
  );
  return said.filter(({ verb, argument }) => verb === 'approve' && names.includes(argument.toLowerCase()));
}

/** All that was said on threads where somebody approved one of these: an approval may have been taken back there. */
function onThreadsOfApprovals(database: Database, installationId: number, names: readonly string[]): SQL {
  const approvals = alias(commands, 'approvals');
  return exists(
    database
      .select({ key: approvals.key })
      .from(approvals)
      .where(
        and(
          eq(approvals.installationId, installationId),
          eq(approvals.verb, 'approve'),
          eq(approvals.triage, true),
          inArray(sql`lower(${approvals.argument})`, [...names]),
          eq(approvals.repositoryId, commands.repositoryId),
          eq(approvals.number, commands.number),
        ),
      ),
  );
}
