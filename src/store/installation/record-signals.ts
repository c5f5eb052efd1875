import { createHash } from 'node:crypto';
import { and, asc, eq, lt, sql } from 'drizzle-orm';
import { outsideKey } from '../../loop/outside.ts';
import type { Actor, OutsideSignal, RecordedCluster, RecordedThread } from '../../loop/record.ts';
import type { Database } from '../database.ts';
import { clusterItems } from '../schema/clusters.ts';
import { items } from '../schema/items.ts';
import { signals } from '../schema/outside.ts';
import { NO_LIFE } from './cluster-lives.ts';
import { isPlaceOfItem } from './joins.ts';
import { SEVERITIES_WORST_FIRST } from './record-clusters.ts';

/** What counts of other channels. */
export interface ReadSignals {
  /** as threads of no repository */
  reports: RecordedThread[];
  /** problems that several of them tell of, and no thread that counts */
  clusters: RecordedCluster[];
  /** null: nothing ever came */
  signals: OutsideSignal[] | null;
}

/**
 * What other channels told before a moment, oldest first.
 * @param scope `withPrivate`: whether what is private counts; `clusters`: those that may be spoken of
 */
export async function readSignals(
  database: Database,
  installationId: number,
  asOf: Date,
  scope: { withPrivate: boolean; clusters: ReadonlySet<number> },
): Promise<ReadSignals> {
  const rows = await database
    .select({
      source: signals.source,
      id: signals.id,
      type: signals.type,
      person: signals.person,
      minutes: signals.minutes,
      at: signals.at,
      observed: signals.observed,
      sameAs: signals.sameAs,
      clusterId: clusterItems.clusterId,
    })
    .from(signals)
    // A thread that was deleted tells nobody what it was about.
    .leftJoin(
      items,
      and(
        eq(items.installationId, signals.installationId),
        eq(items.itemId, signals.itemId),
        sql`${items.deletedAt} is null`,
      ),
    )
    .leftJoin(clusterItems, isPlaceOfItem())
    .where(
      and(
        eq(signals.installationId, installationId),
        lt(signals.at, asOf),
        ...(scope.withPrivate ? [] : [eq(signals.private, false)]),
      ),
    )
    .orderBy(asc(signals.at), asc(signals.source), asc(signals.id));
  if (rows.length === 0) return { reports: [], clusters: [], signals: null };
  const told = rows.filter(({ type }) => type === 'report');
  const groups = groupsOf(told, scope.clusters);
  const reports = told.flatMap((row) => reportOf(row, groups.get(groupOf(row)) ?? null));
  return {
    reports,
    clusters: ownClusters(reports),
    signals: rows.flatMap(({ type, source, at, minutes, person }) =>
      type === 'report' ? [] : { source, type, person: actorOf(person), at, minutes },
    ),
  };
}

type SignalRow = Pick<
  typeof signals.$inferSelect,
  'source' | 'id' | 'person' | 'at' | 'observed' | 'sameAs'
> & {
  clusterId: number | null;
};

/** The name of all reports of one problem: that of the first that was known. */
function groupOf(row: Pick<SignalRow, 'source' | 'id' | 'sameAs'>): string {
  return row.sameAs ?? outsideKey(row);
}

/** The cluster of each group: that of the first thread that any of it is about, else one of its own where it has several. */
function groupsOf(rows: readonly SignalRow[], clusters: ReadonlySet<number>): Map<string, number> {
  const found = new Map<string, number>();
  const sizes = new Map<string, number>();
  for (const row of rows) {
    const group = groupOf(row);
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
    if (row.clusterId !== null && clusters.has(row.clusterId) && !found.has(group)) {
      found.set(group, row.clusterId);
    }
  }
  for (const [group, size] of sizes) if (size > 1 && !found.has(group)) found.set(group, ownNumber(group));
  return found;
}

/** Bytes of a hash that a cluster of other channels is numbered by: two of some thousands seldom meet. */
const NUMBER_BYTES = 4;

/** Clusters of threads have positive numbers. */
function ownNumber(group: string): number {
  return -createHash('sha256').update(group).digest().readUIntBE(0, NUMBER_BYTES) - 1;
}

/** The clusters that hold no thread: nothing was decided about them, and nobody can be told. */
function ownClusters(reports: readonly RecordedThread[]): RecordedCluster[] {
  const members = new Map<number, RecordedThread[]>();
  for (const report of reports) {
    if (report.clusterId === null || report.clusterId > 0) continue;
    members.set(report.clusterId, [...(members.get(report.clusterId) ?? []), report]);
  }
  return [...members].map(([id, own]) => {
    const told = own.map(({ severity }) => severity.value);
    const value = SEVERITIES_WORST_FIRST.find((each) => told.includes(each)) ?? 'minor';
    return { ...NO_LIFE, id, severity: { value, inferred: true }, themes: [], thumbs: [] };
  });
}

function reportOf(row: SignalRow, clusterId: number | null): RecordedThread[] {
  const { source, id, person, at, observed } = row;
  if (observed === null) return [];
  const { stage, kind, severity, quality, environment } = observed;
  return [
    {
      key: `${source}:${id}`,
      repositoryId: null,
      number: 0,
      type: null,
      channel: source,
      author: actorOf(person),
      createdAt: at,
      // What became of it there is not told.
      closedAt: null,
      closedBy: null,
      stateReason: null,
      merged: false,
      paths: null,
      labels: [],
      category: null,
      stage,
      stageByApp: stage,
      stageByHuman: false,
      kind,
      severity,
      quality,
      environment,
      firstSuccessMinutes: null,
      thumbsUp: 0,
      clusterId,
      comments: [],
      triaged: [],
    },
  ];
}

/** People of other channels are nobody's staff as far as anybody can tell. */
function actorOf(person: number | null): Actor {
  return { id: person, role: 'community' };
}
