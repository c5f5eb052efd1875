import { CONFIDENCE, type Interval } from './interval.ts';
import { regularisedBeta } from './special.ts';

/**
 * The value below which `share` (0..1) of the values lie: type 7 of Hyndman and Fan, "Sample quantiles in statistical
 * packages", 1996 (linear between order statistics; what R, NumPy and spreadsheets do by default). Any order; null
 * without values.
 * @throws RangeError for a share outside 0..1
 */
export function quantile(values: readonly number[], share: number): number | null {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`no share: ${share}`);
  const sorted = values.toSorted((one, other) => one - other);
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) return null;
  return below + (at - Math.floor(at)) * (above - below);
}

/**
 * Interval of a quantile from order statistics, true for every distribution (Conover, "Practical nonparametric
 * statistics", section 3.2): the innermost ranks that leave at most half of the error on each side. `high` is null
 * where even the largest value is not surely above the quantile, the whole is null where the smallest is not below it.
 */
export function quantileInterval(
  values: readonly number[],
  share: number,
  confidence = CONFIDENCE,
): Interval | null {
  const tail = (1 - confidence) / 2;
  const sorted = values.toSorted((one, other) => one - other);
  // `below(k)`: probability that at most k of the values lie below the quantile.
  const below = (k: number) => binomialAtMost(k, sorted.length, share);
  // The value of rank k + 1 is above the quantile only if at most k values are below it.
  const low = sorted.findLast((_, k) => below(k) <= tail);
  const high = sorted.find((_, k) => below(k) >= 1 - tail);
  return low === undefined ? null : [low, high ?? null];
}

/** P(X <= k) of a binomial variable, 0 <= k < n. */
function binomialAtMost(k: number, n: number, p: number): number {
  return regularisedBeta(1 - p, n - k, k + 1);
}
