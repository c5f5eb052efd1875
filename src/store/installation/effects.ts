import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Effect } from '../../loop/effect.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { contentHash, isAbsence, priorityOf, subjectOf, threadOf } from '../effect-content.ts';
import { excluded } from '../excluded.ts';
import type { EffectState } from '../interface/outbox.ts';
import { delayMoving } from '../outbox-moves.ts';
import { outbox, posts } from '../schema/outbox.ts';

/** Slots of one statement; a decision has a handful, an import of history thousands. */
const SLOTS_MAX = 500;

/** What is known of a slot before an effect of it is wanted. */
interface Slot {
  post: typeof posts.$inferSelect | null;
  /** effects of it that are not settled */
  open: {
    id: number;
    state: EffectState;
    urgency: Effect['priority'];
    held: boolean;
    firstAttemptAt: Date | null;
    runAt: Date;
  }[];
}

/** What follows for a slot. */
interface Wish {
  effect: Effect;
  hash: string;
  superseded: number[];
  /** when the earliest of those was to go: what waits does not wait anew */
  dueAt: Date | null;
  /** since when an earlier write of the slot may have happened without anybody knowing */
  unsureSince: Date | null;
  /** GitHub shows it already, or does not show what is to be removed */
  satisfied: boolean;
}

/**
 * Puts effects into the outbox and keeps their slots. What a slot already wants, or already shows, is not sent again;
 * unsent effects of the slot are superseded. In a transaction that holds the installation's lock.
 */
export async function applyEffects(
  transaction: Database,
  installationId: number,
  effects: readonly Effect[],
  deliveryId: string,
  now: Date,
): Promise<void> {
  // Of several effects of one slot the last counts.
  const bySlot = new Map<string, Effect>();
  for (const effect of effects) {
    bySlot.delete(effect.slot);
    bySlot.set(effect.slot, effect);
  }
  for (const part of chunks([...bySlot.values()], SLOTS_MAX)) {
    const slots = await readSlots(
      transaction,
      installationId,
      part.map(({ slot }) => slot),
    );
    const wishes = part.flatMap((effect) => wishFor(effect, slots.get(effect.slot)) ?? []);
    if (wishes.length > 0) await carryOut(transaction, installationId, wishes, deliveryId, now);
  }
}

async function readSlots(
  transaction: Database,
  installationId: number,
  names: readonly string[],
): Promise<Map<string, Slot>> {
  const rows = await transaction
    .select({
      post: posts,
      open: {
        id: outbox.id,
        state: outbox.state,
        urgency: sql<Effect['priority']>`${outbox.effect} ->> 'priority'`,
        held: sql<boolean>`${outbox.effect} ->> 'heldFor' is not null`,
        firstAttemptAt: outbox.firstAttemptAt,
        runAt: outbox.runAt,
      },
    })
    .from(posts)
    .leftJoin(
      outbox,
      and(
        eq(outbox.installationId, posts.installationId),
        eq(outbox.slot, posts.slot),
        isNull(outbox.settledAt),
      ),
    )
    .where(and(eq(posts.installationId, installationId), inArray(posts.slot, [...names])));
  const slots = new Map<string, Slot>();
  for (const { post, open } of rows) {
    const slot = slots.get(post.slot) ?? { post, open: [] };
    if (open !== null) slot.open.push(open);
    slots.set(post.slot, slot);
  }
  return slots;
}

/** What the effect means for its slot; null: nothing. */
export function wishFor(effect: Effect, slot: Slot | undefined): Wish | null {
  const hash = contentHash(effect);
  const { post, open } = slot ?? { post: null, open: [] };
  if (post === null)
    return { effect, hash, superseded: [], dueAt: null, unsureSince: null, satisfied: false };
  // A human took it away: it is never wanted again, and there is nothing to remove.
  if (post.state === 'vetoed') return null;
  if (effect.kind === 'issue.put' && effect.once === true && post.posted) return null;
  const unsent = open.filter(({ state }) => state === 'pending');
  // An approval sets free what has not been held back yet, and taking it back holds what is not sent yet.
  const isHeldAnew = unsent.some(({ held }) => held !== (effect.heldFor !== undefined));
  // What could wait is wanted at once: it goes in the place of what waits.
  const isUrgent = unsent.some(({ urgency }) => isMoreUrgent(effect.priority, urgency));
  const isKnown = post.hash === hash && (post.state === 'pending' || post.state === 'sent');
  if (isKnown && !isHeldAnew && !isUrgent) return null;
  const inFlight = open.some(({ state }) => state === 'sending');
  const unsureSince =
    post.unsureSince ?? unsent.find(({ firstAttemptAt }) => firstAttemptAt !== null)?.firstAttemptAt ?? null;
  const known = !inFlight && unsureSince === null;
  return {
    effect: { ...effect, priority: mostUrgent(effect.priority, unsent) },
    hash,
    superseded: unsent.map(({ id }) => id),
    dueAt: unsent.map(({ runAt }) => runAt).sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    unsureSince,
    satisfied: known && (post.postedHash === hash || (isAbsence(effect) && !post.posted && !isShown(effect))),
  };
}

/** Whether the thread shows what is to go, though the app did not put it there. */
function isShown(effect: Effect): boolean {
  return effect.kind === 'label.remove' && effect.occasion !== undefined;
}

/** What something urgent is replaced by has not become less urgent: it may have to hide what that was to hide. */
function mostUrgent(
  own: Effect['priority'],
  unsent: readonly { urgency: Effect['priority'] }[],
): Effect['priority'] {
  return unsent.reduce((most, { urgency }) => (isMoreUrgent(urgency, most) ? urgency : most), own);
}

function isMoreUrgent(one: Effect['priority'], other: Effect['priority']): boolean {
  return priorityOf({ priority: one }) < priorityOf({ priority: other });
}

/** At once, unless it waits for what may follow. */
function delayed({ delayMs = 0 }: Effect, dueAt: Date | null, now: Date): Date {
  const at = now.getTime() + delayMs;
  return new Date(dueAt === null ? at : Math.min(at, dueAt.getTime()));
}

async function carryOut(
  transaction: Database,
  installationId: number,
  wishes: readonly Wish[],
  deliveryId: string,
  now: Date,
): Promise<void> {
  const superseded = wishes.flatMap((wish) => wish.superseded);
  if (superseded.length > 0) {
    await transaction
      .update(outbox)
      .set({ state: 'superseded', settledAt: now })
      .where(and(eq(outbox.installationId, installationId), inArray(outbox.id, superseded)));
  }
  const ids = await enqueue(transaction, installationId, wishes, deliveryId, now);
  await delayMoving(
    transaction,
    installationId,
    wishes.map(({ effect }) => effect),
  );
  await putPosts(transaction, installationId, wishes, ids, now);
}

/** @returns the numbers of the rows, by slot */
async function enqueue(
  transaction: Database,
  installationId: number,
  wishes: readonly Wish[],
  deliveryId: string,
  now: Date,
): Promise<Map<string, number>> {
  // A wish that is satisfied without writing leaves a row only where it superseded something.
  const recorded = wishes.filter(({ satisfied, superseded }) => !satisfied || superseded.length > 0);
  if (recorded.length === 0) return new Map();
  const rows = await transaction
    .insert(outbox)
    .values(
      recorded.map(({ effect, hash, dueAt, unsureSince, satisfied }) => ({
        installationId,
        slot: effect.slot,
        kind: effect.kind,
        hash,
        effect,
        deliveryId,
        priority: priorityOf(effect),
        state: satisfied ? ('superseded' as const) : ('pending' as const),
        // Above 0, so that whoever sends it looks first whether the earlier one took effect.
        attempts: unsureSince === null ? 0 : 1,
        firstAttemptAt: unsureSince,
        runAt: delayed(effect, dueAt, now),
        createdAt: now,
        settledAt: satisfied ? now : null,
      })),
    )
    .returning({ id: outbox.id, slot: outbox.slot });
  return new Map(rows.map(({ id, slot }) => [slot, id]));
}

/** What is wanted in the slots from now on. */
async function putPosts(
  transaction: Database,
  installationId: number,
  wishes: readonly Wish[],
  ids: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  await transaction
    .insert(posts)
    .values(
      wishes.map(({ effect, hash, unsureSince, satisfied }) => {
        const thread = threadOf(effect);
        return {
          installationId,
          slot: effect.slot,
          repositoryId: thread?.repositoryId ?? null,
          number: thread?.number ?? null,
          kind: effect.kind,
          subject: subjectOf(effect),
          hash,
          wanted: isAbsence(effect) ? ('absent' as const) : ('present' as const),
          state: satisfied ? ('sent' as const) : ('pending' as const),
          effectId: satisfied ? null : (ids.get(effect.slot) ?? null),
          posted: false,
          unsureSince,
          changedAt: now,
        };
      }),
    )
    .onConflictDoUpdate({
      target: [posts.installationId, posts.slot],
      set: excluded(posts, [
        'repositoryId',
        'number',
        'kind',
        'subject',
        'hash',
        'wanted',
        'state',
        'effectId',
        'unsureSince',
        'changedAt',
      ]),
    });
}
