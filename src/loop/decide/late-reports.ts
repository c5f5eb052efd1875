import type { Effect } from '../effect.ts';
import { renderRegression, versionLink } from '../render/notice.ts';
import { TEXTS } from '../render/texts/languages.ts';
import { isWithdrawn } from './hear-gestures.ts';
import type { LateReport, ViewedLife } from './lives.ts';
import { isThere, isWritable, placeOf, target } from './place.ts';
import type { Story, ToldMember } from './story.ts';

/**
 * What is said on new reports of something that was fixed: that it seems to be back, or that an update has the fix. Where
 * the report does not say which version it is about, nothing is. What was said stays said, unless somebody's 👎 took it
 * away or the report is of a problem without a fix by now: it was taken out of its cluster, or the release is gone.
 */
export function lateReportEffects(story: Story, views: ReadonlyMap<number, ViewedLife>): Effect[] {
  return story.members.flatMap((member) => {
    const viewed = views.get(member.repository.id);
    const late = viewed?.late.find((each) => each.member.item.itemId === member.item.itemId);
    const isAway = isWithdrawn(member.commands, 'regression');
    if (isAway || (late === undefined && viewed?.announced === null)) return removal(member);
    return late === undefined ||
      late.age === 'unknown' ||
      member.item.origin === 'history' ||
      !isWritable(member)
      ? []
      : [comment(late)];
  });
}

/** Whether a report is told that its problem was fixed, or was told until somebody's 👎 took that away. */
export function isOfFixed(member: Pick<ToldMember, 'item' | 'posts'>, { late }: ViewedLife): boolean {
  const own = late.find((each) => each.member.item.itemId === member.item.itemId);
  const isSaid = member.posts.some((post) => post.slot.includes(':regression:') && isThere(post));
  return isSaid || (own !== undefined && own.age !== 'unknown');
}

/** The comment goes where it stands. */
function removal(member: ToldMember): Effect[] {
  const { slot, ...common } = of(member);
  const isSaid = isThere(member.posts.find((post) => post.slot === slot));
  return isSaid ? [{ kind: 'comment.remove', slot, ...common }] : [];
}

/** What both have: the comment's slot, and what it takes to touch it. */
function of(member: ToldMember) {
  const marker = `regression:${placeOf(member)}`;
  return {
    slot: `comment:${placeOf(member)}:${marker}`,
    leastMode: 'act' as const,
    mode: member.repository.settings.mode,
    priority: 'normal' as const,
    thread: target(member),
    marker,
  };
}

function comment({ member, age, version, since }: LateReport): Effect {
  const { settings } = member.repository;
  const common = of(member);
  return {
    kind: 'comment.put',
    ...common,
    body: renderRegression({
      isBack: age === 'at-or-after',
      version: versionLink(since.usable.version, since.usable.url),
      theirs: version,
      texts: TEXTS[settings.language],
      prefix: settings.commands.prefix,
      marker: common.marker,
    }),
    replyToNodeId: null,
  };
}
