import { chooseCanonical } from '../cluster/canonical.ts';
import { evidenceShown } from '../cluster/evidence-shown.ts';
import type { ClusterState, Member, Pair } from '../cluster-record.ts';
import type { Effect } from '../effect.ts';
import type { Post } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { renderClusterComment } from '../render/cluster-comment.ts';
import type { LinkedThread } from '../render/link.ts';
import { renderRelated } from '../render/related.ts';
import type { ProblemStanding, ThreadStanding } from '../render/standing.ts';
import { TEXTS } from '../render/texts/languages.ts';
import { versionsNamed } from '../versions-named.ts';
import { mayShow, toldHidden } from '../visibility.ts';
import type { ThreadRef } from '../vocabulary.ts';
import { threadKey } from '../vocabulary.ts';
import { isWithdrawn } from './hear-gestures.ts';
import { isOfFixed } from './late-reports.ts';
import type { ViewedLife } from './lives.ts';
import { problemStanding } from './problem-standing.ts';
import type { Story } from './story.ts';
import { threadTarget } from './thread-target.ts';

/** Kinds of comments that follow from clusters. */
const KINDS_OF_COMMENTS = ['related', 'cluster'] as const;

/** A cluster with all that its comments are made of. */
export interface ClusterView {
  cluster: ClusterState;
  /** its members that are there, in any order */
  members: readonly Member[];
  /** by repository id, those of all members */
  repositories: ReadonlyMap<number, KnownRepository>;
  /** what the matcher said of the members */
  pairs: ReadonlyMap<number, readonly Pair[]>;
  /** repositories on whose threads the pinned item stands for the cluster */
  pinnedIn: ReadonlySet<number>;
  host: string;
  /** what became of the problem, as a repository may know it; null: none of its threads is there */
  toldIn(repository: KnownRepository): { story: Story; viewed: ViewedLife } | null;
}

/** A member with the repository that it lies in. */
interface Placed extends Member {
  repository: KnownRepository;
}

/** Whether the app says something of clusters on any of these threads. */
export function hasComments(members: readonly Pick<Member, 'posts'>[]): boolean {
  return members.some(({ posts }) =>
    posts.some((post) => /^comment:[^:]+:(?:related|cluster):/.test(post.slot) && isThere(post)),
  );
}

/** What should be said on the threads of a cluster, against what the app has said there. */
export function clusterComments(view: ClusterView): Effect[] {
  const all = view.members.flatMap((member): Placed[] => {
    const repository = view.repositories.get(member.item.snapshot.repository.id);
    return repository === undefined ? [] : [{ ...member, repository }];
  });
  const effects = all.flatMap((member) => {
    const related = `related:${threadKey(refOf(member))}`;
    const counts = `cluster:c${view.cluster.id}`;
    const wanted = new Map<string, string>();
    const crowd = crowdBehind(member, all, view);
    const told = crowd === null ? relatedBody(member, all, view, related) : null;
    if (told !== null) wanted.set(related, told);
    const counted = crowd === null ? null : clusterBody(member, crowd, all, view, counts);
    if (counted !== null) wanted.set(counts, counted);
    return difference(member, wanted);
  });
  // What moves to another thread goes from the first before it comes to the second.
  return effects.sort((a, b) => Number(b.kind === 'comment.remove') - Number(a.kind === 'comment.remove'));
}

/** The comments that are wanted on a thread, by marker, against those that are there. */
function difference(member: Placed, wanted: ReadonlyMap<string, string>): Effect[] {
  const { repository } = member;
  const { snapshot } = member.item;
  const slotOf = (marker: string) => `comment:${threadKey(refOf(member))}:${marker}`;
  const common = {
    leastMode: 'act' as const,
    mode: repository.settings.mode,
    priority: 'normal' as const,
    thread: threadTarget(snapshot, repository),
  };
  const puts = [...wanted].map(([marker, body]): Effect => {
    return { kind: 'comment.put', slot: slotOf(marker), ...common, marker, body, replyToNodeId: null };
  });
  const removals = member.posts.flatMap((post): Effect[] => {
    const marker = post.slot.slice(slotOf('').length);
    const isOurs = KINDS_OF_COMMENTS.some((kind) => post.slot.startsWith(slotOf(`${kind}:`)));
    if (!isOurs || wanted.has(marker) || !isThere(post)) return [];
    return [{ kind: 'comment.remove', slot: post.slot, ...common, marker }];
  });
  return [...puts, ...removals];
}

/** The reports that a thread stands for, as far as they may be shown there, and the people behind them. */
interface Crowd {
  reports: readonly Placed[];
  /** accounts of the community */
  reporters: ReadonlySet<number>;
}

/** null: another thread stands for them, or too few people have reported them to be counted */
function crowdBehind(member: Placed, all: readonly Placed[], view: ClusterView): Crowd | null {
  const reports = all.filter((other) => isReport(other) && mayShow(other.repository, member.repository));
  if (canonicalOf(reports, pinnedFor(member, view)) !== member) return null;
  const reporters = new Set(reports.flatMap((other) => reporterOf(other) ?? []));
  return reporters.size < member.repository.settings.clusters.canonicalFrom ? null : { reports, reporters };
}

/**
 * The comment on a report that came later than one of the same problem by somebody else: authors know their own. It
 * takes a certain match: what a maintainer put together by hand needs no comment.
 */
function relatedBody(
  member: Placed,
  all: readonly Placed[],
  view: ClusterView,
  marker: string,
): string | null {
  const { settings } = member.repository;
  if (settings.clusters.comment !== 'certain' || !mayBeTold(member, marker)) return null;
  const shown = all.filter(
    (other) => isReport(other) && !isBySame(other, member) && mayShow(other.repository, member.repository),
  );
  const matches = certainMatches(member, shown, view.pairs);
  const pinned = pinnedFor(member, view);
  const earlier = shown.filter((other) => isEarlier(other, member) || other.item.itemId === pinned);
  if (!matches.some(({ other }) => isEarlier(other, member))) return null;
  const target = canonicalOf(earlier, pinned);
  if (target === null) return null;
  const match = matches.find(({ other }) => other === target) ?? matches[0];
  if (match === undefined) return null;
  const told = view.toldIn(member.repository);
  // It is told of the fix, which says more.
  if (told !== null && isOfFixed(member, told.viewed)) return null;
  const texts = TEXTS[settings.language];
  return renderRelated({
    thread: { ...linked(target, view.host), title: target.item.snapshot.title },
    standing: standingIn(member, view) ?? standingOf(target),
    evidence: evidenceShown(match.pair.evidence, texts.links.evidence),
    texts,
    evidenceIn: match.other === target ? null : linked(match.other, view.host),
    prefix: settings.commands.prefix,
    marker,
  });
}

/** The comment on the thread that stands for a cluster, once enough people have reported it. */
function clusterBody(
  member: Placed,
  { reports: shown, reporters }: Crowd,
  all: readonly Placed[],
  view: ClusterView,
  marker: string,
): string | null {
  const { settings } = member.repository;
  if (settings.clusters.comment !== 'certain' || !mayBeTold(member, marker)) return null;
  const inOrder = shown.filter((other) => other !== member).sort(byCreation);
  return renderClusterComment({
    reporters: reporters.size,
    reports: shown.length,
    hidden: toldHidden(all.filter(isReport).length - shown.length),
    // GitHub tells their number with each thread, not who they are: more may be the same people.
    thumbs: Math.max(...shown.map(({ item }) => item.snapshot.thumbsUp)),
    since: new Date(Math.min(...shown.map(({ item }) => item.snapshot.createdAt.getTime()))),
    versions: versionsNamed(shown.map(({ item }) => item.observation.environment.versions)),
    others: inOrder.map((other) => ({
      ...linked(other, view.host),
      title: other.item.snapshot.title,
      open: other.item.snapshot.state === 'open',
    })),
    standing: standingIn(member, view),
    texts: TEXTS[settings.language],
    prefix: settings.commands.prefix,
    marker,
  });
}

/**
 * Whether the app says something of clusters on this thread: on those of the community from after the installation, and
 * on closed or locked ones only where it has done so before.
 */
function mayBeTold({ item, posts, commands, repository }: Placed, marker: string): boolean {
  const { snapshot } = item;
  if (item.origin === 'history' || repository.archived || snapshot.type === 'pull_request') return false;
  const kind = marker.startsWith('related:') ? 'related' : 'cluster';
  if ((kind === 'related' && item.authorRole !== 'community') || isWithdrawn(commands, kind)) return false;
  if (snapshot.state === 'open' && !snapshot.locked) return true;
  return posts.some((post) => post.slot.endsWith(`:${marker}`) && isThere(post));
}

interface Match {
  other: Placed;
  pair: Pair;
}

/** The certain matches of a member among others, likeliest first, whichever of the two was looked up. */
function certainMatches(
  member: Placed,
  others: readonly Placed[],
  pairs: ReadonlyMap<number, readonly Pair[]>,
): Match[] {
  const between = (a: number, b: number) => pairs.get(a)?.find(({ itemId }) => itemId === b);
  return others
    .flatMap((other): Match[] => {
      const [mine, theirs] = [member.item.itemId, other.item.itemId];
      const found = [between(mine, theirs), between(theirs, mine)].filter(
        (pair): pair is Pair => pair?.tier === 'certain',
      );
      // Of the two directions the one that says more.
      const [pair] = found.sort((a, b) => b.evidence.length - a.evidence.length);
      return pair === undefined || pair.evidence.length === 0 ? [] : [{ other, pair }];
    })
    .sort((a, b) => b.pair.probability - a.pair.probability || byCreation(a.other, b.other));
}

/** What was pinned, where that counts on this thread. */
function pinnedFor({ repository }: Placed, { cluster, pinnedIn }: ClusterView): number | null {
  return pinnedIn.has(repository.id) ? cluster.pinned : null;
}

export function canonicalOf<M extends Pick<Member, 'item'>>(
  members: readonly M[],
  pinned: number | null,
): M | null {
  const chosen = chooseCanonical(
    members.map(({ item }) => ({
      itemId: item.itemId,
      open: item.snapshot.state === 'open',
      hasAnswer: item.snapshot.answer !== null,
      quality: Object.values(item.observation.quality).filter(Boolean).length,
      createdAt: item.snapshot.createdAt,
    })),
    pinned,
  );
  return members.find(({ item }) => item.itemId === chosen) ?? null;
}

function standingIn({ repository }: Placed, view: ClusterView): ProblemStanding | null {
  const told = view.toldIn(repository);
  return told === null ? null : problemStanding(told.story, told.viewed, repository, view.host);
}

function standingOf({ item: { snapshot } }: Placed): ThreadStanding {
  if (snapshot.state === 'closed') return { is: 'closed', reason: snapshot.stateReason };
  return snapshot.answer === null ? { is: 'open' } : { is: 'answered' };
}

/** Who is counted for a report: people of the community, by account. */
function reporterOf({ item }: Placed): number | null {
  return item.authorRole === 'community' ? (item.snapshot.author?.id ?? null) : null;
}

/** Whether one account wrote both, or they are one thread. */
function isBySame(one: Placed, other: Placed): boolean {
  const author = one.item.snapshot.author?.id;
  return one === other || (author !== undefined && author === other.item.snapshot.author?.id);
}

/** Issues and discussions tell of a problem; a pull request tells what to do about it. */
function isReport({ item }: Placed): boolean {
  return item.snapshot.type !== 'pull_request';
}

function isEarlier(one: Placed, other: Placed): boolean {
  return byCreation(one, other) < 0;
}

function byCreation({ item: a }: Placed, { item: b }: Placed): number {
  return a.snapshot.createdAt.getTime() - b.snapshot.createdAt.getTime() || a.itemId - b.itemId;
}

function linked({ item: { snapshot }, repository }: Placed, host: string): LinkedThread {
  return {
    host,
    owner: repository.owner,
    name: repository.name,
    number: snapshot.number,
    type: snapshot.type,
  };
}

function refOf({ item: { snapshot } }: Member): ThreadRef {
  return { repositoryId: snapshot.repository.id, number: snapshot.number };
}

/** Whether the app has put this, or is about to. */
function isThere(post: Post): boolean {
  return post.wanted === 'present' && (post.state === 'pending' || post.state === 'sent');
}
