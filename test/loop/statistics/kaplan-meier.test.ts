import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier, survivalQuantile } from '../../../src/loop/statistics/kaplan-meier.ts';
import { quantile } from '../../../src/loop/statistics/quantile.ts';
import { durations, someDurations } from './follow-ups.ts';

/** Weeks of remission of 42 children (Freireich et al., Blood 21, 1963; Gehan, Biometrika 52, 1965). */
const MERCAPTOPURINE = durations('6* 6 6 6 7 9* 10* 10 11* 13 16 17* 19* 20* 22 23 25* 32* 32* 34* 35*');
const PLACEBO = durations('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');

/** Weeks until an intra-uterine device was given up (Collett, Modelling Survival Data in Medical Research, example 1.1). */
const DEVICE = durations('10 13* 18* 19 23* 30 36 38* 54* 56* 59 75 93 97 104* 107 107* 107*');

describe('kaplanMeier: remissions under 6-MP (Freireich; as SAS LIFETEST and R survfit print them)', () => {
  const curve = kaplanMeier(MERCAPTOPURINE);

  it.each([
    [6, 21, 3, 0.857, 0.0764],
    [7, 17, 1, 0.807, 0.0869],
    [10, 15, 1, 0.753, 0.0963],
    [13, 12, 1, 0.69, 0.1068],
    [16, 11, 1, 0.627, 0.1141],
    [22, 7, 1, 0.538, 0.1282],
    [23, 6, 1, 0.448, 0.1346],
  ])('week %d', (time, atRisk, events, survival, standardError) => {
    const step = curve.steps.find((one) => one.time === time);
    expect(step).toMatchObject({ atRisk, events });
    expect(step?.survival).toBeCloseTo(survival, 3);
    expect(step?.standardError).toBeCloseTo(standardError, 4);
  });

  it('has seven steps, twelve censored, and log-log limits', () => {
    expect(curve).toMatchObject({ n: 21, censored: 12 });
    expect(curve.steps).toHaveLength(7);
    expect(curve.steps[0]?.interval).toEqual([expect.closeTo(0.6197, 4), expect.closeTo(0.9516, 4)]);
  });

  it('has a median of 23 weeks, from 13 to not reached (log-log)', () => {
    expect(survivalQuantile(curve)).toEqual({ time: 23, interval: [13, null] });
  });

  it('does not reach its third quartile', () => {
    expect(survivalQuantile(curve, 0.75)).toEqual({ time: null, interval: [23, null] });
  });
});

describe('kaplanMeier: other known curves', () => {
  it('placebo: median of 8 weeks, 4 to 11; quartiles of 4 and 12 (Freireich; SAS LIFETEST, log-log)', () => {
    const curve = kaplanMeier(PLACEBO);
    expect(survivalQuantile(curve)).toEqual({ time: 8, interval: [4, 11] });
    expect(survivalQuantile(curve, 0.25).time).toBe(4);
    expect(survivalQuantile(curve, 0.75).time).toBe(12);
  });

  it('devices given up (Collett, tables 2.2 and 2.3)', () => {
    const { steps } = kaplanMeier(DEVICE);
    expect(steps.map(({ time }) => time)).toEqual([10, 19, 30, 36, 59, 75, 93, 97, 107]);
    expect(steps.map(({ survival }) => survival.toFixed(4))).toEqual(
      '0.9444 0.8815 0.8137 0.7459 0.6526 0.5594 0.4662 0.3729 0.2486'.split(' '),
    );
    expect(steps.map(({ standardError }) => standardError.toFixed(4))).toEqual(
      '0.0540 0.0790 0.0978 0.1107 0.1303 0.1412 0.1452 0.1430 0.1392'.split(' '),
    );
    expect(survivalQuantile(kaplanMeier(DEVICE)).time).toBe(93);
  });
});

describe('survivalQuantile', () => {
  it.each([
    ['nobody', [], { time: null, interval: null }],
    ['nobody ended yet', durations('3* 5* 8* 9* 12*'), { time: null, interval: null }],
    ['one event: no band, so no interval', durations('3'), { time: 3, interval: null }],
    ['an even number: the middle, as medians are', durations('1 2 4 8'), { time: 3, interval: [1, null] }],
    ['one half until the last who is censored', durations('1 2 8* 9*'), { time: 2, interval: [1, null] }],
    ['few of many', durations(`1${' 20*'.repeat(20)}`), { time: null, interval: null }],
  ])('%s', (_name, some, expected) => {
    expect(survivalQuantile(kaplanMeier(some))).toEqual(expected);
  });

  it('finds one half whatever the order of the products', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (half) => {
        const even = Array.from({ length: 2 * half }, (_, at) => ({ time: at, ended: true }));
        expect(survivalQuantile(kaplanMeier(even)).time).toBe(half - 0.5);
      }),
    );
  });

  it('is the median of complete durations, and lies in its interval', () => {
    fc.assert(
      fc.property(someDurations, (some) => {
        const complete = some.map(({ time }) => ({ time, ended: true }));
        const { time, interval } = survivalQuantile(kaplanMeier(complete));
        expect(time).toBeCloseTo(
          quantile(
            complete.map((one) => one.time),
            0.5,
          ) ?? Number.NaN,
          9,
        );
        if (interval === null || time === null) return;
        expect(interval[0]).toBeLessThanOrEqual(time);
        expect(interval[1] ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(time);
      }),
    );
  });
});

describe('kaplanMeier: always', () => {
  it('falls from step to step within 0..1, and its interval contains it', () => {
    fc.assert(
      fc.property(someDurations, (some) => {
        let before = 1;
        for (const { survival, interval, standardError } of kaplanMeier(some).steps) {
          expect(survival).toBeLessThan(before);
          expect(survival).toBeGreaterThanOrEqual(0);
          expect(standardError).toBeGreaterThanOrEqual(0);
          expect(interval === null).toBe(survival === 0);
          const [low, high] = interval ?? [0, 0];
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(survival);
          expect(high).toBeGreaterThanOrEqual(survival);
          expect(high).toBeLessThanOrEqual(1);
          before = survival;
        }
      }),
    );
  });

  it('is the share that lasts longer, with the binomial error, where nothing is censored', () => {
    fc.assert(
      fc.property(someDurations, (some) => {
        const complete = some.map(({ time }) => ({ time, ended: true }));
        for (const { time, survival, standardError } of kaplanMeier(complete).steps) {
          const share = complete.filter((one) => one.time > time).length / complete.length;
          expect(survival).toBeCloseTo(share, 12);
          expect(standardError).toBeCloseTo(Math.sqrt((share * (1 - share)) / complete.length), 12);
        }
      }),
    );
  });

  it('never falls for an end that is not seen', () => {
    fc.assert(
      fc.property(someDurations, fc.integer({ min: 0, max: 15 }), (some, at) => {
        const survival = (of: typeof some) =>
          kaplanMeier(of).steps.findLast(({ time }) => time <= at)?.survival ?? 1;
        const complete = some.map(({ time }) => ({ time, ended: true }));
        expect(survival(some)).toBeGreaterThanOrEqual(survival(complete) - 1e-12);
      }),
    );
  });

  it('knows no order', () => {
    fc.assert(
      fc.property(someDurations, (some) => {
        expect(kaplanMeier(some.toReversed())).toEqual(kaplanMeier(some));
      }),
    );
  });

  it('has wider limits with a larger z', () => {
    const [usual] = kaplanMeier(DEVICE).steps;
    const [wide] = kaplanMeier(DEVICE, 2.576).steps;
    expect(wide?.interval?.[0]).toBeLessThan(usual?.interval?.[0] ?? 0);
    expect(wide?.interval?.[1]).toBeGreaterThan(usual?.interval?.[1] ?? 1);
  });
});
