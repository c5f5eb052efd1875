import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HISTORY } from '../../src/cli/demo/history/history.ts';
import type { PlayedStory } from '../../src/cli/demo/play.ts';
import { playStory } from '../../src/cli/demo/play.ts';
import { renderSummary, summarise } from '../../src/cli/demo/summary.ts';
import { weeklyIssues } from '../../src/cli/demo/weekly-issues.ts';
import { demo } from '../../src/cli/demo.ts';
import { STAGES } from '../../src/loop/vocabulary.ts';
import type { ThreadState } from '../../src/sandbox/state.ts';
import type { Comment, Thread, TimelineEvent } from '../../src/sandbox/world/model.ts';
import { TRIAGE_WEEKS, TWO_WEEKS } from './demo/two-weeks.ts';
import { recordedIo } from './recorded-io.ts';

/** Plays of this test, with all the others of the suite on a small machine. */
const PLAY_TIMEOUT_MS = 240_000;

let story: PlayedStory;
const log: string[] = [];

function play(): Promise<PlayedStory> {
  return playStory({ history: TWO_WEEKS, onProgress: () => undefined, onLog: (line) => log.push(line) });
}

beforeAll(async () => {
  story = await play();
}, PLAY_TIMEOUT_MS);

afterAll(() => story.close());

describe('two weeks of the demo', () => {
  it('goes without a hitch', async () => {
    expect(log).toEqual([]);
    expect(story.sandbox.problems).toEqual([]);
    const summary = await summarise(story);
    expect(summary).toMatchObject({ deadLetters: 0, failedEffects: 0, weeklyIssues: TRIAGE_WEEKS.length });
    expect(summary.labelsByApp).toBeGreaterThan(10);
    expect([...story.leftOut]).toEqual([]);
    const outbox = await story.store.outbox.counts(story.clock.now());
    expect(outbox.byState).toMatchObject({ pending: 0, sending: 0 });
  });

  it('labels each thread at most once per stage, and never with two stages', () => {
    for (const thread of threads()) {
      const put = stageEvents(thread).filter(({ event, actor }) => event === 'labeled' && isApp(actor));
      const names = put.map((event) => ('label' in event ? event.label.name : ''));
      expect(new Set(names).size, nameOf(thread)).toBe(names.length);
      expect(stageLabels(thread).length, nameOf(thread)).toBeLessThanOrEqual(1);
    }
  });

  it('leaves threads of staff and bots alone', () => {
    const people = new Map(HISTORY.people.map((person) => [person.login, person.role]));
    const others = threads().filter(({ author }) => people.get(author?.login ?? '') !== 'community');
    expect(others.length).toBeGreaterThan(3);
    expect(others.filter((thread) => stageLabels(thread).length > 0).map(nameOf)).toEqual([]);
  });

  it('keeps one comment of a kind on a thread', () => {
    for (const thread of threads()) {
      const markers = appComments(thread).map(({ body }) => /<!-- fullcircle:(\S+) -->$/.exec(body)?.[1]);
      expect(markers, nameOf(thread)).not.toContain(undefined);
      expect(new Set(markers).size, nameOf(thread)).toBe(markers.length);
    }
  });

  it('does not put a label back that a human took off', () => {
    const thread = threadOf('stuck-1');
    expect(stageEvents(thread).map(({ event, actor }) => `${event} by ${actor.login}`)).toEqual([
      'labeled by fullcircle[bot]',
      'unlabeled by rasmus-ekdahl',
    ]);
    expect(stageLabels(thread)).toEqual([]);
  });

  it.each(['stuck-2', 'compare-queue'])('answers /why on %s with exactly one comment', (key) => {
    const thread = threadOf(key);
    const answers = appComments(thread).filter(({ body }) => body.includes('<!-- fullcircle:why:'));
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toContain(`\`${stageLabels(thread)[0]?.replace('stage: ', '')}\``);
    const asked = commentsOf(thread).filter(({ body }) => /^\/why$/m.test(body));
    expect(asked.length).toBeGreaterThan(0);
    for (const comment of asked) expect(reactionsByApp(comment)).toEqual(['+1']);
  });

  it('honours /stage of those who may say it, on issues and discussions', () => {
    expect(stageLabels(threadOf('stuck-3'))).toEqual(['stage: retention']);
    expect(stageLabels(threadOf('compare-queue'))).toEqual(['stage: awareness']);
    const [right, wrong] = commentsOf(threadOf('stuck-3')).filter(
      ({ author }) => author?.login === 'junpei-mori',
    );
    expect(right && reactionsByApp(right)).toEqual(['+1']);
    expect(wrong && reactionsByApp(wrong)).toEqual([]);
    expect(appComments(threadOf('stuck-3')).map(({ body }) => body.split('\n')[0])).toEqual([
      `\`/stage\` takes one of ${STAGES.map((stage) => `\`${stage}\``).join(', ')}.`,
    ]);
  });

  it('refuses /stage of everybody else', () => {
    const thread = threadOf('stuck-2');
    expect(stageLabels(thread)).toEqual(['stage: adoption']);
    const command = commentsOf(thread).find(({ body }) => body === '/stage advocacy');
    expect(command && reactionsByApp(command)).toEqual(['confused']);
  });

  it('opens one weekly issue a week and closes the one before', () => {
    const weeks = weeklyIssues(story.sandbox.world);
    expect(weeks.map(({ title }) => title)).toEqual(TRIAGE_WEEKS.map((week) => `Feedback triage: ${week}`));
    expect(weeks.map(({ repository }) => repository.name)).toEqual(['feedback', 'feedback']);
    expect(weeks.map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  it('mentions nobody', () => {
    const mentions = story.sandbox.world.notifications.filter(
      ({ reason, by }) => reason === 'mention' && isApp(by),
    );
    expect(mentions).toEqual([]);
  });

  it('keeps to the budget of writes', () => {
    const times = story.sandbox.writes.map(({ at }) => at.getTime());
    expect(times.length).toBeGreaterThan(20);
    for (const [index, at] of times.entries()) {
      expect(times.filter((other) => other > at - 60_000 && other <= at).length).toBeLessThanOrEqual(20);
      expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_000);
    }
  });

  it(
    'comes out the same each time',
    async () => {
      const again = await play();
      try {
        expect(weeklyIssues(again.sandbox.world).at(-1)?.body).toBe(
          weeklyIssues(story.sandbox.world).at(-1)?.body,
        );
        expect(again.sandbox.state()).toEqual(story.sandbox.state());
        const { seconds: _, ...figures } = await summarise(again);
        expect(await summarise(story)).toMatchObject(figures);
      } finally {
        await again.close();
      }
    },
    PLAY_TIMEOUT_MS,
  );

  it('answers over HTTP', async () => {
    const answer = await fetch(story.address);
    expect(answer.status).toBe(200);
  });

  it('sums up one figure a line', async () => {
    const lines = renderSummary(await summarise(story))
      .trimEnd()
      .split('\n');
    expect(lines[0]).toMatch(/^threads of people +\d+$/);
    expect(lines.at(-1)).toMatch(/^seconds +\d+$/);
  });
});

describe('the command', () => {
  it('refuses words that it does not know', async () => {
    await expect(demo.run(['--twice'], recordedIo().io)).rejects.toThrow('--twice');
  });
});

function threads(): Thread[] {
  return [...story.sandbox.world.threads()].filter(({ author }) => !isApp(author));
}

function threadOf(key: string): Thread {
  const handle = story.troupe.thread(key);
  if (handle === null) throw new Error(`no thread ${key}`);
  return story.sandbox.people.thread(handle);
}

function nameOf({ repository, number, title }: Thread): string {
  return `${repository.name}#${number} ${title}`;
}

function isApp(account: { login: string } | null): boolean {
  return account?.login === 'fullcircle[bot]';
}

function stageEvents({ timeline }: Thread): TimelineEvent[] {
  return timeline.filter(
    (event) =>
      (event.event === 'labeled' || event.event === 'unlabeled') && event.label.name.startsWith('stage: '),
  );
}

/** By the state that a stranger sees at the end. */
function stageLabels(thread: Thread): string[] {
  const state = story.sandbox.state()[`${thread.repository.owner.login}/${thread.repository.name}`];
  const found: ThreadState | undefined = state?.threads[thread.number];
  return (found?.labels ?? []).filter((label) => label.startsWith('stage: '));
}

function commentsOf(thread: Thread): readonly Comment[] {
  return thread.comments;
}

function appComments(thread: Thread): Comment[] {
  return commentsOf(thread).filter(({ author }) => isApp(author));
}

function reactionsByApp({ reactions }: Comment): string[] {
  return reactions.filter(({ user }) => isApp(user)).map(({ content }) => content);
}
