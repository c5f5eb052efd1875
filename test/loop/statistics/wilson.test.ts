import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/loop/statistics/wilson.ts';
import { proportion } from './proportions.ts';

describe('wilson', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d (Newcombe, Statistics in Medicine 17, 1998, table I, method 3)', (part, whole, low, high) => {
    const [below, above] = wilson(part, whole);
    expect(below).toBeCloseTo(low, 4);
    expect(above).toBeCloseTo(high, 4);
  });

  it('is exactly 0 and 1 at the ends', () => {
    expect(wilson(0, 7)[0]).toBe(0);
    expect(wilson(7, 7)[1]).toBe(1);
  });

  it('lies within 0..1 and contains the proportion', () => {
    fc.assert(
      fc.property(proportion, ([part, whole]) => {
        const [low, high] = wilson(part, whole);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(part / whole);
        expect(high).toBeGreaterThanOrEqual(part / whole);
        expect(high).toBeLessThanOrEqual(1);
        expect(high - low).toBeGreaterThan(0);
      }),
    );
  });

  it('is mirrored for the others', () => {
    fc.assert(
      fc.property(proportion, ([part, whole]) => {
        const [low, high] = wilson(part, whole);
        const [otherLow, otherHigh] = wilson(whole - part, whole);
        expect(otherLow).toBeCloseTo(1 - high, 12);
        expect(otherHigh).toBeCloseTo(1 - low, 12);
      }),
    );
  });

  it('solves its equation: at each limit the proportion is z standard errors away', () => {
    fc.assert(
      fc.property(proportion, fc.double({ min: 0.5, max: 4, noNaN: true }), ([part, whole], z) => {
        for (const limit of wilson(part, whole, z)) {
          const distance = (part / whole - limit) ** 2;
          expect(distance).toBeCloseTo((z * z * limit * (1 - limit)) / whole, 10);
        }
      }),
    );
  });

  it('is wider with more confidence, narrower with more data', () => {
    fc.assert(
      fc.property(proportion, ([part, whole]) => {
        const width = ([low, high]: readonly [number, number]) => high - low;
        expect(width(wilson(part, whole, 2.576))).toBeGreaterThan(width(wilson(part, whole)));
        expect(width(wilson(part * 4, whole * 4))).toBeLessThan(width(wilson(part, whole)));
      }),
    );
  });

  it.each([
    [0, 0],
    [-1, 3],
    [4, 3],
    [Number.NaN, 3],
  ])('refuses %d of %d', (part, whole) => {
    expect(() => wilson(part, whole)).toThrow(RangeError);
  });
});
