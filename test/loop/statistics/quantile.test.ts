import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, quantileInterval } from '../../../src/loop/statistics/quantile.ts';

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });
const upTo = (n: number) => Array.from({ length: n }, (_, at) => at + 1);

describe('quantile', () => {
  it.each([
    [[15, 20, 35, 40, 50], 0.4, 29],
    [[1, 2, 3, 4], 0.25, 1.75],
    [[1, 2, 3, 4], 0.75, 3.25],
    [[4, 1, 3, 2], 0.5, 2.5],
    [[7], 0.9, 7],
    [[3, 1, 2], 0, 1],
    [[3, 1, 2], 1, 3],
  ])('of %j at %d is %d (type 7, as R’s default)', (of, share, expected) => {
    expect(quantile(of, share)).toBeCloseTo(expected, 12);
  });

  it('is unknown without values', () => {
    expect(quantile([], 0.5)).toBeNull();
  });

  it('lies within the values, grows with the share, and knows no order', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (some, one, other) => {
        const at = (p: number) => quantile(some, p) ?? Number.NaN;
        expect(at(one)).toBeGreaterThanOrEqual(Math.min(...some));
        expect(at(one)).toBeLessThanOrEqual(Math.max(...some));
        expect(at(Math.min(one, other))).toBeLessThanOrEqual(at(Math.max(one, other)) + 1e-9);
        expect(quantile(some.toReversed(), one)).toBe(at(one));
      }),
    );
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses a share of %d', (share) => {
    expect(() => quantile([1], share)).toThrow(RangeError);
  });
});

describe('quantileInterval', () => {
  it.each([
    [6, 1, 6],
    [10, 2, 9],
    [15, 4, 12],
    [20, 6, 15],
    [25, 8, 18],
    [50, 18, 33],
    [100, 40, 61],
  ])('of the median of %d: ranks %d and %d (table of the sign test)', (n, low, high) => {
    expect(quantileInterval(upTo(n), 0.5)).toEqual([low, high]);
  });

  it('has no upper limit where even the largest value may be below the quantile', () => {
    // 0.9^28 = 0.052 of all samples of 28 lie below their ninth decile entirely, 0.9^36 = 0.023 of those of 36.
    expect(quantileInterval(upTo(28), 0.9)).toEqual([expect.any(Number), null]);
    expect(quantileInterval(upTo(36), 0.9)).toEqual([expect.any(Number), 36]);
  });

  it('is unknown where the smallest value may be above the quantile', () => {
    expect(quantileInterval(upTo(5), 0.5)).toBeNull();
    expect(quantileInterval([], 0.5)).toBeNull();
  });

  it('contains the quantile and knows no order', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.25, 0.5, 0.9), (some, share) => {
        const interval = quantileInterval(some, share);
        expect(quantileInterval(some.toReversed(), share)).toEqual(interval);
        if (interval === null) return;
        const [low, high] = interval;
        expect(low).toBeLessThanOrEqual(quantile(some, share) ?? Number.NaN);
        expect(high ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(quantile(some, share) ?? Number.NaN);
      }),
    );
  });
});
