import type { Effect } from '../effect.ts';
import type { Facts } from '../facts.ts';
import type { Outcome } from '../judge-command.ts';
import { TEXTS } from '../render/texts/languages.ts';
import type { Idle } from '../tell/life.ts';
import type { ThreadRef } from '../vocabulary.ts';
import { lateReportEffects } from './late-reports.ts';
import type { ViewedLife } from './lives.ts';
import { lifeIn } from './lives.ts';
import type { NoticeBudget } from './notice-budget.ts';
import { noticeEffects } from './notices.ts';
import { claimWord, placeOf, target } from './place.ts';
import type { Story, ToldMember } from './story.ts';
import { answerKey, isTelling } from './story.ts';
import type { Told } from './tell.ts';
import { thanksEffects } from './thanks.ts';

/** What follows for one cluster: its life, and what is said to the people behind it. */
export function tellCluster(story: Story, budget: NoticeBudget, facts: Facts): Told {
  const whole = lifeIn(story, null, facts);
  const views = new Map<number, ViewedLife>();
  for (const { repository } of story.members) {
    if (!views.has(repository.id)) views.set(repository.id, lifeIn(story, repository, facts));
  }
  const notices = noticeEffects(story, views, budget, facts);
  return {
    changes: [
      ...(isEventful(story)
        ? [
            {
              type: 'transitions.put' as const,
              clusterId: story.clusterId,
              transitions: whole.life.transitions,
            },
          ]
        : []),
      ...notices.changes,
    ],
    effects: [
      ...notices.effects,
      ...lateReportEffects(story, views),
      ...thanksEffects(story, facts),
      ...reopenEffects(story, views),
    ],
    outcomes: outcomesOf(story, views),
  };
}

/** Whether anything was ever said or done that makes a life: a new report alone has none. */
function isEventful({ members, landings, words }: Story): boolean {
  return landings.length > 0 || words.length > 0 || members.some(({ commands }) => commands.some(isTelling));
}

/**
 * Somebody says that what they reported is still broken: their issue is opened again if it was closed as completed,
 * which GitHub would not let them do.
 */
function reopenEffects(story: Story, views: ReadonlyMap<number, ViewedLife>): Effect[] {
  return story.members.flatMap(({ ref, repository, standing }) =>
    standing.flatMap((command): Effect[] => {
      if (command.verb !== 'still-broken') return [];
      const claim = views.get(repository.id)?.life.spokenOf.get(answerKey(ref, command));
      const own = claim === undefined ? null : ownIssue(story.members, ref, command.actor.id, command.at);
      if (claim === undefined || own === null) return [];
      return [
        {
          kind: 'issue.state',
          // Once for each person and claim: who takes their word back and says it again opens nothing again.
          slot: `reopen:${placeOf(own)}:${command.actor.id}:${claimWord(claim)}`,
          leastMode: 'suggest',
          mode: own.repository.settings.mode,
          priority: 'answer',
          thread: target(own),
          state: { is: 'open' },
        },
      ];
    }),
  );
}

/** The speaker's own issue that was closed as completed before they spoke: where they spoke, else the first. */
function ownIssue(
  members: readonly ToldMember[],
  spokenOn: ThreadRef,
  speaker: number,
  at: Date,
): ToldMember | null {
  const own = members.filter(({ item: { snapshot } }) => {
    const { type, author, state, stateReason, closedAt } = snapshot;
    const isTheirs = type === 'issue' && author?.id === speaker;
    return (
      isTheirs && state === 'closed' && stateReason === 'completed' && closedAt !== null && closedAt <= at
    );
  });
  const here = own.find(
    ({ ref }) => ref.repositoryId === spokenOn.repositoryId && ref.number === spokenOn.number,
  );
  return here ?? own[0] ?? null;
}

/** What is said where an answer has nothing to answer; null: it is right, and no more than recorded. */
const WHY_IDLE: Readonly<Record<Idle, 'claim' | 'notDeclined' | null>> = {
  unclaimed: 'claim',
  declined: 'notDeclined',
  again: null,
};

/** What became of answers, where they are more than right: by place and key of the command. */
function outcomesOf(story: Story, views: ReadonlyMap<number, ViewedLife>): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { ref, repository, standing } of story.members) {
    const viewed = views.get(repository.id);
    if (viewed === undefined) continue;
    const heard = new Set(viewed.answers.map(({ key }) => key));
    for (const command of standing) {
      if (command.verb !== 'verified' && command.verb !== 'still-broken') continue;
      const key = answerKey(ref, command);
      if (!heard.has(key)) {
        outcomes.set(key, { result: 'refused' });
        continue;
      }
      const why = WHY_IDLE[viewed.life.idle.get(key) ?? 'again'];
      if (why === null) continue;
      const { commands, language } = repository.settings;
      outcomes.set(key, {
        result: 'mistake',
        expected: `\`${commands.prefix}${command.verb}\` ${TEXTS[language].commands.expects[why]}`,
      });
    }
  }
  return outcomes;
}
