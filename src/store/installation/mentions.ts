import { and, asc, eq, inArray, isNull, like, ne, or, sql } from 'drizzle-orm';
import { TOUCHED, touchedPayload } from '../../loop/touched.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { putDeliveries } from '../inbox.ts';
import type { NewDelivery } from '../interface/inbox.ts';
import { clusterItems } from '../schema/clusters.ts';
import { clusterTransitions } from '../schema/fixes.ts';
import { items } from '../schema/items.ts';
import { posts } from '../schema/outbox.ts';
import { toItem } from './item-row.ts';
import { isPlaceOfItem } from './joins.ts';

/** Comments that name other threads, fixes and releases. */
const NAMING = ['related', 'cluster', 'why', 'notice', 'thanks', 'regression'] as const;

/**
 * Asks for another look at every thread outside of a repository on which the app has said something that may name what
 * lies in it: those of a cluster with one of its threads, or with a fix or a release of it.
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
  // Keys of landings, releases and words begin with their repository.
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
    .innerJoin(
      posts,
      and(
        eq(posts.installationId, items.installationId),
        eq(posts.repositoryId, items.repositoryId),
        eq(posts.number, items.number),
      ),
    )
    .where(
      and(
        eq(items.installationId, installationId),
        ne(items.repositoryId, repositoryId),
        isNull(items.deletedAt),
        or(inArray(clusterItems.clusterId, withThread), inArray(clusterItems.clusterId, withStep)),
        eq(posts.kind, 'comment.put'),
        eq(posts.wanted, 'present'),
        or(...NAMING.map((kind) => like(posts.subject, `${kind}:%`))),
      ),
    )
    .orderBy(asc(items.itemId));
  await putDeliveries(
    database,
    threads.map(({ item }) => touched(installationId, repositoryId, toItem(item, null).snapshot, at)),
  );
}

function touched(
  installationId: number,
  repositoryId: number,
  thread: Parameters<typeof touchedPayload>[0]['thread'],
  at: Date,
): NewDelivery {
  const place = threadKey({ repositoryId: thread.repository.id, number: thread.number });
  return {
    id: `hidden:${installationId}:${repositoryId}:${at.toISOString()}:${place}`,
    installationId,
    name: TOUCHED,
    action: null,
    orderKey: place,
    payload: touchedPayload({ at, thread }),
    receivedAt: at,
  };
}
