import { and, eq, isNull, not, or, sql } from 'drizzle-orm';
import type { Item } from '../../loop/item.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { excludedBut } from '../excluded.ts';
import { oweRewrite } from '../owed-rewrite.ts';
import { commands, comments, items } from '../schema/items.ts';
import { leaveCluster } from './clusters.ts';
import { removeDocuments } from './documents.ts';
import { forgetWords, IS_JUDGEMENT } from './forget-words.ts';
import { toRow } from './item-row.ts';
import { forgetLessons } from './lessons.ts';
import { forgetNotices } from './notices.ts';
import { removePairs } from './pairs.ts';

/** The row of one thread. */
export function isThread(installationId: number, { repositoryId, number }: ThreadRef) {
  return and(
    eq(items.installationId, installationId),
    eq(items.repositoryId, repositoryId),
    eq(items.number, number),
  );
}

/**
 * Writes an item. An older snapshot than the stored one changes nothing, of two equally old ones the later write counts,
 * and a tombstone comes back only by a snapshot from after the deletion.
 */
export async function putItem(
  transaction: Database,
  installationId: number,
  item: Omit<Item, 'itemId'>,
  itemId: number | undefined,
): Promise<void> {
  await transaction
    .insert(items)
    .values({ ...toRow(installationId, item), itemId })
    .onConflictDoUpdate({
      target: [items.installationId, items.repositoryId, items.number],
      set: excludedBut(items, ['itemId', 'installationId', 'repositoryId', 'number']),
      setWhere: and(
        sql`excluded.updated_at >= ${items.updatedAt}`,
        or(isNull(items.deletedAt), sql`excluded.updated_at > ${items.deletedAt}`),
      ),
    });
}

/** Leaves a tombstone: counts stay right, texts and the author are gone, and late deliveries cannot bring it back. */
export async function deleteItem(
  transaction: Database,
  installationId: number,
  ref: ThreadRef,
  at: Date,
): Promise<void> {
  const rows = await transaction
    .update(items)
    .set({ ...FORGOTTEN_TEXT, ...FORGOTTEN_AUTHOR, closedBy: null, deletedAt: at })
    .where(isThread(installationId, ref))
    .returning({ itemId: items.itemId });
  for (const { itemId } of rows) {
    await forgetMatching(transaction, installationId, [itemId]);
    await leaveCluster(transaction, installationId, itemId);
  }
  await forgetLessons(transaction, installationId, ref);
  await transaction
    .update(comments)
    .set({ body: '', ...FORGOTTEN_AUTHOR, deletedAt: at })
    .where(
      and(
        eq(comments.installationId, installationId),
        eq(comments.repositoryId, ref.repositoryId),
        eq(comments.number, ref.number),
      ),
    );
  await forgetNotices(transaction, installationId, ref);
  const isSaidHere = and(
    eq(commands.repositoryId, ref.repositoryId),
    eq(commands.number, ref.number),
    not(IS_JUDGEMENT),
  );
  await forgetWords(transaction, installationId, isSaidHere);
  // A button's words quote a reason.
  await transaction
    .update(commands)
    .set({ argument: '' })
    .where(and(eq(commands.installationId, installationId), isSaidHere));
  await oweRewrite(transaction, installationId, at);
}

/** Nothing of these items' texts is found or quoted any more. The log of clusters holds no text and stays. */
export async function forgetMatching(
  transaction: Database,
  installationId: number,
  itemIds: readonly number[],
): Promise<void> {
  if (itemIds.length === 0) return;
  await removeDocuments(transaction, installationId, itemIds);
  await removePairs(transaction, installationId, itemIds);
}

/** What is no longer told of an item whose text went: its reasons quote it. */
export const FORGOTTEN_TEXT = {
  title: '',
  body: '',
  observation: sql`jsonb_set(${items.observation}, '{reasons}', '[]')`,
  paths: null,
};

export const FORGOTTEN_AUTHOR = { authorId: null, author: null };
