import { present } from '../present.ts';
import type { Features } from './features.ts';
import { CALIBRATION, type MatchModel, matchScore, RANKING } from './match-model.ts';
import { conditionalLogit, logistic } from './regression.ts';

/** One report with its candidates, best first by the index. */
export interface MatchExample {
  candidates: { features: Features; right: boolean }[];
  /** whether it is known to be a duplicate of an earlier one; of others nothing is known */
  duplicate: boolean;
}

/** Penalties on standardised weights, chosen on forward splits; results are flat around them. */
const RANKING_RIDGE = 0.003;
const CALIBRATION_RIDGE = 3;

/**
 * A report that nobody linked is not proven distinct: most look-alikes that were read were the same problem. So
 * its best candidate counts as wrong with this weight only.
 */
const UNLINKED_WEIGHT = 0.1;

/** Least probabilities of the tiers, set on forward splits: see docs/models/matching.md. */
const THRESHOLDS = { certain: 0.25, possible: 0.25 };

/**
 * Fits order, then probability. Deterministic.
 * @param examples in any fixed order; reports without candidates may be left out
 */
export function trainMatchModel(
  examples: readonly MatchExample[],
  version: string,
  provenance: MatchModel['provenance'],
): MatchModel {
  const known = examples.filter(({ duplicate }) => duplicate);
  const weights = conditionalLogit(
    known.map(({ candidates }) => ({
      rows: candidates.map(({ features }) => RANKING.map((name) => features[name])),
      right: candidates.map(({ right }) => right),
    })),
    RANKING.length,
    RANKING_RIDGE,
  );
  const ranking = named(RANKING, weights);
  const best = examples.flatMap(({ candidates, duplicate }) => {
    const first = bestOf(candidates, ranking);
    return first === null ? [] : [{ ...first, duplicate }];
  });
  const fitted = logistic(
    best.map(({ features, score }) => [score, ...CALIBRATION.map((name) => features[name])]),
    best.map(({ right }) => right),
    best.map(({ duplicate }) => (duplicate ? 1 : UNLINKED_WEIGHT)),
    CALIBRATION.length + 1,
    CALIBRATION_RIDGE,
  );
  return {
    version,
    provenance,
    ranking,
    calibration: {
      intercept: rounded(fitted.intercept),
      score: rounded(present(fitted.weights[0])),
      features: named(CALIBRATION, fitted.weights.slice(1)),
    },
    thresholds: THRESHOLDS,
  };
}

function bestOf(
  candidates: MatchExample['candidates'],
  ranking: MatchModel['ranking'],
): { features: Features; right: boolean; score: number } | null {
  let best: { features: Features; right: boolean; score: number } | null = null;
  for (const candidate of candidates) {
    const score = matchScore(candidate.features, { ranking });
    if (best === null || score > best.score) best = { ...candidate, score };
  }
  return best;
}

function named<K extends string>(names: readonly K[], weights: readonly number[]): Record<K, number> {
  // Every name is set in the loop, so the record is complete.
  return Object.fromEntries(names.map((name, at) => [name, rounded(present(weights[at]))])) as Record<
    K,
    number
  >;
}

/** Six digits: enough, and the file stays readable. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
