import { bisect, doubled } from './bisect.ts';
import { clopperPearson } from './clopper-pearson.ts';
import { type Bounded, CONFIDENCE, type Interval } from './interval.ts';
import { regularisedGamma, studentQuantile } from './special.ts';

/** The trend of a count compares its last weeks … */
export const RECENT_WEEKS = 4;
/** … with the weeks just before them. */
export const EARLIER_WEEKS = 12;

/** What was counted in one period, and over how much: weeks, people, … in any unit. */
export interface Period {
  count: number;
  exposure: number;
}

/** How the rate of some periods compares with that of others. */
export interface RateRatio {
  /** recent rate over earlier rate; null where nothing was counted earlier */
  ratio: number | null;
  /** null without any event; `high` null where nothing was counted earlier */
  interval: Interval | null;
  /** events of all periods */
  events: number;
  model: 'poisson' | 'negative binomial';
}

/**
 * A variance this improbable of a Poisson process is taken as overdispersed. Lenient, because missing it costs more:
 * simulated intervals that should cover 95 % cover 93 to 98 % like this, and 35 to 86 % by the exact limits alone.
 */
const DISPERSION_LEVEL = 0.2;

/**
 * Rate of the recent periods over that of the earlier ones. The interval is exact for Poisson counts: given all events
 * the recent ones are binomial (Przyborowski and Wilenski, "Homogeneity of results in testing samples from Poisson
 * series", 1940), with Clopper and Pearson's limits. Where the counts vary more than Poisson's within recent and
 * earlier periods (Pearson's chi-square test), the interval is also that of a negative binomial variance
 * `mean + dispersion × mean²` on the log scale, dispersion by moments (Breslow, "Extra-Poisson variation in log-linear
 * models", 1984) and Student's quantile for so few periods; the wider of both limits is given.
 * @throws RangeError for a negative count or exposure, or a count over no exposure
 */
export function rateRatio(
  recent: readonly Period[],
  earlier: readonly Period[],
  confidence = CONFIDENCE,
): RateRatio {
  const [after, before] = [groupOf(recent), groupOf(earlier)];
  const events = after.count + before.count;
  if (events === 0 || after.exposure === 0 || before.exposure === 0) {
    return { ratio: null, interval: null, events, model: 'poisson' };
  }
  const ratio = before.count === 0 ? null : after.count / after.exposure / (before.count / before.exposure);
  const exact = exactInterval(after, before, confidence);
  const dispersion = dispersionOf([after, before]);
  if (dispersion === null) return { ratio, interval: exact, events, model: 'poisson' };
  const interval = wider(exact, logInterval(after, before, dispersion, confidence));
  return { ratio, interval, events, model: 'negative binomial' };
}

/**
 * The last four weeks against the twelve before.
 * @param weeks in order, the newest last; older ones than needed are left out
 * @returns null with fewer than sixteen weeks
 */
export function weeklyTrend(weeks: readonly Period[], confidence = CONFIDENCE): RateRatio | null {
  if (weeks.length < RECENT_WEEKS + EARLIER_WEEKS) return null;
  const earlier = weeks.slice(-RECENT_WEEKS - EARLIER_WEEKS, -RECENT_WEEKS);
  return rateRatio(weeks.slice(-RECENT_WEEKS), earlier, confidence);
}

interface Group {
  periods: readonly Period[];
  count: number;
  exposure: number;
}

function groupOf(periods: readonly Period[]): Group {
  const isSound = ({ count, exposure }: Period) =>
    Number.isInteger(count) &&
    count >= 0 &&
    exposure >= 0 &&
    Number.isFinite(exposure) &&
    (exposure > 0 || count === 0);
  if (!periods.every(isSound)) throw new RangeError('counts over an exposure are needed');
  return {
    periods,
    count: periods.reduce((sum, { count }) => sum + count, 0),
    exposure: periods.reduce((sum, { exposure }) => sum + exposure, 0),
  };
}

function exactInterval(after: Group, before: Group, confidence: number): Interval {
  const [low, high] = clopperPearson(after.count, after.count + before.count, confidence);
  const ratio = (share: number) => (share / (1 - share)) * (before.exposure / after.exposure);
  return [ratio(low), high === 1 ? null : ratio(high)];
}

/** What is counted in each period, and what is expected at the rate of its group; groups and periods of none left out. */
function fitted(groups: readonly Group[]): { count: number; mean: number }[] {
  return groups.flatMap(({ periods, count: all, exposure: over }) =>
    periods
      .map(({ count, exposure }) => ({ count, mean: (all / over) * exposure }))
      .filter(({ mean }) => mean > 0),
  );
}

/** The dispersion under which Pearson's chi-square is its degrees of freedom; null where Poisson explains the counts. */
function dispersionOf(groups: readonly Group[]): number | null {
  const cells = fitted(groups);
  const freedom = cells.length - groups.filter(({ count }) => count > 0).length;
  const chiSquare = (dispersion: number) =>
    cells.reduce((sum, { count, mean }) => sum + (count - mean) ** 2 / (mean + dispersion * mean ** 2), 0);
  if (freedom < 1 || 1 - regularisedGamma(freedom / 2, chiSquare(0) / 2) >= DISPERSION_LEVEL) return null;
  const isReached = (dispersion: number) => chiSquare(dispersion) <= freedom;
  return bisect(isReached, 0, doubled(isReached, 1));
}

/** Half an event stands for none, so that the logarithm exists; the exact limit keeps the side of none open. */
const HALF = 0.5;

/** By the delta method: the logarithms of both rates are about normal, their variances add up. */
function logInterval(after: Group, before: Group, dispersion: number, confidence: number): Bounded {
  const [recent, earlier] = [logRate(after, dispersion), logRate(before, dispersion)];
  const freedom = after.periods.length + before.periods.length - 2;
  const half = studentQuantile(confidence, freedom) * Math.sqrt(recent.variance + earlier.variance);
  const centre = recent.log - earlier.log;
  return [Math.exp(centre - half), Math.exp(centre + half)];
}

function logRate({ count, exposure, periods }: Group, dispersion: number): { log: number; variance: number } {
  const mean = Math.max(count, HALF);
  const means = periods.map((period) => (mean / exposure) * period.exposure);
  const variance = means.reduce((sum, one) => sum + one + dispersion * one ** 2, 0);
  return { log: Math.log(mean / exposure), variance: variance / mean ** 2 };
}

function wider(exact: Interval, other: Bounded): Interval {
  const [low, high] = exact;
  return [Math.min(low, other[0]), high === null ? null : Math.max(high, other[1])];
}
