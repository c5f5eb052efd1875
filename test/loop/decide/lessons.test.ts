import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/loop/event.ts';
import type { Lesson } from '../../../src/loop/lesson.ts';
import type { World } from '../situations.ts';
import { decideIn, person, thread, threadState } from '../situations.ts';
import { commandOf, commented, itemOf, known, labelled, opened, RETENTION } from './said.ts';

/** What an event teaches: lessons, and subjects whose lesson goes. */
function taught(event: Event, world: World = {}): { put: Lesson[]; dropped: string[] } {
  const { changes } = decideIn(world, event);
  return {
    put: changes.flatMap((change) => (change.type === 'lesson.put' ? [change.lesson] : [])),
    dropped: changes.flatMap((change) => (change.type === 'lesson.dropped' ? [change.about] : [])),
  };
}

const seen = { state: threadState({ item: known() }) };

describe('a human word teaches', () => {
  it('the stage that a command sets, beside what the app had made of it', () => {
    const { put } = taught(commented('/stage onboarding'), seen);
    expect(put).toEqual([
      {
        about: 'stage',
        key: 'issue_comment:77:stage:onboarding:onboarding',
        value: 'onboarding',
        guessed: 'retention',
        modelVersion: seen.state.item?.observation.modelVersion,
        trust: 1,
        words: expect.arrayContaining(['regression', 'crashes', 'upgrading']),
        at: expect.any(Date),
      },
    ]);
  });

  it('the kind, by a command or a label', () => {
    expect(taught(commented('/kind docs'), seen).put).toMatchObject([
      { about: 'kind', value: 'docs', guessed: 'bug', words: [] },
    ]);
    expect(taught(labelled('question'), seen).put).toMatchObject([{ about: 'kind', value: 'question' }]);
  });

  it('a stage label put or taken off by hand', () => {
    expect(taught(labelled('stage: advocacy'), seen).put).toMatchObject([{ value: 'advocacy' }]);
    const removed = labelled('stage: retention', 60, { type: 'thread.unlabeled', thread: thread(RETENTION) });
    expect(taught(removed, seen).put).toMatchObject([{ about: 'stage', value: null }]);
  });

  it('less where the account is new', () => {
    const state = threadState({ item: known(), commands: [] });
    const author = person(500_000_060);
    const young = commented('/stage onboarding', 60, {
      actor: author,
      comment: { ...commented('/stage onboarding').comment, author },
    });
    const [lesson] = taught(young, { state }).put;
    expect(lesson?.trust).toBeLessThan(0.2);
  });

  it('until it is taken back', () => {
    const state = threadState({ item: known(), commands: [commandOf('stage onboarding', { id: 5 })] });
    expect(taught(commented('/undo'), { state })).toMatchObject({ put: [], dropped: ['stage', 'kind'] });
  });
});

describe('nothing is learnt', () => {
  it.each<[string, Event]>([
    ['from silence', opened()],
    ['from chatter', commented('Same here.')],
    ['from a command without permission', commented('/stage onboarding', 5)],
    ['from labels of bots', labelled('question', 60, { actor: person(60, { type: 'Bot' }) })],
    ['from pull requests', opened({ type: 'pull_request', body: '/stage adoption', author: person(60) })],
  ])('%s', (_, event) => {
    expect(taught(event).put).toEqual([]);
  });

  it('and nothing taken back where nobody has said anything', () => {
    expect(taught(commented('Same here.'), seen).dropped).toEqual([]);
  });
});

describe('what was learnt', () => {
  const lesson = (number: number) => ({
    version: 1 as const,
    kinds: null,
    stages: [
      {
        thread: `#${number}`,
        stage: 'onboarding' as const,
        trust: 1,
        words: ['regression', 'works', 'crashes', 'since', 'upgrading', 'build', 'worked', 'months', 'again'],
      },
    ],
  });

  it('counts for like threads, and says where it is from', () => {
    const item = itemOf(opened(), { learned: lesson(12) });
    expect(item.observation.probabilities.onboarding).toBeGreaterThan(
      itemOf(opened()).observation.probabilities.onboarding,
    );
  });

  it('but not for the thread that taught it', () => {
    expect(itemOf(opened(), { learned: lesson(34) })).toEqual(itemOf(opened()));
  });
});
