import { describe, expect, it } from 'vitest';
import { mayShow, toldHidden } from '../../src/loop/visibility.ts';

describe('what lies in one repository', () => {
  it.each([
    ['public', { id: 1, private: false }, { id: 2 }, true],
    ['private', { id: 1, private: true }, { id: 2 }, false],
    ['private, and the thread is there as well', { id: 1, private: true }, { id: 1 }, true],
  ])('%s: %j on a thread of %j: %s', (_, content, surface, shown) => {
    expect(mayShow(content, surface)).toBe(shown);
  });
});

it.each([
  [0, 0],
  [1, 0],
  [2, 0],
  [3, 3],
  [40, 40],
])('of %i that are hidden %i are told: few would tell that a certain one exists', (hidden, told) => {
  expect(toldHidden(hidden)).toBe(told);
});
