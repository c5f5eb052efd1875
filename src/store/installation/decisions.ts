import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { MadeDecision } from '../../loop/triage/agenda.ts';
import type { Database } from '../database.ts';
import { decisions } from '../schema/weeks.ts';
import { homeIn, readRedirects } from './redirects.ts';

/** Seven a week for five years. */
const DECISIONS_MAX = 2_000;

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
    readRedirects(database, installationId),
  ]);
  return rows.map(({ key, week, clusterId, action, reason, actor, functions, at }) => ({
    key,
    week,
    clusterId: homeIn(redirects, clusterId),
    action,
    reason,
    by: actor,
    functions,
    at,
  }));
}
