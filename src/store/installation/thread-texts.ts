import { and, asc, count, desc, eq, inArray, isNull, lte, ne, notInArray, or, sql } from 'drizzle-orm';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { ThreadText } from '../../loop/week-record.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { clusterItems } from '../schema/clusters.ts';
import { comments, items } from '../schema/items.ts';
import { isPlaceOfItem } from './joins.ts';

/** Characters that are read of a text: what it is about is said early. */
export const TEXT_CHARACTERS_MAX = 4_000;

/** Shorter comments ("thanks", "+1") are no answers. */
const ANSWER_CHARACTERS_MIN = 40;

/** The words of threads that are not deleted, and how many members of clusters may not be shown. */
export async function readThreadTexts(
  database: Database,
  installationId: number,
  request: { threads: readonly ThreadRef[]; clusters: readonly number[]; visible: readonly number[] },
): Promise<{ texts: ThreadText[]; hidden: ReadonlyMap<number, number> }> {
  const [texts, answers, hidden] = await Promise.all([
    readTexts(database, installationId, request.threads),
    readAnswers(database, installationId, request.threads),
    countHidden(database, installationId, request.clusters, request.visible),
  ]);
  return {
    texts: texts.map((text) => ({ ...text, answer: answers.get(threadKey(text)) ?? null })),
    hidden,
  };
}

function isOneOf(threads: readonly ThreadRef[]) {
  const numbers = new Map<number, number[]>();
  for (const { repositoryId, number } of threads) {
    numbers.set(repositoryId, [...(numbers.get(repositoryId) ?? []), number]);
  }
  return or(
    ...[...numbers].map(([repositoryId, own]) =>
      and(eq(items.repositoryId, repositoryId), inArray(items.number, own)),
    ),
  );
}

async function readTexts(
  database: Database,
  installationId: number,
  threads: readonly ThreadRef[],
): Promise<Omit<ThreadText, 'answer'>[]> {
  if (threads.length === 0) return [];
  return database
    .select({
      repositoryId: items.repositoryId,
      number: items.number,
      type: items.type,
      title: items.title,
      body: sql<string>`left(${items.body}, ${TEXT_CHARACTERS_MAX})`,
    })
    .from(items)
    .where(and(eq(items.installationId, installationId), isOneOf(threads), isNull(items.deletedAt)))
    .orderBy(asc(items.repositoryId), asc(items.number));
}

/** Of closed threads the accepted answer, else the last that somebody else said before they were closed. */
async function readAnswers(
  database: Database,
  installationId: number,
  threads: readonly ThreadRef[],
): Promise<Map<string, string>> {
  if (threads.length === 0) return new Map();
  const rows = await database
    .selectDistinctOn([comments.repositoryId, comments.number], {
      repositoryId: comments.repositoryId,
      number: comments.number,
      body: sql<string>`left(${comments.body}, ${TEXT_CHARACTERS_MAX})`,
    })
    .from(items)
    .innerJoin(
      comments,
      and(
        eq(comments.installationId, items.installationId),
        eq(comments.repositoryId, items.repositoryId),
        eq(comments.number, items.number),
      ),
    )
    .where(
      and(
        eq(items.installationId, installationId),
        isOneOf(threads),
        isNull(items.deletedAt),
        lte(comments.createdAt, items.closedAt),
        isNull(comments.deletedAt),
        ne(comments.authorRole, 'bot'),
        ne(comments.authorId, items.authorId),
        sql`length(${comments.body}) >= ${ANSWER_CHARACTERS_MIN}`,
      ),
    )
    .orderBy(
      asc(comments.repositoryId),
      asc(comments.number),
      desc(comments.isAnswer),
      desc(comments.createdAt),
      desc(comments.commentId),
    );
  return new Map(rows.map(({ body, ...ref }) => [threadKey(ref), body]));
}

async function countHidden(
  database: Database,
  installationId: number,
  clusterIds: readonly number[],
  visible: readonly number[],
): Promise<Map<number, number>> {
  if (clusterIds.length === 0) return new Map();
  const rows = await database
    .select({ clusterId: clusterItems.clusterId, hidden: count() })
    .from(clusterItems)
    .innerJoin(items, isPlaceOfItem())
    .where(
      and(
        eq(clusterItems.installationId, installationId),
        isAmong(clusterItems.clusterId, clusterIds),
        isNull(items.deletedAt),
        ne(items.type, 'pull_request'),
        notInArray(items.repositoryId, [...visible]),
      ),
    )
    .groupBy(clusterItems.clusterId);
  return new Map(rows.flatMap(({ clusterId, hidden }) => (clusterId === null ? [] : [[clusterId, hidden]])));
}
