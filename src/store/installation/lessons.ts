import { and, desc, eq, lte, ne, type SQL, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import { LESSONS_MAX, type LearnedModel, type StageLesson } from '../../loop/observe/learned.ts';
import { STAGES, type ThreadRef } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { excludedBut } from '../excluded.ts';
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
