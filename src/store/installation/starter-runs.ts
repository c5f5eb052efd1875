import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { StarterRun } from '../../loop/outside.ts';
import type { RecordedRun } from '../../loop/record.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import { repositories } from '../schema/installations.ts';
import { starterRuns } from '../schema/outside.ts';

/** A run that is told twice is one; a run that is started again is another attempt of it. */
export async function putRun(transaction: Database, installationId: number, run: StarterRun): Promise<void> {
  await transaction
    .insert(starterRuns)
    .values({ installationId, ...run })
    .onConflictDoUpdate({
      target: [starterRuns.installationId, starterRuns.runId, starterRuns.attempt],
      set: excluded(starterRuns, ['conclusion', 'startedAt', 'finishedAt']),
    });
}

/** Runs that had ended, oldest first. */
export function readRuns(
  database: Database,
  installationId: number,
  asOf: Date,
  ids: readonly number[],
): Promise<RecordedRun[]> {
  return database
    .select({
      repository: repositories.name,
      workflow: starterRuns.workflow,
      trigger: starterRuns.trigger,
      attempt: starterRuns.attempt,
      conclusion: starterRuns.conclusion,
      startedAt: starterRuns.startedAt,
      finishedAt: starterRuns.finishedAt,
    })
    .from(starterRuns)
    .innerJoin(
      repositories,
      and(
        eq(repositories.installationId, starterRuns.installationId),
        eq(repositories.repositoryId, starterRuns.repositoryId),
      ),
    )
    .where(
      and(
        eq(starterRuns.installationId, installationId),
        inArray(starterRuns.repositoryId, [...ids]),
        lt(starterRuns.finishedAt, asOf),
      ),
    )
    .orderBy(asc(starterRuns.startedAt), asc(starterRuns.runId), asc(starterRuns.attempt));
}
