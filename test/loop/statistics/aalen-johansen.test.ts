import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cumulativeIncidence } from '../../../src/loop/statistics/aalen-johansen.ts';
import { kaplanMeier } from '../../../src/loop/statistics/kaplan-meier.ts';
import type { FollowUp } from '../../../src/loop/statistics/risk-table.ts';
import { wilson } from '../../../src/loop/statistics/wilson.ts';
import { completeFollowUps, durations, someFollowUps, type Who } from './follow-ups.ts';

const of = (printed: string, who: Who): FollowUp<Who>[] =>
  durations(printed).map(({ time, ended }) => ({ time, cause: ended ? who : null }));

/**
 * Death of breast cancer against death of other causes (Satagopan et al., "A note on competing risks in survival data
 * analysis", British Journal of Cancer 91, 2004, table 2): 305 women, of whom the first nine are printed and the others
 * were followed for longer.
 */
type Death = 'cancer' | 'other';
const WOMEN: FollowUp<Death>[] = [
  { time: 7, cause: null },
  { time: 10, cause: 'cancer' },
  { time: 14, cause: null },
  { time: 16, cause: 'cancer' },
  { time: 18, cause: 'other' },
  { time: 23, cause: 'cancer' },
  { time: 24, cause: null },
  { time: 26, cause: 'other' },
  { time: 27, cause: 'cancer' },
  ...Array.from({ length: 296 }, () => ({ time: 60, cause: null })),
];

describe('cumulativeIncidence: worked examples', () => {
  it('adds 0.3 % at each death of breast cancer (Satagopan et al., table 2, step 2)', () => {
    const at = (time: number) => cumulativeIncidence(WOMEN, 'cancer', time)?.incidence ?? Number.NaN;
    const added = [at(10), at(16) - at(10), at(23) - at(16), at(27) - at(23)];
    expect(added.map((share) => (100 * share).toFixed(1))).toEqual(['0.3', '0.3', '0.3', '0.3']);
    // S(16−) = 303/304 and S(23−) / 300 = S(16−) / 302; before 27 two more leave: S(27−) / 297 = S(16−) / 302 · 299/298.
    expect(at(27)).toBeCloseTo(1 / 304 + (303 / 304 / 302) * (2 + 299 / 298), 12);
  });

  it('leaves the survival of the same table', () => {
    const survival = [10, 16, 18, 23, 26, 27].map((time) => {
      const both = (['cancer', 'other'] as const).map((cause) => cumulativeIncidence(WOMEN, cause, time));
      return (100 * both.reduce((rest, one) => rest - (one?.incidence ?? Number.NaN), 1)).toFixed(1);
    });
    expect(survival).toEqual(['99.7', '99.3', '99.0', '98.7', '98.3', '98.0']);
  });

  /*
   * Four threads: staff after 1 h, one unanswered so far at 2 h, community after 3 h, staff after 4 h.
   *
   *   t  at risk  event      survival before  staff F           community F   survival
   *   1  4        staff      1                1 · 1/4 = 1/4     0             3/4
   *   3  2        community  3/4              1/4               3/4 · 1/2 = 3/8   3/8
   *   4  1        staff      3/8              1/4 + 3/8 = 5/8   3/8           0
   *
   * Variance of staff at 3 h: own hazard at 1 h, 1² · 1 · 3 / 4³ = 3/64, and nothing follows: 3/64.
   * At 4 h, 3/8 follow 1 h and 3 h:
   *   1 h: (3/8)² · 1 / (4 · 3) + 3/64 − 2 · 3/8 · 1 / 4² = 3/256 + 3/64 − 3/64 = 3/256
   *   3 h: (3/8)² · 1 / (2 · 1)                                              = 18/256
   *   4 h: the last one leaves nothing to vary                               = 0
   * Community at 4 h: 1 h: (3/8)² / 12 = 3/256; 3 h: (3/4)² · 1 · 1 / 2³ = 18/256. The same: together they are 1.
   */
  const four = [...of('1 2* 4', 'staff'), ...of('3', 'community')];

  it.each<[Who, number, number, number, number]>([
    ['staff', 1, 1 / 4, 3 / 64, 0],
    ['staff', 3, 1 / 4, 3 / 64, 1],
    ['staff', 4, 5 / 8, 21 / 256, 1],
    ['community', 3, 3 / 8, 21 / 256, 1],
    ['community', 4, 3 / 8, 21 / 256, 1],
  ])('by hand: %s within %d h', (who, at, incidence, variance, censored) => {
    expect(cumulativeIncidence(four, who, at)).toMatchObject({
      incidence: expect.closeTo(incidence, 12),
      standardError: expect.closeTo(Math.sqrt(variance), 12),
      censored,
    });
  });

  it('has limits of log(-log(1 - F)): for 1/4 ± 3/64', () => {
    // σ = √(3/64) / (3/4 · −log 3/4) = 1.00346; (3/4)^exp(±1.96 σ) = 0.1279 and 0.9605.
    expect(cumulativeIncidence(four, 'staff', 1)?.interval).toEqual([
      expect.closeTo(1 - 0.9605, 4),
      expect.closeTo(1 - 0.1279, 4),
    ]);
  });
});

describe('cumulativeIncidence: what cannot be known', () => {
  const waiting = [...of('1 3', 'staff'), ...of('5*', 'community')];

  it.each<[string, FollowUp<Who>[], number]>([
    ['nobody was followed', [], 1],
    ['not that long, and one is still waiting', waiting, 6],
  ])('%s', (_name, some, at) => {
    expect(cumulativeIncidence(some, 'staff', at)).toBeNull();
  });

  it('knows it until the last is lost from sight, and for ever when all have ended', () => {
    expect(cumulativeIncidence(waiting, 'staff', 5)?.incidence).toBeCloseTo(2 / 3, 12);
    expect(cumulativeIncidence(of('1 3', 'staff'), 'staff', 99)?.incidence).toBe(1);
  });

  it('at 0 and 1 gives the Wilson interval of those whose end is known', () => {
    const some = [...of('1 1* 2* 3 9*', 'staff')];
    // By 2 h one of four is lost: at 1 h; who is censored at 2 h was still waiting then.
    expect(cumulativeIncidence(some, 'community', 2)).toEqual({
      incidence: 0,
      standardError: 0,
      interval: wilson(0, 4),
      censored: 1,
    });
    expect(cumulativeIncidence(of('1 1* 4', 'staff'), 'staff', 4)).toEqual({
      incidence: 1,
      standardError: 0,
      interval: wilson(2, 2),
      censored: 1,
    });
  });

  it('refuses a time that is none', () => {
    expect(() => cumulativeIncidence([{ time: -1, cause: 'staff' }], 'staff', 1)).toThrow(RangeError);
  });
});

const time = fc.integer({ min: 0, max: 15 });

describe('cumulativeIncidence: always', () => {
  it('adds up over the causes to what does not survive', () => {
    fc.assert(
      fc.property(someFollowUps, time, (some, at) => {
        const staff = cumulativeIncidence(some, 'staff', at);
        const community = cumulativeIncidence(some, 'community', at);
        if (staff === null || community === null) {
          expect(staff).toEqual(community);
          return;
        }
        const curve = kaplanMeier(some.map((one) => ({ time: one.time, ended: one.cause !== null })));
        const survival = curve.steps.findLast((step) => step.time <= at)?.survival ?? 1;
        expect(staff.incidence + community.incidence).toBeCloseTo(1 - survival, 10);
      }),
    );
  });

  it('is the plain share with the binomial error where nothing is censored', () => {
    fc.assert(
      fc.property(completeFollowUps, time, (some, at) => {
        const share = some.filter((one) => one.cause === 'staff' && one.time <= at).length / some.length;
        const found = cumulativeIncidence(some, 'staff', at);
        expect(found?.incidence).toBeCloseTo(share, 10);
        expect(found?.standardError).toBeCloseTo(Math.sqrt((share * (1 - share)) / some.length), 7);
      }),
    );
  });

  it('is Kaplan-Meier, its error and its limits where nothing competes', () => {
    fc.assert(
      fc.property(someFollowUps, time, (mixed, at) => {
        const some = mixed.map((one) => (one.cause === 'community' ? { ...one, cause: null } : one));
        const found = cumulativeIncidence(some, 'staff', at);
        const curve = kaplanMeier(some.map((one) => ({ time: one.time, ended: one.cause !== null })));
        const step = curve.steps.findLast((one) => one.time <= at);
        if (found === null || step === undefined) return;
        expect(found.incidence).toBeCloseTo(1 - step.survival, 10);
        expect(found.standardError).toBeCloseTo(step.standardError, 7);
        if (step.interval === null) return;
        expect(found.interval[0]).toBeCloseTo(1 - step.interval[1], 6);
        expect(found.interval[1]).toBeCloseTo(1 - step.interval[0], 6);
      }),
    );
  });

  it('lies within its interval within 0..1, and never falls with time', () => {
    fc.assert(
      fc.property(someFollowUps, time, time, (some, one, other) => {
        const sooner = cumulativeIncidence(some, 'staff', Math.min(one, other));
        const later = cumulativeIncidence(some, 'staff', Math.max(one, other));
        for (const found of [sooner, later]) {
          if (found === null) continue;
          expect(found.interval[0]).toBeGreaterThanOrEqual(0);
          expect(found.interval[0]).toBeLessThanOrEqual(found.incidence);
          expect(found.interval[1]).toBeGreaterThanOrEqual(found.incidence);
          expect(found.interval[1]).toBeLessThanOrEqual(1);
        }
        if (later !== null) expect(sooner?.incidence).toBeLessThanOrEqual(later.incidence + 1e-12);
      }),
    );
  });

  it('knows no order', () => {
    fc.assert(
      fc.property(someFollowUps, time, (some, at) => {
        expect(cumulativeIncidence(some.toReversed(), 'staff', at)).toEqual(
          cumulativeIncidence(some, 'staff', at),
        );
      }),
    );
  });
});
