import { and, asc, desc, eq, gt, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import type { ClusterStage } from '../../loop/fix-record.ts';
import { STAGES } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import type { Channel, ClusterFilter, Cursor, ListedCluster, Visible } from '../interface/dashboard.ts';
import { isAmong } from '../numbers.ts';
import { clusterItems } from '../schema/clusters.ts';
import { clusterTransitions } from '../schema/fixes.ts';
import { items } from '../schema/items.ts';
import { signals } from '../schema/outside.ts';
import { decisions } from '../schema/weeks.ts';
import { readCanonicals } from './canonicals.ts';
import { isPlaceOfItem, isSeenMember } from './joins.ts';

/**
 * A page of clusters, by their newest thread that the filter asks for. Walks the index of threads by time and stops
 * when the page is full, so that it costs the same however many there are.
 */
export async function readClusterList(
  database: Database,
  installationId: number,
  request: { visible: Visible; filter: ClusterFilter; after: Cursor | null; limit: number },
): Promise<ListedCluster[]> {
  const { visible, filter, after, limit } = request;
  const newer = alias(items, 'newer');
  const newerPlace = alias(clusterItems, 'newer_place');
  const isNewest = sql`not exists (select 1 from ${clusterItems} ${sql.raw('newer_place')} join ${items} ${sql.raw('newer')} on ${newer.installationId} = ${newerPlace.installationId} and ${newer.itemId} = ${newerPlace.itemId} where ${and(
    eq(newerPlace.installationId, installationId),
    eq(newerPlace.clusterId, clusterItems.clusterId),
    wanted(newer, visible, filter, installationId),
    sql`(${newer.createdAt}, ${newer.itemId}) > (${items.createdAt}, ${items.itemId})`,
  )})`;
  const rows = await database
    .select({ id: clusterItems.clusterId, at: items.createdAt, itemId: items.itemId })
    .from(items)
    .innerJoin(clusterItems, isPlaceOfItem())
    .where(
      and(
        eq(items.installationId, installationId),
        isNotNull(clusterItems.clusterId),
        wanted(items, visible, filter, installationId),
        after === null
          ? undefined
          : sql`(${items.createdAt}, ${items.itemId}) < (${after.at.toISOString()}::timestamptz, ${after.id}::bigint)`,
        filter.shared ? hasSecond(installationId, visible) : undefined,
        filter.state === null ? undefined : isIn(installationId, visible, filter.state),
        isNewest,
      ),
    )
    .orderBy(desc(items.createdAt), desc(items.itemId))
    .limit(limit);
  const found = rows.flatMap(({ id, at, itemId }) => (id === null ? [] : [{ id, at, itemId }]));
  const shown = await describe(
    database,
    installationId,
    found.map(({ id }) => id),
    visible,
  );
  return found.flatMap(({ id, at, itemId }) => {
    const own = shown.get(id);
    return own === undefined ? [] : [{ ...own, id, latestAt: at, latestItemId: itemId }];
  });
}

/** Threads that the filter asks for. */
function wanted(
  thread: Record<'repositoryId' | 'deletedAt' | 'stage' | 'type' | 'themes' | 'itemId', PgColumn>,
  visible: Visible,
  { stage, repositoryId, theme, channel, among }: ClusterFilter,
  installationId: number,
): SQL | undefined {
  return and(
    isNull(thread.deletedAt),
    isAmong(thread.repositoryId, visible),
    stage === null ? undefined : eq(thread.stage, stage),
    repositoryId === null ? undefined : eq(thread.repositoryId, repositoryId),
    theme === null ? undefined : sql`${thread.themes} @> ${JSON.stringify([{ name: theme }])}::jsonb`,
    channel === null ? undefined : cameBy(thread, channel, installationId),
    among === null ? undefined : isAmong(thread.itemId, among),
  );
}

/** A private signal does not even say that there is one. Their items are looked up once, and then found by number. */
function cameBy(thread: Record<'itemId' | 'type', PgColumn>, channel: Channel, installationId: number): SQL {
  if (channel.on === 'github') return eq(thread.type, channel.type);
  return sql`${thread.itemId} = any(array(select ${signals.itemId} from ${signals} where ${and(
    eq(signals.installationId, installationId),
    eq(signals.source, channel.source),
    eq(signals.private, false),
    isNotNull(signals.itemId),
  )}))`;
}

/** Sources of public signals. Leaps from one to the next along the primary key: there are few, of very many signals. */
export async function readSources(
  database: Database,
  installationId: number,
  limit: number,
): Promise<string[]> {
  const found: string[] = [];
  for (let after = ''; found.length < limit; ) {
    const [row] = await database
      .select({ source: signals.source })
      .from(signals)
      .where(
        and(
          eq(signals.installationId, installationId),
          gt(signals.source, after),
          eq(signals.private, false),
        ),
      )
      .orderBy(asc(signals.source))
      .limit(1);
    if (row === undefined) break;
    found.push(row.source);
    after = row.source;
  }
  return found;
}

function hasSecond(installationId: number, visible: Visible): SQL {
  const second = alias(items, 'second');
  const place = alias(clusterItems, 'second_place');
  return sql`exists (select 1 from ${clusterItems} ${sql.raw('second_place')} join ${items} ${sql.raw('second')} on ${second.installationId} = ${place.installationId} and ${second.itemId} = ${place.itemId} where ${and(
    eq(place.installationId, installationId),
    eq(place.clusterId, clusterItems.clusterId),
    sql`${place.itemId} <> ${clusterItems.itemId}`,
    isNull(second.deletedAt),
    isAmong(second.repositoryId, visible),
  )})`;
}

/**
 * Keys of threads, commits, releases and of what was said of the cluster begin with their repository; those of decisions
 * are found among these.
 */
export function isStepVisible(visible: Visible): SQL {
  const place = sql`substring(${clusterTransitions.key} from '^(?:[a-z]+:)?([0-9]+)-')::bigint`;
  return sql`coalesce(${isAmong(place, visible)}, exists (select 1 from ${decisions} where ${and(
    sql`${decisions.installationId} = ${clusterTransitions.installationId}`,
    sql`${decisions.key} = ${clusterTransitions.key}`,
    isAmong(decisions.repositoryId, visible),
  )}))`;
}

/** Where a cluster is on its way, as far as visible threads, commits and releases tell. */
export function stateOf(installationId: number, visible: Visible, clusterId: SQL): SQL<ClusterStage> {
  return sql<ClusterStage>`coalesce((select ${clusterTransitions.to} from ${clusterTransitions} where ${and(
    eq(clusterTransitions.installationId, installationId),
    sql`${clusterTransitions.clusterId} = ${clusterId}`,
    isStepVisible(visible),
  )} order by ${clusterTransitions.index} desc limit 1), 'open')`;
}

/** The clusters that were ever there are few beside all of them, and found at once. */
function isIn(installationId: number, visible: Visible, state: ClusterStage): SQL | undefined {
  const now = sql`${stateOf(installationId, visible, sql`${clusterItems.clusterId}`)} = ${state}`;
  if (state === 'open') return now;
  const wasThere = sql`${clusterItems.clusterId} in (select ${clusterTransitions.clusterId} from ${clusterTransitions} where ${and(
    eq(clusterTransitions.installationId, installationId),
    eq(clusterTransitions.to, state),
  )})`;
  return and(wasThere, now);
}

type Described = Omit<ListedCluster, 'id' | 'latestAt' | 'latestItemId'>;

/** What these clusters are, by their visible threads. */
async function describe(
  database: Database,
  installationId: number,
  clusterIds: readonly number[],
  visible: Visible,
): Promise<Map<number, Described>> {
  if (clusterIds.length === 0) return new Map();
  const isReport = sql`${items.authorRole} = 'community' and ${items.type} <> 'pull_request'`;
  const canonicals = await readCanonicals(database, installationId, clusterIds, visible);
  const stands = isAmong(
    items.itemId,
    [...canonicals.values()].map(({ itemId }) => itemId),
  );
  const ofCanonical = <T>(column: SQL): SQL<T> => sql<T>`(array_agg(${column}) filter (where ${stands}))[1]`;
  const rows = await database
    .select({
      id: clusterItems.clusterId,
      title: ofCanonical<string>(sql`${items.title}`),
      repositoryId: ofCanonical<number>(sql`${items.repositoryId}`).mapWith(Number),
      number: ofCanonical<number>(sql`${items.number}`).mapWith(Number),
      type: ofCanonical<ListedCluster['stands']['type']>(sql`${items.type}`),
      members: sql`count(*)`.mapWith(Number),
      reporters: sql`count(distinct ${items.authorId}) filter (where ${isReport})`.mapWith(Number),
      stages: sql<(ListedCluster['stages'][number] | null)[]>`to_jsonb(array_agg(distinct ${items.stage}))`,
      kinds: sql<ListedCluster['kinds']>`to_jsonb(array_agg(distinct ${items.kind}))`,
      firstAt: sql`min(${items.createdAt})`.mapWith(items.createdAt),
      state: stateOf(installationId, visible, sql`${clusterItems.clusterId}`),
    })
    .from(clusterItems)
    .innerJoin(items, isPlaceOfItem())
    .where(isSeenMember(installationId, clusterIds, visible))
    .groupBy(clusterItems.clusterId)
    // What stood for a cluster may have left it since it was chosen.
    .having(sql`bool_or(${stands})`);
  return new Map(
    rows.flatMap(({ id, repositoryId, number, type, stages, ...row }) =>
      id === null
        ? []
        : [
            [
              id,
              {
                ...row,
                stands: { repositoryId, number, type },
                stages: STAGES.filter((stage) => stages.includes(stage)),
              },
            ] as const,
          ],
    ),
  );
}

export async function readClusterTitles(
  database: Database,
  installationId: number,
  clusterIds: readonly number[],
  visible: Visible,
): Promise<ReadonlyMap<number, string>> {
  const found = await describe(database, installationId, clusterIds, visible);
  return new Map([...found].map(([id, { title }]) => [id, title]));
}
