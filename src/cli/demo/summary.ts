import type { TimelineEvent } from '../../sandbox/world/model.ts';
import type { PlayedStory } from './play.ts';
import { weeklyIssues } from './weekly-issues.ts';

/** What a played story came to, counted on the sandbox and in the store, not told by the app. */
export interface Summary {
  happenings: number;
  /** happenings that were left out, by reason */
  leftOut: Record<string, number>;
  /** issues, discussions and pull requests of people */
  threads: number;
  /** stage labels that the app put on threads */
  labelsByApp: number;
  /** threads on which a human put or took off a stage label, or set the stage by a command */
  labelsChangedByHumans: number;
  /** comments and bodies with a command that the app reacted to */
  commandsAnswered: number;
  /** comments of the app that are there at the end */
  commentsByApp: number;
  weeklyIssues: number;
  deliveries: number;
  /** deliveries that the app gave up */
  deadLetters: number;
  githubCalls: number;
  /** changes that the app wanted and could not make */
  failedEffects: number;
  /** played time */
  seconds: number;
}

const SECOND_MS = 1_000;

export async function summarise(story: PlayedStory): Promise<Summary> {
  const { sandbox, store, clock } = story;
  const { world } = sandbox;
  const { bot } = world.app;
  const threads = [...world.threads()].filter(({ author }) => author !== bot);
  const staged = threads.map((thread) => thread.timeline.filter(isStageLabel));
  const posts = threads.flatMap((thread) => [thread, ...thread.comments]);
  const now = clock.now();
  const [inbox, outbox] = await Promise.all([store.inbox.counts(now), store.outbox.counts(now)]);
  return {
    happenings: story.happenings,
    leftOut: Object.fromEntries(story.leftOut),
    threads: threads.length,
    labelsByApp: staged.flat().filter(({ event, actor }) => event === 'labeled' && actor === bot).length,
    labelsChangedByHumans: staged.filter((events) => events.some(({ actor }) => actor !== bot)).length,
    commandsAnswered: posts.filter(({ reactions }) => reactions.some(({ user }) => user === bot)).length,
    commentsByApp: threads
      .flatMap<{ author: unknown }>(({ comments }) => comments)
      .filter(({ author }) => author === bot).length,
    weeklyIssues: weeklyIssues(world).length,
    deliveries: sandbox.webhooks.deliveries().length,
    deadLetters: inbox.byState.dead,
    githubCalls: sandbox.requestCount,
    failedEffects: outbox.byState.failed,
    seconds: Math.round(story.durationMs / SECOND_MS),
  };
}

function isStageLabel(event: TimelineEvent): boolean {
  return (event.event === 'labeled' || event.event === 'unlabeled') && event.label.name.startsWith('stage: ');
}

/** A few lines for people. */
export function renderSummary(summary: Summary): string {
  const leftOut = Object.entries(summary.leftOut);
  const left = leftOut.reduce((sum, [, count]) => sum + count, 0);
  const lines = [
    `${summary.threads} threads, ${summary.labelsByApp} stage labels by the app, ${summary.labelsChangedByHumans} threads relabelled by people`,
    `${summary.commandsAnswered} commands answered, ${summary.commentsByApp} comments by the app, ${summary.weeklyIssues} weekly issues`,
    `${summary.deliveries} deliveries (${summary.deadLetters} given up), ${summary.githubCalls} calls to GitHub (${summary.failedEffects} changes failed)`,
    `${summary.happenings - left} of ${summary.happenings} happenings played in ${summary.seconds} s`,
    ...leftOut.map(([reason, count]) => `  ${count} left out: ${reason}`),
  ];
  return `${lines.join('\n')}\n`;
}
