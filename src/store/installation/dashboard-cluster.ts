import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { DashboardStore, ShownCluster } from '../interface/dashboard.ts';
import { isAmong } from '../numbers.ts';
import { clusterItems, clusters } from '../schema/clusters.ts';
import { commands, items } from '../schema/items.ts';
import { pairs } from '../schema/matching.ts';
import { readCanonicals } from './canonicals.ts';
import { stateOf } from './dashboard-clusters.ts';
import { readClusterNotices, readHeldHere } from './dashboard-notices.ts';
import { readTimeline, threadOf } from './dashboard-timeline.ts';

/** What a page of 150 KB has room for. */
const PAIRS_MAX = 30;

/** Clusters join clusters that joined others; longer chains than this are not followed. */
const REDIRECTS_MAX = 20;

type Request = Parameters<DashboardStore['cluster']>[0];

/** One cluster as its visible threads show it. */
export async function readShownCluster(
  database: Database,
  installationId: number,
  { clusterId, visible, skip, limit }: Request,
): Promise<ShownCluster | null> {
  const id = await homeOf(database, installationId, clusterId);
  const here = and(
    eq(items.installationId, installationId),
    isNull(items.deletedAt),
    isAmong(items.repositoryId, visible),
    sql`${items.itemId} in (select ${clusterItems.itemId} from ${clusterItems} where ${clusterItems.installationId} = ${installationId} and ${clusterItems.clusterId} = ${id})`,
  );
  const [[counted], members] = await Promise.all([
    database
      .select({
        members: sql`count(*)`.mapWith(Number),
        reporters:
          sql`count(distinct ${items.authorId}) filter (where ${items.authorRole} = 'community' and ${items.type} <> 'pull_request')`.mapWith(
            Number,
          ),
        thumbs:
          sql`coalesce(max(${items.thumbsUp}) filter (where ${items.type} <> 'pull_request'), 0)`.mapWith(
            Number,
          ),
        state: stateOf(installationId, visible, sql`${id}::bigint`),
        all: sql<number[] | null>`to_jsonb(array_agg(${items.itemId}))`,
        authors: sql<(number | null)[] | null>`to_jsonb(array_agg(distinct ${items.authorId}))`,
      })
      .from(items)
      .where(here),
    readMembers(database, here, skip, limit),
  ]);
  if (counted === undefined || counted.members === 0) return null;
  const all = counted.all ?? [];
  const [canonicals, found, { timeline, named }, told, held, waiting] = await Promise.all([
    readCanonicals(database, installationId, [id], visible),
    readFound(database, installationId, all),
    readTimeline(database, installationId, id, { all, authors: counted.authors ?? [] }, visible, here),
    readClusterNotices(database, installationId, id, visible),
    readHeldHere(database, installationId, id, visible),
    readWaiting(database, installationId, here),
  ]);
  return {
    id,
    state: counted.state,
    canonical: canonicals.get(id)?.itemId ?? null,
    memberCount: counted.members,
    reporters: counted.reporters,
    thumbs: counted.thumbs,
    waiting,
    members,
    pairs: found,
    timeline,
    named,
    notices: told,
    held,
  };
}

/** The cluster that this one is part of now. */
async function homeOf(database: Database, installationId: number, clusterId: number): Promise<number> {
  let id = clusterId;
  for (let step = 0; step < REDIRECTS_MAX; step += 1) {
    const [row] = await database
      .select({ to: clusters.mergedInto })
      .from(clusters)
      .where(
        and(
          eq(clusters.installationId, installationId),
          eq(clusters.clusterId, id),
          isNotNull(clusters.mergedInto),
        ),
      );
    if (row?.to == null) return id;
    id = row.to;
  }
  return id;
}

async function readMembers(database: Database, here: SQL | undefined, skip: number, limit: number) {
  const rows = await database
    .select({
      itemId: items.itemId,
      repositoryId: items.repositoryId,
      number: items.number,
      type: items.type,
      title: items.title,
      author: items.author,
      authorRole: items.authorRole,
      state: items.state,
      stateReason: items.stateReason,
      merged: items.merged,
      stage: items.stage,
      kind: items.kind,
      severity: items.severity,
      createdAt: items.createdAt,
    })
    .from(items)
    .where(here)
    .orderBy(desc(items.createdAt), desc(items.itemId))
    .limit(limit)
    .offset(skip);
  return rows.map(({ state, ...row }) => ({ ...row, open: state === 'open' }));
}

/** Both threads are visible members. */
async function readFound(database: Database, installationId: number, all: readonly number[]) {
  return database
    .select({
      itemId: pairs.itemId,
      otherItemId: pairs.otherItemId,
      tier: pairs.tier,
      probability: pairs.probability,
      evidence: pairs.evidence,
      algorithm: pairs.algorithm,
    })
    .from(pairs)
    .where(
      and(
        eq(pairs.installationId, installationId),
        isAmong(pairs.itemId, all),
        isAmong(pairs.otherItemId, all),
      ),
    )
    .orderBy(desc(pairs.probability), asc(pairs.itemId), asc(pairs.otherItemId))
    .limit(PAIRS_MAX);
}

/** People who said `/notify-me` last, not `/mute`. */
async function readWaiting(
  database: Database,
  installationId: number,
  here: SQL | undefined,
): Promise<number> {
  const rows = await database
    .select({ actor: commands.actor, verb: commands.verb })
    .from(commands)
    .innerJoin(items, threadOf(commands))
    .where(
      and(eq(commands.installationId, installationId), here, inArray(commands.verb, ['notify-me', 'mute'])),
    )
    .orderBy(asc(commands.at));
  const last = new Map(rows.map(({ actor, verb }) => [actor.id, verb]));
  return [...last.values()].filter((verb) => verb === 'notify-me').length;
}
