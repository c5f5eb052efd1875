import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Observation } from '../../loop/observe/observe.ts';
import type { Account, ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { clusterItems } from '../schema/clusters.ts';
import { items, judgements } from '../schema/items.ts';
import { isAmongThreads } from './among-threads.ts';

/** Of the observation only what counts: reasons and probabilities are the larger part of it. */
const observed = sql<
  Pick<Observation, 'stage' | 'kindConfidence' | 'quality' | 'environment' | 'firstSuccessMinutes'>
>`${items.observation} - 'reasons' - 'probabilities'`;

/** The threads of these repositories, of these threads only where they are named. */
export function readThreadRows(
  database: Database,
  installationId: number,
  ids: readonly number[],
  among: readonly ThreadRef[] | null,
) {
  return database
    .select({
      repositoryId: items.repositoryId,
      number: items.number,
      itemId: items.itemId,
      type: items.type,
      authorId: items.authorId,
      author: items.author,
      authorRole: items.authorRole,
      roleInferred: items.roleInferred,
      createdAt: items.createdAt,
      closedAt: items.closedAt,
      closedBy: items.closedBy,
      stateReason: items.stateReason,
      merged: items.merged,
      labels: items.labels,
      category: items.category,
      answer: items.answer,
      stage: items.stage,
      stageSource: items.stageSource,
      observed,
      kind: items.kind,
      kindSource: items.kindSource,
      severity: items.severity,
      severitySource: items.severitySource,
      themes: items.themes,
      paths: items.paths,
      thumbsUp: items.thumbsUp,
      origin: items.origin,
      clusterId: clusterItems.clusterId,
    })
    .from(items)
    .leftJoin(
      clusterItems,
      and(eq(clusterItems.installationId, items.installationId), eq(clusterItems.itemId, items.itemId)),
    )
    .where(
      and(
        eq(items.installationId, installationId),
        inArray(items.repositoryId, [...ids]),
        among === null ? undefined : isAmongThreads(items, among),
      ),
    );
}

export type ThreadRow = Awaited<ReturnType<typeof readThreadRows>>[number];

/** What somebody did on a thread without writing. */
export interface Act {
  actor: Account;
  at: Date;
}

/** Labels put on or taken off by hand, of each thread, oldest first. */
export async function readLabelling(
  database: Database,
  installationId: number,
  ids: readonly number[],
  among: readonly ThreadRef[] | null,
): Promise<Map<string, Act[]>> {
  const rows = await database
    .select({
      repositoryId: judgements.repositoryId,
      number: judgements.number,
      actor: judgements.actor,
      at: judgements.at,
    })
    .from(judgements)
    .where(
      and(
        eq(judgements.installationId, installationId),
        inArray(judgements.repositoryId, [...ids]),
        among === null ? undefined : isAmongThreads(judgements, among),
      ),
    )
    .orderBy(asc(judgements.at), asc(judgements.key));
  return actsByThread(rows);
}

/** What was done on each thread, by its key, in the order of the rows. */
export function actsByThread(rows: readonly (ThreadRef & Act)[]): Map<string, Act[]> {
  const byThread = new Map<string, Act[]>();
  for (const { actor, at, ...ref } of rows) {
    const key = threadKey(ref);
    const own = byThread.get(key) ?? [];
    byThread.set(key, own);
    own.push({ actor, at });
  }
  return byThread;
}
