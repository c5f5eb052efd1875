import { type Bounded, type Interval, Z_95 } from './interval.ts';
import { riskTable } from './risk-table.ts';

/** How long something was waited for (any unit, >= 0), and whether it came; otherwise it is censored. */
export interface Duration {
  time: number;
  ended: boolean;
}

/** The survival curve from one time with an event until before the next. */
export interface SurvivalStep {
  time: number;
  atRisk: number;
  events: number;
  /** share that lasts longer than `time`, 0..1 */
  survival: number;
  /** of `survival`, by Greenwood's formula */
  standardError: number;
  /** pointwise, log-log, within 0..1; null at a survival of 0, where the transformation does not exist */
  interval: Bounded | null;
}

/** A survival curve; it is 1 before the first step. */
export interface SurvivalCurve {
  n: number;
  censored: number;
  /** at the times with events, ascending */
  steps: readonly SurvivalStep[];
}

/**
 * Product-limit estimate (Kaplan and Meier, "Nonparametric estimation from incomplete observations", 1958) with
 * Greenwood's variance and pointwise intervals of log(-log S), which stay within 0..1 and hold in small samples
 * (Kalbfleisch and Prentice, "The statistical analysis of failure time data", section 1.4).
 * @param z standard normal quantile; 95 % unless told otherwise
 * @throws RangeError for a time that is negative or no number
 */
export function kaplanMeier(durations: readonly Duration[], z = Z_95): SurvivalCurve {
  const rows = riskTable(durations.map(({ time, ended }) => ({ time, cause: ended ? 'end' : null })));
  let survival = 1;
  let greenwood = 0;
  const steps: SurvivalStep[] = [];
  for (const { time, atRisk, eventsAll: events } of rows) {
    if (events === 0) continue;
    const left = atRisk - events;
    survival *= left / atRisk;
    greenwood += events / (atRisk * left);
    // With nobody left the sum is infinite, and the variance of a survival of 0 is 0.
    const standardError = left === 0 ? 0 : survival * Math.sqrt(greenwood);
    const interval = left === 0 ? null : logLog(survival, greenwood, z);
    steps.push({ time, atRisk, events, survival, standardError, interval });
  }
  return { n: durations.length, censored: durations.filter(({ ended }) => !ended).length, steps };
}

function logLog(survival: number, greenwood: number, z: number): Bounded {
  const factor = Math.exp((z * Math.sqrt(greenwood)) / -Math.log(survival));
  return [survival ** factor, survival ** (1 / factor)];
}

/** A quantile of a survival curve. */
export interface SurvivalQuantile {
  /** null: not reached, fewer than this share have ended so far */
  time: number | null;
  /** `high` null: its upper limit is not reached; null: neither is the lower one */
  interval: Interval | null;
}

/** Products of fractions miss one half by their rounding. */
const TIE = 1e-9;

/**
 * The time by which `share` (0..1) have ended, the median unless told otherwise: the first time at which the survival
 * is at most 1 - share; where it is exactly that for a while, the middle of the while, as the median of an even number
 * is. Its interval holds the times at which the pointwise interval holds 1 - share (Brookmeyer and Crowley, "A
 * confidence interval for the median survival time", 1982, with the log-log interval).
 */
export function survivalQuantile({ steps }: SurvivalCurve, share = 0.5): SurvivalQuantile {
  const target = 1 - share;
  const reached = steps.findIndex(({ survival }) => survival <= target + TIE);
  const low = steps.find(({ interval }) => interval !== null && interval[0] <= target);
  const high = steps.find(({ interval }) => interval !== null && interval[1] <= target);
  const first = steps[reached];
  const next = steps[reached + 1];
  const isFlat = first !== undefined && next !== undefined && Math.abs(first.survival - target) <= TIE;
  return {
    time: isFlat ? (first.time + next.time) / 2 : (first?.time ?? null),
    interval: low === undefined ? null : [low.time, high?.time ?? null],
  };
}
