import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database } from './database.ts';
import { timers } from './schema/backfills.ts';

/** A row of `timers` for each installation with deleted texts that are still in the files of the embedded database. */
const TASK = 'rewrite';

/** Notes, together with the deletion itself, that the files have to be rewritten. */
export async function oweRewrite(transaction: Database, installationId: number, at: Date): Promise<void> {
  const again = { nextAt: at, doneAt: null };
  await transaction
    .insert(timers)
    .values({ installationId, task: TASK, ...again })
    .onConflictDoUpdate({ target: [timers.installationId, timers.task], set: again });
}

/** Whether a rewrite is owed. Marks what it is owed for, so that a deletion meanwhile stays owed. */
export async function isRewriteOwed(database: Database, now: Date): Promise<boolean> {
  const owed = await database
    .update(timers)
    .set({ doneAt: now })
    .where(eq(timers.task, TASK))
    .returning({ id: timers.installationId });
  return owed.length > 0;
}

/** Everything that was owed when it was last asked for has been rewritten. */
export async function rewriteDone(database: Database): Promise<void> {
  await database.delete(timers).where(and(eq(timers.task, TASK), isNotNull(timers.doneAt)));
}
