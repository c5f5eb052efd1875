import { type Bounded, CONFIDENCE } from './interval.ts';
import { betaQuantile } from './special.ts';

/**
 * Exact interval of a proportion (Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the
 * case of the binomial", 1934): covers at least `confidence`, mostly more. `part` of `whole`, whole numbers.
 * @throws RangeError where there is no proportion
 */
export function clopperPearson(part: number, whole: number, confidence = CONFIDENCE): Bounded {
  if (!(whole > 0 && part >= 0 && part <= whole)) throw new RangeError(`no proportion: ${part} of ${whole}`);
  const tail = (1 - confidence) / 2;
  return [
    part === 0 ? 0 : betaQuantile(tail, part, whole - part + 1),
    part === whole ? 1 : betaQuantile(1 - tail, part + 1, whole - part),
  ];
}
