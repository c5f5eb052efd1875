import { and, desc, eq, isNull, or, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { WeekIssueRecord } from '../../loop/week-record.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import { NOWHERE } from '../outbox-settle.ts';
import { posts } from '../schema/outbox.ts';
import { weeks } from '../schema/weeks.ts';

/** Slot of a weekly issue, as effects name it. */
function slotOf(week: string, repositoryId: number): string {
  return `issue:${repositoryId}:triage:${week}`;
}

/** The same of a row. */
const slot = sql<string>`'issue:' || ${weeks.repositoryId} || ':triage:' || ${weeks.week}`;

/** Notes the weekly issue that was opened, or what it says now. */
export async function openWeek(
  database: Database,
  installationId: number,
  { week, repositoryId, asOf, agenda, summary }: Extract<Change, { type: 'week.opened' }>,
): Promise<void> {
  await database
    .insert(weeks)
    .values({ installationId, week, repositoryId, asOf, agenda, summary })
    .onConflictDoUpdate({
      target: [weeks.installationId, weeks.week, weeks.repositoryId],
      set: excluded(weeks, ['asOf', 'agenda', 'summary', 'closedAt']),
    });
}

/** The issue is over: what others wrote goes, the numbers stay. */
export async function closeWeek(
  database: Database,
  installationId: number,
  { week, repositoryId, at, isGone }: Extract<Change, { type: 'week.closed' }>,
): Promise<void> {
  // Whoever asks for this week's issue again gets another one.
  if (isGone) {
    await database
      .update(posts)
      .set({ posted: false, postedHash: null, ...NOWHERE, changedAt: at })
      .where(and(eq(posts.installationId, installationId), eq(posts.slot, slotOf(week, repositoryId))));
  }
  await database
    .update(weeks)
    .set({ closedAt: at, agenda: null })
    .where(
      and(
        eq(weeks.installationId, installationId),
        eq(weeks.week, week),
        eq(weeks.repositoryId, repositoryId),
        isNull(weeks.closedAt),
      ),
    );
}

/** The weekly issue of this number; where GitHub has not told its number yet, that of the week that its text names. */
export async function readWeekIssue(
  database: Database,
  installationId: number,
  { repositoryId, number, week }: { repositoryId: number; number: number; week: string | null },
): Promise<WeekIssueRecord | null> {
  const [row] = await weekIssues(database, installationId)
    .where(
      and(
        eq(weeks.installationId, installationId),
        eq(weeks.repositoryId, repositoryId),
        or(
          eq(posts.remoteNumber, number),
          week === null ? undefined : and(eq(weeks.week, week), isNull(posts.remoteNumber)),
        ),
      ),
    )
    .orderBy(desc(weeks.week))
    .limit(1);
  return row ?? null;
}

/** Weekly issues with the numbers that GitHub gave them. */
export function weekIssues(database: Database, installationId: number) {
  return database
    .select({
      week: weeks.week,
      repositoryId: weeks.repositoryId,
      asOf: weeks.asOf,
      summary: weeks.summary,
      agenda: weeks.agenda,
      number: posts.remoteNumber,
      closedAt: weeks.closedAt,
    })
    .from(weeks)
    .leftJoin(posts, and(eq(posts.installationId, installationId), eq(posts.slot, slot)))
    .$dynamic();
}

/** The weekly issues that are open, as far as GitHub has given them their numbers. */
export async function readOpenWeekThreads(database: Database, installationId: number): Promise<ThreadRef[]> {
  const rows = await weekIssues(database, installationId).where(
    and(eq(weeks.installationId, installationId), isNull(weeks.closedAt)),
  );
  return rows.flatMap(({ repositoryId, number }) => (number === null ? [] : [{ repositoryId, number }]));
}

/** A weekly issue as a thread on which people decide. */
export interface WeekThread extends ThreadRef {
  closedAt: Date | null;
  /** clusters that it asks about; none once it is closed */
  topics: readonly number[];
}

const TOPICS = sql<number[] | null>`jsonb_path_query_array(${weeks.agenda}, '$.topics[*].clusterId')`;

/** The threads that are weekly issues of the app, closed ones as well; none that GitHub has not given its number yet. */
export async function readWeekThreads(database: Database, installationId: number): Promise<WeekThread[]> {
  const rows = await database
    .select({
      repositoryId: weeks.repositoryId,
      number: posts.remoteNumber,
      closedAt: weeks.closedAt,
      topics: TOPICS,
    })
    .from(weeks)
    .innerJoin(posts, and(eq(posts.installationId, installationId), eq(posts.slot, slot)))
    .where(eq(weeks.installationId, installationId));
  return rows.flatMap(({ number, topics, ...week }) =>
    number === null ? [] : [{ ...week, number, topics: topics ?? [] }],
  );
}
