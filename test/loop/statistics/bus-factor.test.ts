import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { busFactor } from '../../../src/loop/statistics/bus-factor.ts';

describe('busFactor', () => {
  it.each([
    ['one gives everything', [12], 1],
    ['one gives 51 of 100', [51, 49], 1],
    ['one gives 50 of 100', [50, 50], 2],
    ['the largest come first, whatever the order', [1, 2, 30, 4, 40, 23], 2],
    ['all the same', Array.from({ length: 100 }, () => 1), 51],
    ['those who gave nothing do not count', [0, 0, 1], 1],
  ])('%s', (_name, amounts, expected) => {
    expect(busFactor(amounts)).toBe(expected);
  });

  it('is unknown where nothing was given', () => {
    expect(busFactor([])).toBeNull();
    expect(busFactor([0, 0])).toBeNull();
  });

  it('is enough, and one fewer is not', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 40 }), (amounts) => {
        const people = busFactor(amounts) ?? 0;
        const largest = amounts.toSorted((one, other) => other - one);
        const sum = (of: number[]) => of.reduce((total, one) => total + one, 0);
        expect(sum(largest.slice(0, people)) * 100).toBeGreaterThanOrEqual(sum(amounts) * 51);
        expect(sum(largest.slice(0, people - 1)) * 100).toBeLessThan(sum(amounts) * 51);
      }),
    );
  });

  it('refuses negative amounts', () => {
    expect(() => busFactor([3, -1])).toThrow(RangeError);
    expect(() => busFactor([Number.NaN])).toThrow(RangeError);
  });
});
