import { and, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Database, Engine } from './database.ts';
import { LeaseLost } from './errors.ts';
import { createClaim } from './inbox-claim.ts';
import { createPut } from './inbox-put.ts';
import { backlogOf, countInbox, hasBacklog, pruneInbox } from './inbox-upkeep.ts';
import type { ClaimedDelivery, DeliveryState, Inbox, NewDelivery } from './interface/inbox.ts';
import { inbox } from './schema/inbox.ts';

/** Rows of one insert: well below the protocol's 65,535 parameters, and few megabytes. */
const PUT_ROWS_MAX = 500;

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
    claim: createClaim(database),
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
