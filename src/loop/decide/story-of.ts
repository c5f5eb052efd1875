import type { Cluster } from '../cluster/clusters.ts';
import type { LoggedEntry, Member } from '../cluster-record.ts';
import type { Facts } from '../facts.ts';
import type { Containment, KnownLanding, Release } from '../fix-record.ts';
import { landingNames, pullKey } from '../fix-record.ts';
import type { ThreadRef } from '../vocabulary.ts';
import { byRef, threadKey } from '../vocabulary.ts';
import type { ClusterWord } from '../week-record.ts';
import { concernRequests } from './concerned.ts';
import { membersNow } from './members.ts';
import { repositoriesById } from './repositories-by-id.ts';
import type { Story, ToldMember } from './story.ts';
import { isTelling, standingWords } from './story.ts';

/** What this event adds to what the store knows. */
export interface Fresh {
  /** the thread of the event as it is now */
  here: Member | null;
  /** entries that the event adds to the log of clusters */
  entries: readonly LoggedEntry[];
  landings: readonly KnownLanding[];
  containments: readonly Containment[];
  releases: readonly Release[];
  /** what stands of the words of this thread on clusters */
  words: readonly ClusterWord[];
  /** all words of this thread on clusters, in whose place these stand */
  reheard: readonly { key: string; clusterId: number }[];
  /** whether it may have been done by anyone, as often as they like */
  isByAnyone: boolean;
}

export const NOTHING_FRESH: Fresh = {
  here: null,
  entries: [],
  landings: [],
  containments: [],
  releases: [],
  words: [],
  reheard: [],
  isByAnyone: false,
};

/**
 * What a cluster's life is worked out from, as it is with this event; null: none of its threads is there.
 * @param log of the cluster, with what the event adds
 */
export function storyOf(
  cluster: Cluster,
  log: readonly LoggedEntry[],
  fresh: Fresh,
  facts: Facts,
): Story | null {
  const found = membersNow(cluster, fresh.here, facts);
  if (found.length === 0) return null;
  const homes = repositoriesById(
    found.map(({ item }) => item.snapshot.repository.id),
    facts,
  );
  facts.require(concernRequests(found.filter(({ commands }) => commands.some(isTelling))));
  const members = found.flatMap((member): ToldMember[] => {
    const repository = homes.get(member.item.snapshot.repository.id);
    if (repository === undefined) return [];
    const ref = { repositoryId: repository.id, number: member.item.snapshot.number };
    return [{ ...member, repository, ref, standing: standingWords(member, repository, facts) }];
  });
  const landings = landingsOf(members, fresh, facts);
  // By the log alone: the store does not know yet what the event brings together or tells apart.
  const ids = [cluster.id, ...cluster.former];
  const before = facts.get({ kind: 'clusterWords', clusters: ids });
  const words = [
    ...before.filter(({ key }) => !fresh.reheard.some((other) => other.key === key)),
    ...fresh.words.filter(({ clusterId }) => ids.includes(clusterId)),
  ];
  const isApproval = ({ decision }: ClusterWord) => decision === null;
  const others = [...landings, ...words].map(({ repositoryId }) => repositoryId);
  return {
    clusterId: cluster.id,
    log,
    members,
    landings,
    words,
    isApprovalTakenBack: before.some(isApproval) && !words.some(isApproval),
    repositories: new Map([...homes, ...repositoriesById(others, facts)]),
    releases: releasesSaid(members, fresh, facts),
  };
}

/** What closes the members or was said to fix them, known and fresh, with the releases that have it. */
function landingsOf(members: readonly ToldMember[], fresh: Fresh, facts: Facts): KnownLanding[] {
  const threads = members.map(({ ref }) => ref);
  const said = members.flatMap(({ standing }) =>
    standing.flatMap(({ verb, target }) =>
      verb === 'fixed-by' && target !== null ? pullKey(target.ref) : [],
    ),
  );
  // What takes back what lands only now may have been told before it.
  const keys = [...new Set([...said, ...fresh.landings.flatMap(landingNames)])].sort();
  const stored = facts.get({ kind: 'landings', threads: inOrder(threads), keys });
  const all = new Map<string, KnownLanding>(stored.map((landing) => [landing.key, landing]));
  for (const landing of fresh.landings) {
    all.set(landing.key, { ...landing, releases: all.get(landing.key)?.releases ?? landing.releases });
  }
  const releases = new Map(fresh.releases.map((release) => [release.id, release]));
  return [...all.values()].map((landing) => withFresh(landing, releases, fresh.containments, facts));
}

function inOrder(refs: readonly ThreadRef[]): ThreadRef[] {
  return [...new Map(refs.map((ref) => [threadKey(ref), ref])).values()].sort(byRef);
}

/** A landing with the releases as this event leaves them. */
function withFresh(
  landing: KnownLanding,
  fresh: ReadonlyMap<number, Release>,
  containments: readonly Containment[],
  facts: Facts,
): KnownLanding {
  const found = new Map(landing.releases.map((each) => [each.release.id, each]));
  for (const { landingKey, releaseId, repositoryId, witness } of containments) {
    if (landingKey !== landing.key) continue;
    const release =
      fresh.get(releaseId) ??
      found.get(releaseId)?.release ??
      facts.get({ kind: 'releases', repositoryId }).find(({ id }) => id === releaseId);
    if (release !== undefined) found.set(releaseId, { release, witness });
  }
  for (const each of found.values()) {
    const release = fresh.get(each.release.id);
    if (release !== undefined) found.set(release.id, { ...each, release });
  }
  const releases = [...found.values()].sort(
    (a, b) =>
      a.release.publishedAt.getTime() - b.release.publishedAt.getTime() || a.release.id - b.release.id,
  );
  return { ...landing, releases };
}

/** The releases of the repositories in which somebody said `/fixed-in`. */
function releasesSaid(members: readonly ToldMember[], fresh: Fresh, facts: Facts): Release[] {
  const ids = new Set(
    members.flatMap(({ standing, repository }) =>
      standing.some(({ verb }) => verb === 'fixed-in') ? repository.id : [],
    ),
  );
  const all = new Map<number, Release>();
  for (const repositoryId of ids) {
    for (const release of facts.get({ kind: 'releases', repositoryId })) all.set(release.id, release);
  }
  for (const release of fresh.releases) if (ids.has(release.repositoryId)) all.set(release.id, release);
  return [...all.values()];
}
