import { bisect, doubled } from './bisect.ts';

/**
 * The few special functions that exact intervals need. Errors are at most about 1e-11 for parameters up to some
 * thousands and grow with them, by the cancellation in the exponent.
 */

/** Lanczos, "A precision approximation of the gamma function", 1964; g = 7, nine terms (Godfrey's coefficients). */
const LANCZOS_G = 7;
const LANCZOS_FIRST = 0.9999999999998099;
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Stop when a term changes nothing any more; a few times the distance of doubles at 1, which rounding cannot get below. */
const EPSILON = 1e-15;
/** Terms of a series or fraction; they grow with the root of the parameters, so this is enough up to about 1e8. */
const TERMS_MAX = 100_000;
/** Lentz's method replaces a vanishing denominator by this. */
const TINY = 1e-300;

/** Logarithm of the gamma function for x > 0. */
export function logGamma(x: number): number {
  demand(x > 0, 'logGamma needs x > 0');
  // By Γ(x) = Γ(x + 1) / x the approximation is only used from 1 on, where it is good.
  const base = x + LANCZOS_G + 0.5;
  const sum = LANCZOS.reduce((total, term, at) => total + term / (x + at + 1), LANCZOS_FIRST);
  return (x + 0.5) * Math.log(base) - base + Math.log((Math.sqrt(2 * Math.PI) * sum) / x);
}

/**
 * P(a, x), the regularised lower incomplete gamma function for a > 0, x >= 0: the share of a gamma distribution of
 * shape `a` up to `x`. Series below the mean, continued fraction above (Press et al., Numerical Recipes, 6.2).
 */
export function regularisedGamma(a: number, x: number): number {
  demand(a > 0 && x >= 0, 'regularisedGamma needs a > 0 and x >= 0');
  if (x === 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? front * gammaSeries(a, x) : 1 - front * gammaFraction(a, x);
}

function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let at = 1; at < TERMS_MAX && term > sum * EPSILON; at += 1) {
    term *= x / (a + at);
    sum += term;
  }
  return sum;
}

function gammaFraction(a: number, x: number): number {
  return lentz(
    (at) => (at === 1 ? 1 : (at - 1) * (a - (at - 1))),
    (at) => x + 2 * at - 1 - a,
  );
}

/**
 * I_x(a, b), the regularised incomplete beta function for a, b > 0, 0 <= x <= 1: the share of a beta distribution up
 * to `x` (Press et al., Numerical Recipes, 6.4).
 */
export function regularisedBeta(x: number, a: number, b: number): number {
  demand(a > 0 && b > 0 && x >= 0 && x <= 1, 'regularisedBeta needs a, b > 0 and 0 <= x <= 1');
  if (x === 0 || x === 1) return x;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // The fraction converges fast below the mean only; above it the mirrored one does.
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  const numerator = (at: number): number => {
    if (at === 1) return 1;
    const step = at - 1;
    const m = Math.floor(step / 2);
    return step % 2 === 0
      ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
      : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
  };
  return lentz(numerator, () => 1);
}

/** `a1 / (b1 + a2 / (b2 + …))` by the modified method of Lentz (Thompson and Barnett, 1986). */
function lentz(a: (at: number) => number, b: (at: number) => number): number {
  let value = TINY;
  let c = value;
  let d = 0;
  for (let at = 1; at < TERMS_MAX; at += 1) {
    d = 1 / awayFromZero(b(at) + a(at) * d);
    c = awayFromZero(b(at) + a(at) / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < EPSILON) break;
  }
  return value;
}

function awayFromZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}

/** The x with P(a, x) = p, for a > 0 and 0 <= p < 1. */
export function gammaQuantile(p: number, a: number): number {
  demand(p >= 0 && p < 1, 'gammaQuantile needs 0 <= p < 1');
  const isReached = (x: number) => regularisedGamma(a, x) >= p;
  return p === 0 ? 0 : bisect(isReached, 0, doubled(isReached, a));
}

/** The x with I_x(a, b) = p, for a, b > 0 and 0 <= p <= 1. */
export function betaQuantile(p: number, a: number, b: number): number {
  demand(p >= 0 && p <= 1, 'betaQuantile needs 0 <= p <= 1');
  return p === 0 ? 0 : bisect((x) => regularisedBeta(x, a, b) >= p, 0, 1);
}

/** Below this a chi-square variable of `degrees` degrees of freedom lies with probability `p`; 0 for 0 degrees. */
export function chiSquareQuantile(p: number, degrees: number): number {
  return degrees === 0 ? 0 : 2 * gammaQuantile(p, degrees / 2);
}

/** Within plus and minus this a Student t variable of `degrees` degrees of freedom lies with probability `confidence`. */
export function studentQuantile(confidence: number, degrees: number): number {
  const x = betaQuantile(1 - confidence, degrees / 2, 0.5);
  return Math.sqrt((degrees * (1 - x)) / x);
}

function demand(holds: boolean, message: string): void {
  if (!holds) throw new RangeError(message);
}
