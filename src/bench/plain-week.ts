import type { OpenStore } from '../store/open-store.ts';
import { clusterItems } from '../store/schema/clusters.ts';
import { items } from '../store/schema/items.ts';

/** A team has time for so many. */
const TOPICS = 10;

/** The plainest weekly issue. */
interface PlainWeek {
  body: string;
  /** clusters that there are, and threads of the largest one */
  clusters: number;
  largest: number;
}

/**
 * The plainest way to a weekly issue: reads every thread and its cluster into memory and lists the clusters with most
 * reports. It knows nothing of people, stages, loops or earlier weeks, and writes nothing.
 */
export async function plainWeek({ underneath: { database } }: OpenStore): Promise<PlainWeek> {
  const threads = await database
    .select({ itemId: items.itemId, number: items.number, title: items.title })
    .from(items);
  const rows = await database
    .select({ itemId: clusterItems.itemId, clusterId: clusterItems.clusterId })
    .from(clusterItems);
  const clusterOf = new Map(rows.map(({ itemId, clusterId }) => [itemId, clusterId]));
  const clusters = new Map<number, typeof threads>();
  for (const thread of threads) {
    const clusterId = clusterOf.get(thread.itemId) ?? null;
    if (clusterId === null) continue;
    const reports = clusters.get(clusterId) ?? [];
    clusters.set(clusterId, reports);
    reports.push(thread);
  }
  const sorted = [...clusters.values()].sort((a, b) => b.length - a.length);
  const lines = sorted.slice(0, TOPICS).map((reports) => {
    const [first] = reports;
    return `- ${first?.title} (#${first?.number}): ${reports.length} reports`;
  });
  return { body: lines.join('\n'), clusters: clusters.size, largest: sorted[0]?.length ?? 0 };
}
