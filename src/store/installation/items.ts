import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { Item } from '../../loop/item.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { excludedBut } from '../excluded.ts';
import { repositories } from '../schema/installations.ts';
import { commands, comments, items, judgements } from '../schema/items.ts';
import { leaveCluster } from './clusters.ts';
import { moveDocument, removeDocuments } from './documents.ts';
import { moveLandings } from './landings.ts';
import { forgetLessons, moveLessons } from './lessons.ts';
import { forgetNotices, moveNotices } from './notices.ts';
import { removePairs } from './pairs.ts';
import { moveSlots } from './slots.ts';

type ItemRow = typeof items.$inferSelect;

/** The tables whose rows hang on a thread by its repository and number. */
const HANGING = [comments, judgements, commands] as const;

function isThread(installationId: number, { repositoryId, number }: ThreadRef) {
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
  await transaction
    .update(commands)
    .set({ argument: '' })
    .where(
      and(
        eq(commands.installationId, installationId),
        eq(commands.repositoryId, ref.repositoryId),
        eq(commands.number, ref.number),
      ),
    );
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

function toRow(installationId: number, item: Omit<Item, 'itemId'>): typeof items.$inferInsert {
  const { snapshot } = item;
  const { id, repository, ...told } = snapshot;
  return {
    ...told,
    installationId,
    repositoryId: repository.id,
    githubId: id,
    repository,
    authorId: snapshot.author?.id ?? null,
    authorRole: item.authorRole,
    roleInferred: item.roleInferred,
    closedBy: item.closedBy,
    observation: item.observation,
    stage: item.stage,
    stageSource: item.stageSource,
    kind: item.kind.value,
    kindSource: item.kind.source,
    severity: item.severity.value,
    severitySource: item.severity.source,
    themes: item.themes,
    paths: item.paths,
    origin: item.origin,
    deletedAt: null,
  };
}

/** The stored row as the loop knows it. `repository` is the row of the repository, newer than the snapshot's. */
export function toItem(row: ItemRow, repository: typeof repositories.$inferSelect | null): Item {
  const { itemId, githubId, authorRole, roleInferred, observation, stage, stageSource, origin, closedBy } =
    row;
  return {
    itemId,
    snapshot: {
      repository:
        repository === null
          ? row.repository
          : {
              id: repository.repositoryId,
              nodeId: repository.nodeId,
              owner: repository.owner,
              name: repository.name,
              private: repository.private,
              archived: repository.archived,
              defaultBranch: repository.defaultBranch,
            },
      number: row.number,
      type: row.type,
      nodeId: row.nodeId,
      id: githubId,
      title: row.title,
      body: row.body,
      author: row.author,
      authorAssociation: row.authorAssociation,
      state: row.state,
      stateReason: row.stateReason,
      locked: row.locked,
      labels: row.labels,
      category: row.category,
      merged: row.merged,
      mergeCommitSha: row.mergeCommitSha,
      baseRef: row.baseRef,
      headSha: row.headSha,
      answer: row.answer,
      thumbsUp: row.thumbsUp,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      closedAt: row.closedAt,
    },
    authorRole,
    roleInferred,
    observation,
    stage,
    stageSource,
    kind: { value: row.kind, source: row.kindSource },
    severity: { value: row.severity, source: row.severitySource },
    themes: row.themes,
    paths: row.paths,
    origin,
    closedBy,
  };
}
