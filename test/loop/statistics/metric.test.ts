import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Basis,
  busFactorMetric,
  countMetric,
  incidenceMetric,
  type Metric,
  medianMetric,
  metric,
  NO_DATA,
  NOT_COMPARABLE,
  NOT_FOLLOWED,
  NOT_REACHED,
  proportionMetric,
  quantileMetric,
  rateMetric,
  TOO_FEW,
  TOO_SHORT,
  trendMetric,
} from '../../../src/loop/statistics/metric.ts';
import { completeFollowUps, durations, someDurations, someFollowUps } from './follow-ups.ts';

const BASIS: Basis = {
  coverage: 0.8,
  provenance: 'inferred',
  window: { from: new Date('2026-03-02T00:00:00Z'), until: new Date('2026-03-30T00:00:00Z') },
  asOf: new Date('2026-03-30T07:00:00Z'),
};

const weeks = (count: number, times: number) => Array.from({ length: times }, () => ({ count, exposure: 1 }));
const replies = (printed: string, cause: 'staff' | 'community') =>
  durations(printed).map(({ time, ended }) => ({ time, cause: ended ? cause : null }));

const limits = (low: number, high: number) => [expect.closeTo(low, 4), expect.closeTo(high, 4)];

describe('metric', () => {
  it('has one shape', () => {
    expect(metric({ value: 0.5, n: 8, interval: [0.2, 0.8], censored: 2, note: 'why' }, BASIS)).toEqual({
      value: 0.5,
      n: 8,
      interval: [0.2, 0.8],
      censored: 2,
      coverage: 0.8,
      provenance: 'inferred',
      window: BASIS.window,
      asOf: BASIS.asOf,
      note: 'why',
    });
    expect(metric({ value: 0.5, n: 8, interval: null }, BASIS)).not.toHaveProperty('note');
    expect(metric({ value: 0.5, n: 8, interval: null }, BASIS).censored).toBe(0);
  });

  it.each([
    [0, NO_DATA],
    [1, TOO_FEW],
    [4, TOO_FEW],
  ])('with %d observations gives n only', (n, note) => {
    const found = metric({ value: 3, n, interval: [1, 4], note: 'anything' }, BASIS);
    expect(found).toMatchObject({ value: null, interval: null, n, note });
  });

  it.each<[string, Parameters<typeof metric>]>([
    ['half an observation', [{ value: 1, n: 5.5, interval: null }, BASIS]],
    ['a negative number of them', [{ value: 1, n: -1, interval: null }, BASIS]],
    ['more censored than observed', [{ value: 1, n: 5, interval: null, censored: 6 }, BASIS]],
    ['a value that is no number', [{ value: Number.NaN, n: 5, interval: null }, BASIS]],
    [
      'a coverage above 1',
      [
        { value: 1, n: 5, interval: null },
        { ...BASIS, coverage: 1.1 },
      ],
    ],
    [
      'a window that ends before it begins',
      [
        { value: 1, n: 5, interval: null },
        { ...BASIS, window: { from: BASIS.asOf, until: BASIS.window.from } },
      ],
    ],
  ])('refuses %s', (_name, [estimate, basis]) => {
    expect(() => metric(estimate, basis)).toThrow(RangeError);
  });
});

describe('metrics of each kind', () => {
  it.each<[string, Metric, Partial<Metric>]>([
    [
      'count',
      countMetric(10, BASIS),
      { value: 10, n: 10, interval: limits(4.7954, 18.3904) as [number, number] },
    ],
    [
      'rate',
      rateMetric(10, 4, BASIS),
      { value: 2.5, n: 10, interval: limits(1.1988, 4.5976) as [number, number] },
    ],
    [
      'proportion',
      proportionMetric(0, 20, BASIS),
      { value: 0, n: 20, interval: limits(0, 0.1611) as [number, number] },
    ],
    [
      'median',
      medianMetric(durations('1 2 3 4 5 6 7 8 9 10 11* 12*'), BASIS),
      { value: 6.5, n: 12, censored: 2, interval: [2, 10] },
    ],
    [
      'median not reached',
      medianMetric(durations('1 2 9* 9* 9* 9*'), BASIS),
      { value: null, n: 6, censored: 4, note: NOT_REACHED },
    ],
    ['quantile', quantileMetric([1, 2, 3, 4, 5, 6], 0.5, BASIS), { value: 3.5, n: 6, interval: [1, 6] }],
    [
      'incidence',
      incidenceMetric(
        [...replies('1 2 9*', 'staff'), ...replies('3 9 9', 'community')],
        'community',
        3,
        BASIS,
      ),
      { value: expect.closeTo(1 / 6, 12), n: 6, censored: 0 },
    ],
    [
      'incidence of a time not reached',
      incidenceMetric(replies('1 2 2* 2* 9*', 'staff'), 'staff', 24, BASIS),
      { value: null, interval: null, n: 5, censored: 3, note: NOT_FOLLOWED },
    ],
    ['trend', trendMetric([...weeks(2, 12), ...weeks(6, 4)], BASIS), { value: 3, n: 48 }],
    [
      'trend from nothing',
      trendMetric([...weeks(0, 12), ...weeks(6, 4)], BASIS),
      { value: null, note: NOT_COMPARABLE },
    ],
    ['trend of a young project', trendMetric(weeks(2, 10), BASIS), { value: null, n: 20, note: TOO_SHORT }],
    ['bus factor', busFactorMetric([10, 5, 5], BASIS), { value: 2, n: 20, interval: null }],
  ])('%s', (_name, found, expected) => {
    expect(found).toMatchObject(expected);
  });

  it.each<[string, Metric]>([
    ['count', countMetric(0, BASIS)],
    ['rate', rateMetric(0, 3, BASIS)],
    ['rate over nothing', rateMetric(0, 0, BASIS)],
    ['proportion', proportionMetric(0, 0, BASIS)],
    ['median', medianMetric([], BASIS)],
    ['quantile', quantileMetric([], 0.9, BASIS)],
    ['incidence', incidenceMetric<'staff'>([], 'staff', 24, BASIS)],
    ['trend', trendMetric([], BASIS)],
    ['bus factor', busFactorMetric([], BASIS)],
  ])('no data, never 0: %s', (_name, found) => {
    expect(found).toMatchObject({ value: null, interval: null, n: 0, note: NO_DATA });
  });
});

describe('metrics: always', () => {
  const isHonest = ({ value, n, interval, censored, note }: Metric) => {
    if (n < 5) expect([value, interval]).toEqual([null, null]);
    if (value === null) expect(note).toBeTypeOf('string');
    if (value !== null && interval !== null) {
      expect(interval[0]).toBeLessThanOrEqual(value);
      expect(interval[1] ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(value);
    }
    expect(censored).toBeLessThanOrEqual(n);
  };

  it('give no headline below five, say why they know nothing, and lie in their interval', () => {
    const at = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(someDurations, someFollowUps, completeFollowUps, at, (some, mixed, complete, time) => {
        isHonest(medianMetric(some, BASIS));
        isHonest(incidenceMetric(mixed, 'community', time, BASIS));
        isHonest(incidenceMetric(complete, 'community', time, BASIS));
        isHonest(countMetric(some.length, BASIS));
        isHonest(proportionMetric(some.filter(({ ended }) => ended).length, some.length, BASIS));
        isHonest(
          quantileMetric(
            some.map((one) => one.time),
            0.9,
            BASIS,
          ),
        );
        isHonest(
          trendMetric(
            some.map((one) => ({ count: one.time, exposure: 1 })),
            BASIS,
          ),
        );
      }),
    );
  });
});
