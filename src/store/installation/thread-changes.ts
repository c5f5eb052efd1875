import { and, eq, gte, notInArray, or, sql } from 'drizzle-orm';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { installations } from '../schema/installations.ts';
import { threadChanges } from '../schema/thread-changes.ts';

/** Names what is committed by now: every other transaction is told as later, also one that has begun already. */
export async function currentSnapshot(database: Database): Promise<string> {
  const [row] = await database
    .select({ snapshot: sql<string>`pg_current_snapshot()::text` })
    .from(sql`(select 1) as one`);
  if (row === undefined) throw new Error('the database named no snapshot');
  return row.snapshot;
}

/** Threads of which anything was written that was not committed when the snapshot was taken. */
export function changedThreads(
  database: Database,
  installationId: number,
  snapshot: string,
): Promise<ThreadRef[]> {
  const since = sql`${snapshot}::text::pg_snapshot`;
  return database
    .select({ repositoryId: threadChanges.repositoryId, number: threadChanges.number })
    .from(threadChanges)
    .where(
      and(
        eq(threadChanges.installationId, installationId),
        // The oldest that was under way then: the index serves it.
        gte(threadChanges.changedIn, sql`pg_snapshot_xmin(${since})`),
        sql`not pg_visible_in_snapshot(${threadChanges.changedIn}, ${since})`,
      ),
    );
}

/**
 * Notes that a dump brought from another server, whose transactions had higher numbers: they would tell of a change for
 * ever; and those of installations that are not there any more, which a process of the release before does not know of
 * when it deletes one. Of all installations.
 */
export async function dropStaleChanges(database: Database): Promise<void> {
  await database
    .delete(threadChanges)
    .where(
      or(
        gte(threadChanges.changedIn, sql`pg_snapshot_xmax(pg_current_snapshot())`),
        notInArray(
          threadChanges.installationId,
          database.select({ id: installations.installationId }).from(installations),
        ),
      ),
    );
}
