import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HISTORY } from '../../src/cli/demo/history/history.ts';
import type { Happening, History } from '../../src/cli/demo/history/types.ts';
import type { PlayedStory } from '../../src/cli/demo/play.ts';
import { playStory } from '../../src/cli/demo/play.ts';
import { renderSummary, summarise } from '../../src/cli/demo/summary.ts';
import { weeklyIssues } from '../../src/cli/demo/weekly-issues.ts';
import { demo } from '../../src/cli/demo.ts';
import { STAGES } from '../../src/loop/vocabulary.ts';
import type { ThreadState } from '../../src/sandbox/state.ts';
import type { Comment, Thread, TimelineEvent } from '../../src/sandbox/world/model.ts';

/** Monday of the third week, before its weekly issue. */
const UNTIL = '2026-03-16T00:00:00+01:00';
const TRIAGE_WEEKS = ['2026-W10', '2026-W11'];
/** Plays of this test, with all the others of the suite on a small machine. */
const PLAY_TIMEOUT_MS = 240_000;

const STUCK = `### Version

1.3.0

### Minutes to first success

45

### What happened?

I am new here and followed the quickstart on my first day. \`npx create-tidewheel hello\` installs, then \`npm run dev\`
stops at the second step of the getting started guide. I could not get my first job to run at all.`;

/** What the first two weeks of the history lack: people who correct the app and ask it why. */
const CORRECTIONS: readonly Happening[] = [
  opened('stuck-1', '2026-03-10T08:00:00Z', 'Quickstart: getting started fails at the second step'),
  opened('stuck-2', '2026-03-10T08:05:00Z', 'Install: create-tidewheel fails on my first try'),
  opened('stuck-3', '2026-03-10T08:10:00Z', 'First run after install: getting started guide does not work'),
  { kind: 'app-label.removed', at: '2026-03-10T09:00:00Z', actor: 'rasmus-ekdahl', thread: 'stuck-1' },
  said('stuck-1', '2026-03-10T09:10:00Z', 'kofi-anane', 'I tried the quickstart again, same result.'),
  {
    kind: 'thread.edited',
    at: '2026-03-10T09:20:00Z',
    actor: 'kofi-anane',
    thread: 'stuck-1',
    title: 'Quickstart: first install of create-tidewheel fails at the second step',
  },
  { kind: 'closed', at: '2026-03-11T09:00:00Z', actor: 'kofi-anane', thread: 'stuck-1', reason: 'completed' },
  said('stuck-2', '2026-03-10T10:00:00Z', 'kofi-anane', '/why'),
  said('stuck-2', '2026-03-10T10:05:00Z', 'hvalross', 'I wonder, too.\n\n/why'),
  said('stuck-2', '2026-03-10T10:10:00Z', 'hvalross', '/stage advocacy'),
  said('compare-queue', '2026-03-10T10:20:00Z', 'quentin-lafarge', '/why'),
  said('stuck-3', '2026-03-10T11:00:00Z', 'junpei-mori', '/stage retention'),
  said('stuck-3', '2026-03-10T11:05:00Z', 'junpei-mori', '/stage sideways'),
];

const history: History = {
  ...HISTORY,
  until: UNTIL,
  happenings: [...HISTORY.happenings.filter(({ at }) => new Date(at) < new Date(UNTIL)), ...CORRECTIONS].sort(
    (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0),
  ),
};

let story: PlayedStory;
const log: string[] = [];

function play(): Promise<PlayedStory> {
  return playStory({ history, onProgress: () => undefined, onLog: (line) => log.push(line) });
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
    expect(story.leftOut.get('takes off a label that the app did not put')).toBeUndefined();
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
    expect(stageLabels(thread)).not.toContain('stage: advocacy');
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
    const io = {
      out: () => undefined,
      err: () => undefined,
      isTerminal: false,
      outIsTerminal: false,
      environment: {},
      now: () => new Date(0),
    };
    await expect(demo.run(['--twice'], io)).rejects.toThrow('--twice');
  });
});

function opened(key: string, at: string, title: string): Happening {
  return { kind: 'issue.opened', at, actor: 'kofi-anane', repo: 'cli', key, title, body: STUCK, labels: [] };
}

function said(thread: string, at: string, actor: string, body: string): Happening {
  return { kind: 'commented', at, actor, thread, comment: `${thread}/${at}`, body };
}

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
