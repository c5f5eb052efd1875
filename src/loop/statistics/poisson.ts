import { type Bounded, CONFIDENCE } from './interval.ts';
import { chiSquareQuantile } from './special.ts';

/**
 * Exact interval of the expected count of which `count` was seen (Garwood, "Fiducial limits for the Poisson
 * distribution", 1936). Divide both limits by the exposure for a rate. Counts with fractional weights are taken by
 * the same chi-square quantiles, which join the exact limits smoothly.
 * @throws RangeError for a negative or infinite count
 */
export function garwood(count: number, confidence = CONFIDENCE): Bounded {
  if (!(count >= 0 && Number.isFinite(count))) throw new RangeError(`no count: ${count}`);
  const tail = (1 - confidence) / 2;
  return [chiSquareQuantile(tail, 2 * count) / 2, chiSquareQuantile(1 - tail, 2 * count + 2) / 2];
}
