import { describe, expect, it } from 'vitest';
import {
  confidenceOf,
  STAGE_CLASSES,
  stageText,
  trainStageModel,
} from '../../../src/loop/observe/stage-model.ts';
import { predictorOf, scoresOf } from '../../../src/loop/observe/text-model.ts';

const EXAMPLES = Array.from({ length: 12 }, (_, at) => {
  const repository = `acme/r${at % 3}`;
  return at % 2 === 0
    ? stageText({
        repository,
        title: 'Installation fails',
        body: 'I am new here and the installation fails.',
        stage: 'onboarding',
      })
    : stageText({
        repository,
        title: 'Tracking of the sprint',
        body: 'The sprint tracks these tasks.',
        stage: 'none',
        importance: 0.5,
      });
});

describe('confidenceOf', () => {
  const sure = { awareness: 0.5, onboarding: 0.6, adoption: 0.8, retention: 0.6, advocacy: 1 };
  it.each([
    ['awareness', 0, 0],
    ['awareness', 0.25, 0.3],
    ['awareness', 0.5, 0.6],
    ['awareness', 0.75, 0.8],
    ['awareness', 1, 1],
    ['onboarding', 0.7, 0.7],
    ['adoption', 0.8, 0.6],
    ['none', 0.7, 0.7],
    ['advocacy', 1, 1],
    ['advocacy', 0.5, 0.3],
  ] as const)('%s at %d is %d', (guess, probability, confidence) => {
    expect(confidenceOf(guess, probability, sure)).toBeCloseTo(confidence, 12);
  });
});

describe('trainStageModel', () => {
  const model = trainStageModel(EXAMPLES, { dataset: 'invented' });
  const lead = (feature: string, stage: (typeof STAGE_CLASSES)[number]) => {
    const score = (names: readonly string[]) =>
      scoresOf(predictorOf(model), new Map(names.map((name) => [name, 1])))[STAGE_CLASSES.indexOf(stage)] ??
      0;
    return score([feature]) - score([]);
  };

  it('says what it was made of', () => {
    expect(model).toMatchObject({ classes: STAGE_CLASSES, provenance: { dataset: 'invented' } });
    expect(trainStageModel(EXAMPLES).provenance).toEqual({});
  });

  it('knows words of three repositories', () => {
    expect(model.features).toContain('b:sprint');
    expect(lead('b:sprint', 'none')).toBeGreaterThan(lead('b:sprint', 'onboarding'));
  });

  it('knows what a signal is worth before it ever saw it', () => {
    expect(lead('s:after-upgrade', 'retention')).toBeGreaterThan(0);
    expect(lead('s:after-upgrade', 'retention')).toBeGreaterThan(lead('s:after-upgrade', 'onboarding'));
  });

  it('gives the same model again', () => {
    expect(trainStageModel(EXAMPLES, { dataset: 'invented' })).toEqual(model);
  });
});
