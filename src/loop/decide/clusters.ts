import type { Change } from '../change.ts';
import { Clusters } from '../cluster/clusters.ts';
import { MATCH_MODEL } from '../cluster/match-model.ts';
import type { Pair } from '../cluster-record.ts';
import type { Facts } from '../facts.ts';
import type { Command, Item, Post } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { Ledger } from '../ledger.ts';
import { withinAuthorShare } from './author-share.ts';
import { clusterLog } from './cluster-log.ts';
import { type ClusterStep, clusterStep, NOTHING } from './cluster-step.ts';
import { clusterView } from './cluster-view.ts';
import { duplicateEffects } from './duplicate.ts';
import { hearLinkWords } from './link-words.ts';
import { type LookUp, lookUp } from './look-up.ts';
import { withLinkOpinion } from './second-opinion.ts';
import type { Fresh } from './story-of.ts';
import { NOTHING_FRESH } from './story-of.ts';
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
  /** the event tells that its text became another one */
  isEdited: boolean;
}

/**
 * Finds out which problem a thread is about: looks it up where its text is new, hears what people said of its links, and
 * keeps the comments on all threads of its cluster true. Threads of bots take no part.
 * @param fresh what the event adds to what is known of problems
 * @returns with `own`, the thread's cluster as it is then
 */
export function decideClusters(
  situation: ClusterSituation,
  facts: Facts,
  fresh: Fresh,
): ClusterStep & { own: OwnCluster | null } {
  const { item, before, repository, at, isEdited } = situation;
  const { itemId, snapshot } = item;
  const isKnown = clusterLog([itemId], facts).has(itemId);
  if (item.authorRole === 'bot') {
    return { ...(isKnown ? decideClustersGone(item, facts, at) : NOTHING), own: null };
  }

  const isNew = !isKnown || before === null || textOf(before) !== textOf(item);
  const looked = isNew ? lookUp(item, repository, facts) : null;
  const named = situation.commands.flatMap(({ target }) => target?.itemId ?? []);
  const writer = clusterLog([itemId, ...certainOf(looked).map((pair) => pair.itemId), ...named], facts);
  const within = looked && withinAuthorShare(item, looked, writer.all, facts);
  const found = within && withLinkOpinion(within, item, repository, facts);
  // What it was like before it was edited is not known: only that it was there.
  writer.appear(itemId, isEdited ? snapshot.createdAt : at);
  if (found !== null) {
    const links = certainOf(found).map(({ itemId: other, tier, probability }) => ({
      itemId: other,
      tier,
      probability,
    }));
    writer.link(itemId, links, repository.settings.clusters.maxSize, MATCH_MODEL.version, at);
  }
  hearLinkWords(situation, writer, facts);

  const member = { item, posts: [...situation.posts], commands: [...situation.commands] };
  const here = { member, found };
  const step = clusterStep(writer, [itemId], facts, fresh, here);
  const now = Clusters.replay(writer.all);
  const cluster = now.ofItem(itemId);
  return {
    own: cluster && {
      ...clusterView(cluster, writer.all, facts, here, fresh),
      joined: now.joinedWith(itemId),
    },
    changes: [...(found === null ? [] : lookUpChanges(item, found)), ...step.changes],
    effects: [...step.effects, ...duplicateEffects({ ...situation, entries: writer.all }, facts)],
    commented: step.commented,
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
  const writer = clusterLog([itemId], facts);
  writer.gone(itemId, at);
  if (writer.appended.length === 0) return NOTHING;
  const step = clusterStep(writer, [itemId], facts, NOTHING_FRESH);
  const forgotten = lookUpChanges({ itemId, snapshot }, { indexed: null, pairs: [] });
  return { ...step, changes: [...forgotten, ...step.changes] };
}

function textOf({ snapshot }: Item): string {
  return JSON.stringify([snapshot.type, snapshot.title, snapshot.body]);
}

function lookUpChanges(
  { itemId, snapshot }: Pick<Item, 'itemId' | 'snapshot'>,
  { indexed, pairs }: Pick<LookUp, 'pairs'> & { indexed: LookUp['indexed'] | null },
): Change[] {
  return [
    { type: 'document.put', itemId, repositoryId: snapshot.repository.id, indexed },
    { type: 'pairs.put', itemId, pairs },
  ];
}
