import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { ClusterWord } from '../../loop/facts.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { commands } from '../schema/items.ts';
import { decisions } from '../schema/weeks.ts';

/** What was decided and approved of these clusters, wherever that was said, by time. */
export async function readClusterWords(
  database: Database,
  installationId: number,
  clusters: readonly number[],
): Promise<ClusterWord[]> {
  if (clusters.length === 0) return [];
  const [approved, decided] = await Promise.all([
    database
      .select()
      .from(commands)
      .where(
        and(
          eq(commands.installationId, installationId),
          eq(commands.verb, 'approve'),
          eq(commands.triage, true),
          inArray(
            sql`lower(${commands.argument})`,
            clusters.map((id) => `c${id}`),
          ),
        ),
      ),
    database
      .select()
      .from(decisions)
      .where(and(eq(decisions.installationId, installationId), isAmong(decisions.clusterId, clusters)))
      .orderBy(asc(decisions.at)),
  ]);
  const words = [
    ...approved.map(
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
