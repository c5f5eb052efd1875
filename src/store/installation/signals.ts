import { and, asc, eq, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { Actor, OutsideSignal, RecordedThread } from '../../loop/record.ts';
import type { Database } from '../database.ts';
import { clusterItems } from '../schema/clusters.ts';
import { items } from '../schema/items.ts';
import { signals } from '../schema/outside.ts';

/** The first word counts: a channel names each thing once. What was found later about the same report is added. */
export async function putSignal(
  transaction: Database,
  installationId: number,
  { report, observed, itemId }: Extract<Change, { type: 'signal.put' }>,
): Promise<void> {
  const { kind, ...told } = report;
  await transaction
    .insert(signals)
    .values({ installationId, ...told, type: kind, observed, itemId })
    .onConflictDoUpdate({
      target: [signals.installationId, signals.source, signals.id],
      set: { itemId: sql`coalesce(${signals.itemId}, excluded.item_id)` },
    });
}

/** Texts of what happened before are forgotten, and who told. The rest is figures. */
export async function retainSignals(
  database: Database,
  installationId: number,
  before: Date,
): Promise<boolean> {
  const forgotten = await database
    .update(signals)
    .set({ title: '', text: '', url: null, person: null })
    .where(
      and(
        eq(signals.installationId, installationId),
        lte(signals.at, before),
        or(ne(signals.title, ''), ne(signals.text, ''), sql`${signals.person} is not null`),
      ),
    )
    .returning({ id: signals.id });
  return forgotten.length > 0;
}

/** What counts of other channels. */
export interface ReadSignals {
  /** as threads of no repository */
  reports: RecordedThread[];
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
    .leftJoin(
      clusterItems,
      and(eq(clusterItems.installationId, items.installationId), eq(clusterItems.itemId, items.itemId)),
    )
    .where(
      and(
        eq(signals.installationId, installationId),
        lt(signals.at, asOf),
        ...(scope.withPrivate ? [] : [eq(signals.private, false)]),
      ),
    )
    .orderBy(asc(signals.at), asc(signals.source), asc(signals.id));
  if (rows.length === 0) return { reports: [], signals: null };
  return {
    reports: rows.flatMap((row) => (row.type === 'report' ? reportOf(row, scope.clusters) : [])),
    signals: rows.flatMap(({ type, source, at, minutes, person }) =>
      type === 'report' ? [] : { source, type, person: actorOf(person), at, minutes },
    ),
  };
}

type SignalRow = Pick<typeof signals.$inferSelect, 'source' | 'id' | 'person' | 'at' | 'observed'> & {
  clusterId: number | null;
};

function reportOf(row: SignalRow, clusters: ReadonlySet<number>): RecordedThread[] {
  const { source, id, person, at, observed, clusterId } = row;
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
      clusterId: clusterId !== null && clusters.has(clusterId) ? clusterId : null,
      comments: [],
      triaged: [],
    },
  ];
}

/** People of other channels are nobody's staff as far as anybody can tell. */
function actorOf(person: number | null): Actor {
  return { id: person, role: 'community' };
}
