import type { SQL } from 'drizzle-orm';
import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lt, ne, not, or, sql } from 'drizzle-orm';
import { WINDOW_DAYS } from '../../loop/measured.ts';
import { daysBefore } from '../../loop/record/days.ts';
import type { Window } from '../../loop/statistics/metric.ts';
import type { Troubles, WeekFacts } from '../../loop/week-facts.ts';
import type { WeekSummary } from '../../loop/week-record.ts';
import type { Database } from '../database.ts';
import { inbox } from '../schema/inbox.ts';
import { repositories } from '../schema/installations.ts';
import { items } from '../schema/items.ts';
import { outbox } from '../schema/outbox.ts';
import { weeks } from '../schema/weeks.ts';
import { readInstallation } from './installations.ts';
import { isRepositoryOfItem } from './joins.ts';
import { readHeld } from './notices.ts';
import { homeIn, readRedirects } from './redirects.ts';
import { weekIssues } from './weeks.ts';

/** From here on "no stage" is a finding, below it a doubt: what the app labels from when nothing is configured. */
const NONE_SURE_FROM = 0.6;

/** A weekly issue has room for few decisions. */
const UNSTAGED_MAX = 20;

/** A quarter of them: the one before is named, and what they asked about is not asked for ever. */
const RECENT_WEEKS_MAX = 12;

/**
 * What the weekly issue is made of.
 * @param asOf end of the seven days, and of what is known; what was opened later is hidden
 * @param timezone whose calendar counts the days: where clocks change a week is an hour shorter or longer
 * @param visible repositories whose threads may be shown; those of others are counted as hidden
 */
export async function readWeek(
  database: Database,
  installationId: number,
  asOf: Date,
  timezone: string,
  visible: readonly number[],
): Promise<WeekFacts> {
  const from = daysBefore(asOf, WINDOW_DAYS.week, timezone);
  const before = daysBefore(asOf, 2 * WINDOW_DAYS.week, timezone);
  // What was opened earlier changes no figure of the week: the share of labelled threads is of as many days.
  const month = { from: daysBefore(asOf, WINDOW_DAYS.month, timezone), until: asOf };
  const shown = isShown(visible);
  const [
    opened,
    openedBefore,
    unstaged,
    openWeeks,
    recentWeeks,
    held,
    configProblems,
    hidden,
    troubles,
    row,
    redirects,
  ] = await Promise.all([
    countByStage(database, and(community(installationId, from, asOf), shown)),
    countByStage(database, and(community(installationId, before, from), shown)),
    readUnstaged(database, installationId, month, visible),
    weekIssues(database, installationId)
      .where(and(eq(weeks.installationId, installationId), isNull(weeks.closedAt)))
      .orderBy(asc(weeks.asOf), asc(weeks.repositoryId)),
    weekIssues(database, installationId)
      .where(eq(weeks.installationId, installationId))
      .orderBy(desc(weeks.week), desc(weeks.asOf))
      .limit(RECENT_WEEKS_MAX),
    readHeld(database, installationId, visible),
    readProblems(database, installationId, visible),
    database.$count(items, and(community(installationId, from, asOf), not(shown))),
    readTroubles(database, installationId, from, asOf),
    readInstallation(database, installationId),
    readRedirects(database, installationId),
  ]);
  return {
    opened,
    openedBefore,
    unstaged,
    openWeeks,
    recentWeeks: recentWeeks.map((week) => ({ ...week, summary: summaryNow(week.summary, redirects) })),
    held,
    configProblems,
    hidden,
    troubles,
    ...(row === null ? {} : { granted: { permissions: row.permissions, accountType: row.accountType } }),
  };
}

/** A summary with each topic by the cluster that it is part of now; of those that are one by now the longest wait stays. */
function summaryNow(summary: WeekSummary, redirects: Awaited<ReturnType<typeof readRedirects>>): WeekSummary {
  const waits = new Map<number, number>();
  for (const topic of summary.topics) {
    const id = homeIn(redirects, topic.clusterId);
    waits.set(id, Math.max(topic.weeks, waits.get(id) ?? 0));
  }
  return { ...summary, topics: [...waits].map(([clusterId, n]) => ({ clusterId, weeks: n })) };
}

/** Threads of the community that were opened in [from, until); deleted ones count. */
function community(installationId: number, from: Date, until: Date) {
  return and(
    eq(items.installationId, installationId),
    eq(items.authorRole, 'community'),
    gte(items.createdAt, from),
    lt(items.createdAt, until),
  );
}

function isShown(visible: readonly number[]): SQL {
  return inArray(items.repositoryId, [...visible]);
}

/** Deliveries that wait longer than this are late: limits of GitHub end within the hour. */
const LATE_MS = 60 * 60 * 1_000;

async function readTroubles(
  database: Database,
  installationId: number,
  from: Date,
  asOf: Date,
): Promise<Troubles> {
  const of = <T extends typeof inbox | typeof outbox>(table: T, ...where: SQL[]) =>
    database.$count(table, and(eq(table.installationId, installationId), ...where));
  const lateBefore = new Date(asOf.getTime() - LATE_MS);
  const [deadLetters, failedEffects, late] = await Promise.all([
    of(inbox, eq(inbox.state, 'dead'), gte(inbox.finishedAt, from), lt(inbox.finishedAt, asOf)),
    of(outbox, eq(outbox.state, 'failed'), gte(outbox.settledAt, from), lt(outbox.settledAt, asOf)),
    of(inbox, isNull(inbox.finishedAt), lt(inbox.receivedAt, lateBefore)),
  ]);
  return { deadLetters, failedEffects, late };
}

async function countByStage(database: Database, where: SQL | undefined): Promise<WeekFacts['opened']> {
  const counts = { awareness: 0, onboarding: 0, adoption: 0, retention: 0, advocacy: 0, none: 0 };
  const rows = await database
    .select({ stage: items.stage, n: count() })
    .from(items)
    .where(where)
    .groupBy(items.stage);
  for (const { stage, n } of rows) counts[stage ?? 'none'] = n;
  return counts;
}

async function readUnstaged(
  database: Database,
  installationId: number,
  { from, until }: Window,
  visible: readonly number[],
): Promise<WeekFacts['unstaged']> {
  const rows = await database
    .select({
      repositoryId: items.repositoryId,
      number: items.number,
      type: items.type,
      title: items.title,
      createdAt: items.createdAt,
      observation: items.observation,
    })
    .from(items)
    .leftJoin(repositories, isRepositoryOfItem())
    .where(
      and(
        eq(items.installationId, installationId),
        eq(items.authorRole, 'community'),
        isShown(visible),
        isNull(items.stage),
        isAbstention(),
        isNull(items.deletedAt),
        isNull(repositories.goneAt),
        // Nobody can comment there.
        or(isNull(repositories.archived), eq(repositories.archived, false)),
        gte(items.createdAt, from),
        lt(items.createdAt, until),
        // Open at that moment, as far as the newest snapshot tells.
        or(eq(items.state, 'open'), gt(items.closedAt, until)),
      ),
    )
    .orderBy(desc(items.createdAt), desc(items.itemId))
    .limit(UNSTAGED_MAX);
  return rows.map(({ observation, ...row }) => ({
    ...row,
    guess: observation.guess,
    confidence: observation.confidence,
  }));
}

/** Nobody said that it has none, and the app was not sure of it either: a guess that was below the bar, or a doubtful "none". */
function isAbstention(): SQL | undefined {
  return and(
    ne(items.stageSource, 'human'),
    or(
      sql`${items.observation} ->> 'guess' is not null`,
      sql`(${items.observation} ->> 'confidence')::float8 < ${NONE_SURE_FROM}`,
    ),
  );
}

/** Problems of config files quote their lines, so those of hidden repositories are not told. */
async function readProblems(
  database: Database,
  installationId: number,
  visible: readonly number[],
): Promise<string[]> {
  const rows = await database
    .select({ problems: repositories.configProblems })
    .from(repositories)
    .where(
      and(
        eq(repositories.installationId, installationId),
        isNull(repositories.goneAt),
        inArray(repositories.repositoryId, [...visible]),
      ),
    )
    .orderBy(asc(repositories.repositoryId));
  return rows.flatMap(({ problems }) => problems);
}
