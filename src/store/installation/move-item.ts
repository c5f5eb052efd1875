import { and, eq, or } from 'drizzle-orm';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { repositories } from '../schema/installations.ts';
import { commands, comments, items, judgements } from '../schema/items.ts';
import { leaveCluster } from './clusters.ts';
import { moveDocument } from './documents.ts';
import { forgetMatching, isThread } from './items.ts';
import { moveLandings } from './landings.ts';
import { moveLessons } from './lessons.ts';
import { moveNotices } from './notices.ts';
import { moveSlots } from './slots.ts';

type ItemRow = typeof items.$inferSelect;

/** The tables whose rows hang on a thread by its repository and number. */
const HANGING = [comments, judgements, commands] as const;

/**
 * The item goes on in another place with everything that hangs on it and with its own row number. Where the new place
 * was heard of before the move, the newer of the two snapshots counts.
 */
export async function moveItem(
  transaction: Database,
  installationId: number,
  from: ThreadRef,
  to: ThreadRef & { nodeId: string },
  at: Date,
): Promise<void> {
  const [old] = await transaction.select().from(items).where(isThread(installationId, from));
  const [arrived] = await transaction.select().from(items).where(isThread(installationId, to));
  const [repository] = await transaction
    .select({ owner: repositories.owner, name: repositories.name })
    .from(repositories)
    .where(
      and(eq(repositories.installationId, installationId), eq(repositories.repositoryId, to.repositoryId)),
    );
  if (old !== undefined) {
    await transaction.delete(items).where(or(isThread(installationId, from), isThread(installationId, to)));
    await transaction.insert(items).values(moved(old, arrived, to, at));
    if (arrived !== undefined) {
      await forgetMatching(transaction, installationId, [arrived.itemId]);
      await leaveCluster(transaction, installationId, arrived.itemId);
    }
    await moveDocument(transaction, installationId, old.itemId, to.repositoryId);
  }
  for (const table of HANGING) {
    await transaction
      .update(table)
      .set({ repositoryId: to.repositoryId, number: to.number })
      .where(
        and(
          eq(table.installationId, installationId),
          eq(table.repositoryId, from.repositoryId),
          eq(table.number, from.number),
        ),
      );
  }
  await moveLessons(transaction, installationId, from, to);
  await moveLandings(transaction, installationId, from, to);
  await moveNotices(transaction, installationId, from, to);
  await moveSlots(transaction, installationId, from, {
    ...to,
    owner: repository?.owner ?? null,
    name: repository?.name ?? null,
  });
}

function moved(
  old: ItemRow,
  arrived: ItemRow | undefined,
  to: ThreadRef & { nodeId: string },
  at: Date,
): typeof items.$inferInsert {
  const place = { repositoryId: to.repositoryId, number: to.number, nodeId: to.nodeId };
  if (arrived !== undefined && arrived.updatedAt >= old.updatedAt) return { ...arrived, itemId: old.itemId };
  // A deletion at the old place is how GitHub tells of the move: it is not the thread's own end.
  const deletedAt = old.deletedAt !== null && old.deletedAt > at ? old.deletedAt : null;
  return { ...old, ...place, repository: { ...old.repository, id: to.repositoryId }, deletedAt };
}
