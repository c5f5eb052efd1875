import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { accountId } from '../../loop/record/people.ts';
import { readSaid, SAID_CHARACTERS_MAX } from '../../loop/record/said.ts';
import type { RecordedComment } from '../../loop/record.ts';
import type { Role, ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { comments, items } from '../schema/items.ts';
import type { People } from './record-people.ts';

/** Comments read at once: their texts pass through memory, and only what they say is kept. */
const COMMENTS_PAGE = 20_000;

/** Texts that are older are not read again: no window that they count in reaches back further. */
const TEXTS_DAYS = 400;
const DAY_MS = 86_400_000;

/** What names the accepted answer of each thread: a node id, or an address that ends with the comment's number. */
export function answersOf(rows: readonly (ThreadRef & { answer: string | null })[]): Map<string, string> {
  return new Map(rows.flatMap((row) => (row.answer === null ? [] : [[threadKey(row), row.answer]])));
}

interface Reading {
  people: People;
  roleOf(role: Role): Role;
  answers: ReadonlyMap<string, string>;
}

/** The comments of each thread, by its key, in no order. */
export async function readComments(
  database: Database,
  installationId: number,
  asOf: Date,
  ids: readonly number[],
  reading: Reading,
): Promise<Map<string, RecordedComment[]>> {
  const byThread = new Map<string, RecordedComment[]>();
  let after: { family: string; id: number } | null = null;
  for (;;) {
    const page: CommentRow[] = await commentPage(database, installationId, asOf, ids, after);
    for (const row of page) {
      const key = threadKey(row);
      const list = byThread.get(key) ?? [];
      byThread.set(key, list);
      list.push(commentOf(row, key, reading));
    }
    const last = page.at(-1);
    if (last === undefined || page.length < COMMENTS_PAGE) return byThread;
    after = { family: last.family, id: last.commentId };
  }
}

function commentPage(
  database: Database,
  installationId: number,
  asOf: Date,
  ids: readonly number[],
  after: { family: string; id: number } | null,
) {
  const textsFrom = new Date(asOf.getTime() - TEXTS_DAYS * DAY_MS);
  return database
    .select({
      family: comments.family,
      commentId: comments.commentId,
      nodeId: comments.nodeId,
      repositoryId: comments.repositoryId,
      number: comments.number,
      authorId: comments.authorId,
      login: sql<string | null>`${comments.author} ->> 'login'`,
      authorRole: comments.authorRole,
      isAnswer: comments.isAnswer,
      at: comments.createdAt,
      isGone: isNotNull(comments.deletedAt),
      body: sql<string>`case when ${gte(comments.createdAt, textsFrom)} then left(${comments.body}, ${SAID_CHARACTERS_MAX}) else '' end`,
    })
    .from(comments)
    .leftJoin(
      items,
      and(
        eq(items.installationId, comments.installationId),
        eq(items.repositoryId, comments.repositoryId),
        eq(items.number, comments.number),
      ),
    )
    .where(
      and(
        eq(comments.installationId, installationId),
        inArray(comments.repositoryId, [...ids]),
        lt(comments.createdAt, asOf),
        // What was taken away alone was no answer; what went with its thread was.
        or(isNull(comments.deletedAt), and(isNotNull(items.deletedAt), ne(comments.nodeId, ''))),
        after === null
          ? undefined
          : // As a row, so that the primary key serves it.
            sql`(${comments.family}, ${comments.commentId}) > (${after.family}, ${after.id}::bigint)`,
      ),
    )
    .orderBy(asc(comments.family), asc(comments.commentId))
    .limit(COMMENTS_PAGE);
}

type CommentRow = Awaited<ReturnType<typeof commentPage>>[number];

function commentOf(row: CommentRow, key: string, { people, roleOf, answers }: Reading): RecordedComment {
  const role = roleOf(row.authorRole);
  const id = accountId(row.authorId, row.login);
  if (id !== null && row.login !== null) people.seeLogin(id, row.login, role, row.at);
  const answer = answers.get(key);
  return {
    author: { id, role },
    at: row.at,
    isReview: row.family === 'review' || row.family === 'review_comment',
    isAnswer:
      row.isAnswer ||
      (answer !== undefined &&
        (answer === row.nodeId || answer.endsWith(`discussioncomment-${row.commentId}`))),
    said: row.body === '' || row.isGone ? null : readSaid(row.body),
  };
}
