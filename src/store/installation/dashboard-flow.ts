import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { DashboardStore, ListedDelivery, ListedEffect, Visible } from '../interface/dashboard.ts';
import { isAmong } from '../numbers.ts';
import { inbox } from '../schema/inbox.ts';
import { outbox, posts } from '../schema/outbox.ts';
import { decisions, weeks } from '../schema/weeks.ts';
import { weekIssues } from './weeks.ts';

/** More decisions than a week can bring. */
const DECISIONS_MAX = 100;

type Request<K extends 'effects' | 'deliveries'> = Parameters<DashboardStore[K]>[0];

/** Effects that go to visible repositories. */
export async function readEffectList(
  database: Database,
  installationId: number,
  { visible, states, before, limit }: Request<'effects'>,
): Promise<ListedEffect[]> {
  const place = sql`coalesce(${outbox.effect} -> 'thread' ->> 'repositoryId', ${outbox.effect} -> 'repository' ->> 'repositoryId')::bigint`;
  return database
    .select({
      id: outbox.id,
      effect: outbox.effect,
      state: outbox.state,
      attempts: outbox.attempts,
      error: outbox.error,
      createdAt: outbox.createdAt,
      settledAt: outbox.settledAt,
      current: sql<boolean>`coalesce(${posts.effectId} = ${outbox.id}, false)`,
    })
    .from(outbox)
    .leftJoin(posts, and(eq(posts.installationId, outbox.installationId), eq(posts.slot, outbox.slot)))
    .where(
      and(
        eq(outbox.installationId, installationId),
        isAmong(place, visible),
        states === null ? undefined : inArray(outbox.state, [...states]),
        before === null ? undefined : lt(outbox.id, before),
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(limit);
}

const DELIVERY = {
  id: inbox.id,
  name: inbox.name,
  action: inbox.action,
  state: inbox.state,
  attempts: inbox.attempts,
  error: inbox.error,
  receivedAt: inbox.receivedAt,
  finishedAt: inbox.finishedAt,
  replayable: sql<boolean>`${inbox.payload} is not null`,
};

/** The partial indexes of unfinished and of finished deliveries serve these. */
export async function readDeliveryList(
  database: Database,
  installationId: number,
  { state, before, limit }: Request<'deliveries'>,
): Promise<ListedDelivery[]> {
  const own = eq(inbox.installationId, installationId);
  if (state === 'waiting') {
    return database
      .select(DELIVERY)
      .from(inbox)
      .where(and(own, isNull(inbox.finishedAt)))
      .orderBy(asc(inbox.seq))
      .limit(limit);
  }
  return database
    .select(DELIVERY)
    .from(inbox)
    .where(
      and(
        own,
        isNotNull(inbox.finishedAt),
        // Without a parameter, so that the partial index serves it.
        state === 'dead' ? sql`${inbox.state} = 'dead'` : undefined,
        before === null ? undefined : lt(inbox.finishedAt, before),
      ),
    )
    .orderBy(desc(inbox.finishedAt))
    .limit(limit);
}

export async function readDeliveryState(
  database: Database,
  installationId: number,
  id: string,
): ReturnType<DashboardStore['delivery']> {
  const [row] = await database
    .select({ state: inbox.state, error: inbox.error })
    .from(inbox)
    .where(and(eq(inbox.installationId, installationId), eq(inbox.id, id)));
  return row ?? null;
}

export async function readDecisionList(
  database: Database,
  installationId: number,
  where: { since: Date; visible: Visible },
): ReturnType<DashboardStore['decisions']> {
  const rows = await database
    .select()
    .from(decisions)
    .where(and(madeIn(installationId, where.visible), gte(decisions.at, where.since)))
    .orderBy(desc(decisions.at), desc(decisions.key))
    .limit(DECISIONS_MAX);
  return rows.map(({ key, week, clusterId, action, reason, actor, at, repositoryId }) => {
    return { key, week, clusterId, action, reason, by: actor, at, repositoryId };
  });
}

/** Decisions of weekly issues that may be read. */
export function madeIn(installationId: number, visible: Visible): SQL | undefined {
  return and(eq(decisions.installationId, installationId), isAmong(decisions.repositoryId, visible));
}

export async function readWeekList(
  database: Database,
  installationId: number,
  visible: Visible,
  limit: number,
): ReturnType<DashboardStore['weeks']> {
  const rows = await weekIssues(database, installationId)
    .where(and(eq(weeks.installationId, installationId), isAmong(weeks.repositoryId, visible)))
    .orderBy(desc(weeks.week), desc(weeks.asOf))
    .limit(limit);
  return rows.map(({ week, repositoryId, number, asOf, summary, closedAt }) => {
    return { week, repositoryId, number, asOf, topics: summary.topics.length, closedAt };
  });
}
