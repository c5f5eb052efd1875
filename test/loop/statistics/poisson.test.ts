import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { garwood } from '../../../src/loop/statistics/poisson.ts';

/** P(X <= k) of a Poisson variable, summed term by term. */
function atMost(k: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = 0;
  for (let x = 0; x <= k; x += 1) {
    sum += term;
    term *= mean / (x + 1);
  }
  return sum;
}

describe('garwood', () => {
  it.each([
    [0, 0, 3.69],
    [1, 0.0253, 5.57],
    [2, 0.242, 7.22],
    [3, 0.619, 8.77],
    [4, 1.09, 10.24],
    [5, 1.62, 11.67],
    [10, 4.8, 18.39],
    [20, 12.22, 30.89],
    [50, 37.11, 65.92],
  ])('of %d (Pearson and Hartley, Biometrika Tables for Statisticians, table 40)', (count, low, high) => {
    const [below, above] = garwood(count);
    expect(below).toBeCloseTo(low, 2);
    expect(above).toBeCloseTo(high, 2);
  });

  it('leaves 2.5 % beyond each limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), (count) => {
        const [low, high] = garwood(count);
        expect(1 - atMost(count - 1, low)).toBeCloseTo(0.025, 9);
        expect(atMost(count, high)).toBeCloseTo(0.025, 9);
      }),
    );
  });

  it('contains the count, moves up with it, and widens with confidence; fractional weights too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1200 }), (quarters) => {
        const count = quarters / 4;
        const [low, high] = garwood(count);
        expect(low).toBeLessThanOrEqual(count);
        expect(high).toBeGreaterThan(count);
        expect(garwood(count + 0.25)[0]).toBeGreaterThan(low);
        expect(garwood(count + 0.25)[1]).toBeGreaterThan(high);
        expect(garwood(count, 0.99)[1]).toBeGreaterThan(high);
      }),
    );
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (count) => {
    expect(() => garwood(count)).toThrow(RangeError);
  });
});
