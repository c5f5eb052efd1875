import { expect, it } from 'vitest';
import { strongestFeatures } from '../../../src/loop/observe/strongest.ts';

const model = {
  classes: ['bug', 'docs'],
  features: ['s:a', 't:b', 't:c', 't:d'],
  weights: [1, -1, -9, 2, 3, 3, 0, 9],
  bias: [1, 2],
  scales: { s: 20 },
  temperature: 1,
};

it('keeps the features that tell most, in their order, with their weights', () => {
  expect(strongestFeatures(model, 2)).toEqual({
    ...model,
    features: ['s:a', 't:b'],
    weights: [1, -1, -9, 2],
  });
  expect(strongestFeatures(model, 3).features).toEqual(['s:a', 't:b', 't:d']);
  expect(strongestFeatures(model, 9)).toEqual(model);
});
