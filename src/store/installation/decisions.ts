import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { MadeDecision } from '../../loop/triage/agenda.ts';
import type { Database } from '../database.ts';
import { clusters } from '../schema/clusters.ts';
import { decisions } from '../schema/weeks.ts';

/** Seven a week for five years. */
const DECISIONS_MAX = 2_000;

/** Clusters join clusters that joined others; longer chains than this are not followed. */
const REDIRECTS_MAX = 20;

/** What was decided in a weekly issue, instead of what stood before. */
export async function putDecisions(
  transaction: Database,
  installationId: number,
  { week, repositoryId, decisions: made }: Extract<Change, { type: 'decisions.put' }>,
): Promise<void> {
  await transaction
    .delete(decisions)
    .where(
      and(
        eq(decisions.installationId, installationId),
        eq(decisions.repositoryId, repositoryId),
        eq(decisions.week, week),
      ),
    );
  if (made.length === 0) return;
  await transaction.insert(decisions).values(
    made.map(({ by, ...rest }) => ({
      ...rest,
      installationId,
      repositoryId,
      actor: by,
      functions: [...rest.functions],
    })),
  );
}

/**
 * Those that stand, newest first, each by the cluster that its cluster is part of now.
 * @param repositories in which they were made; null: in any
 */
export async function readDecisions(
  database: Database,
  installationId: number,
  repositories: readonly number[] | null,
): Promise<MadeDecision[]> {
  const [rows, redirects] = await Promise.all([
    database
      .select()
      .from(decisions)
      .where(
        and(
          eq(decisions.installationId, installationId),
          repositories === null ? undefined : inArray(decisions.repositoryId, [...repositories]),
        ),
      )
      .orderBy(desc(decisions.at), desc(decisions.key))
      .limit(DECISIONS_MAX),
    database
      .select({ from: clusters.clusterId, to: clusters.mergedInto })
      .from(clusters)
      .where(eq(clusters.installationId, installationId)),
  ]);
  const next = new Map(redirects.flatMap(({ from, to }) => (to === null ? [] : [[from, to] as const])));
  const home = (id: number): number => {
    let now = id;
    for (let step = 0; step < REDIRECTS_MAX; step += 1) {
      const to = next.get(now);
      if (to === undefined) break;
      now = to;
    }
    return now;
  };
  return rows.map(({ key, week, clusterId, action, reason, actor, functions, at }) => ({
    key,
    week,
    clusterId: home(clusterId),
    action,
    reason,
    by: actor,
    functions,
    at,
  }));
}
