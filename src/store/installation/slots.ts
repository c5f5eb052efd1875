import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import { labelGone } from '../../loop/label-gone.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { NOWHERE } from '../outbox-settle.ts';
import { outbox, posts } from '../schema/outbox.ts';

/** Effects of one statement. */
const EFFECTS_MAX = 500;

/** A human took away what the slot put. Known also for slots that this installation never used: from label events. */
export async function vetoSlot(
  transaction: Database,
  installationId: number,
  slot: string,
  at: Date,
): Promise<void> {
  await transaction
    .update(outbox)
    .set({ state: 'superseded', settledAt: at })
    .where(
      and(
        eq(outbox.installationId, installationId),
        eq(outbox.slot, slot),
        isNull(outbox.settledAt),
        eq(outbox.state, 'pending'),
      ),
    );
  const [kind, key, ...subject] = slot.split(':');
  const [, repositoryId, number] = /^(\d+)-(\d+)$/.exec(key ?? '') ?? [];
  const vetoed = {
    state: 'vetoed' as const,
    effectId: null,
    posted: false,
    postedHash: null,
    unsureSince: null,
    ...NOWHERE,
    changedAt: at,
  };
  await transaction
    .insert(posts)
    .values({
      installationId,
      slot,
      repositoryId: repositoryId === undefined ? null : Number(repositoryId),
      number: number === undefined ? null : Number(number),
      kind: kind ?? '',
      subject: subject.join(':'),
      hash: '',
      wanted: 'present',
      ...vetoed,
    })
    .onConflictDoUpdate({ target: [posts.installationId, posts.slot], set: vetoed });
}

/** Wishes that were given up are effects to be sent again, as long as their rows are kept. */
export function retryFailed(transaction: Database, installationId: number, at: Date): Promise<void> {
  return sendAgain(transaction, installationId, eq(posts.state, 'failed'), at);
}

/** A repository has a label of ours again: it goes on the threads that went without. */
export function labelReturned(
  transaction: Database,
  installationId: number,
  { repositoryId, label, at }: Extract<Change, { type: 'label.returned' }>,
): Promise<void> {
  const without = transaction
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.installationId, installationId),
        eq(outbox.state, 'withheld'),
        eq(outbox.kind, 'label.add'),
        eq(outbox.error, labelGone(label)),
      ),
    );
  const here = and(
    eq(posts.repositoryId, repositoryId),
    eq(posts.state, 'withheld'),
    inArray(posts.effectId, without),
  );
  return sendAgain(transaction, installationId, here, at);
}

/** @param which slots, with what they want */
async function sendAgain(
  transaction: Database,
  installationId: number,
  which: SQL | undefined,
  at: Date,
): Promise<void> {
  const failed = and(eq(posts.installationId, installationId), which);
  const wishes = transaction.select({ id: posts.effectId }).from(posts).where(failed);
  const again = await transaction
    .update(outbox)
    // The attempts of before are those of another time; that something may be there already is still to be looked for.
    .set({ state: 'pending', settledAt: null, runAt: at, attempts: sql`least(${outbox.attempts}, 1)` })
    .where(
      and(
        eq(outbox.installationId, installationId),
        inArray(outbox.state, ['failed', 'withheld']),
        inArray(outbox.id, wishes),
      ),
    )
    .returning({ id: outbox.id });
  for (const part of chunks(again, EFFECTS_MAX)) {
    const ids = part.map(({ id }) => id);
    await transaction
      .update(posts)
      .set({ state: 'pending', changedAt: at })
      .where(and(failed, inArray(posts.effectId, ids)));
  }
}

/** The slots and unsent effects of a thread go on under its new key and place. */
export async function moveSlots(
  transaction: Database,
  installationId: number,
  from: { repositoryId: number; number: number },
  to: { repositoryId: number; number: number; nodeId: string; owner: string | null; name: string | null },
): Promise<void> {
  const oldKey = `${from.repositoryId}-${from.number}`;
  const newKey = `${to.repositoryId}-${to.number}`;
  const renamed = (slot: string) =>
    slot
      .split(':')
      .map((part) => (part === oldKey ? newKey : part))
      .join(':');
  const rows = await transaction
    .select({ slot: posts.slot })
    .from(posts)
    .where(
      and(
        eq(posts.installationId, installationId),
        eq(posts.repositoryId, from.repositoryId),
        eq(posts.number, from.number),
      ),
    );
  for (const { slot } of rows) {
    const here = { installationId, slot };
    const target = renamed(slot);
    // What was already wanted under the new key is newer.
    await transaction
      .update(posts)
      .set({ slot: target, repositoryId: to.repositoryId, number: to.number })
      .where(
        and(
          eq(posts.installationId, here.installationId),
          eq(posts.slot, slot),
          sql`not exists (select 1 from ${posts} as there where there.installation_id = ${installationId} and there.slot = ${target})`,
        ),
      );
    const open = await transaction
      .select({ id: outbox.id, effect: outbox.effect })
      .from(outbox)
      .where(and(eq(outbox.installationId, installationId), eq(outbox.slot, slot), isNull(outbox.settledAt)));
    for (const { id, effect } of open) {
      if (!('thread' in effect)) continue;
      const { owner, name, ...place } = to;
      const thread = {
        ...effect.thread,
        ...place,
        owner: owner ?? effect.thread.owner,
        name: name ?? effect.thread.name,
      };
      await transaction
        .update(outbox)
        .set({ slot: target, effect: { ...effect, slot: target, thread } })
        .where(and(eq(outbox.installationId, installationId), eq(outbox.id, id)));
    }
  }
}
