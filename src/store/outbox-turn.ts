import { and, asc, count, eq, gt, isNull, lt, lte, max, min, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database, Engine } from './database.ts';
import { LeaseLost } from './errors.ts';
import type { OutboxTurn, PendingEffect } from './interface/outbox.ts';
import { hasMoved } from './outbox-moves.ts';
import { settleEffect } from './outbox-settle.ts';
import { outbox, outboxTurns, posts, writes } from './schema/outbox.ts';

/** Which turn this is. */
export interface TurnKey {
  installationId: number;
  leaseToken: string;
  /** how long each `begin` extends the lease */
  leaseMs: number;
}

/** A turn that was taken. Every change checks that the turn is still ours. */
export function createTurn(engine: Engine, key: TurnKey): OutboxTurn {
  const { database } = engine;
  const { installationId } = key;
  return {
    installationId,
    next: (now) => next(database, installationId, now),
    begin: async (effect, now) => {
      const begun = await database.transaction(async (transaction) => {
        await engine.lockInstallation(transaction, installationId);
        await hold(transaction, key, { leaseUntil: new Date(now.getTime() + key.leaseMs) });
        const rows = await transaction
          .update(outbox)
          .set({
            state: 'sending',
            attempts: sql`${outbox.attempts} + 1`,
            firstAttemptAt: sql`coalesce(${outbox.firstAttemptAt}, ${now.toISOString()}::timestamptz)`,
          })
          .where(and(isRow(effect), isNull(outbox.settledAt)))
          .returning({ id: outbox.id });
        if (rows.length > 0) await transaction.insert(writes).values({ installationId, begunAt: now });
        return rows.length > 0;
      });
      if (begun) return;
      // Superseded since it was read. The turn is given up so that the next one may start at once.
      await release(database, key);
      throw new LeaseLost(`effect ${effect.id} is no longer wanted`);
    },
    settle: (effect, result, now) =>
      database.transaction(async (transaction) => {
        await engine.lockInstallation(transaction, installationId);
        await hold(transaction, key, {});
        await settleEffect(transaction, effect, result, now);
      }),
    isDone: async (slot, before) => {
      const done = await database
        .select({ slot: posts.slot })
        .from(posts)
        .where(
          and(
            eq(posts.installationId, installationId),
            eq(posts.slot, slot),
            eq(posts.state, 'sent'),
            lt(posts.changedAt, before),
          ),
        );
      return done.length > 0;
    },
    writesSince: async (since) => {
      const [row] = await database
        .select({ count: count(), newestAt: max(writes.begunAt), oldestAt: min(writes.begunAt) })
        .from(writes)
        .where(and(eq(writes.installationId, installationId), gt(writes.begunAt, since)));
      return { count: row?.count ?? 0, newestAt: row?.newestAt ?? null, oldestAt: row?.oldestAt ?? null };
    },
    renew: (leaseUntil) => hold(database, key, { leaseUntil }),
    pause: (until, reason) => hold(database, key, { pausedUntil: until, pauseReason: reason }),
    release: () => release(database, key),
  };
}

function isRow({ id, installationId }: PendingEffect) {
  return and(eq(outbox.id, id), eq(outbox.installationId, installationId));
}

/** @throws LeaseLost where somebody else has the turn now */
async function hold(
  database: Database,
  { installationId, leaseToken }: TurnKey,
  set: { leaseUntil?: Date; pausedUntil?: Date; pauseReason?: string },
): Promise<void> {
  const rows = await database
    .update(outboxTurns)
    // A set needs at least one column.
    .set({ leaseToken, ...set })
    .where(and(eq(outboxTurns.installationId, installationId), eq(outboxTurns.leaseToken, leaseToken)))
    .returning({ installationId: outboxTurns.installationId });
  if (rows.length === 0) throw new LeaseLost(`the turn of installation ${installationId} is somebody else's`);
}

async function release(database: Database, { installationId, leaseToken }: TurnKey): Promise<void> {
  await database
    .update(outboxTurns)
    .set({ leaseToken: null, leaseUntil: null })
    .where(and(eq(outboxTurns.installationId, installationId), eq(outboxTurns.leaseToken, leaseToken)));
}

async function next(database: Database, installationId: number, now: Date): Promise<PendingEffect | null> {
  const earlier = alias(outbox, 'earlier');
  const [row] = await database
    .select()
    .from(outbox)
    .leftJoin(posts, and(eq(posts.installationId, outbox.installationId), eq(posts.slot, outbox.slot)))
    .where(
      and(
        eq(outbox.installationId, installationId),
        isNull(outbox.settledAt),
        eq(outbox.state, 'pending'),
        lte(outbox.runAt, now),
        notExists(
          database
            .select({ id: earlier.id })
            .from(earlier)
            .where(
              and(
                eq(earlier.installationId, outbox.installationId),
                eq(earlier.slot, outbox.slot),
                isNull(earlier.settledAt),
                lt(earlier.id, outbox.id),
              ),
            ),
        ),
        hasMoved(database),
      ),
    )
    .orderBy(asc(outbox.priority), asc(outbox.id))
    .limit(1);
  if (row === undefined) return null;
  const { outbox: effect, posts: post } = row;
  const remote =
    post !== null && (post.remoteId !== null || post.remoteNodeId !== null || post.remoteNumber !== null)
      ? { id: post.remoteId, nodeId: post.remoteNodeId, number: post.remoteNumber }
      : null;
  return {
    id: effect.id,
    installationId,
    effect: effect.effect,
    deliveryId: effect.deliveryId,
    createdAt: effect.createdAt,
    attemptsBefore: effect.attempts,
    firstAttemptAt: effect.firstAttemptAt,
    remote,
  };
}
