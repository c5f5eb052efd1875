import { Clusters } from '../../loop/cluster/clusters.ts';
import type { Link } from '../../loop/cluster/entry.ts';
import { MATCH_MODEL, type MatchModel } from '../../loop/cluster/match-model.ts';
import { rerank } from '../../loop/cluster/rerank.ts';
import { groupsOf } from './groups.ts';
import type { Knowledge } from './knowledge.ts';
import { replay } from './replay.ts';
import type { Report } from './reports.ts';

/** How well the clusters that the matcher gathers by itself agree with the known groups. */
export interface ClusterFigures {
  /** reports with another one of their known group in the file, over which the rest is measured */
  reports: number;
  /** B-cubed (Bagga and Baldwin, 1998); null without reports of known groups */
  precision: number | null;
  recall: number | null;
  /** recall if every report stood alone */
  recallAlone: number | null;
  /** over all reports of the file */
  largest: number;
  largestKnown: number;
  /** clusters of two and more */
  clusters: number;
}

type Unnumbered =
  | { verb: 'appear'; itemId: number }
  | { verb: 'link'; itemId: number; links: readonly Link[] };

/** Gathers all reports by links of the matcher alone; what the file says of duplicates is only measured against. */
export function evaluateClusters(
  reports: readonly Report[],
  model: MatchModel = MATCH_MODEL,
): ClusterFigures {
  const clusters = new Clusters();
  const own: Knowledge = {
    add: () => undefined,
    of: (itemId) => {
      const cluster = clusters.ofItem(itemId);
      return cluster === null || cluster.members.length === 1
        ? { cluster: null, duplicates: 0 }
        : { cluster: cluster.id, duplicates: cluster.members.length - 1 };
    },
  };
  let seq = 0;
  const apply = (entry: Unnumbered) => {
    seq += 1;
    clusters.apply({ ...entry, seq });
  };
  for (const { item, statistics, candidates } of replay(reports, own)) {
    const { itemId } = item;
    const { links } = rerank(item, statistics, candidates, model);
    apply({ verb: 'appear', itemId });
    apply({ verb: 'link', itemId, links: links.filter(({ tier }) => tier === 'certain') });
  }
  const { groupOf } = groupsOf(reports);
  const labels = reports.map(({ id }) => groupOf.get(id) ?? null);
  const found = reports.map((_, itemId) => clusters.ofItem(itemId)?.id ?? -1);
  const sizes = clusters.all().map(({ members }) => members.length);
  return {
    ...bCubed(labels, found),
    largest: Math.max(0, ...sizes),
    largestKnown: Math.max(0, ...sizesOf(labels.filter((label) => label !== null)).values()),
    clusters: sizes.filter((size) => size > 1).length,
  };
}

/** B-cubed over the items whose label another one has too. */
export function bCubed(
  labels: readonly (number | null)[],
  found: readonly number[],
): Pick<ClusterFigures, 'reports' | 'precision' | 'recall' | 'recallAlone'> {
  const times = sizesOf(labels);
  const known = labels.flatMap((label, at) =>
    label === null || times.get(label) === 1 ? [] : [{ label, cluster: found[at] ?? -1 }],
  );
  if (known.length === 0) return { reports: 0, precision: null, recall: null, recallAlone: null };
  const byLabel = sizesOf(known.map(({ label }) => label));
  const byCluster = sizesOf(known.map(({ cluster }) => cluster));
  const byBoth = sizesOf(known.map(({ label, cluster }) => `${label}:${cluster}`));
  const mean = (value: (one: { label: number; cluster: number }) => number) =>
    known.reduce((sum, one) => sum + value(one), 0) / known.length;
  const both = ({ label, cluster }: { label: number; cluster: number }) =>
    byBoth.get(`${label}:${cluster}`) ?? 0;
  return {
    reports: known.length,
    precision: mean((one) => both(one) / (byCluster.get(one.cluster) ?? 1)),
    recall: mean((one) => both(one) / (byLabel.get(one.label) ?? 1)),
    recallAlone: mean((one) => 1 / (byLabel.get(one.label) ?? 1)),
  };
}

function sizesOf<K>(values: readonly K[]): Map<K, number> {
  const sizes = new Map<K, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return sizes;
}
