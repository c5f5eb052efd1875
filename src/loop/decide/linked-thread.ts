import { Clusters } from '../cluster/clusters.ts';
import type { Facts } from '../facts.ts';
import type { CommandTarget } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { mayShow } from '../visibility.ts';
import { clusterLog } from './cluster-log.ts';
import { membersByItem } from './members.ts';

/** The thread of its cluster that a thread is linked with: the oldest item but itself; null where it stands alone. */
export function linkedThread(
  itemId: number,
  repository: KnownRepository,
  facts: Facts,
): Omit<CommandTarget, 'triage'> | null {
  const { all } = clusterLog([itemId], facts);
  const cluster = Clusters.replay(all).ofItem(itemId);
  const members = membersByItem(facts, cluster?.members ?? []);
  const other = [...members.values()].find(
    // What may not be named here is not what somebody confirms here.
    ({ item }) => item.itemId !== itemId && mayShow(item.snapshot.repository, repository),
  );
  if (other === undefined) return null;
  const { snapshot } = other.item;
  return {
    ref: { repositoryId: snapshot.repository.id, number: snapshot.number },
    itemId: other.item.itemId,
  };
}
