import { and, asc, eq, gt, isNull, lte, max, ne, or, type SQL, sql } from 'drizzle-orm';
import type { KindExample } from '../../loop/observe/kind-model.ts';
import { BODY_CHARACTERS_MAX } from '../../loop/observe/read.ts';
import type { Database } from '../database.ts';
import type { LabelledRepository, LessonStore } from '../interface/lessons.ts';
import { items } from '../schema/items.ts';
import { learned, lessons } from '../schema/lessons.ts';

/** What training the kinds needs and leaves, on a database. */
export function createLessonStore(database: Database, installationId: number): LessonStore {
  return {
    labelled: () => readLabelled(database, installationId),
    examples: (repositoryId, perKind) => readExamples(database, installationId, repositoryId, perKind),
    async keepKinds(repositoryId, kinds, count, now) {
      const kept = { kinds, labelled: count, trainedAt: now };
      await database
        .insert(learned)
        .values({ installationId, repositoryId, ...kept })
        .onConflictDoUpdate({ target: [learned.installationId, learned.repositoryId], set: kept });
    },
    reset: (repositoryId, now) =>
      database.transaction(async (transaction) => {
        await transaction
          .update(lessons)
          .set({ words: [], trust: 0 })
          .where(and(eq(lessons.installationId, installationId), eq(lessons.repositoryId, repositoryId)));
        const empty = { kinds: null, labelled: 0, trainedAt: null, resetAt: now };
        await transaction
          .insert(learned)
          .values({ installationId, repositoryId, ...empty })
          .onConflictDoUpdate({ target: [learned.installationId, learned.repositoryId], set: empty });
      }),
  };
}

/** How many threads of each repository have a kind by a human or a label, and what was trained from them last. */
async function readLabelled(database: Database, installationId: number): Promise<LabelledRepository[]> {
  return database
    .select({
      repositoryId: items.repositoryId,
      labelled: sql`count(*)`.mapWith(Number),
      latestAt: max(items.updatedAt),
      trainedFrom: learned.labelled,
      trainedAt: learned.trainedAt,
    })
    .from(items)
    .leftJoin(
      learned,
      and(eq(learned.installationId, items.installationId), eq(learned.repositoryId, items.repositoryId)),
    )
    .where(isExample(installationId))
    .groupBy(items.repositoryId, learned.labelled, learned.trainedAt)
    .orderBy(asc(items.repositoryId));
}

/** The newest labelled threads of each kind, oldest first, so that the same threads give the same model. */
async function readExamples(
  database: Database,
  installationId: number,
  repositoryId: number,
  perKind: number,
): Promise<KindExample[]> {
  const ranked = database.$with('ranked').as(
    database
      .select({
        number: items.number,
        title: items.title,
        body: sql<string>`left(${items.body}, ${BODY_CHARACTERS_MAX})`.as('text'),
        kind: items.kind,
        createdAt: items.createdAt,
        trust: sql`coalesce(${lessons.trust}, 1)`.mapWith(Number).as('counts'),
        place:
          sql`row_number() over (partition by ${items.kind} order by ${items.createdAt} desc, ${items.number} desc)`
            .mapWith(Number)
            .as('place'),
      })
      .from(items)
      .leftJoin(
        learned,
        and(eq(learned.installationId, items.installationId), eq(learned.repositoryId, items.repositoryId)),
      )
      .leftJoin(
        lessons,
        and(
          eq(lessons.installationId, items.installationId),
          eq(lessons.repositoryId, items.repositoryId),
          eq(lessons.number, items.number),
          eq(lessons.about, 'kind'),
        ),
      )
      .where(and(isExample(installationId), eq(items.repositoryId, repositoryId))),
  );
  const rows = await database
    .with(ranked)
    .select()
    .from(ranked)
    .where(lte(ranked.place, perKind))
    .orderBy(asc(ranked.createdAt), asc(ranked.number));
  return rows.map(({ title, body, kind, trust }) => ({
    repository: String(repositoryId),
    title,
    body,
    kind,
    trust,
  }));
}

/** Threads of people whose kind is known and whose text is there, opened since the repository's learning began. */
function isExample(installationId: number): SQL | undefined {
  return and(
    eq(items.installationId, installationId),
    ne(items.kindSource, 'model'),
    ne(items.type, 'pull_request'),
    ne(items.title, ''),
    ne(items.authorRole, 'bot'),
    isNull(items.deletedAt),
    or(isNull(learned.resetAt), gt(items.createdAt, learned.resetAt)),
  );
}
