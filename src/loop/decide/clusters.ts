import type { Change } from '../change.ts';
import { type Cluster, Clusters } from '../cluster/clusters.ts';
import { MATCH_MODEL } from '../cluster/match-model.ts';
import type { LoggedEntry, Member, Pair } from '../cluster-record.ts';
import type { Effect } from '../effect.ts';
import type { Facts, KnownRepository } from '../facts.ts';
import type { Command, CommandTarget, Item, Post } from '../item.ts';
import type { Ledger } from '../ledger.ts';
import { mayShow } from '../visibility.ts';
import { withinAuthorShare } from './author-share.ts';
import { type ClusterView, clusterComments } from './cluster-comments.ts';
import { LogWriter, type Unnumbered } from './cluster-log.ts';
import { duplicateEffects } from './duplicate.ts';
import { type LookUp, lookUp, membersByItem } from './look-up.ts';
import { pinnedIn } from './pin-reach.ts';
import { withLinkOpinion } from './second-opinion.ts';
import type { OwnCluster } from './why-links.ts';

/** One thread at the moment when it is put in its place among all others. */
export interface ClusterSituation {
  item: Item;
  /** as it was known before; null: it was not */
  before: Item | null;
  posts: readonly Post[];
  /** all commands of the thread */
  commands: readonly Command[];
  ledger: Ledger;
  repository: KnownRepository;
  /** moment of the event */
  at: Date;
}

/** What follows for the clusters and for the comments on their threads. */
export interface ClusterStep {
  changes: Change[];
  effects: Effect[];
}

const NOTHING: ClusterStep = { changes: [], effects: [] };

/**
 * Finds out which problem a thread is about: looks it up where its text is new, hears what people said of its links, and
 * keeps the comments on all threads of its cluster true. Threads of bots take no part.
 * @returns with `own`, the thread's cluster as it is then
 */
export function decideClusters(
  situation: ClusterSituation,
  facts: Facts,
): ClusterStep & { own: OwnCluster | null } {
  const { item, before, repository, at } = situation;
  const { itemId } = item;
  const isKnown = logOf([itemId], facts).has(itemId);
  if (item.authorRole === 'bot') {
    return { ...(isKnown ? decideClustersGone(item, facts, at) : NOTHING), own: null };
  }

  const isNew = !isKnown || before === null || textOf(before) !== textOf(item);
  const looked = isNew ? lookUp(item, repository, facts) : null;
  const named = situation.commands.flatMap(({ target }) => target?.itemId ?? []);
  const writer = logOf([itemId, ...certainOf(looked).map((pair) => pair.itemId), ...named], facts);
  const within = looked && withinAuthorShare(item, looked, writer.all, facts);
  const found = within && withLinkOpinion(within, item, repository, facts);
  const entriesBefore = [...writer.all];
  writer.appear(itemId, at);
  if (found !== null) {
    const links = certainOf(found).map(({ itemId: other, tier, probability }) => ({
      itemId: other,
      tier,
      probability,
    }));
    writer.link(itemId, links, repository.settings.clusters.maxSize, MATCH_MODEL.version, at);
  }
  hearCommands(situation, writer, facts);

  const step = clustersAfter(entriesBefore, writer, [itemId]);
  const here: Member = { item, posts: [...situation.posts], commands: [...situation.commands] };
  const now = Clusters.replay(writer.all);
  const cluster = now.ofItem(itemId);
  return {
    own: cluster && {
      ...viewOf(cluster, here, found, writer.all, facts),
      joined: new Set(cluster.members.filter((other) => now.areJoined(itemId, other))),
    },
    changes: [...(found === null ? [] : lookUpChanges(item, found)), ...step.changes],
    effects: [
      ...step.touched.flatMap((cluster) => comments(cluster, here, found, writer.all, facts)),
      ...duplicateEffects({ ...situation, entries: writer.all }, facts),
    ],
  };
}

function certainOf(found: LookUp | null): Pair[] {
  return (found?.pairs ?? []).filter(({ tier }) => tier === 'certain');
}

/** A thread that is gone leaves its cluster, and the comments that named it are put right. */
export function decideClustersGone(
  { itemId, snapshot }: Pick<Item, 'itemId' | 'snapshot'>,
  facts: Facts,
  at: Date,
): ClusterStep {
  const writer = logOf([itemId], facts);
  const entriesBefore = [...writer.all];
  writer.gone(itemId, at);
  if (writer.appended.length === 0) return NOTHING;
  const step = clustersAfter(entriesBefore, writer, [itemId]);
  return {
    changes: [
      { type: 'document.put', itemId, repositoryId: snapshot.repository.id, indexed: null },
      { type: 'pairs.put', itemId, pairs: [] },
      ...step.changes,
    ],
    effects: step.touched.flatMap((cluster) => comments(cluster, null, null, writer.all, facts)),
  };
}

/** What somebody said in a weekly issue of two threads. */
export interface LinkWord {
  command: Command;
  /** it was not taken back */
  stands: boolean;
  verb: 'join' | 'reject';
  itemId: number;
  other: number;
}

/**
 * Words about the links of other threads than the one they were said on.
 * @param saidOn item of that thread
 */
export function decideLinks(words: readonly LinkWord[], saidOn: number, facts: Facts): ClusterStep {
  if (words.length === 0) return NOTHING;
  const writer = logOf(
    words.flatMap(({ itemId, other }) => [itemId, other]),
    facts,
  );
  const entriesBefore = [...writer.all];
  for (const { command, stands, verb, itemId, other } of words) {
    const authority = 'triage' as const;
    const entry: Unnumbered =
      verb === 'join' ? { verb, itemId, into: other, authority } : { verb, itemId, other, authority };
    writer.command(command, saidOn, stands, entry);
  }
  if (writer.appended.length === 0) return NOTHING;
  const step = clustersAfter(entriesBefore, writer, []);
  return {
    changes: step.changes,
    effects: step.touched.flatMap((cluster) => comments(cluster, null, null, writer.all, facts)),
  };
}

/**
 * Accounts that may say of this thread's links that they are wrong: who opened a thread of its cluster, and whose word
 * was heard already, for by that word the thread may have left it.
 */
export function linkedAuthors(itemId: number, facts: Facts): number[] {
  const { all } = logOf([itemId], facts);
  const cluster = Clusters.replay(all).ofItem(itemId);
  const members = membersByItem(facts, cluster?.members ?? []);
  const heard = all.flatMap(({ cause }) =>
    cause.by === 'human' && cause.key.startsWith(`${itemId}:`) ? [cause.actor.id] : [],
  );
  return [...heard, ...[...members.values()].flatMap(({ item }) => item.snapshot.author?.id ?? [])];
}

/** The thread of its cluster that a thread is linked with: the oldest item but itself; null where it stands alone. */
export function linkedThread(
  itemId: number,
  repository: KnownRepository,
  facts: Facts,
): Omit<CommandTarget, 'triage'> | null {
  const { all } = logOf([itemId], facts);
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

function logOf(items: readonly number[], facts: Facts): LogWriter {
  const inOrder = [...new Set(items)].sort((a, b) => a - b);
  const { entries, nextSeq } = facts.get({ kind: 'clusterLog', items: inOrder });
  return new LogWriter(entries, nextSeq);
}

function textOf({ snapshot }: Item): string {
  return JSON.stringify([snapshot.type, snapshot.title, snapshot.body]);
}

/** What people said of this thread's links, into the log as it stands now. */
function hearCommands({ item, commands, ledger }: ClusterSituation, writer: LogWriter, facts: Facts): void {
  const standing = new Set(ledger.standing.map(({ key }) => key));
  for (const command of commands) {
    const { verb, triage, actor } = command;
    const isOthers = verb === 'not-duplicate' && !triage && actor.id !== item.snapshot.author?.id;
    const entry = isOthers ? ownRejected(command, item.itemId, writer, facts) : entryOf(command, item.itemId);
    if (entry !== null) writer.command(command, item.itemId, standing.has(command.key), entry);
  }
}

/**
 * The author of another report says on this one that the two are not the same: it is their own report that leaves, for
 * nobody cuts the links between the reports of others.
 */
function ownRejected({ actor }: Command, itemId: number, writer: LogWriter, facts: Facts): Unnumbered | null {
  const cluster = Clusters.replay(writer.all).ofItem(itemId);
  const members = membersByItem(facts, cluster?.members ?? []);
  const own = [...members.values()].find(
    ({ item }) => item.itemId !== itemId && item.snapshot.author?.id === actor.id,
  );
  return own === undefined
    ? null
    : { verb: 'reject', itemId: own.item.itemId, other: itemId, authority: 'author' };
}

/** What a command says of a thread's links; null for all other commands. */
function entryOf({ verb, target, triage }: Command, itemId: number): Unnumbered | null {
  const authority = triage ? 'triage' : 'author';
  const other = target?.itemId ?? null;
  switch (verb) {
    case 'cluster':
    case 'duplicate':
      return other === null ? null : { verb: 'join', itemId, into: other, authority };
    case 'not-duplicate':
      return other === null
        ? { verb: 'split', itemId, authority }
        : { verb: 'reject', itemId, other, authority };
    case 'split':
      return { verb: 'split', itemId, authority };
    case 'canonical':
      return { verb: 'pin', itemId };
    default:
      return null;
  }
}

/** The clusters as they are now, as far as they changed or hold one of these items. */
function clustersAfter(
  before: readonly LoggedEntry[],
  writer: LogWriter,
  items: readonly number[],
): { changes: Change[]; touched: Cluster[] } {
  const old = Clusters.replay(before);
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

function lookUpChanges({ itemId, snapshot }: Item, { indexed, pairs }: LookUp): Change[] {
  return [
    { type: 'document.put', itemId, repositoryId: snapshot.repository.id, indexed },
    { type: 'pairs.put', itemId, pairs },
  ];
}

function comments(
  cluster: Cluster,
  here: Member | null,
  found: LookUp | null,
  entries: readonly LoggedEntry[],
  facts: Facts,
): Effect[] {
  return clusterComments(viewOf(cluster, here, found, entries, facts));
}

/**
 * A cluster with all that is told of it. One of a single thread has no comments, and all that was said there of others
 * goes.
 * @param here the thread of this event as it is now; null: it is gone
 */
function viewOf(
  cluster: Cluster,
  here: Member | null,
  found: LookUp | null,
  entries: readonly LoggedEntry[],
  facts: Facts,
): ClusterView {
  const isAlone = cluster.members.length === 1 && cluster.members[0] === here?.item.itemId;
  const stored = isAlone ? new Map<number, Member>() : membersByItem(facts, cluster.members);
  const members = cluster.members.flatMap((itemId) => {
    const member = here?.item.itemId === itemId ? here : stored.get(itemId);
    return member === undefined ? [] : [member];
  });
  const pairs = new Map<number, readonly Pair[]>(
    isAlone ? [] : facts.get({ kind: 'pairs', items: cluster.members }),
  );
  if (here !== null && found !== null) pairs.set(here.item.itemId, found.pairs);
  const repositories = repositoriesOf(members, facts);
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
  return { cluster, members, repositories, pairs, pinnedIn: pins, host: facts.standing.host };
}

function repositoriesOf(members: readonly Member[], facts: Facts): Map<number, KnownRepository> {
  const ids = [...new Set(members.map(({ item }) => item.snapshot.repository.id))];
  const requests = ids.map((repositoryId) => ({ kind: 'repository', repositoryId }) as const);
  facts.require(requests);
  return new Map(
    requests.flatMap((request) => {
      const repository = facts.get(request);
      return repository === null ? [] : [[repository.id, repository] as const];
    }),
  );
}
