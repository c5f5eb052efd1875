import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Period,
  type RateRatio,
  rateRatio,
  weeklyTrend,
} from '../../../src/loop/statistics/rate-ratio.ts';

const weeks = (...counts: number[]): Period[] => counts.map((count) => ({ count, exposure: 1 }));
const repeated = (times: number, ...counts: number[]): Period[] =>
  Array.from({ length: times }, () => weeks(...counts)).flat();

describe('rateRatio: exact', () => {
  it('41 in 28,010 against 15 in 19,017 person-years (breast cancer; Stata’s iri: 1.855759, 1.005684 to 3.6093)', () => {
    const found = rateRatio([{ count: 41, exposure: 28010 }], [{ count: 15, exposure: 19017 }]);
    expect(found).toMatchObject({ events: 56, model: 'poisson' });
    expect(found.ratio).toBeCloseTo(1.855759, 6);
    expect(found.interval).toEqual([expect.closeTo(1.005684, 6), expect.closeTo(3.6093, 4)]);
  });

  it('none against five: the upper limit in closed form', () => {
    // None of 5 events is recent: at most p = 1 − 0.025^(1/5) of them; the odds p / (1 − p), times 12 / 4 weeks.
    const p = 1 - 0.025 ** (1 / 5);
    const found = rateRatio([{ count: 0, exposure: 4 }], [{ count: 5, exposure: 12 }]);
    expect(found.ratio).toBe(0);
    expect(found.interval).toEqual([0, expect.closeTo((p / (1 - p)) * 3, 9)]);
  });

  it('five against none: no ratio, and nothing bounds it from above', () => {
    const found = rateRatio([{ count: 5, exposure: 4 }], [{ count: 0, exposure: 12 }]);
    const p = 0.025 ** (1 / 5);
    expect(found).toMatchObject({ ratio: null, events: 5 });
    expect(found.interval).toEqual([expect.closeTo((p / (1 - p)) * 3, 9), null]);
  });

  it.each<[string, Period[], Period[], number]>([
    ['no event at all', weeks(0, 0), weeks(0, 0, 0), 0],
    ['nobody lately', [{ count: 0, exposure: 0 }], weeks(3, 4), 7],
    ['nobody before', weeks(3, 4), [], 7],
  ])('%s: nothing is known', (_name, recent, earlier, events) => {
    expect(rateRatio(recent, earlier)).toEqual({ ratio: null, interval: null, events, model: 'poisson' });
  });

  it.each<[string, Period]>([
    ['a negative count', { count: -1, exposure: 1 }],
    ['a part of an event', { count: 0.5, exposure: 1 }],
    ['a negative exposure', { count: 0, exposure: -1 }],
    ['an endless exposure', { count: 0, exposure: Number.POSITIVE_INFINITY }],
    ['events among nobody', { count: 1, exposure: 0 }],
  ])('refuses %s', (_name, period) => {
    expect(() => rateRatio([period], weeks(1))).toThrow(RangeError);
  });
});

describe('rateRatio: overdispersed', () => {
  it('by hand: every other week none, every other twenty, lately as before', () => {
    /*
     * 16 weeks of mean 10, each 10 away from it; 14 degrees of freedom.
     * Dispersion α: 16 · 10² / (10 + 100 α) = 14, so 1/10 + α = 8/7.
     * Variance of the log ratio: 8/7 · (1/4 + 1/12) = 8/21; Student's quantile 2.144787.
     */
    const found = rateRatio(repeated(2, 0, 20), repeated(6, 0, 20));
    const half = 2.144787 * Math.sqrt(8 / 21);
    expect(found).toMatchObject({ ratio: 1, events: 160, model: 'negative binomial' });
    expect(found.interval).toEqual([expect.closeTo(Math.exp(-half), 5), expect.closeTo(Math.exp(half), 5)]);
  });

  it('says Poisson where the weeks vary no more than that', () => {
    expect(rateRatio(weeks(9, 12, 8, 11), repeated(3, 10, 7, 12, 11)).model).toBe('poisson');
  });

  it('by hand: nothing lately', () => {
    /*
     * Half an event for none. 12 weeks of mean 10, each 10 away; 11 degrees of freedom, the silent weeks give none:
     * 12 · 10² / (10 + 100 α) = 11, so 1/10 + α = 12/11. Variances: recent (1/2 + 4 α / 8²) / (1/2)² = 2 + α / 4,
     * earlier (12/11) / 12 = 1/11. The ratio of the rates is (1/8) / 10.
     */
    const found = rateRatio(repeated(4, 0), repeated(6, 0, 20));
    const half = 2.144787 * Math.sqrt(2 + (12 / 11 - 1 / 10) / 4 + 1 / 11);
    expect(found.interval).toEqual([0, expect.closeTo(Math.exp(half) / 80, 5)]);
  });

  it.each<[RateRatio['model'], number, string]>([
    ['poisson', 3, '10.8, 70 % of Poisson’s vary as much'],
    ['negative binomial', 4, '19.2, 16 % do'],
  ])('is %s where weeks are %d away from a mean of 10: a chi-square of %s', (model, away) => {
    expect(rateRatio(repeated(4, 10), repeated(6, 10 - away, 10 + away)).model).toBe(model);
  });

  it('stays open towards nothing', () => {
    const burst = rateRatio(weeks(0, 40, 0, 30), repeated(12, 0));
    expect(burst).toMatchObject({ ratio: null, model: 'negative binomial' });
    expect(burst.interval?.[1]).toBeNull();
    const silence = rateRatio(repeated(4, 0), repeated(6, 0, 20));
    expect(silence).toMatchObject({ ratio: 0, model: 'negative binomial' });
    expect(silence.interval?.[0]).toBe(0);
  });

  it('measures each week against its own exposure', () => {
    // Ten times the people, ten times the events: nothing is overdispersed per person.
    const grown = (count: number, exposure: number): Period => ({ count, exposure });
    const recent = [grown(10, 1), grown(100, 10), grown(10, 1), grown(100, 10)];
    const earlier = [grown(10, 1), grown(100, 10), grown(10, 1), { count: 0, exposure: 0 }];
    expect(rateRatio(recent, earlier)).toMatchObject({ ratio: 1, model: 'poisson' });
    expect(
      rateRatio(
        recent.map(({ count }) => grown(count, 1)),
        weeks(10, 100, 10),
      ).model,
    ).toBe('negative binomial');
  });
});

describe('weeklyTrend', () => {
  it('takes the last four weeks against the twelve before, and leaves older ones out', () => {
    const sixteen = [...repeated(12, 2), ...repeated(4, 6)];
    expect(weeklyTrend(sixteen)).toEqual(rateRatio(repeated(4, 6), repeated(12, 2)));
    expect(weeklyTrend([...repeated(9, 500), ...sixteen])).toEqual(weeklyTrend(sixteen));
    expect(weeklyTrend(sixteen)?.ratio).toBe(3);
  });

  it('is unknown with fewer than sixteen weeks', () => {
    expect(weeklyTrend(repeated(15, 3))).toBeNull();
  });
});

describe('rateRatio: always', () => {
  const period = fc.record({
    count: fc.integer({ min: 0, max: 60 }),
    exposure: fc.integer({ min: 1, max: 20 }),
  });
  const periods = fc.array(period, { minLength: 1, maxLength: 12 });
  const pooled = (some: readonly Period[]): Period[] => [
    {
      count: some.reduce((sum, { count }) => sum + count, 0),
      exposure: some.reduce((sum, { exposure }) => sum + exposure, 0),
    },
  ];

  it('contains the ratio', () => {
    fc.assert(
      fc.property(periods, periods, (recent, earlier) => {
        const { ratio, interval } = rateRatio(recent, earlier);
        if (ratio === null || interval === null) return;
        expect(interval[0]).toBeLessThanOrEqual(ratio);
        expect(interval[1] ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(ratio);
      }),
    );
  });

  it('is never narrower than the exact interval of the pooled counts', () => {
    fc.assert(
      fc.property(periods, periods, (recent, earlier) => {
        const exact = rateRatio(pooled(recent), pooled(earlier));
        const found = rateRatio(recent, earlier);
        expect(exact.model).toBe('poisson');
        if (exact.interval === null || found.interval === null) {
          expect(found.interval).toBe(exact.interval);
          return;
        }
        expect(found.interval[0]).toBeLessThanOrEqual(exact.interval[0]);
        expect(found.interval[1] ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
          exact.interval[1] ?? Number.POSITIVE_INFINITY,
        );
      }),
    );
  });

  it('is inverted by swapping recent and earlier', () => {
    const some = fc.array(
      fc.record({ count: fc.integer({ min: 1, max: 60 }), exposure: fc.integer({ min: 1, max: 9 }) }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(some, some, (one, other) => {
        const there = rateRatio(one, other);
        const back = rateRatio(other, one);
        expect((there.ratio ?? Number.NaN) * (back.ratio ?? Number.NaN)).toBeCloseTo(1, 9);
        expect((there.interval?.[0] ?? Number.NaN) * (back.interval?.[1] ?? Number.NaN)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('does not depend on the unit of the exposure', () => {
    fc.assert(
      fc.property(periods, periods, fc.constantFrom(7, 24, 1000), (recent, earlier, unit) => {
        const inUnit = (some: Period[]) =>
          some.map(({ count, exposure }) => ({ count, exposure: exposure * unit }));
        const found = rateRatio(recent, earlier);
        const other = rateRatio(inUnit(recent), inUnit(earlier));
        expect(other.model).toBe(found.model);
        if (found.ratio !== null) expect(other.ratio).toBeCloseTo(found.ratio, 9);
        if (found.interval !== null) expect(other.interval?.[0]).toBeCloseTo(found.interval[0], 6);
      }),
    );
  });
});
