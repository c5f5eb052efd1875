import { and, eq, lte, notInArray } from 'drizzle-orm';
import type { Database } from './database.ts';
import { timers } from './schema/backfills.ts';

/** A row of `timers` for each installation that GitHub knows no more: when that is to be believed. */
const TASK = 'missing';

/** Notes these, forgets all others, and returns those that are due. */
export async function noteMissing(
  database: Database,
  installationIds: readonly number[],
  dueAt: Date,
  now: Date,
): Promise<number[]> {
  const isNote = eq(timers.task, TASK);
  await database.delete(timers).where(and(isNote, notInArray(timers.installationId, [...installationIds])));
  if (installationIds.length === 0) return [];
  await database
    .insert(timers)
    .values(installationIds.map((installationId) => ({ installationId, task: TASK, nextAt: dueAt })))
    .onConflictDoNothing();
  const due = await database
    .select({ id: timers.installationId })
    .from(timers)
    .where(and(isNote, lte(timers.nextAt, now)));
  return due.map(({ id }) => id);
}
