import { type Bounded, Z_95 } from './interval.ts';

/**
 * Score interval of a proportion (Wilson, "Probable inference, the law of succession, and statistical inference",
 * 1927), without continuity correction: `part` of `whole`, 0 <= part <= whole, whole > 0. Within 0..1, contains
 * part / whole, and has a width at 0 and at 1 too.
 * @param z standard normal quantile; 95 % unless told otherwise
 * @throws RangeError where there is no proportion
 */
export function wilson(part: number, whole: number, z = Z_95): Bounded {
  if (!(whole > 0 && part >= 0 && part <= whole)) throw new RangeError(`no proportion: ${part} of ${whole}`);
  const p = part / whole;
  const square = (z * z) / whole;
  const centre = (p + square / 2) / (1 + square);
  const half = (z * Math.sqrt((p * (1 - p)) / whole + square / whole / 4)) / (1 + square);
  // At the ends the limit is the end itself; rounding must not leave the estimate outside.
  return [Math.max(0, Math.min(p, centre - half)), Math.min(1, Math.max(p, centre + half))];
}
