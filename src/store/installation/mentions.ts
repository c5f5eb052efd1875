import { and, asc, eq, inArray, isNull, like, ne, or, sql } from 'drizzle-orm';
import { TOUCHED, touchedPayload } from '../../loop/touched.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { putDeliveries } from '../inbox.ts';
import type { NewDelivery } from '../interface/inbox.ts';
import { isAmong } from '../numbers.ts';
import { clusterItems } from '../schema/clusters.ts';
import { clusterTransitions } from '../schema/fixes.ts';
import { items } from '../schema/items.ts';
import { posts } from '../schema/outbox.ts';
import { decisions } from '../schema/weeks.ts';
import { toItem } from './item-row.ts';
import { isPlaceOfItem, isPostOnItem } from './joins.ts';
import { homeIn, readRedirects } from './redirects.ts';
import { readOpenWeekThreads } from './weeks.ts';

/** Comments that name other threads, fixes and releases. */
const NAMING = ['related', 'cluster', 'why', 'notice', 'thanks', 'regression'] as const;

/**
 * Asks for another look at every thread outside of a repository on which the app has said something that may name what
 * lies in it: those of a cluster with one of its threads, with a fix or a release of it, or decided in it, and open weekly
 * issues.
 */
export async function touchMentions(
  database: Database,
  installationId: number,
  repositoryId: number,
  at: Date,
): Promise<void> {
  const withThread = database
    .select({ clusterId: clusterItems.clusterId })
    .from(clusterItems)
    .innerJoin(items, isPlaceOfItem())
    .where(and(eq(clusterItems.installationId, installationId), eq(items.repositoryId, repositoryId)));
  const withDecision = await readDecided(database, installationId, repositoryId);
  // Keys of landings, releases and words on threads begin with their repository.
  const withStep = database
    .select({ clusterId: clusterTransitions.clusterId })
    .from(clusterTransitions)
    .where(
      and(
        eq(clusterTransitions.installationId, installationId),
        sql`${clusterTransitions.key} ~ ${`^([a-z]+:)?${repositoryId}-`}`,
      ),
    );
  const threads = await database
    .selectDistinctOn([items.itemId], { item: items })
    .from(items)
    .innerJoin(clusterItems, isPlaceOfItem())
    .innerJoin(posts, isPostOnItem())
    .where(
      and(
        eq(items.installationId, installationId),
        ne(items.repositoryId, repositoryId),
        isNull(items.deletedAt),
        or(
          inArray(clusterItems.clusterId, withThread),
          inArray(clusterItems.clusterId, withStep),
          isAmong(clusterItems.clusterId, withDecision),
        ),
        eq(posts.kind, 'comment.put'),
        eq(posts.wanted, 'present'),
        or(...NAMING.map((kind) => like(posts.subject, `${kind}:%`))),
      ),
    )
    .orderBy(asc(items.itemId));
  const weekly = await readWeeklyItems(database, installationId, repositoryId);
  await putDeliveries(database, [
    ...threads.map(({ item }) =>
      touched('hidden', installationId, `${repositoryId}`, toItem(item, null).snapshot, at),
    ),
    // Made anew once, however many repositories are hidden at that moment.
    ...weekly.map((item) => touched('hidden', installationId, 'weekly', toItem(item, null).snapshot, at)),
  ]);
}

/**
 * What was decided in weekly issues of a repository, by the clusters that have become of it: its words are repeated to
 * those who reported it.
 */
async function readDecided(
  database: Database,
  installationId: number,
  repositoryId: number,
): Promise<ReadonlySet<number>> {
  const [rows, redirects] = await Promise.all([
    database
      .selectDistinct({ clusterId: decisions.clusterId })
      .from(decisions)
      .where(and(eq(decisions.installationId, installationId), eq(decisions.repositoryId, repositoryId))),
    readRedirects(database, installationId),
  ]);
  return new Set(rows.map(({ clusterId }) => homeIn(redirects, clusterId)));
}

/**
 * Asks for another look at every thread of repositories that are shown again on which the app has counted the reports of a
 * cluster: from now on one thread stands for it in public, and there may be another.
 */
export async function touchCounts(
  database: Database,
  installationId: number,
  repositoryIds: readonly number[],
  at: Date,
): Promise<void> {
  const threads = await database
    .selectDistinctOn([items.itemId], { item: items })
    .from(items)
    .innerJoin(posts, isPostOnItem())
    .where(
      and(
        eq(items.installationId, installationId),
        isAmong(items.repositoryId, repositoryIds),
        isNull(items.deletedAt),
        eq(posts.kind, 'comment.put'),
        eq(posts.wanted, 'present'),
        like(posts.subject, 'cluster:%'),
      ),
    )
    .orderBy(asc(items.itemId));
  await putDeliveries(
    database,
    threads.map(({ item }) => {
      const { snapshot } = toItem(item, null);
      return touched('shown', installationId, `${snapshot.repository.id}`, snapshot, at);
    }),
  );
}

async function readWeeklyItems(
  database: Database,
  installationId: number,
  repositoryId: number,
): Promise<(typeof items.$inferSelect)[]> {
  const open = await readOpenWeekThreads(database, installationId);
  const elsewhere = open.filter((ref) => ref.repositoryId !== repositoryId);
  if (elsewhere.length === 0) return [];
  return database
    .select()
    .from(items)
    .where(
      and(
        eq(items.installationId, installationId),
        or(
          ...elsewhere.map((ref) =>
            and(eq(items.repositoryId, ref.repositoryId), eq(items.number, ref.number)),
          ),
        ),
        isNull(items.deletedAt),
      ),
    );
}

/** @param what names what is hidden or shown */
function touched(
  why: 'hidden' | 'shown',
  installationId: number,
  what: string,
  thread: Parameters<typeof touchedPayload>[0]['thread'],
  at: Date,
): NewDelivery {
  const place = threadKey({ repositoryId: thread.repository.id, number: thread.number });
  return {
    id: `${why}:${installationId}:${what}:${at.toISOString()}:${place}`,
    installationId,
    name: TOUCHED,
    action: null,
    orderKey: place,
    payload: touchedPayload({ at, thread, hides: why === 'hidden' }),
    receivedAt: at,
  };
}
