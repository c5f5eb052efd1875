import { and, asc, desc, eq, gt, isNull, lte, max, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { KindExample } from '../../loop/observe/kind-model.ts';
import type { LearnedModel, StageLesson } from '../../loop/observe/learned.ts';
import { LESSONS_MAX } from '../../loop/observe/learned.ts';
import { BODY_CHARACTERS_MAX } from '../../loop/observe/read.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import { STAGES } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { excludedBut } from '../excluded.ts';
import type { LabelledRepository, LessonStore } from '../interface/lessons.ts';
import { items } from '../schema/items.ts';
import { learned, lessons } from '../schema/lessons.ts';

/** Writes a lesson where the word that it came from is another than that of the stored one. */
export async function putLesson(
  transaction: Database,
  installationId: number,
  { ref, lesson }: Extract<Change, { type: 'lesson.put' }>,
): Promise<void> {
  await transaction
    .insert(lessons)
    .values({ installationId, repositoryId: ref.repositoryId, number: ref.number, ...lesson })
    .onConflictDoUpdate({
      target: [lessons.installationId, lessons.repositoryId, lessons.number, lessons.about],
      set: excludedBut(lessons, ['installationId', 'repositoryId', 'number', 'about']),
      setWhere: ne(lessons.key, sql`excluded.key`),
    });
}

export async function dropLesson(
  transaction: Database,
  installationId: number,
  { ref, about }: Extract<Change, { type: 'lesson.dropped' }>,
): Promise<void> {
  await transaction.delete(lessons).where(and(ofThread(installationId, ref), eq(lessons.about, about)));
}

/** The words of a thread's text go, and with them all that was learnt from it. */
export async function forgetLessons(
  transaction: Database,
  installationId: number,
  ref: ThreadRef,
): Promise<void> {
  await transaction.update(lessons).set({ words: [] }).where(ofThread(installationId, ref));
}

/** The words of all lessons from before go. Returns whether there were any. */
export async function retainLessons(
  database: Database,
  installationId: number,
  before: Date,
): Promise<boolean> {
  const forgotten = await database
    .update(lessons)
    .set({ words: [] })
    .where(and(eq(lessons.installationId, installationId), lte(lessons.at, before), taught()))
    .returning({ number: lessons.number });
  return forgotten.length > 0;
}

/** The lessons go along with their thread; what was taught in the new place already is newer. */
export async function moveLessons(
  transaction: Database,
  installationId: number,
  from: ThreadRef,
  to: ThreadRef,
): Promise<void> {
  const there = await transaction
    .select({ about: lessons.about })
    .from(lessons)
    .where(ofThread(installationId, to));
  for (const { about } of there)
    await dropLesson(transaction, installationId, {
      type: 'lesson.dropped',
      ref: from,
      about,
    });
  await transaction
    .update(lessons)
    .set({ repositoryId: to.repositoryId, number: to.number })
    .where(ofThread(installationId, from));
}

/** What was learnt in a repository; null: nothing. */
export async function readLearned(
  database: Database,
  installationId: number,
  repositoryId: number,
): Promise<LearnedModel | null> {
  const [rows, trained] = await Promise.all([
    database
      .select({
        number: lessons.number,
        value: lessons.value,
        trust: lessons.trust,
        words: lessons.words,
      })
      .from(lessons)
      .where(
        and(
          eq(lessons.installationId, installationId),
          eq(lessons.repositoryId, repositoryId),
          eq(lessons.about, 'stage'),
          taught(),
        ),
      )
      .orderBy(desc(lessons.at), desc(lessons.number))
      .limit(LESSONS_MAX),
    database.select({ kinds: learned.kinds }).from(learned).where(isRepository(installationId, repositoryId)),
  ]);
  const kinds = trained[0]?.kinds ?? null;
  if (rows.length === 0 && kinds === null) return null;
  const stages = rows.reverse().map(
    ({ number, value, trust, words }): StageLesson => ({
      thread: `#${number}`,
      stage: STAGES.find((stage) => stage === value) ?? null,
      trust,
      words,
    }),
  );
  return { version: 1, stages, kinds };
}

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

function taught(): SQL {
  return sql`${lessons.words} <> '[]'::jsonb`;
}

function isRepository(installationId: number, repositoryId: number): SQL | undefined {
  return and(eq(learned.installationId, installationId), eq(learned.repositoryId, repositoryId));
}

function ofThread(installationId: number, { repositoryId, number }: ThreadRef): SQL | undefined {
  return and(
    eq(lessons.installationId, installationId),
    eq(lessons.repositoryId, repositoryId),
    eq(lessons.number, number),
  );
}
