import { and, asc, eq, lt } from 'drizzle-orm';
import type { RecordedTriage } from '../../loop/record.ts';
import type { Database } from '../database.ts';
import { weeks } from '../schema/weeks.ts';
import type { Counts, readDecisions } from './cluster-lives.ts';
import { homeIn, readRedirects } from './redirects.ts';

/** The clusters that each weekly issue showed, oldest first, each by the one that it is part of now. */
export async function readAgendas(database: Database, installationId: number, asOf: Date, counts: Counts) {
  const [rows, redirects] = await Promise.all([
    database
      .select({ at: weeks.asOf, repositoryId: weeks.repositoryId, summary: weeks.summary })
      .from(weeks)
      .where(and(eq(weeks.installationId, installationId), lt(weeks.asOf, asOf)))
      .orderBy(asc(weeks.asOf), asc(weeks.repositoryId)),
    readRedirects(database, installationId),
  ]);
  return rows
    .filter(({ repositoryId }) => counts(repositoryId))
    .map(({ at, summary }) => ({
      at,
      // Two that are one by now are one.
      clusterIds: [...new Set(summary.topics.map(({ clusterId }) => homeIn(redirects, clusterId)))],
    }));
}

/** Each weekly issue in which something was decided. */
export function triagesOf(all: Awaited<ReturnType<typeof readDecisions>>): RecordedTriage[] {
  const held = new Map<string, RecordedTriage>();
  for (const { repositoryId, week, functions, at } of all) {
    const key = `${repositoryId}:${week}`;
    const before = held.get(key) ?? { at, functions: [], decisions: 0 };
    held.set(key, {
      at,
      functions: [...new Set([...before.functions, ...functions])],
      decisions: before.decisions + 1,
    });
  }
  return [...held.values()];
}
