import { randomUUID } from 'node:crypto';
import { and, asc, count, desc, eq, gt, isNotNull, isNull, lte, max, min, or, sql } from 'drizzle-orm';
import type { Database, Engine } from './database.ts';
import type { EffectState, Outbox, OutboxTurn } from './interface/outbox.ts';
import { settleEffect } from './outbox-settle.ts';
import { createTurn } from './outbox-turn.ts';
import { outbox, outboxTurns, writes } from './schema/outbox.ts';

const HOUR_MS = 60 * 60 * 1_000;

/** Settled effects are kept as long as somebody may ask what the app wrote and why. */
const SETTLED_KEPT_MS = 90 * 24 * HOUR_MS;

/** Budgets look back an hour; the second one is for clocks that differ between processes. */
const WRITES_KEPT_MS = 2 * HOUR_MS;

/**
 * GitHub ends requests after 10 s: until then a write whose process is no more may still take effect, and looking for it
 * would find nothing.
 */
const UNDER_WAY_MS = 10_000;

/** The outbox on a database. */
export function createOutbox(engine: Engine): Outbox {
  const { database } = engine;
  return {
    takeTurn: (options) => takeTurn(engine, options),
    list: ({ installationId, state, limit }) =>
      database
        .select({
          id: outbox.id,
          installationId: outbox.installationId,
          effect: outbox.effect,
          state: outbox.state,
          attempts: outbox.attempts,
          error: outbox.error,
          createdAt: outbox.createdAt,
          settledAt: outbox.settledAt,
          deliveryId: outbox.deliveryId,
        })
        .from(outbox)
        .where(
          and(
            installationId === undefined ? undefined : eq(outbox.installationId, installationId),
            state === undefined ? undefined : eq(outbox.state, state),
          ),
        )
        .orderBy(desc(outbox.id))
        .limit(limit),
    backlog: (now) => backlog(engine, now),
    nextDueAt: (now) => nextDueAt(database, now),
    counts: (now) => counts(engine, now),
    prune: async (now) => {
      await database.delete(writes).where(lte(writes.begunAt, new Date(now.getTime() - WRITES_KEPT_MS)));
      const rows = await database
        .delete(outbox)
        .where(
          and(isNotNull(outbox.settledAt), lte(outbox.settledAt, new Date(now.getTime() - SETTLED_KEPT_MS))),
        )
        .returning({ id: outbox.id });
      await engine.tidy(['outbox', 'outbox_turns', 'posts', 'writes']);
      return rows.length;
    },
  };
}

/** The installation that has waited longest since its last turn, among those that have something due. */
async function takeTurn(
  engine: Engine,
  { worker, now, leaseMs }: Parameters<Outbox['takeTurn']>[0],
): Promise<OutboxTurn | null> {
  const { database } = engine;
  const free = and(
    or(isNull(outboxTurns.leaseUntil), lte(outboxTurns.leaseUntil, now)),
    or(isNull(outboxTurns.pausedUntil), lte(outboxTurns.pausedUntil, now)),
  );
  const [due] = await database
    .select({ installationId: outbox.installationId })
    .from(outbox)
    .leftJoin(outboxTurns, eq(outboxTurns.installationId, outbox.installationId))
    .where(
      and(isNull(outbox.settledAt), lte(outbox.runAt, now), or(isNull(outboxTurns.installationId), free)),
    )
    .groupBy(outbox.installationId, outboxTurns.takenAt)
    .orderBy(sql`${outboxTurns.takenAt} asc nulls first`, asc(outbox.installationId))
    .limit(1);
  if (due === undefined) return null;
  const { installationId } = due;
  const leaseToken = randomUUID();
  const turn = { worker, leaseToken, leaseUntil: new Date(now.getTime() + leaseMs), takenAt: now };
  return database.transaction(async (transaction) => {
    await engine.lockInstallation(transaction, installationId);
    const taken = await transaction
      .insert(outboxTurns)
      .values({ installationId, ...turn })
      .onConflictDoUpdate({ target: outboxTurns.installationId, set: turn, setWhere: free })
      .returning({ installationId: outboxTurns.installationId });
    // Another process was faster; its turn will do.
    if (taken.length === 0) return null;
    // Nobody is sending now, so what is still marked as being sent was interrupted: it is to be looked up, then done.
    const interrupted = await transaction
      .select({ id: outbox.id, installationId: outbox.installationId, effect: outbox.effect })
      .from(outbox)
      .where(
        and(eq(outbox.installationId, installationId), isNull(outbox.settledAt), eq(outbox.state, 'sending')),
      )
      .orderBy(asc(outbox.id));
    if (interrupted.length === 0) return createTurn(engine, { installationId, leaseToken, leaseMs });
    const [begun] = await transaction
      .select({ at: max(writes.begunAt) })
      .from(writes)
      .where(eq(writes.installationId, installationId));
    const runAt = new Date(Math.max(now.getTime(), (begun?.at ?? now).getTime() + UNDER_WAY_MS));
    for (const effect of interrupted) {
      await settleEffect(transaction, effect, { state: 'retry', error: 'interrupted', runAt }, now);
    }
    return createTurn(engine, { installationId, leaseToken, leaseMs });
  });
}

async function backlog({ database }: Engine, now: Date): ReturnType<Outbox['backlog']> {
  const byState = { pending: 0, sending: 0, failed: 0 };
  const open = await database
    .select({ state: outbox.state, count: count() })
    .from(outbox)
    .where(isNull(outbox.settledAt))
    .groupBy(outbox.state);
  for (const { state, count: found } of open)
    if (state === 'pending' || state === 'sending') byState[state] = found;
  // An index of its own holds these alone.
  const [failed] = await database
    .select({ count: count() })
    .from(outbox)
    .where(sql`${outbox.state} = 'failed'`);
  byState.failed = failed?.count ?? 0;
  return { byState, oldestPendingMs: await oldestPendingMs(database, now) };
}

async function oldestPendingMs(database: Database, now: Date): Promise<number> {
  const [oldest] = await database
    .select({ at: min(outbox.createdAt) })
    .from(outbox)
    .where(isNull(outbox.settledAt));
  return oldest?.at ? Math.max(0, now.getTime() - oldest.at.getTime()) : 0;
}

async function counts({ database }: Engine, now: Date): ReturnType<Outbox['counts']> {
  const byState: Record<EffectState, number> = {
    pending: 0,
    sending: 0,
    sent: 0,
    withheld: 0,
    failed: 0,
    superseded: 0,
  };
  const rows = await database
    .select({ kind: outbox.kind, state: outbox.state, count: count() })
    .from(outbox)
    .groupBy(outbox.kind, outbox.state)
    .orderBy(asc(outbox.kind), asc(outbox.state));
  for (const row of rows) byState[row.state] += row.count;
  return {
    byState,
    byKindAndResult: rows,
    oldestPendingMs: await oldestPendingMs(database, now),
    nextDueAt: await nextDueAt(database, now),
  };
}

async function nextDueAt(database: Database, now: Date): Promise<Date | null> {
  const [next] = await database
    .select({ at: min(outbox.runAt) })
    .from(outbox)
    .where(and(isNull(outbox.settledAt), gt(outbox.runAt, now)));
  const [unpaused] = await database
    .select({ at: min(outboxTurns.pausedUntil) })
    .from(outboxTurns)
    .innerJoin(outbox, eq(outbox.installationId, outboxTurns.installationId))
    .where(and(isNull(outbox.settledAt), gt(outboxTurns.pausedUntil, now)));
  const due = [next?.at, unpaused?.at]
    .filter((at) => at instanceof Date)
    .sort((a, b) => a.getTime() - b.getTime());
  return due[0] ?? null;
}
