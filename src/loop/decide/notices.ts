import type { Change } from '../change.ts';
import type { CommentPut, Effect } from '../effect.ts';
import type { FactRequest } from '../fact-request.ts';
import type { Facts } from '../facts.ts';
import type { NoticeRecord } from '../fix-record.ts';
import type { Post } from '../item.ts';
import { renderNotice, renderRenewal } from '../render/notice.ts';
import { TEXTS } from '../render/texts/languages.ts';
import type { Recipients } from '../tell/audience.ts';
import { recipients } from '../tell/audience.ts';
import type { Life } from '../tell/life.ts';
import { isDoubted } from '../tell/life.ts';
import type { News } from '../tell/news.ts';
import { threadKey } from '../vocabulary.ts';
import type { ViewedLife } from './lives.ts';
import type { NoticeBudget } from './notice-budget.ts';
import { Approvals, eligibleSince, freeUnsent, heldFor } from './notice-hold.ts';
import { noticesOn, type Surface, surfaceOf, toldThread } from './notice-surface.ts';
import { saidBy, shownNews } from './notice-words.ts';
import { claimWord, isThere, placeOf, target } from './place.ts';
import type { Story } from './story.ts';

/** The notices of a cluster, one for each reporter, against those that are there. */
export function noticeEffects(
  story: Story,
  views: ReadonlyMap<number, ViewedLife>,
  budget: NoticeBudget,
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
  if (story.isApprovalTakenBack) freeUnsent(surfaces, budget);
  const approvals = new Approvals(story);
  const notices: NoticeRecord[] = [];
  const effects: Effect[] = [];
  for (const each of told) {
    const surface = byPlace.get(threadKey(each.ref));
    if (surface?.news == null) continue;
    const { effect, record } = notice(surface, surface.news, each, story, approvals, budget, facts);
    effects.push(effect);
    notices.push(record);
  }
  const wanted = new Set(effects.map(({ slot }) => slot));
  effects.push(...surfaces.flatMap((surface) => removals(surface, wanted)));
  const unwanted = surfaces.flatMap(({ member }) =>
    noticesOn(member).flatMap(({ slot }) => (wanted.has(slot) ? [] : slot)),
  );
  return {
    changes: [
      ...(notices.length === 0 ? [] : [{ type: 'notices.put' as const, notices }]),
      ...(unwanted.length === 0 ? [] : [{ type: 'notices.drop' as const, slots: unwanted }]),
    ],
    effects,
  };
}

function notice(
  { member, life, post }: Surface,
  news: News,
  { reporter, askers, replyTo }: Recipients,
  story: Story,
  approvals: Approvals,
  budget: NoticeBudget,
  facts: Facts,
): { effect: CommentPut; record: NoticeRecord } {
  const { repository, ref } = member;
  const { settings } = repository;
  const marker =
    post === null ? `notice:c${story.clusterId}` : post.slot.slice(`comment:${placeOf(member)}:`.length);
  const slot = `comment:${placeOf(member)}:${marker}`;
  const people = [...new Set([reporter, ...askers].flatMap((each) => each?.id ?? []))];
  const release = news.is === 'released' ? news.since.usable.key : null;
  const eligibleAt = eligibleSince(news, life);
  const held = heldFor(
    {
      itemId: member.item.itemId,
      slot,
      news,
      life,
      eligibleAt,
      perReleaseMax: settings.notices.perReleaseMax,
    },
    approvals,
    budget,
    facts.standing.installedAt,
  );
  const claim = claimOf(slot, news, life, post, facts);
  const token = claim === null ? null : claimWord(claim);
  const body = renderNotice({
    news: shownNews(news, life, story, facts.standing.host),
    said: saidBy(people, life, story),
    isDisputed: isDoubted(life),
    why: reporter === null ? 'asked' : people.length > 1 ? 'either' : 'reported',
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

/** Notices that are for nobody any more. */
function removals({ member }: Surface, wanted: ReadonlySet<string>): Effect[] {
  if (member.item.snapshot.locked) return [];
  return noticesOn(member).flatMap((post): Effect[] => {
    if (!isThere(post) || wanted.has(post.slot)) return [];
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
