import type { Change } from '../change.ts';
import type { CommentPut, Effect } from '../effect.ts';
import type { FactRequest } from '../fact-request.ts';
import type { Facts } from '../facts.ts';
import type { NoticeRecord } from '../fix-record.ts';
import { pullKey } from '../fix-record.ts';
import type { Post } from '../item.ts';
import { renderNotice, renderRenewal } from '../render/notice.ts';
import { TEXTS } from '../render/texts/languages.ts';
import type { Recipients, ToldThread } from '../tell/audience.ts';
import { recipients } from '../tell/audience.ts';
import type { Life } from '../tell/life.ts';
import type { News } from '../tell/news.ts';
import { newsOf } from '../tell/news.ts';
import { threadKey } from '../vocabulary.ts';
import type { ViewedLife } from './lives.ts';
import { saidBy, shownNews } from './notice-words.ts';
import { claimWord, isThere, isWritable, placeOf, target } from './place.ts';
import type { Story, ToldMember } from './story.ts';

/** A member with what there is to tell on its thread. */
interface Surface {
  member: ToldMember;
  life: Life;
  /** the notice that was wanted there, in whatever state; null: none ever was */
  post: Post | null;
  news: News | null;
}

/** The notices of a cluster, one for each reporter, against those that are there. */
export function noticeEffects(
  story: Story,
  views: ReadonlyMap<number, ViewedLife>,
  used: Map<string, Set<string>>,
  facts: Facts,
): { changes: Change[]; effects: Effect[] } {
  const surfaces = story.members.flatMap((member) => {
    const life = views.get(member.repository.id)?.life;
    return life === undefined ? [] : [surfaceOf(member, life)];
  });
  const byPlace = new Map(surfaces.map((surface) => [placeOf(surface.member), surface]));
  const quiet = new Set(
    story.members.flatMap(({ repository }) =>
      repository.settings.notices.quiet.map((login) => login.toLowerCase()),
    ),
  );
  const fixes = new Set(story.landings.map(({ key }) => key));
  const told = recipients(
    surfaces.map((surface) => toldThread(surface, story, fixes)),
    quiet,
  );
  // All in one round: a large cluster has many notices.
  facts.require(surfaces.flatMap(({ post }) => (post === null ? [] : [claimRequest(post.slot)])));
  if (story.isApprovalTakenBack) freeUnsent(surfaces, used, facts);
  const notices: NoticeRecord[] = [];
  const effects: Effect[] = [];
  for (const each of told) {
    const surface = byPlace.get(threadKey(each.ref));
    if (surface?.news == null) continue;
    const { effect, record } = notice(surface, surface.news, each, story, used, facts);
    effects.push(effect);
    notices.push(record);
  }
  const wanted = new Set(effects.map(({ slot }) => slot));
  effects.push(...surfaces.flatMap((surface) => removals(surface, wanted)));
  return { changes: notices.length === 0 ? [] : [{ type: 'notices.put', notices }], effects };
}

function noticePrefix(member: ToldMember): string {
  return `comment:${placeOf(member)}:notice:`;
}

function surfaceOf(member: ToldMember, life: Life): Surface {
  const posts = member.posts.filter(({ slot }) => slot.startsWith(noticePrefix(member)));
  // Of a cluster that was merged into this one there may be a notice of its own.
  const post = posts.find(isThere) ?? posts.find(({ wanted }) => wanted === 'present') ?? null;
  const on = member.repository.settings.notices.on;
  return { member, life, post, news: newsOf(life, on, post !== null && isThere(post)) };
}

function toldThread(
  { member, life, post, news }: Surface,
  story: Story,
  fixes: ReadonlySet<string>,
): ToldThread {
  const { item, ref, standing } = member;
  const { snapshot } = item;
  const { type, author, createdAt, state } = snapshot;
  // Who reports what is out already is told something else.
  const isLate = news?.is === 'released' && createdAt > news.since.at;
  return {
    ref,
    type,
    author,
    authorRole: item.authorRole,
    createdAt,
    isOpen: state === 'open',
    isWritable: isWritable(member) && news !== null && !(isLate && post === null),
    isDismissed: isDismissed(member, life, story),
    isFix: fixes.has(pullKey(ref)),
    hasNotice: post !== null,
    wishes: standing.flatMap(({ verb, actor, at, source }) =>
      verb === 'notify-me' || verb === 'mute'
        ? [
            {
              verb,
              actor,
              at,
              replyTo: source.in === 'comment' ? (source.parentNodeId ?? source.nodeId) : null,
            },
          ]
        : [],
    ),
  };
}

/** Closed by somebody of the project before anything was fixed, and not as a duplicate: its author was answered in person. */
function isDismissed({ item, ref, standing }: ToldMember, life: Life, { landings }: Story): boolean {
  const { state, stateReason, closedAt, author } = item.snapshot;
  const { closedBy } = item;
  if (state === 'open' || closedAt === null || closedBy === null || closedBy.type === 'Bot') return false;
  if (stateReason === 'duplicate' || closedBy.id === author?.id) return false;
  const isFixedHere = landings.some(({ closes }) =>
    closes.some((other) => threadKey(other) === threadKey(ref)),
  );
  // What was said there itself is meant for who reported there.
  const isSaidHere = standing.some(({ verb }) => SAID_BY_STAFF.has(verb));
  const since = life.fixedAt ?? life.documented?.at ?? life.declined?.at ?? null;
  return !isFixedHere && !isSaidHere && (since === null || closedAt < since);
}

const SAID_BY_STAFF = new Set(['fixed-by', 'fixed-in', 'documented', 'declined']);

function notice(
  { member, life, post }: Surface,
  news: News,
  { reporter, askers, replyTo }: Recipients,
  story: Story,
  used: Map<string, Set<string>>,
  facts: Facts,
): { effect: CommentPut; record: NoticeRecord } {
  const { repository, ref } = member;
  const { settings } = repository;
  const marker =
    post === null ? `notice:c${story.clusterId}` : post.slot.slice(`comment:${placeOf(member)}:`.length);
  const slot = `comment:${placeOf(member)}:${marker}`;
  const people = [reporter, ...askers].flatMap((each) => each?.id ?? []);
  const release = news.is === 'released' ? news.since.usable.key : null;
  const eligibleAt = eligible(news, life);
  const held = heldFor(slot, news, life, eligibleAt, member, story, used, facts);
  const claim = claimOf(slot, news, life, post, facts);
  const token = claim === null ? null : claimWord(claim);
  const body = renderNotice({
    news: shownNews(news, life, story, facts.standing.host),
    said: saidBy(reporter?.id ?? askers[0]?.id ?? null, life, story),
    isDisputed: life.stage === 'disputed',
    why: reporter === null ? 'asked' : 'reported',
    texts: TEXTS[settings.language],
    prefix: settings.commands.prefix,
    renewal: token,
    marker,
  });
  const mentions = askers.filter(({ id }) => id !== reporter?.id).map(({ login }) => login);
  return {
    effect: {
      kind: 'comment.put',
      slot,
      leastMode: 'act',
      mode: settings.mode,
      priority: 'bulk',
      ...(held === null ? {} : { heldFor: 'approval' as const }),
      thread: target(member),
      marker,
      body,
      replyToNodeId: member.item.snapshot.type === 'discussion' ? replyTo : null,
      ...(mentions.length === 0 ? {} : { mentions }),
      ...(news.is === 'released' && token !== null ? { renewal: renderRenewal(token) } : {}),
    },
    record: {
      slot,
      clusterId: story.clusterId,
      ref,
      people,
      news: news.is,
      release,
      claim,
      held,
      eligibleAt,
    },
  };
}

function claimRequest(slot: string): Extract<FactRequest, { kind: 'claims' }> {
  return { kind: 'claims', slots: [slot] };
}

/**
 * The fix that a notice announces as usable. While the one that was announced is in force, another that is heard of
 * later, or came out earlier, is no news.
 */
function claimOf(slot: string, news: News, life: Life, post: Post | null, facts: Facts): string | null {
  const before = post === null ? undefined : facts.get(claimRequest(slot)).get(slot);
  if (news.is !== 'released') return before ?? null;
  const isInForce = life.usables.some(({ fix }) => fix === before);
  return before !== undefined && isInForce ? before : news.since.fix;
}

function eligible(news: News, { fixedAt, documented, declined, transitions }: Life): Date {
  const last = transitions.at(-1)?.at ?? new Date(0);
  switch (news.is) {
    case 'released':
      return news.since.at;
    case 'fixed':
      return fixedAt ?? last;
    case 'documented':
      return documented?.at ?? last;
    case 'declined':
      return declined?.at ?? last;
    case 'reopened':
      return last;
  }
}

/** Why a notice waits for `/approve`; null: it does not. What is there already is kept true without asking. */
function heldFor(
  slot: string,
  news: News,
  life: Life,
  eligibleAt: Date,
  { repository }: ToldMember,
  story: Story,
  used: Map<string, Set<string>>,
  facts: Facts,
): NoticeRecord['held'] {
  if (news.is !== 'released' && news.is !== 'fixed') return null;
  const isApproved = story.words.some(({ decision, at }) => decision === null && at >= eligibleAt);
  const isOld = life.fixedAt !== null && life.fixedAt < facts.standing.installedAt;
  if (isOld && !isApproved) return 'before-installation';
  if (news.is !== 'released') return null;
  const slots = slotsOf(news.since.usable.key, used, facts);
  if (!slots.has(slot) && !isApproved && slots.size >= repository.settings.notices.perReleaseMax)
    return 'budget';
  slots.add(slot);
  return null;
}

/** Slots of the notices that tell of a release and do not wait. */
function slotsOf(release: string, used: Map<string, Set<string>>, facts: Facts): Set<string> {
  const slots = used.get(release) ?? new Set(facts.get({ kind: 'releaseNotices', release }));
  used.set(release, slots);
  return slots;
}

/** What an approval set free and is not sent yet takes its turn again, as if there had been none. */
function freeUnsent(surfaces: readonly Surface[], used: Map<string, Set<string>>, facts: Facts): void {
  for (const { news, post } of surfaces) {
    if (news?.is !== 'released' || post?.state !== 'pending' || post.nodeId !== null) continue;
    slotsOf(news.since.usable.key, used, facts).delete(post.slot);
  }
}

/** Notices that are for nobody any more. */
function removals({ member }: Surface, wanted: ReadonlySet<string>): Effect[] {
  if (member.item.snapshot.locked) return [];
  return member.posts.flatMap((post): Effect[] => {
    const isOurs = post.slot.startsWith(noticePrefix(member)) && isThere(post);
    if (!isOurs || wanted.has(post.slot)) return [];
    return [
      {
        kind: 'comment.remove',
        slot: post.slot,
        leastMode: 'act',
        mode: member.repository.settings.mode,
        priority: 'normal',
        thread: target(member),
        marker: post.slot.slice(`comment:${placeOf(member)}:`.length),
      },
    ];
  });
}
