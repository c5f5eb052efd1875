import { describe, expect, it } from 'vitest';
import {
  parseCsv,
  parseKindIssues,
  parseStageThreads,
  type StageThread,
} from '../../../src/eval/observe/data.ts';
import { groupedFolds } from '../../../src/eval/observe/folds.ts';
import { GUIDELINE } from '../../../src/eval/observe/guideline.ts';
import { crossValidateKinds, evaluateKinds } from '../../../src/eval/observe/kinds.ts';
import { classScore, macroF1 } from '../../../src/eval/observe/scores.ts';
import {
  bestTemperature,
  evaluateStages,
  labelled,
  type StageGuess,
  stageEvaluation,
} from '../../../src/eval/observe/stages.ts';
import { sureThresholds } from '../../../src/eval/observe/sure.ts';
import { STAGE_CLASSES, STAGE_MODEL } from '../../../src/loop/observe/stage-model.ts';
import { DISCUSSIONS } from '../../loop/observe/written-threads.ts';

describe('reading the data files', () => {
  it('reads CSV with quotes, commas and line ends within fields', () => {
    expect(parseCsv('a,b\r\n"x,\n""y""",2\n,')).toEqual([
      ['a', 'b'],
      ['x,\n"y"', '2'],
      ['', ''],
    ]);
  });

  it('finds the columns of a kinds file wherever they are', () => {
    expect(parseKindIssues('label,repo,body,title,more\nbug,a/b,text,head,1\n')).toEqual([
      { repository: 'a/b', label: 'bug', title: 'head', body: 'text' },
    ]);
    expect(() => parseKindIssues('label,repo\n')).toThrow('no column "title"');
  });

  it('names the line of a stages file that is wrong', () => {
    const thread = {
      repository: 'a/b',
      number: 1,
      type: 'issue',
      authorOutsider: null,
      title: 't',
      body: null,
      stage: 'none',
      kind: 'bug',
    };
    expect(parseStageThreads(`${JSON.stringify(thread)}\n\n`)).toMatchObject([{ body: '', stage: 'none' }]);
    expect(() => parseStageThreads(`${JSON.stringify(thread)}\n{"stage":"x"}`)).toThrow('line 2');
  });
});

describe('scores', () => {
  const pairs = [
    { right: 'a', guessed: 'a' },
    { right: 'a', guessed: 'b' },
    { right: 'b', guessed: 'b' },
  ];
  it('counts by class', () => {
    expect(classScore(pairs, 'a')).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3, n: 2 });
    expect(classScore(pairs, 'c')).toEqual({ precision: 0, recall: 0, f1: 0, n: 0 });
    expect(macroF1(pairs, ['a', 'b'])).toBeCloseTo(2 / 3, 12);
  });
});

describe('groupedFolds', () => {
  it('never parts a group and fills the folds evenly', () => {
    const groups = ['a', 'a', 'a', 'b', 'b', 'c', 'd', 'a'];
    const folds = groupedFolds(groups, 2);
    expect(new Set(groups.map((group, at) => `${group}${folds[at]}`)).size).toBe(4);
    expect(folds.filter((fold) => fold === 0)).toHaveLength(4);
    expect(groupedFolds(groups, 2)).toEqual(folds);
  });
});

const NINE_IN_TEN = { awareness: 0.6, onboarding: 0.6, adoption: 0.8, retention: 0.6, advocacy: 0.6 };

describe('stageEvaluation', () => {
  it('tells forced guesses from labels', () => {
    const guesses: StageGuess[] = [
      { right: 'adoption', guess: 'adoption', probability: 0.9 },
      { right: 'retention', guess: 'adoption', probability: 0.85 },
      { right: 'retention', guess: 'retention', probability: 0.5 },
      { right: 'none', guess: 'adoption', probability: 0.8 },
      // enough for other stages, not for this one
      { right: 'adoption', guess: 'adoption', probability: 0.7 },
      { right: 'none', guess: 'none', probability: 1 },
    ];
    const seen = stageEvaluation(labelled(guesses, NINE_IN_TEN, 0.6));
    expect(seen.threads).toBe(6);
    expect(seen.accuracy).toBeCloseTo(4 / 6, 12);
    expect(seen.perStage.retention).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3, n: 2 });
    expect(seen.labelled.coverage).toBeCloseTo(2 / 4, 12);
    expect(seen.labelled.precision).toBeCloseTo(1 / 3, 12);
    expect(seen.labelled.falseOnNone).toBe(0.5);
    expect(Object.keys(seen.labelled.perStage)).toEqual([
      'awareness',
      'onboarding',
      'adoption',
      'retention',
      'advocacy',
    ]);
  });
});

describe('sureThresholds', () => {
  const many = (count: number, guess: StageGuess): StageGuess[] => Array.from({ length: count }, () => guess);
  it('asks for so much that nine labels in ten are right', () => {
    const sure = sureThresholds([
      ...many(90, { right: 'adoption', guess: 'adoption', probability: 0.8 }),
      ...many(5, { right: 'retention', guess: 'adoption', probability: 0.8 }),
      ...many(50, { right: 'retention', guess: 'adoption', probability: 0.5 }),
    ]);
    expect(sure.adoption).toBe(0.51);
  });
  it('labels a rare stage earlier, as long as most of its labels are right', () => {
    const sure = sureThresholds([
      ...many(80, { right: 'adoption', guess: 'adoption', probability: 0.9 }),
      ...many(40, { right: 'none', guess: 'adoption', probability: 0.7 }),
      ...many(4, { right: 'awareness', guess: 'awareness', probability: 0.5 }),
      { right: 'adoption', guess: 'awareness', probability: 0.5 },
    ]);
    expect(sure.adoption).toBe(0.71);
    expect(sure.awareness).toBe(0.5);
  });
  it('does not show a rare stage at the price of wrong labels', () => {
    const sure = sureThresholds([
      ...many(80, { right: 'adoption', guess: 'adoption', probability: 0.9 }),
      ...many(2, { right: 'awareness', guess: 'awareness', probability: 0.5 }),
      ...many(20, { right: 'adoption', guess: 'awareness', probability: 0.5 }),
    ]);
    expect(sure.awareness).toBe(0.51);
  });
});

describe('the written examples of the guideline', () => {
  it('are many for each class, none twice', () => {
    for (const stage of STAGE_CLASSES) {
      expect(GUIDELINE.filter((example) => example.stage === stage).length).toBeGreaterThanOrEqual(20);
    }
    expect(new Set(GUIDELINE.map(({ title, body }) => `${title}\n${body}`)).size).toBe(GUIDELINE.length);
  });
  it('are not the threads of the tests', () => {
    const tested = new Set(DISCUSSIONS.map(({ body }) => body));
    expect(GUIDELINE.filter(({ body }) => body !== '' && tested.has(body))).toEqual([]);
  });
});

describe('evaluateStages', () => {
  const thread = (type: StageThread['type'], outsider: boolean, stage: StageThread['stage']): StageThread => ({
    repository: 'a/b', type, authorOutsider: outsider, title: 'Install fails', body: 'npm install fails', stage, kind: null, clear: true,
  }); // biome-ignore format: one thread
  it('judges pull requests by rule and issues by the model', () => {
    const threads = [
      thread('pull_request', true, 'advocacy'),
      thread('pull_request', false, 'none'),
      thread('issue', true, 'onboarding'),
    ];
    expect(evaluateStages(STAGE_MODEL, threads).accuracy).toBe(1);
  });
});

describe('bestTemperature', () => {
  const held = (right: StageThread['stage'], scores: number[]) => ({
    thread: { stage: right } as StageThread,
    scores,
  });
  it('is high for a model that is surer than it is right', () => {
    const sure = [0, 0, 8, 0, 0, 0];
    const wrongHalf = [held('adoption', sure), held('retention', sure)];
    const rightAlways = [held('adoption', sure), held('adoption', sure)];
    expect(bestTemperature(wrongHalf)).toBeGreaterThan(bestTemperature(rightAlways));
  });
});

describe('evaluateKinds', () => {
  const issues = Array.from({ length: 180 }, (_, at) => {
    const [label, noun] =
      [
        ['bug', 'crash'],
        ['feature', 'wish'],
        ['question', 'riddle'],
      ][at % 3] ?? [];
    return {
      repository: at < 90 ? 'a/a' : 'b/b',
      label: label ?? '',
      title: `${noun} ${at}`,
      body: `A ${noun}.`,
    };
  });
  it('trains and scores one model per repository', () => {
    const seen = evaluateKinds(issues, issues);
    expect(Object.keys(seen.repositories)).toEqual(['a/a', 'b/b']);
    expect(seen.meanF1).toBeGreaterThan(0.9);
    expect(crossValidateKinds(issues, 2).meanF1).toBeGreaterThan(0.5);
  });
});
