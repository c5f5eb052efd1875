import type { Effect } from '../effect.ts';
import { renderRegression, versionLink } from '../render/notice.ts';
import { TEXTS } from '../render/texts/languages.ts';
import type { LateReport, ViewedLife } from './lives.ts';
import { isWritable, placeOf, target } from './place.ts';
import type { Story } from './story.ts';

/**
 * What is said on new reports of something that was fixed: that it seems to be back, or that an update has the fix. Where
 * the report does not say which version it is about, nothing is. What was said stays said.
 */
export function lateReportEffects(story: Story, views: ReadonlyMap<number, ViewedLife>): Effect[] {
  return story.members.flatMap((member) => {
    const late = views
      .get(member.repository.id)
      ?.late.find((each) => each.member.item.itemId === member.item.itemId);
    return late === undefined ||
      late.age === 'unknown' ||
      member.item.origin === 'history' ||
      !isWritable(member)
      ? []
      : [comment(late)];
  });
}

function comment({ member, age, version, since }: LateReport): Effect {
  const { settings } = member.repository;
  const marker = `regression:${placeOf(member)}`;
  return {
    kind: 'comment.put',
    slot: `comment:${placeOf(member)}:${marker}`,
    leastMode: 'act',
    mode: settings.mode,
    priority: 'normal',
    thread: target(member),
    marker,
    body: renderRegression({
      isBack: age === 'at-or-after',
      version: versionLink(since.usable.version, since.usable.url),
      theirs: version,
      texts: TEXTS[settings.language],
      prefix: settings.commands.prefix,
      marker,
    }),
    replyToNodeId: null,
  };
}
