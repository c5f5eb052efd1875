import type { Reaction, TimelineEvent } from '../../sandbox/world/model.ts';
import type { PlayedStory } from './play.ts';
import { weeklyIssues } from './weekly-issues.ts';

/** What a played story came to, counted on the sandbox and in the store, not told by the app. */
interface Summary {
  happenings: number;
  /** happenings that were left out, by reason */
  leftOut: Record<string, number>;
  /** issues, discussions and pull requests of people */
  threads: number;
  /** stage labels that the app put on threads */
  labelsByApp: number;
  /** threads whose stage a human set, by hand or by a command */
  relabelledByPeople: number;
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
const STAGE_COMMAND = /^\/stage\s/m;

export async function summarise(story: PlayedStory): Promise<Summary> {
  const { sandbox, store, clock } = story;
  const { world } = sandbox;
  const { bot } = world.app;
  const threads = [...world.threads()].filter(({ author }) => author !== bot);
  const stageEvents = threads.map(({ timeline }) => timeline.filter(isStageLabel));
  const said = threads.map((thread) => [thread, ...thread.comments].filter(isAnswered));
  const now = clock.now();
  const [inbox, outbox] = await Promise.all([store.inbox.counts(now), store.outbox.counts(now)]);
  return {
    happenings: story.happenings,
    leftOut: Object.fromEntries(story.leftOut),
    threads: threads.length,
    labelsByApp: stageEvents.flat().filter(({ event, actor }) => event === 'labeled' && actor === bot).length,
    relabelledByPeople: threads.filter(
      (_, index) =>
        stageEvents[index]?.some(({ actor }) => actor !== bot) ||
        said[index]?.some(({ body }) => STAGE_COMMAND.test(body)),
    ).length,
    commandsAnswered: said.flat().length,
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

  /** A command that was carried out has the app's thumbs-up, a refused one its frown. */
  function isAnswered({ reactions }: { reactions: readonly Reaction[] }): boolean {
    return reactions.some(({ user }) => user === bot);
  }
}

function isStageLabel(event: TimelineEvent): boolean {
  return (event.event === 'labeled' || event.event === 'unlabeled') && event.label.name.startsWith('stage: ');
}

/** One line for each figure, for people. */
export function renderSummary(summary: Summary): string {
  const leftOut = Object.entries(summary.leftOut);
  const left = leftOut.reduce((sum, [, count]) => sum + count, 0);
  const lines: [string, number | string][] = [
    ['threads of people', summary.threads],
    ['stage labels put by the app', summary.labelsByApp],
    ['threads whose stage people set', summary.relabelledByPeople],
    ['commands answered', summary.commandsAnswered],
    ['comments by the app', summary.commentsByApp],
    ['weekly issues opened', summary.weeklyIssues],
    ['deliveries', `${summary.deliveries}, given up: ${summary.deadLetters}`],
    ['calls to GitHub', `${summary.githubCalls}, changes that failed: ${summary.failedEffects}`],
    ['happenings played', `${summary.happenings - left} of ${summary.happenings}`],
    ...leftOut.map(([reason, count]): [string, number] => [`  left out: ${reason}`, count]),
    ['seconds', summary.seconds],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}
