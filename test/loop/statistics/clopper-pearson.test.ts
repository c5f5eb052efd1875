import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from '../../../src/loop/statistics/clopper-pearson.ts';
import { proportion } from './proportions.ts';

/** P(X <= k) of n tosses, summed term by term. */
function atMost(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = 0;
  for (let x = 0; x <= k; x += 1) {
    sum += term;
    term *= ((n - x) / (x + 1)) * (p / (1 - p));
  }
  return sum;
}

describe('clopperPearson', () => {
  it.each([
    [81, 263, 0.2527, 0.3676],
    [15, 148, 0.0578, 0.1617],
    [0, 20, 0, 0.1684],
    [1, 29, 0.0009, 0.1776],
  ])('%d of %d (Newcombe, Statistics in Medicine 17, 1998, table I, method 5)', (part, whole, low, high) => {
    const [below, above] = clopperPearson(part, whole);
    expect(below).toBeCloseTo(low, 4);
    expect(above).toBeCloseTo(high, 4);
  });

  it.each([1, 5, 10, 30, 100])('none of %d: the closed form 1 - 0.025^(1/n)', (whole) => {
    expect(clopperPearson(0, whole)[1]).toBeCloseTo(1 - 0.025 ** (1 / whole), 12);
    expect(clopperPearson(whole, whole)).toEqual([expect.closeTo(0.025 ** (1 / whole), 12), 1]);
  });

  it('leaves 2.5 % beyond each limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), (whole, some) => {
        const part = 1 + (some % (whole - 1));
        const [low, high] = clopperPearson(part, whole);
        expect(1 - atMost(part - 1, whole, low)).toBeCloseTo(0.025, 9);
        expect(atMost(part, whole, high)).toBeCloseTo(0.025, 9);
      }),
    );
  });

  it('contains the proportion, and more of it with more confidence', () => {
    fc.assert(
      fc.property(proportion, ([part, whole]) => {
        const [low, high] = clopperPearson(part, whole);
        const [lower, higher] = clopperPearson(part, whole, 0.99);
        expect(low).toBeLessThanOrEqual(part / whole);
        expect(high).toBeGreaterThanOrEqual(part / whole);
        expect(lower).toBeLessThanOrEqual(low);
        expect(higher).toBeGreaterThanOrEqual(high);
      }),
    );
  });

  it('refuses what is no proportion', () => {
    expect(() => clopperPearson(0, 0)).toThrow(RangeError);
    expect(() => clopperPearson(3, 2)).toThrow(RangeError);
  });
});
