import { describe, expect, it } from 'vitest';
import { logitsOf, softmax, type TrainingSet, trainLinear } from '../../../src/loop/observe/linear.ts';

const vector = (...values: number[]) => ({
  indices: Int32Array.from(values.keys()),
  values: Float64Array.from(values),
});

const SET: TrainingSet = {
  vectors: [vector(1, 0), vector(1, 0.2), vector(0, 1), vector(0.1, 1)],
  targets: [0, 0, 1, 1],
  importance: [1, 1, 1, 1],
  classes: 2,
  dimensions: 2,
};

describe('trainLinear', () => {
  it('separates what can be separated', () => {
    const model = trainLinear(SET, { l2: 0.1, steps: 50 });
    for (const [at, example] of SET.vectors.entries()) {
      const logits = logitsOf(model, example);
      expect(logits.indexOf(Math.max(...logits))).toBe(SET.targets[at]);
    }
  });

  it('reaches the minimum: without features, the bias is the share of the classes', () => {
    const set = { ...SET, vectors: SET.vectors.map(() => vector()), targets: [0, 0, 0, 1] };
    expect(softmax(logitsOf(trainLinear(set, { l2: 1, steps: 100 }), vector()))[0]).toBeCloseTo(0.75, 4);
  });

  it('stays near the prior where the penalty is strong', () => {
    const prior = Float64Array.from([2, 0, 0, 0]);
    const model = trainLinear({ ...SET, prior }, { l2: 1e6, steps: 50 });
    expect(model.weights[0]).toBeCloseTo(2, 3);
    expect(model.weights[3]).toBeCloseTo(0, 3);
  });

  it('keeps to the prior where even the smallest step is too far', () => {
    const model = trainLinear(SET, { l2: 1e20, steps: 50 });
    expect([...model.weights, ...model.bias].every((weight) => weight === 0)).toBe(true);
  });

  it('goes on where the loss is nearly flat, and comes to no harm there', () => {
    // so sure already that the loss hardly bends
    const prior = Float64Array.from([6, -6, -6, 6]);
    const model = trainLinear({ ...SET, prior }, { l2: 0, steps: 3 });
    for (const [at, example] of SET.vectors.entries()) {
      expect(softmax(logitsOf(model, example))[SET.targets[at] ?? 0]).toBeGreaterThan(0.99);
    }
  });

  it('gives the same weights again', () => {
    expect(trainLinear(SET, { l2: 1, steps: 20 })).toEqual(trainLinear(SET, { l2: 1, steps: 20 }));
  });
});

it('does not look at dimensions that the model does not know', () => {
  const model = trainLinear(SET, { l2: 0.1, steps: 50 });
  const further = { indices: Int32Array.of(0, 1, 7), values: Float64Array.of(1, 0, 100) };
  expect(logitsOf(model, further)).toEqual(logitsOf(model, vector(1, 0)));
});

describe('softmax', () => {
  it.each([[[0, 0]], [[1000, 0]], [[-1000, -1001, 5]]])('adds up to one for %j', (logits) => {
    expect(softmax(logits).reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
  });
});
