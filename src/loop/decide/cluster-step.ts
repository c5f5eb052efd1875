import type { Change } from '../change.ts';
import { type Cluster, Clusters } from '../cluster/clusters.ts';
import type { Effect } from '../effect.ts';
import type { Facts } from '../facts.ts';
import { clusterComments } from './cluster-comments.ts';
import type { LogWriter } from './cluster-log.ts';
import { clusterView, type Here } from './cluster-view.ts';
import type { Fresh } from './story-of.ts';

/** What follows for the clusters and for the comments on their threads. */
export interface ClusterStep {
  changes: Change[];
  effects: Effect[];
  /** clusters whose comments are among the effects */
  commented: ReadonlySet<number>;
}

/** Where nothing was written into the log. */
export const NOTHING: ClusterStep = { changes: [], effects: [], commented: new Set() };

/**
 * What follows from what was written into the log.
 * @param items whose clusters have their comments made again, changed or not
 * @param fresh what the event adds to what is known of their problems
 */
export function clusterStep(
  writer: LogWriter,
  items: readonly number[],
  facts: Facts,
  fresh: Fresh,
  here: Here | null = null,
): ClusterStep {
  const { changes, touched } = clustersAfter(writer, items);
  const views = touched.map((cluster) => clusterView(cluster, writer.all, facts, here, fresh));
  return {
    changes,
    effects: views.flatMap(clusterComments),
    commented: new Set(touched.map(({ id }) => id)),
  };
}

/** The clusters as they are now, as far as they changed or hold one of these items. */
function clustersAfter(
  writer: LogWriter,
  items: readonly number[],
): { changes: Change[]; touched: Cluster[] } {
  const old = Clusters.replay(writer.known);
  const now = Clusters.replay(writer.all);
  const shown = new Map(old.all().map((cluster) => [cluster.id, JSON.stringify(cluster)]));
  const changed = now.all().filter((cluster) => shown.get(cluster.id) !== JSON.stringify(cluster));
  const redirects = old.all().flatMap(({ id }) => {
    const to = now.byId(id);
    return to === null || to.id === id ? [] : [{ from: id, to: to.id }];
  });
  const touched = new Map(changed.map((cluster) => [cluster.id, cluster]));
  for (const item of items) {
    const own = now.ofItem(item);
    if (own !== null) touched.set(own.id, own);
  }
  if (writer.appended.length === 0) return { changes: [], touched: [...touched.values()] };
  return {
    changes: [
      { type: 'entries.append', entries: writer.appended },
      { type: 'clusters.put', clusters: changed, redirects },
    ],
    touched: [...touched.values()],
  };
}
