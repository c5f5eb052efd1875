import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { isAbsence } from './effect-content.ts';
import type { OutboxTurn, PendingEffect, RemotePost } from './interface/outbox.ts';
import { delayMoving } from './outbox-moves.ts';
import { notices } from './schema/fixes.ts';
import { outbox, posts } from './schema/outbox.ts';

type Result = Parameters<OutboxTurn['settle']>[1];
type SettledEffect = Pick<PendingEffect, 'id' | 'installationId' | 'effect'>;

/** A slot that is nowhere on GitHub. */
export const NOWHERE = { remoteId: null, remoteNodeId: null, remoteNumber: null };

function isRow({ id, installationId }: SettledEffect) {
  return and(eq(outbox.id, id), eq(outbox.installationId, installationId));
}

/**
 * Records what became of an effect, in the outbox and in its slot. Where the slot wants something else by now, the slot
 * keeps that wish, and an effect that would be tried again is superseded by it.
 */
export async function settleEffect(
  transaction: Database,
  effect: SettledEffect,
  result: Result,
  now: Date,
): Promise<void> {
  const [row] = await transaction
    .select({ hash: outbox.hash, firstAttemptAt: outbox.firstAttemptAt, wish: posts.effectId })
    .from(outbox)
    .leftJoin(posts, and(eq(posts.installationId, outbox.installationId), eq(posts.slot, outbox.slot)))
    .where(and(isRow(effect), isNull(outbox.settledAt)));
  // Somebody replaced it before it was begun: there is nothing to record.
  if (row === undefined) return;
  const overtaken = row.wish !== effect.id;
  if (result.state === 'more' && result.emptied === true) await emptySlot(transaction, effect, now);
  if (!overtaken && (result.state === 'retry' || result.state === 'more')) {
    await transaction
      .update(outbox)
      .set(
        result.state === 'retry'
          ? {
              state: 'pending',
              error: result.error,
              runAt: result.runAt,
              ...(result.lookUp === true ? { attempts: sql`${outbox.attempts} + 1` } : {}),
            }
          : { state: 'pending', error: null, runAt: now, attempts: 0, firstAttemptAt: null },
      )
      .where(isRow(effect));
    await delayMoving(transaction, effect.installationId, [effect.effect]);
    return;
  }
  const sent = result.state === 'sent';
  const isOpen = result.state === 'retry' || result.state === 'more';
  await transaction
    .update(outbox)
    .set({ state: isOpen ? 'superseded' : result.state, error: reasonOf(result), settledAt: now })
    .where(isRow(effect));
  const isKnown = result.state === 'withheld' || result.state === 'more';
  const unsureSince = isKnown ? null : row.firstAttemptAt;
  await transaction
    .update(posts)
    .set({
      ...(sent ? posted(effect, result.remote, row.hash) : unsureSince === null ? {} : { unsureSince }),
      ...(overtaken || isOpen ? {} : { state: result.state }),
      changedAt: now,
    })
    .where(and(eq(posts.installationId, effect.installationId), eq(posts.slot, effect.effect.slot)));
  if (sent && effect.effect.kind === 'comment.put') await noteTold(transaction, effect, now);
  if (!overtaken || sent || unsureSince === null || row.wish === null) return;
  // The successor has to look whether this one took effect after all.
  await transaction
    .update(outbox)
    .set({
      attempts: sql`greatest(${outbox.attempts}, 1)`,
      firstAttemptAt: unsureSince,
      // Looking too early would find nothing.
      ...(result.state === 'retry'
        ? { runAt: sql`greatest(${outbox.runAt}, ${result.runAt.toISOString()}::timestamptz)` }
        : {}),
    })
    .where(and(eq(outbox.id, row.wish), isNull(outbox.firstAttemptAt)));
  await delayMoving(transaction, effect.installationId, [effect.effect]);
}

/** A note to reporters stands there from now on; its later edits tell nobody anything new. */
async function noteTold(
  transaction: Database,
  { installationId, effect }: SettledEffect,
  now: Date,
): Promise<void> {
  await transaction
    .update(notices)
    .set({ toldAt: now })
    .where(
      and(eq(notices.installationId, installationId), eq(notices.slot, effect.slot), isNull(notices.toldAt)),
    );
}

/** What stood in the slot was taken away by the effect itself, before it puts something else there. */
async function emptySlot(
  transaction: Database,
  { installationId, effect }: SettledEffect,
  now: Date,
): Promise<void> {
  await transaction
    .update(posts)
    .set({ posted: false, postedHash: null, ...NOWHERE, changedAt: now })
    .where(and(eq(posts.installationId, installationId), eq(posts.slot, effect.slot)));
}

function reasonOf(result: Result): string | null {
  if (result.state === 'withheld') return result.reason;
  return 'error' in result ? result.error : null;
}

/** What a slot is after its effect was carried out. */
function posted({ effect }: SettledEffect, remote: RemotePost | null, hash: string) {
  const known = { postedHash: hash, unsureSince: null };
  // A closed issue is still there to be opened again, everything else is gone.
  if (effect.kind === 'issue.close') return { ...known, posted: false };
  if (isAbsence(effect)) return { ...known, posted: false, ...NOWHERE };
  const where =
    remote === null ? {} : { remoteId: remote.id, remoteNodeId: remote.nodeId, remoteNumber: remote.number };
  return { ...known, posted: true, ...where };
}
