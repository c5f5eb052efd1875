import { describe, expect, it } from 'vitest';
import { present } from '../../src/loop/present.ts';

describe('present', () => {
  it.each([[0], [''], [false], [null], ['a']])('gives %j back', (value) => {
    expect(present(value)).toBe(value);
  });

  it.each([
    ['list', [1, 2], 2],
    ['list', [1, 2], -1],
    ['typed array', Float64Array.of(1), 1],
  ])('refuses what lies outside of a %s', (_, list, index) => {
    expect(() => present(list[index])).toThrow(RangeError);
  });
});
