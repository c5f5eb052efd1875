import { Clusters } from '../../loop/cluster/clusters.ts';
import type { Store } from '../../store/store.ts';
import type { Happening } from './history/types.ts';
import { clustersNamed } from './placeholders.ts';
import type { Troupe } from './troupe.ts';

/** The clusters that a happening's text names (by one of their threads), as people would read them in the weekly issue. */
export async function readClustersNamed(
  happening: Happening,
  troupe: Troupe,
  store: Store,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const [installation] = await store.operator.installations();
  if (installation === undefined) return found;
  const tenant = store.forInstallation(installation.id);
  for (const key of clustersNamed(happening)) {
    const thread = troupe.thread(key);
    const [owner = '', name = ''] = thread?.repo.split('/') ?? [];
    const repositoryId = await tenant.repositoryNamed(owner, name);
    if (thread === null || repositoryId === null) continue;
    const { itemId } = await tenant.thread({ repositoryId, number: thread.number });
    const { entries } = await tenant.clusterLog([itemId]);
    const cluster = Clusters.replay(entries).ofItem(itemId);
    if (cluster !== null) found.set(key, `c${cluster.id}`);
  }
  return found;
}
