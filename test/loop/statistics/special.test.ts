import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bisect, doubled } from '../../../src/loop/statistics/bisect.ts';
import {
  betaQuantile,
  chiSquareQuantile,
  gammaQuantile,
  logGamma,
  regularisedBeta,
  regularisedGamma,
  studentQuantile,
} from '../../../src/loop/statistics/special.ts';

const shape = fc.double({ min: 0.05, max: 500, noNaN: true });
const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe('bisect', () => {
  it('finds where a condition turns true, to the last bit', () => {
    expect(bisect((x) => x * x >= 2, 0, 2)).toBe(Math.SQRT2);
    expect(bisect((x) => x > 0, -1, 1)).toBeLessThan(1e-50);
  });

  it('doubles until a condition holds', () => {
    expect(doubled((x) => x > 20, 3)).toBe(24);
    expect(doubled(() => true, 3)).toBe(3);
  });
});

describe('logGamma (Abramowitz and Stegun, tables 6.1 and 6.3)', () => {
  it.each([
    [0.25, Math.log(3.6256099082)],
    [0.5, Math.log(Math.PI) / 2],
    [1, 0],
    [1.5, Math.log(0.8862269255)],
    [2, 0],
    [11, Math.log(3628800)],
    [101, 363.73937555556],
  ])('of %d', (x, expected) => {
    expect(logGamma(x)).toBeCloseTo(expected, 9);
  });

  it('grows by log x from x to x + 1', () => {
    fc.assert(
      fc.property(shape, (x) => {
        expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 9);
      }),
    );
  });
});

describe('regularisedGamma', () => {
  it.each([
    ['erf(0.5) (Abramowitz and Stegun, table 7.1)', 0.5, 0.25, 0.5204998778],
    ['erf(1)', 0.5, 1, 0.8427007929],
    ['erf(2)', 0.5, 4, 0.995322265],
    ['1 - exp(-3)', 1, 3, 1 - Math.exp(-3)],
    ['fewer than 3 of a Poisson mean of 2 missing', 3, 2, 1 - 5 * Math.exp(-2)],
    ['nothing below 0', 3, 0, 0],
    ['everything far out', 3, 1000, 1],
  ])('is %s', (_name, a, x, expected) => {
    expect(regularisedGamma(a, x)).toBeCloseTo(expected, 9);
  });

  it('stays near one half at the mean of a large shape: 1/2 + 1/(3 √(2πa))', () => {
    expect(regularisedGamma(1e6, 1e6)).toBeCloseTo(0.5 + 1 / (3 * Math.sqrt(2e6 * Math.PI)), 8);
  });

  it('is undone by its quantile', () => {
    fc.assert(
      fc.property(shape, share, (a, p) => {
        expect(regularisedGamma(a, gammaQuantile(p, a))).toBeCloseTo(p, 9);
      }),
    );
  });
});

describe('regularisedBeta', () => {
  it.each([
    ['x for the uniform distribution', 0.3, 1, 1, 0.3],
    ['1 - (1 - x)^b', 0.2, 1, 5, 1 - 0.8 ** 5],
    ['x^a', 0.7, 4, 1, 0.7 ** 4],
    ['the arcsine law', 0.25, 0.5, 0.5, 1 / 3],
    ['at least 3 heads of 5', 0.5, 3, 3, 0.5],
    ['0 at 0', 0, 2, 3, 0],
    ['1 at 1', 1, 2, 3, 1],
  ])('is %s', (_name, x, a, b, expected) => {
    expect(regularisedBeta(x, a, b)).toBeCloseTo(expected, 12);
  });

  it('is mirrored by swapping its parameters', () => {
    fc.assert(
      fc.property(shape, shape, share, (a, b, x) => {
        expect(regularisedBeta(x, a, b)).toBeCloseTo(1 - regularisedBeta(1 - x, b, a), 9);
      }),
    );
  });

  it('is undone by its quantile', () => {
    // Above some tens a shape below 1 puts the quantile next to 1, where doubles are too coarse to come back.
    const tame = fc.double({ min: 0.5, max: 100, noNaN: true });
    fc.assert(
      fc.property(tame, tame, fc.double({ min: 0.001, max: 0.95, noNaN: true }), (a, b, p) => {
        expect(regularisedBeta(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 8);
      }),
    );
  });
});

describe('quantiles', () => {
  it.each([
    [0.95, 1, 3.84146],
    [0.025, 10, 3.24697],
    [0.975, 10, 20.4831],
    [0.95, 14, 23.6848],
    [0.975, 100, 129.561],
    [0.975, 0, 0],
    [0, 4, 0],
  ])(
    'chi-square, %d with %d degrees of freedom (Abramowitz and Stegun, table 26.8)',
    (p, degrees, expected) => {
      expect(chiSquareQuantile(p, degrees)).toBeCloseTo(expected, 3);
    },
  );

  it.each([
    [1, 12.706],
    [2, 4.303],
    [5, 2.571],
    [14, 2.145],
    [100, 1.984],
  ])('Student, 95 %% with %d degrees of freedom (Fisher’s table)', (degrees, expected) => {
    expect(studentQuantile(0.95, degrees)).toBeCloseTo(expected, 3);
  });

  it('beta, at the ends', () => {
    expect(betaQuantile(0, 2, 3)).toBe(0);
    expect(betaQuantile(1, 2, 3)).toBeCloseTo(1, 4);
  });
});

describe('what they are not defined for', () => {
  it.each([
    ['logGamma', () => logGamma(0)],
    ['regularisedGamma', () => regularisedGamma(0, 1)],
    ['regularisedGamma', () => regularisedGamma(1, -1)],
    ['regularisedBeta', () => regularisedBeta(1.1, 1, 1)],
    ['regularisedBeta', () => regularisedBeta(0.5, 0, 1)],
    ['gammaQuantile', () => gammaQuantile(1, 1)],
    ['betaQuantile', () => betaQuantile(Number.NaN, 1, 1)],
  ])('%s refuses', (_name, call) => {
    expect(call).toThrow(RangeError);
  });
});
