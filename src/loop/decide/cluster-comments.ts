import { evidenceShown } from '../cluster/evidence-shown.ts';
import type { Member } from '../cluster-record.ts';
import type { Effect } from '../effect.ts';
import { renderClusterComment } from '../render/cluster-comment.ts';
import { renderRelated } from '../render/related.ts';
import type { ProblemStanding, ThreadStanding } from '../render/standing.ts';
import { TEXTS } from '../render/texts/languages.ts';
import { versionsNamed } from '../versions-named.ts';
import { mayShow, toldHidden } from '../visibility.ts';
import { threadKey } from '../vocabulary.ts';
import { canonicalOf } from './canonical-member.ts';
import { certainMatches } from './certain-matches.ts';
import type { ClusterView } from './cluster-view.ts';
import { isWithdrawn } from './hear-gestures.ts';
import { isOfFixed } from './late-reports.ts';
import { isThere } from './place.ts';
import {
  byCreation,
  isBySame,
  isEarlier,
  isReport,
  linked,
  type PlacedMember,
  refOf,
  reporterOf,
} from './placed-member.ts';
import { problemStanding } from './problem-standing.ts';
import { threadTarget } from './thread-target.ts';

/** Kinds of comments that follow from clusters. */
const KINDS_OF_COMMENTS = ['related', 'cluster'] as const;

/** How long an edit of a comment on another thread waits for the next one, which goes in its place. */
const EDITS_DELAY_MS = 30_000;

/** Whether the app says something of clusters on any of these threads. */
export function hasComments(members: readonly Pick<Member, 'posts'>[]): boolean {
  return members.some(({ posts }) =>
    posts.some((post) => /^comment:[^:]+:(?:related|cluster):/.test(post.slot) && isThere(post)),
  );
}

/** What should be said on the threads of a cluster, against what the app has said there. */
export function clusterComments(view: ClusterView): Effect[] {
  const all = view.members.flatMap((member): PlacedMember[] => {
    const repository = view.repositories.get(member.item.snapshot.repository.id);
    return repository === undefined ? [] : [{ ...member, repository }];
  });
  const own = all.find(({ item }) => item.itemId === view.here);
  const effects = all.flatMap((member) => {
    const related = `related:${threadKey(refOf(member))}`;
    const counts = `cluster:c${view.cluster.id}`;
    const wanted = new Map<string, string>();
    const crowd = crowdBehind(member, all, view);
    const told = crowd === null ? relatedBody(member, all, view, related) : null;
    if (told !== null) wanted.set(related, told);
    const counted = crowd === null ? null : clusterBody(member, crowd, all, view, counts);
    if (counted !== null) wanted.set(counts, counted);
    const isElsewhere = member !== own && own?.repository.private === false;
    return difference(member, wanted, view.isByAnyone && isElsewhere);
  });
  // What moves to another thread goes from the first before it comes to the second (`moves`).
  return effects.sort((a, b) => Number(b.kind === 'comment.remove') - Number(a.kind === 'comment.remove'));
}

/**
 * The comments that are wanted on a thread, by marker, against those that are there. What anyone does to one thread may
 * change those of all others of its cluster, as often as they like: what goes there goes last, and an edit waits for what
 * may follow. Not so where somebody waits for it, having decided something, or where something may have to be hidden.
 * @param isPatient whether it follows from what anyone did to another, public thread
 */
function difference(member: PlacedMember, wanted: ReadonlyMap<string, string>, isPatient: boolean): Effect[] {
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
    const slot = slotOf(marker);
    const isEdit = member.posts.some((post) => post.slot === slot && isThere(post));
    return {
      kind: 'comment.put',
      slot,
      ...common,
      ...(isPatient ? { priority: 'bulk' } : {}),
      ...(isPatient && isEdit ? { delayMs: EDITS_DELAY_MS } : {}),
      marker,
      body,
      replyToNodeId: null,
      ...(marker.startsWith('cluster:') ? { moves: true } : {}),
    };
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
  reports: readonly PlacedMember[];
  /** accounts of the community */
  reporters: ReadonlySet<number>;
  /** how many more asked to be told of the problem, where it may be shown */
  asked: number;
}

/** null: another thread stands for them, it is alone, or too few people have the problem to be counted */
function crowdBehind(member: PlacedMember, all: readonly PlacedMember[], view: ClusterView): Crowd | null {
  const reports = all.filter((other) => isReport(other) && mayShow(other.repository, member.repository));
  if (reports.length < 2 || canonicalOf(reports, pinnedFor(member, view)) !== member) return null;
  const reporters = new Set(reports.flatMap((other) => reporterOf(other) ?? []));
  const asked = view.askers(member.repository).filter((account) => !reporters.has(account));
  const people = reporters.size + asked.length;
  if (people < member.repository.settings.clusters.canonicalFrom) return null;
  return { reports, reporters, asked: asked.length };
}

/**
 * The comment on a report that came later than one of the same problem by somebody else: authors know their own. It
 * takes a certain match: what a maintainer put together by hand needs no comment.
 */
function relatedBody(
  member: PlacedMember,
  all: readonly PlacedMember[],
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

/** The comment on the thread that stands for a cluster, once enough people have it. */
function clusterBody(
  member: PlacedMember,
  { reports: shown, reporters, asked }: Crowd,
  all: readonly PlacedMember[],
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
    asked,
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
function mayBeTold({ item, posts, commands, repository }: PlacedMember, marker: string): boolean {
  const { snapshot } = item;
  if (item.origin === 'history' || repository.archived || snapshot.type === 'pull_request') return false;
  const kind = marker.startsWith('related:') ? 'related' : 'cluster';
  if ((kind === 'related' && item.authorRole !== 'community') || isWithdrawn(commands, kind)) return false;
  if (snapshot.state === 'open' && !snapshot.locked) return true;
  return posts.some((post) => post.slot.endsWith(`:${marker}`) && isThere(post));
}

/** What was pinned, where that counts on this thread. */
function pinnedFor({ repository }: PlacedMember, { cluster, pinnedIn }: ClusterView): number | null {
  return pinnedIn.has(repository.id) ? cluster.pinned : null;
}

function standingIn({ repository }: PlacedMember, view: ClusterView): ProblemStanding | null {
  const told = view.toldIn(repository);
  return told === null ? null : problemStanding(told.story, told.viewed, repository, view.host);
}

function standingOf({ item: { snapshot } }: PlacedMember): ThreadStanding {
  if (snapshot.state === 'closed') return { is: 'closed', reason: snapshot.stateReason };
  return snapshot.answer === null ? { is: 'open' } : { is: 'answered' };
}
