import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { excludedBut } from '../excluded.ts';
import { oweRewrite } from '../owed-rewrite.ts';
import { commands, comments } from '../schema/items.ts';
import { forgetWords, IS_NO_DECISION } from './forget-words.ts';
import { FORGOTTEN_AUTHOR } from './items.ts';

type Put = Extract<Change, { type: 'comment.put' }>;
type Deleted = Extract<Change, { type: 'comment.deleted' }>;

/** Comments of one statement: 17 parameters each, far below the protocol's 65,535. */
const ROWS_MAX = 1_000;

/** Writes comments, all in one statement where possible. The newest version of each counts; deleted ones stay deleted. */
export async function putComments(
  transaction: Database,
  installationId: number,
  puts: readonly Put[],
): Promise<void> {
  const newest = new Map<string, Put>();
  for (const put of puts) {
    const key = `${put.comment.family}:${put.comment.id}`;
    const before = newest.get(key);
    if (before === undefined || put.comment.updatedAt >= before.comment.updatedAt) newest.set(key, put);
  }
  for (const part of chunks([...newest.values()], ROWS_MAX)) {
    await transaction
      .insert(comments)
      .values(part.map((put) => toRow(installationId, put)))
      .onConflictDoUpdate({
        target: [comments.installationId, comments.family, comments.commentId],
        set: excludedBut(comments, ['installationId', 'family', 'commentId', 'deletedAt']),
        setWhere: and(sql`excluded.updated_at >= ${comments.updatedAt}`, isNull(comments.deletedAt)),
      });
  }
}

function toRow(
  installationId: number,
  { ref, comment, authorRole, roleInferred = false }: Put,
): typeof comments.$inferInsert {
  const { id, ...told } = comment;
  return {
    ...told,
    installationId,
    commentId: id,
    repositoryId: ref.repositoryId,
    number: ref.number,
    authorId: comment.author?.id ?? null,
    authorRole,
    roleInferred,
  };
}

/**
 * Leaves a tombstone, so that a late delivery cannot bring the comment back. What the project decided in it stays, with
 * the reason that was given.
 */
export async function deleteComment(
  transaction: Database,
  installationId: number,
  { ref, family, commentId, at }: Deleted,
): Promise<void> {
  const gone = { body: '', ...FORGOTTEN_AUTHOR, deletedAt: at };
  await transaction
    .insert(comments)
    .values({
      installationId,
      family,
      commentId,
      repositoryId: ref.repositoryId,
      number: ref.number,
      nodeId: '',
      authorRole: 'community',
      isAnswer: false,
      createdAt: at,
      updatedAt: at,
      ...gone,
    })
    .onConflictDoUpdate({
      target: [comments.installationId, comments.family, comments.commentId],
      set: gone,
      setWhere: eq(comments.installationId, installationId),
    });
  const source = JSON.stringify({ in: 'comment', family, id: commentId });
  const isSaidHere = and(
    eq(commands.repositoryId, ref.repositoryId),
    eq(commands.number, ref.number),
    sql`${commands.source} @> ${source}::jsonb`,
  );
  await forgetWords(transaction, installationId, and(isSaidHere, IS_NO_DECISION));
  await oweRewrite(transaction, installationId, at);
}
