import { describe, expect, it } from 'vitest';
import {
  predictorOf,
  scoresOf,
  type TextExample,
  type TextModelOptions,
  trainTextModel,
} from '../../../src/loop/observe/text-model.ts';

const OPTIONS: TextModelOptions = {
  l2: 0.1,
  steps: 50,
  families: ['t', 's'],
  minDocuments: 2,
  minGroups: 2,
  minDocumentsSignal: 1,
  scales: { s: 0.5 },
  balance: 0,
};
const CLASSES = ['bug', 'feature'];

function example(label: string, group: string, ...names: string[]): TextExample {
  return { label, group, features: new Map(names.map((name) => [name, 1])) };
}

const EXAMPLES = [
  example('bug', 'a', 't:crash', 's:trace'),
  example('bug', 'b', 't:crash', 't:own', 'x:other'),
  example('feature', 'a', 't:please'),
  example('feature', 'b', 't:please', 't:once'),
];
const best = (scores: readonly number[]) => CLASSES[scores.indexOf(Math.max(...scores))];

describe('trainTextModel', () => {
  const model = trainTextModel(EXAMPLES, CLASSES, OPTIONS);

  it('keeps words of several documents and groups, other features from fewer, and no other family', () => {
    expect(model.features).toEqual(['s:trace', 't:crash', 't:please']);
  });

  it('tells the classes apart', () => {
    for (const { label, features } of EXAMPLES)
      expect(best(scoresOf(predictorOf(model), features))).toBe(label);
  });

  it('scores a thread without any known word by the bias alone', () => {
    expect(scoresOf(predictorOf(model), new Map([['t:unheard', 1]]))).toEqual(
      model.bias.map((part) => part / 1_000),
    );
  });

  it('does not take a long text for a surer one', () => {
    const predictor = predictorOf(model);
    const once = scoresOf(predictor, new Map([['t:crash', 1]]));
    expect(scoresOf(predictor, new Map([['t:crash', 50]]))).toEqual(once);
  });

  it('counts an example by its importance, and evens the classes out where asked to', () => {
    const plain = [example('bug', 'a'), example('bug', 'b'), example('bug', 'c'), example('feature', 'a')];
    const lead = (examples: readonly TextExample[], balance: number) => {
      const [bug = 0, feature = 0] = trainTextModel(examples, CLASSES, { ...OPTIONS, balance }).bias;
      return bug - feature;
    };
    expect(lead(plain, 0)).toBeCloseTo(1_000 * Math.log(3), -1);
    expect(lead(plain, 1)).toBeCloseTo(0, -1);
    const light = plain.map((one) => ({ ...one, importance: one.label === 'bug' ? 1 / 3 : 1 }));
    expect(lead(light, 0)).toBeCloseTo(0, -1);
  });

  it('draws words, and nothing else, to what they are worth by themselves', () => {
    const counted = { share: 0.5, smoothing: 1 };
    const drawn = trainTextModel(EXAMPLES, CLASSES, { ...OPTIONS, l2: 1e6, counted });
    const weight = (name: string) => (drawn.weights[2 * drawn.features.indexOf(name)] ?? 0) / 1_000;
    // Of 2 bugs 2 crash, of 2 features none; half a thread of each is imagined with the word and half without it.
    expect(weight('t:crash')).toBeCloseTo(0.5 * Math.log(2.5 / 0.5), 2);
    expect(weight('t:please')).toBeCloseTo(-0.5 * Math.log(2.5 / 0.5), 2);
    expect(weight('s:trace')).toBeCloseTo(0, 2);
  });

  it('begins at the prior, whatever the scale of the feature, and keeps what it is about', () => {
    const worth = (feature: string, label: string) => (feature.endsWith('known') && label === 'bug' ? 2 : 0);
    const known = ['s:known', 't:known'];
    const primed = trainTextModel(EXAMPLES, CLASSES, { ...OPTIONS, l2: 1e6, prior: worth, known });
    const unprimed = predictorOf(primed);
    const [none = 0] = scoresOf(unprimed, new Map());
    for (const name of known) {
      const [bug = 0] = scoresOf(unprimed, new Map([[name, 1]]));
      expect(bug - none).toBeCloseTo(2, 2);
    }
  });
});
