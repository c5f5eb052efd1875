import { and, asc, eq, gte, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { accountId } from '../../loop/record/people.ts';
import { readSaid, SAID_CHARACTERS_MAX } from '../../loop/record/said.ts';
import type { Actor, RecordedComment } from '../../loop/record.ts';
import type { Role, ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { comments, items } from '../schema/items.ts';
import { isAmongThreads } from './among-threads.ts';
import { type KnownRole, People, type Sighting } from './record-people.ts';

/** Comments read at once: their texts pass through memory, and only what they say is kept. */
const COMMENTS_PAGE = 20_000;

/** Texts that are older are not read again: no window that they count in reaches back further. */
const TEXTS_DAYS = 400;
const DAY_MS = 86_400_000;

/** What names the accepted answer of each thread: a node id, or an address that ends with the comment's number. */
export function answersOf(rows: readonly (ThreadRef & { answer: string | null })[]): Map<string, string> {
  return new Map(rows.flatMap((row) => (row.answer === null ? [] : [[threadKey(row), row.answer]])));
}

/** What was said on a thread before a moment. */
export interface Spoken {
  on: ThreadRef;
  /** in no order */
  comments: RecordedComment[];
  sightings: Sighting[];
  /** as of a later moment than this it is another: something said later counts, or a text is too old */
  expiresAtMs: number;
}

interface CommentsRequest {
  asOf: Date;
  /** repositories */
  ids: readonly number[];
  /** threads; null: all of these repositories */
  among: readonly ThreadRef[] | null;
  roleOf(known: KnownRole): Role;
  answers: ReadonlyMap<string, string>;
}

/** The comments of each thread, by its key. */
export async function readComments(
  database: Database,
  installationId: number,
  request: CommentsRequest,
): Promise<Map<string, Spoken>> {
  const byThread = new Map<string, Spoken & { people: People }>();
  // Half a million comments are by some thousands of people: each actor is there once.
  const actors = new Map<string, Actor>();
  let after: { family: string; id: number } | null = null;
  for (;;) {
    const page: CommentRow[] = await commentPage(database, installationId, request, after);
    for (const row of page) {
      const key = threadKey(row);
      const own = byThread.get(key) ?? {
        on: { repositoryId: row.repositoryId, number: row.number },
        comments: [],
        sightings: [],
        people: new People(),
        expiresAtMs: Number.POSITIVE_INFINITY,
      };
      byThread.set(key, own);
      add(row, key, own, request, actors);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < COMMENTS_PAGE) break;
    after = { family: last.family, id: last.commentId };
  }
  for (const own of byThread.values()) own.sightings = own.people.sightings;
  return byThread;
}

function commentPage(
  database: Database,
  installationId: number,
  { asOf, ids, among }: CommentsRequest,
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
      roleInferred: comments.roleInferred,
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
        among === null ? undefined : isAmongThreads(comments, among),
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

function add(
  row: CommentRow,
  key: string,
  own: Spoken & { people: People },
  { asOf, roleOf, answers }: CommentsRequest,
  actors: Map<string, Actor>,
): void {
  const atMs = row.at.getTime();
  if (atMs >= asOf.getTime()) {
    own.expiresAtMs = Math.min(own.expiresAtMs, atMs);
    return;
  }
  const role = roleOf(row);
  const id = accountId(row.authorId, row.login);
  if (id !== null && row.login !== null) own.people.see({ id, login: row.login, role, at: row.at });
  const name = `${id}:${role}`;
  const author = actors.get(name) ?? { id, role };
  actors.set(name, author);
  const answer = answers.get(key);
  const isReadable = row.body !== '' && !row.isGone;
  if (isReadable) own.expiresAtMs = Math.min(own.expiresAtMs, atMs + TEXTS_DAYS * DAY_MS);
  own.comments.push({
    author,
    at: row.at,
    isReview: row.family === 'review' || row.family === 'review_comment',
    isAnswer:
      row.isAnswer ||
      (answer !== undefined &&
        (answer === row.nodeId || answer.endsWith(`discussioncomment-${row.commentId}`))),
    said: isReadable ? readSaid(row.body) : null,
  });
}
