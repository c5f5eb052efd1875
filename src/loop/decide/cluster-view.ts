import type { Cluster } from '../cluster/clusters.ts';
import type { ClusterState, LoggedEntry, Member, Pair } from '../cluster-record.ts';
import type { Facts } from '../facts.ts';
import type { KnownRepository } from '../known-repository.ts';
import { askersOf } from './askers.ts';
import type { ViewedLife } from './lives.ts';
import { lifeIn } from './lives.ts';
import type { LookUp } from './look-up.ts';
import { membersNow } from './members.ts';
import { pinnedIn } from './pin-reach.ts';
import { repositoriesById } from './repositories-by-id.ts';
import type { Story } from './story.ts';
import type { Fresh } from './story-of.ts';
import { storyOf } from './story-of.ts';

/** A cluster with all that its comments are made of. */
export interface ClusterView {
  cluster: ClusterState;
  /** item of the event's own thread; null: it is about none of them, or the thread is gone */
  here: number | null;
  /** its members that are there, in any order */
  members: readonly Member[];
  /** by repository id, those of all members */
  repositories: ReadonlyMap<number, KnownRepository>;
  /** what the matcher said of the members */
  pairs: ReadonlyMap<number, readonly Pair[]>;
  /** repositories on whose threads the pinned item stands for the cluster */
  pinnedIn: ReadonlySet<number>;
  host: string;
  /** whether it is told for what anyone may do, as often as they like */
  isByAnyone: boolean;
  /** what became of the problem, as a repository may know it; null: none of its threads is there */
  toldIn(repository: KnownRepository): { story: Story; viewed: ViewedLife } | null;
  /** accounts that asked to be told of the problem, as far as a repository may know it */
  askers(surface: KnownRepository): readonly number[];
}

/** The thread of an event as it is now, which is newer than what is stored of it. */
export interface Here {
  member: Member;
  /** null: it was not looked up */
  found: LookUp | null;
}

/**
 * A cluster with all that is told of it. One of a single thread has no comments, and all that was said there of others
 * goes.
 * @param here null: the event is about none of its threads, or the thread is gone
 * @param fresh what the event adds to what is known of its problem
 */
export function clusterView(
  cluster: Cluster,
  entries: readonly LoggedEntry[],
  facts: Facts,
  here: Here | null,
  fresh: Fresh,
): ClusterView {
  const itemId = here?.member.item.itemId;
  const members = membersNow(cluster, here?.member ?? null, facts);
  const isAlone = cluster.members.length === 1 && cluster.members[0] === itemId;
  const pairs = new Map<number, readonly Pair[]>(
    isAlone ? [] : facts.get({ kind: 'pairs', items: cluster.members }),
  );
  if (itemId !== undefined && here?.found) pairs.set(itemId, here.found.pairs);
  const repositories = repositoriesById(
    members.map(({ item }) => item.snapshot.repository.id),
    facts,
  );
  const pinned = members.find(({ item }) => item.itemId === cluster.pinned);
  const pins =
    pinned === undefined
      ? new Set<number>()
      : pinnedIn(
          pinned.item.itemId,
          pinned.item.snapshot.repository.id,
          [...repositories.values()],
          entries,
          facts,
        );
  return {
    cluster,
    here: itemId ?? null,
    members,
    repositories,
    pairs,
    pinnedIn: pins,
    host: facts.standing.host,
    isByAnyone: fresh.isByAnyone,
    toldIn: toldIn(cluster, entries, { ...fresh, here: here?.member ?? null }, facts),
    askers: (surface) => askersOf(members, repositories, surface, facts),
  };
}

/** Worked out when somebody asks, once: most clusters have no comment, and then nobody does. */
function toldIn(
  cluster: Cluster,
  log: readonly LoggedEntry[],
  fresh: Fresh,
  facts: Facts,
): ClusterView['toldIn'] {
  let story: Story | null | undefined;
  const lives = new Map<number, ViewedLife>();
  return (repository) => {
    story ??= storyOf(cluster, log, fresh, facts);
    if (story === null) return null;
    const viewed = lives.get(repository.id) ?? lifeIn(story, repository, facts);
    lives.set(repository.id, viewed);
    return { story, viewed };
  };
}
