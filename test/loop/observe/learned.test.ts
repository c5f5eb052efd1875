import { describe, expect, it } from 'vitest';
import { type KindExample, learnKindModel } from '../../../src/loop/observe/kind-model.ts';
import {
  accountTrust,
  type LearnedModel,
  lessonsFor,
  type StageChange,
  stageLesson,
} from '../../../src/loop/observe/learned.ts';
import { observe } from '../../../src/loop/observe/observe.ts';
import { input, SETTINGS } from './observed.ts';

function written(title: string, body: string) {
  return input({ title, body });
}

const WIZARD = written(
  'The blue wizard shows page seven',
  'The blue wizard shows page seven instead of the summary page.',
);
const OTHERS = [
  written('Server crashes after upgrading to 3.2', 'It worked with 3.1.'),
  written('npm install fails', 'I am new to this and npm install fails.'),
  written('How to group rows by two columns?', 'We need it in our report.'),
  written('Tracking issue for stabilization', 'cc @team, we should decide.'),
];

function change(accountAgeDays = 400, thread = '#1'): StageChange {
  return { thread, title: WIZARD.title, body: WIZARD.body, stage: 'onboarding', accountAgeDays };
}

/** What a repository has learnt from these changes and labels. */
function learn(changes: readonly StageChange[], labelled: readonly KindExample[]): LearnedModel {
  return { version: 1, stages: changes.map(stageLesson), kinds: learnKindModel(labelled) };
}

describe('learning stages from human changes', () => {
  it('moves like threads towards what the human said, and says so', () => {
    const before = observe(WIZARD, SETTINGS);
    const after = observe(WIZARD, SETTINGS, learn([change()], []));
    expect(after.probabilities.onboarding).toBeGreaterThan(before.probabilities.onboarding);
    expect(after.reasons).toContainEqual(
      expect.objectContaining({
        signal: 'learned',
        stage: 'onboarding',
        meaning: expect.stringContaining('#1'),
      }),
    );
  });

  it('leaves unrelated threads exactly as they were', () => {
    const learned = learn([change()], []);
    for (const other of OTHERS) expect(observe(other, SETTINGS, learned)).toEqual(observe(other, SETTINGS));
  });

  it('gives a new account little weight', () => {
    expect(accountTrust(0)).toBeLessThan(0.2);
    expect(accountTrust(1_000)).toBe(1);
    const old = observe(WIZARD, SETTINGS, learn([change()], [])).probabilities.onboarding;
    const young = observe(WIZARD, SETTINGS, learn([change(0)], [])).probabilities.onboarding;
    expect(young).toBeLessThan(old);
  });

  it('is bounded: a hundred changes do little more than two', () => {
    const shifted = (count: number): number => {
      const changes = Array.from({ length: count }, (_, at) => change(400, `#${at}`));
      const { onboarding } = observe(WIZARD, SETTINGS, learn(changes, [])).probabilities;
      return Math.log(onboarding / (1 - onboarding));
    };
    expect(shifted(100)).toBeCloseTo(shifted(2), 6);
  });

  it('forgets by reset', () => {
    expect(observe(WIZARD, SETTINGS, null)).toEqual(observe(WIZARD, SETTINGS));
  });

  it('learns that a thread has no stage, and says so', () => {
    const learned = learn([{ ...change(), stage: null }], []);
    const before = observe(WIZARD, SETTINGS).probabilities.none;
    expect(observe(WIZARD, SETTINGS, learned).probabilities.none).toBeGreaterThan(before);
    expect(lessonsFor(learned, WIZARD.title, WIZARD.body)).toEqual([
      { lesson: expect.objectContaining({ stage: null, thread: '#1' }), shift: expect.any(Number) },
    ]);
  });

  it.each([
    ['a lesson', change(), { title: '?', body: '' }],
    ['a thread', { ...change(), title: '?', body: '' }, WIZARD],
  ])('finds nothing in %s without words', (_, taught, { title, body }) => {
    expect(lessonsFor(learn([taught], []), title, body)).toEqual([]);
  });

  it('survives being stored as JSON', () => {
    const learned = learn([change()], []);
    expect(observe(WIZARD, SETTINGS, JSON.parse(JSON.stringify(learned)))).toEqual(
      observe(WIZARD, SETTINGS, learned),
    );
  });
});

/** Labels of a repository where every thread about the fleet is a question and every one about the harbour a feature. */
function labelled(count: number): KindExample[] {
  return Array.from({ length: count }, (_, at) => {
    const [noun, kind] = at % 2 === 0 ? (['fleet', 'question'] as const) : (['harbour', 'feature'] as const);
    return {
      repository: 'r',
      title: `${noun} ${at}`,
      body: `Something with the ${noun} and number ${at}.`,
      kind,
    };
  });
}

describe('learning kinds from labels', () => {
  it("learns a repository's own words", () => {
    const learned = learn([], labelled(60));
    expect(observe(written('fleet', 'The fleet.'), SETTINGS, learned).kind).toBe('question');
    expect(observe(written('harbour', 'The harbour.'), SETTINGS, learned).kind).toBe('feature');
  });

  it('learns nothing from too few or from one kind only', () => {
    expect(learnKindModel(labelled(10))).toBeNull();
    expect(learnKindModel(labelled(80).filter(({ kind }) => kind === 'question'))).toBeNull();
  });

  it('is deterministic', () => {
    expect(learnKindModel(labelled(40))).toEqual(learnKindModel(labelled(40)));
  });
});
