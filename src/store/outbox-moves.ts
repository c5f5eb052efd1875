import { and, eq, exists, isNull, notExists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Effect } from '../loop/effect.ts';
import type { Database } from './database.ts';
import { outbox, posts } from './schema/outbox.ts';

const going = alias(outbox, 'going');

const isGoing = and(
  eq(going.installationId, outbox.installationId),
  eq(going.kind, 'comment.remove'),
  isNull(going.settledAt),
  sql`${going.effect} ->> 'marker' = ${outbox.effect} ->> 'marker'`,
);

/** Whether the thread has it already: then it is an edit, which comes to no other thread and may have to hide something. */
const isEdit = and(
  eq(posts.installationId, outbox.installationId),
  eq(posts.slot, outbox.slot),
  posts.posted,
);

/** Of an effect in the outbox: it may come to its thread, as what it says stands on no other one any more. */
export function hasMoved(database: Database) {
  return or(
    sql`${outbox.effect} ->> 'moves' is null`,
    exists(database.select({ slot: posts.slot }).from(posts).where(isEdit)),
    notExists(database.select({ id: going.id }).from(going).where(isGoing)),
  );
}

/**
 * What moves is due no sooner than its removals elsewhere, or it would be looked at again and again meanwhile. To be
 * called wherever one of the two is put into the outbox or waits anew.
 */
export async function delayMoving(
  transaction: Database,
  installationId: number,
  effects: readonly Effect[],
): Promise<void> {
  const markers = effects.flatMap((effect) =>
    effect.kind === 'comment.remove' || (effect.kind === 'comment.put' && effect.moves === true)
      ? [effect.marker]
      : [],
  );
  for (const marker of new Set(markers)) {
    await transaction
      .update(outbox)
      .set({
        runAt: sql`greatest(${outbox.runAt}, (${transaction
          .select({ at: sql`max(${going.runAt})` })
          .from(going)
          .where(isGoing)}))`,
      })
      .where(
        and(
          eq(outbox.installationId, installationId),
          eq(outbox.kind, 'comment.put'),
          isNull(outbox.settledAt),
          sql`${outbox.effect} ->> 'moves' is not null`,
          sql`${outbox.effect} ->> 'marker' = ${marker}`,
          notExists(transaction.select({ slot: posts.slot }).from(posts).where(isEdit)),
        ),
      );
  }
}
