import { and, eq, or } from 'drizzle-orm';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { repositories } from '../schema/installations.ts';
import { commands, comments, items, judgements } from '../schema/items.ts';
import { leaveCluster } from './clusters.ts';
import { moveDocument } from './documents.ts';
import { putCommands, putJudgements } from './heard.ts';
import { forgetMatching, isThread } from './items.ts';
import { moveLandings } from './landings.ts';
import { moveLessons } from './lessons.ts';
import { forgetNotices, moveNotices } from './notices.ts';
import { moveSlots } from './slots.ts';
import { COMMAND_COLUMNS } from './thread.ts';

type ItemRow = typeof items.$inferSelect;

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
  await transaction
    .update(comments)
    .set({ repositoryId: to.repositoryId, number: to.number })
    .where(isIn(comments, installationId, from));
  await moveWords(transaction, installationId, from, to);
  await moveLessons(transaction, installationId, from, to);
  await moveLandings(transaction, installationId, from, to);
  await moveNotices(transaction, installationId, from, to);
  // What the new place has already stays there, and would be counted twice.
  await forgetNotices(transaction, installationId, from);
  await moveSlots(transaction, installationId, from, {
    ...to,
    owner: repository?.owner ?? null,
    name: repository?.name ?? null,
  });
}

/**
 * What people said is heard in the new place as it was in the old one. GitHub may have told the same words in both: they
 * count once, from the earlier moment.
 */
async function moveWords(
  transaction: Database,
  installationId: number,
  from: ThreadRef,
  to: ThreadRef,
): Promise<void> {
  const judged = await transaction
    .delete(judgements)
    .where(isIn(judgements, installationId, from))
    .returning({
      key: judgements.key,
      verb: judgements.verb,
      label: judgements.label,
      actor: judgements.actor,
      at: judgements.at,
    });
  await putJudgements(
    transaction,
    installationId,
    judged.map((judgement) => ({ type: 'judgement.put', ref: to, judgement })),
  );
  const commanded = await transaction
    .delete(commands)
    .where(isIn(commands, installationId, from))
    .returning(COMMAND_COLUMNS);
  await putCommands(
    transaction,
    installationId,
    commanded.map((command) => ({ type: 'command.put', ref: to, command })),
  );
}

function isIn(
  table: typeof comments | typeof judgements | typeof commands,
  installationId: number,
  { repositoryId, number }: ThreadRef,
) {
  return and(
    eq(table.installationId, installationId),
    eq(table.repositoryId, repositoryId),
    eq(table.number, number),
  );
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
