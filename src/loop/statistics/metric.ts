import type { Provenance } from '../vocabulary.ts';
import { cumulativeIncidence } from './aalen-johansen.ts';
import { busFactor } from './bus-factor.ts';
import type { Interval } from './interval.ts';
import { type Duration, kaplanMeier, survivalQuantile } from './kaplan-meier.ts';
import { garwood } from './poisson.ts';
import { quantile, quantileInterval } from './quantile.ts';
import { EARLIER_WEEKS, type Period, RECENT_WEEKS, weeklyTrend } from './rate-ratio.ts';
import type { FollowUp } from './risk-table.ts';
import { wilson } from './wilson.ts';

/** A number that is told, with all that is needed to judge it: every metric has this shape. */
export interface Metric {
  /** null: unknown; `note` says why */
  value: number | null;
  /** how many observations it rests on */
  n: number;
  /** 95 % confidence; null: unknown. Its `high` is null where nothing bounds it from above */
  interval: Interval | null;
  /** of `n`, those whose end is not known yet */
  censored: number;
  /** share of what should have been observed that was, 0..1 */
  coverage: number;
  provenance: Provenance;
  window: Window;
  /** the moment it was computed for */
  asOf: Date;
  note?: string;
}

/** From the one moment until just before the other. */
export interface Window {
  from: Date;
  until: Date;
}

/** What a metric says of itself beside its numbers. */
export type Basis = Pick<Metric, 'coverage' | 'provenance' | 'window' | 'asOf'>;

/** What an estimate gives; what is left out is none. */
export interface Estimate {
  value: number | null;
  n: number;
  interval: Interval | null;
  censored?: number;
  note?: string;
}

/** With fewer observations only their number is told: a headline from four people is an anecdote, and may name them. */
export const OBSERVATIONS_MIN = 5;

export const NO_DATA = 'no data';
export const TOO_FEW = `fewer than ${OBSERVATIONS_MIN}`;
export const NOT_REACHED = 'median not reached';
export const NOT_FOLLOWED = 'not followed for that long yet';
export const NOT_COMPARABLE = 'nothing to compare with';
export const TOO_SHORT = `needs ${RECENT_WEEKS + EARLIER_WEEKS} weeks`;

/**
 * Any estimate as a metric: without observations there is "no data" and never a 0, with fewer than five only `n` is
 * given.
 * @throws RangeError for what can only be a mistake: a value that is no number, a coverage outside 0..1, a window that
 * ends before it begins, more censored than observed
 */
export function metric(estimate: Estimate, basis: Basis): Metric {
  const { value, n, interval, censored = 0, note } = estimate;
  const { coverage, provenance, window, asOf } = basis;
  demand(Number.isInteger(n) && n >= 0, `no number of observations: ${n}`);
  demand(censored >= 0 && censored <= n, `censored: ${censored} of ${n}`);
  demand(value === null || Number.isFinite(value), `no value: ${value}`);
  demand(coverage >= 0 && coverage <= 1, `no coverage: ${coverage}`);
  demand(window.from <= window.until, 'the window ends before it begins');
  const rest = { n, censored, coverage, provenance, window, asOf };
  if (n < OBSERVATIONS_MIN) {
    return { value: null, interval: null, ...rest, note: n === 0 ? NO_DATA : TOO_FEW };
  }
  return { value, interval, ...rest, ...(note === undefined ? {} : { note }) };
}

function demand(holds: boolean, message: string): void {
  if (!holds) throw new RangeError(message);
}

const NOTHING: Estimate = { value: null, n: 0, interval: null };

/** How many there were, with Garwood's interval of how many were to be expected. A count of 0 is "no data". */
export function countMetric(count: number, basis: Basis): Metric {
  return metric({ value: count, n: count, interval: garwood(count) }, basis);
}

/** `count` per unit of `exposure` (weeks, hundreds of people …), with Garwood's interval. No exposure is "no data". */
export function rateMetric(count: number, exposure: number, basis: Basis): Metric {
  if (exposure === 0) return metric(NOTHING, basis);
  const [low, high] = garwood(count);
  return metric({ value: count / exposure, n: count, interval: [low / exposure, high / exposure] }, basis);
}

/** `part` of `whole`, with Wilson's interval. */
export function proportionMetric(part: number, whole: number, basis: Basis): Metric {
  if (whole === 0) return metric(NOTHING, basis);
  return metric({ value: part / whole, n: whole, interval: wilson(part, whole) }, basis);
}

/** Median of durations that count those still waiting (Kaplan-Meier), in their unit; it may not be reached. */
export function medianMetric(durations: readonly Duration[], basis: Basis): Metric {
  const curve = kaplanMeier(durations);
  const { time, interval } = survivalQuantile(curve);
  const { n, censored } = curve;
  return metric(
    { value: time, n, interval, censored, ...(time === null ? { note: NOT_REACHED } : {}) },
    basis,
  );
}

/** Quantile of values that are all complete (durations of runs), in their unit. */
export function quantileMetric(values: readonly number[], share: number, basis: Basis): Metric {
  const interval = quantileInterval(values, share);
  return metric({ value: quantile(values, share), n: values.length, interval }, basis);
}

/** Probability that `cause` happens, and happens first, by the time `at` (Aalen-Johansen). */
export function incidenceMetric<Cause extends string>(
  followUps: readonly FollowUp<Cause>[],
  cause: NoInfer<Cause>,
  at: number,
  basis: Basis,
): Metric {
  const n = followUps.length;
  const found = cumulativeIncidence(followUps, cause, at);
  if (found === null) {
    const censored = followUps.filter((followUp) => followUp.cause === null).length;
    return metric({ value: null, n, interval: null, censored, note: NOT_FOLLOWED }, basis);
  }
  return metric({ value: found.incidence, n, interval: found.interval, censored: found.censored }, basis);
}

/** Rate of the last four weeks over that of the twelve before; `n` counts the events of all sixteen. */
export function trendMetric(weeks: readonly Period[], basis: Basis): Metric {
  const trend = weeklyTrend(weeks);
  if (trend === null) {
    const n = weeks.reduce((sum, { count }) => sum + count, 0);
    return metric({ value: null, n, interval: null, note: TOO_SHORT }, basis);
  }
  const { ratio: value, events: n, interval } = trend;
  return metric({ value, n, interval, ...(value === null ? { note: NOT_COMPARABLE } : {}) }, basis);
}

/** Fewest people who give 51 % of something, from how often each of them gave; `n` counts the gifts. */
export function busFactorMetric(counts: readonly number[], basis: Basis): Metric {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return metric({ value: busFactor(counts), n, interval: null }, basis);
}
