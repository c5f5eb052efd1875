import { describe, expect, it } from 'vitest';
import {
  parseCsv,
  parseKindIssues,
  parseStageThreads,
  type StageThread,
} from '../../../src/eval/observe/data.ts';
import { groupedFolds } from '../../../src/eval/observe/folds.ts';
import { crossValidateKinds, evaluateKinds } from '../../../src/eval/observe/kinds.ts';
import { classScore, macroF1 } from '../../../src/eval/observe/scores.ts';
import { bestTemperature, evaluateStages, stageEvaluation } from '../../../src/eval/observe/stages.ts';
import { STAGE_MODEL } from '../../../src/loop/observe/stage-model.ts';

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

describe('stageEvaluation', () => {
  it('tells forced guesses from labels', () => {
    const seen = stageEvaluation(
      [
        { right: 'adoption', guess: 'adoption', confidence: 0.9, probabilities: [0, 0, 0.9, 0.1, 0, 0] },
        { right: 'retention', guess: 'adoption', confidence: 0.7, probabilities: [0, 0, 0.7, 0.3, 0, 0] },
        { right: 'retention', guess: 'retention', confidence: 0.5, probabilities: [0, 0, 0.5, 0.5, 0, 0] },
        { right: 'none', guess: 'adoption', confidence: 0.6, probabilities: [0, 0, 0.6, 0.4, 0, 0] },
        // sure of the stage, but not that there is one
        { right: 'adoption', guess: 'adoption', confidence: 0.7, probabilities: [0, 0, 0.7, 0, 0, 0.3] },
        { right: 'none', guess: 'none', confidence: 0.9, probabilities: null },
      ],
      0.6,
    );
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

describe('evaluateStages', () => {
  const thread = (type: StageThread['type'], outsider: boolean, stage: StageThread['stage']): StageThread => ({
    repository: 'a/b', type, authorOutsider: outsider, title: 'Install fails', body: 'npm install fails', stage, kind: null,
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
