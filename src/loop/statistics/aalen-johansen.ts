import { type Bounded, Z_95 } from './interval.ts';
import { type FollowUp, type RiskRow, riskTable } from './risk-table.ts';
import { wilson } from './wilson.ts';

/** The probability that one of several competing events has happened, and happened first, by a time. */
export interface CumulativeIncidence {
  /** 0..1 */
  incidence: number;
  standardError: number;
  /** within 0..1, contains `incidence` */
  interval: Bounded;
  /** how many were censored before the time: what came of them by then is unknown */
  censored: number;
}

/** Sums of products miss 0 and 1 by their rounding. */
const ROUNDING = 1e-12;

/**
 * Cumulative incidence of `cause` at time `at` (events at `at` included) where others compete (Aalen and Johansen, "An
 * empirical transition matrix for non-homogeneous Markov chains based on censored observations", 1978). Variance of the
 * Greenwood type, recommended by Allignol, Schumacher and Beyersmann, "A note on variance estimation of the
 * Aalen-Johansen estimator", 2010: it is the binomial one without censoring, and Greenwood's without competition.
 * Interval by log(-log(1 - F)), the Kaplan-Meier one without competition. At 0 and 1, where that does not exist, the
 * Wilson interval among those of whom it is known what came of them by then.
 * @param z standard normal quantile; 95 % unless told otherwise
 * @returns null where it cannot be known: nobody was followed, or not until then while some were still waiting
 * @throws RangeError for a time that is negative or no number
 */
export function cumulativeIncidence<Cause extends string>(
  followUps: readonly FollowUp<Cause>[],
  cause: NoInfer<Cause>,
  at: number,
  z = Z_95,
): CumulativeIncidence | null {
  const table = riskTable(followUps);
  const rows = table.filter(({ time }) => time <= at);
  const last = table.at(-1);
  // Whoever leaves the table last by an event leaves nobody waiting.
  const isFollowed = last !== undefined && (last.time >= at || last.censored === 0);
  if (!isFollowed) return null;
  const steps = stepsOf(rows, cause);
  const incidence = steps.at(-1)?.incidence ?? 0;
  const variance = varianceOf(steps, incidence);
  const censored = rows.reduce((sum, row) => (row.time < at ? sum + row.censored : sum), 0);
  const known = followUps.length - censored;
  const interval = isInside(incidence)
    ? logLog(incidence, variance, z)
    : wilson(known * Math.round(incidence), known, z);
  const standardError = Math.sqrt(variance);
  return {
    incidence: isInside(incidence) ? incidence : Math.round(incidence),
    standardError,
    interval,
    censored,
  };
}

function isInside(incidence: number): boolean {
  return incidence > ROUNDING && incidence < 1 - ROUNDING;
}

interface Step {
  atRisk: number;
  /** events of the cause */
  own: number;
  /** events of all causes */
  all: number;
  /** of all causes, just before the time */
  survival: number;
  /** of the cause, at the time */
  incidence: number;
}

function stepsOf<Cause extends string>(rows: readonly RiskRow<Cause>[], cause: Cause): Step[] {
  let survival = 1;
  let incidence = 0;
  return rows.map(({ atRisk, events, eventsAll: all }) => {
    const own = events.get(cause) ?? 0;
    incidence += survival * (own / atRisk);
    const step = { atRisk, own, all, survival, incidence };
    survival *= (atRisk - all) / atRisk;
    return step;
  });
}

/** Sum over the times: of what the hazard of all does to what follows, of the own hazard, and of what they share. */
function varianceOf(steps: readonly Step[], incidence: number): number {
  const variance = steps.reduce((sum, { atRisk, own, all, survival, incidence: then }) => {
    const after = incidence - then;
    // With nobody left nothing follows.
    const ofAll = all === atRisk ? 0 : (after ** 2 * all) / (atRisk * (atRisk - all));
    const ofOwn = (survival ** 2 * own * (atRisk - own)) / atRisk ** 3;
    const shared = (after * survival * own) / atRisk ** 2;
    return sum + ofAll + ofOwn - 2 * shared;
  }, 0);
  return Math.max(0, variance);
}

function logLog(incidence: number, variance: number, z: number): Bounded {
  const rest = 1 - incidence;
  const factor = Math.exp((z * Math.sqrt(variance)) / (rest * -Math.log(rest)));
  return [1 - rest ** (1 / factor), 1 - rest ** factor];
}
