import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { chunks } from './chunks.ts';
import type { Database, Engine } from './database.ts';
import { DatabaseFailed, LeaseLost, translated } from './errors.ts';
import { createPut } from './inbox-put.ts';
import { backlogOf, countInbox, hasBacklog, pruneInbox } from './inbox-upkeep.ts';
import type { ClaimedDelivery, DeliveryState, Inbox, NewDelivery } from './interface/inbox.ts';
import { inbox } from './schema/inbox.ts';

/** Rows of one insert: well below the protocol's 65,535 parameters, and few megabytes. */
const PUT_ROWS_MAX = 500;

/** How often a claim is tried again when another process claimed the same key at the same moment. */
const CLAIM_TRIES = 3;

/** How many of the oldest due deliveries a claim looks at first: mostly enough, whatever the length of the backlog. */
const NEAR_ROWS = 500;

/** All of them: a backlog that is longer than this has other troubles. */
const FAR_ROWS = 1_000_000;

const UNIQUE_VIOLATION = '23505';

function row(delivery: NewDelivery): typeof inbox.$inferInsert {
  return { ...delivery, state: 'pending', attempts: 0, runAt: delivery.receivedAt };
}

/** The inbox on a database. One statement for each call. */
export function createInbox(engine: Engine): Inbox {
  const { database } = engine;
  return {
    put: createPut(engine),
    putMany: (deliveries) => putDeliveries(database, deliveries),
    known: async (ids) => {
      const known = new Map<string, DeliveryState>();
      for (const part of chunks(ids, PUT_ROWS_MAX)) {
        const rows = await database
          .select({ id: inbox.id, state: inbox.state })
          .from(inbox)
          .where(inArray(inbox.id, part));
        for (const { id, state } of rows) known.set(id, state);
      }
      return known;
    },
    claim: (options) => claim(database, options),
    settle: async (delivery, state, reason, now) => {
      await settleDelivery(database, delivery, state, reason, now);
    },
    fail: async (delivery, outcome, now) => {
      const dead = 'dead' in outcome;
      const rows = await database
        .update(inbox)
        .set({
          ...UNCLAIMED,
          error: outcome.error,
          state: dead ? 'dead' : 'pending',
          finishedAt: dead ? now : null,
          ...(dead ? {} : { runAt: outcome.runAt }),
          ...(!dead && outcome.free ? { attempts: sql`${inbox.attempts} - 1` } : {}),
        })
        .where(isMine(delivery))
        .returning({ seq: inbox.seq });
      if (rows.length === 0) throw lost(delivery);
    },
    renew: async (claims, leaseUntil) => {
      for (const part of chunks(claims, PUT_ROWS_MAX)) {
        await database
          .update(inbox)
          .set({ leaseUntil })
          .where(or(...part.map(isMine)));
      }
    },
    release: async (claims) => {
      for (const part of chunks(claims, PUT_ROWS_MAX)) {
        await database
          .update(inbox)
          .set({ ...UNCLAIMED, state: 'pending', attempts: sql`${inbox.attempts} - 1` })
          .where(or(...part.map(isMine)));
      }
    },
    replay: async (which, now) => {
      const chosen = which === 'dead' ? eq(inbox.state, 'dead') : inArray(inbox.id, [...which.ids]);
      if (which !== 'dead' && which.ids.length === 0) return 0;
      const rows = await database
        .update(inbox)
        .set({ state: 'pending', attempts: 0, runAt: now, error: null, finishedAt: null })
        .where(and(chosen, isNotNull(inbox.finishedAt), isNotNull(inbox.payload)))
        .returning({ seq: inbox.seq });
      return rows.length;
    },
    list: ({ state, installationId, limit }) =>
      database
        .select({
          id: inbox.id,
          installationId: inbox.installationId,
          name: inbox.name,
          action: inbox.action,
          state: inbox.state,
          attempts: inbox.attempts,
          error: inbox.error,
          receivedAt: inbox.receivedAt,
          finishedAt: inbox.finishedAt,
        })
        .from(inbox)
        .where(
          and(
            state === undefined ? undefined : eq(inbox.state, state),
            installationId === undefined ? undefined : eq(inbox.installationId, installationId),
          ),
        )
        .orderBy(desc(inbox.seq))
        .limit(limit),
    hasBacklog: (installationId, options) => hasBacklog(database, installationId, options),
    backlog: (now) => backlogOf(database, now),
    counts: (now) => countInbox(database, now),
    prune: (now) => pruneInbox(engine, now),
  };
}

/** Puts many in, also inside of a transaction. Returns how many were new. */
export async function putDeliveries(database: Database, deliveries: readonly NewDelivery[]): Promise<number> {
  let stored = 0;
  for (const part of chunks(deliveries, PUT_ROWS_MAX)) {
    const rows = await database
      .insert(inbox)
      .values(part.map(row))
      .onConflictDoNothing({ target: inbox.id })
      .returning({ seq: inbox.seq });
    stored += rows.length;
  }
  return stored;
}

const UNCLAIMED = { worker: null, leaseToken: null, leaseUntil: null };

type ClaimOptions = Parameters<Inbox['claim']>[0];

async function claim(database: Database, options: ClaimOptions): Promise<ClaimedDelivery[]> {
  const near = await claimAmong(database, options, NEAR_ROWS);
  if (near.length >= options.limit) return near;
  // Few keys may hold all of the oldest: then those behind must not wait for them.
  const far = await claimAmong(database, { ...options, limit: options.limit - near.length }, FAR_ROWS);
  return [...near, ...far].sort((a, b) => a.seq - b.seq);
}

async function claimAmong(
  database: Database,
  options: ClaimOptions,
  rows: number,
): Promise<ClaimedDelivery[]> {
  for (let left = CLAIM_TRIES; left > 0; left -= 1) {
    try {
      return await claimOnce(database, options, rows);
    } catch (error) {
      // Two deliveries of one key arrived at the same moment, and two processes saw a different one first.
      const reason = translated(error);
      if (!(reason instanceof DatabaseFailed) || reason.code !== UNIQUE_VIOLATION) throw reason;
    }
  }
  return [];
}

/**
 * The head of a key is the delivery in work, or else the oldest unfinished one; only heads are taken. Written with
 * scalar subqueries, which are looked up row by row in the partial indexes whatever the planner believes of the table.
 * @param rows how many of the oldest due deliveries are looked at
 */
async function claimOnce(
  database: Database,
  { worker, now, leaseMs, limit }: ClaimOptions,
  rows: number,
): Promise<ClaimedDelivery[]> {
  const leaseToken = randomUUID();
  const other = alias(inbox, 'other');
  const inWork = database
    .select({ seq: other.seq })
    .from(other)
    .where(and(eq(other.orderKey, inbox.orderKey), isNotNull(other.leaseToken)))
    .limit(1);
  const oldest = database
    .select({ seq: other.seq })
    .from(other)
    .where(and(eq(other.orderKey, inbox.orderKey), isNull(other.finishedAt)))
    .orderBy(asc(other.seq))
    .limit(1);
  const due = and(
    isNull(inbox.finishedAt),
    lte(inbox.runAt, now),
    or(isNull(inbox.leaseUntil), lte(inbox.leaseUntil, now)),
  );
  const waiting = database
    .$with('waiting')
    .as(database.select({ id: inbox.id }).from(inbox).where(due).orderBy(asc(inbox.seq)).limit(rows));
  const picked = database.$with('picked').as(
    database
      .with(waiting)
      .select({ id: inbox.id })
      .from(inbox)
      .innerJoin(waiting, eq(waiting.id, inbox.id))
      // Said again, since a row is looked at anew when another process has changed it meanwhile.
      .where(and(due, sql`${inbox.seq} = coalesce((${inWork}), (${oldest}))`))
      .orderBy(asc(inbox.seq))
      .limit(limit)
      .for('update', { of: inbox, skipLocked: true }),
  );
  const claimed = await database
    .with(picked)
    .update(inbox)
    .set({
      state: 'claimed',
      // Taking over from a process that died goes on with its attempt: the delivery itself has not failed.
      attempts: sql`${inbox.attempts} + case when ${inbox.leaseToken} is null then 1 else 0 end`,
      worker,
      leaseToken,
      leaseUntil: new Date(now.getTime() + leaseMs),
    })
    .from(picked)
    .where(eq(inbox.id, picked.id))
    .returning({
      id: inbox.id,
      seq: inbox.seq,
      installationId: inbox.installationId,
      name: inbox.name,
      action: inbox.action,
      orderKey: inbox.orderKey,
      payload: inbox.payload,
      receivedAt: inbox.receivedAt,
      attempts: inbox.attempts,
    });
  return claimed
    .map((row) => ({ ...row, payload: row.payload ?? '', leaseToken }))
    .sort((a, b) => a.seq - b.seq);
}

function isMine({ id, leaseToken }: ClaimedDelivery) {
  return and(eq(inbox.id, id), eq(inbox.leaseToken, leaseToken));
}

function lost({ id }: ClaimedDelivery): LeaseLost {
  return new LeaseLost(`delivery ${id} is no longer claimed by this worker`);
}

/**
 * Ends a delivery, in a transaction or outside of one.
 * @throws LeaseLost where somebody else has taken it over
 */
export async function settleDelivery(
  database: Database,
  delivery: ClaimedDelivery,
  state: 'done' | 'ignored',
  reason: string | null,
  now: Date,
): Promise<void> {
  const rows = await database
    .update(inbox)
    .set({ ...UNCLAIMED, state, error: reason, finishedAt: now })
    .where(isMine(delivery))
    .returning({ seq: inbox.seq });
  if (rows.length === 0) throw lost(delivery);
}
