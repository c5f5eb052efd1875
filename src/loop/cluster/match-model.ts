import { z } from 'zod';
import type { Features } from './features.ts';
import json from './match.model.json' with { type: 'json' };
import { dot, sigmoid } from './regression.ts';

/** What orders the candidates of one query. */
export const RANKING = [
  'rank',
  'titleFound',
  'titleOf',
  'code',
  'all',
  'best',
  'errorNear',
  'api',
  'gap',
  'candidateLength',
  'sameAuthor',
  'batch',
  'duplicates',
  'mention',
] as const satisfies readonly (keyof Features)[];

/** What turns the order into a probability, beside the score of the ranking itself. */
export const CALIBRATION = [
  'rank',
  'titleOf',
  'all',
  'errorInformation',
  'gap',
  'duplicates',
] as const satisfies readonly (keyof Features)[];

const model = z.strictObject({
  /** changes with every new fit; kept with each decision */
  version: z.string(),
  /** how it was made and what it reached */
  provenance: z.record(z.string(), z.unknown()),
  ranking: z.record(z.enum(RANKING), z.number()),
  calibration: z.strictObject({
    intercept: z.number(),
    score: z.number(),
    features: z.record(z.enum(CALIBRATION), z.number()),
  }),
  /** least probability of the tiers, 0..1 */
  thresholds: z.strictObject({ certain: z.number(), possible: z.number() }),
});

/** Coefficients of the matcher; made by `trainMatchModel`. */
export type MatchModel = z.infer<typeof model>;

/** @throws ZodError where a coefficient is missing or unknown */
export function parseMatchModel(value: unknown): MatchModel {
  return model.parse(value);
}

/** The model that comes with the app. */
export const MATCH_MODEL: MatchModel = parseMatchModel(json);

/** Orders candidates of one query; unbounded, says nothing across queries. */
export function matchScore(features: Features, { ranking }: Pick<MatchModel, 'ranking'>): number {
  return RANKING.reduce((sum, name) => sum + ranking[name] * features[name], 0);
}

/** Probability that the two are the same problem, 0..1; see docs/models/matching.md for what it was fitted to. */
export function matchProbability(
  features: Features,
  fitted: Pick<MatchModel, 'ranking' | 'calibration'>,
): number {
  const { intercept, score, features: weights } = fitted.calibration;
  const rest = CALIBRATION.map((name) => weights[name]);
  return sigmoid(
    intercept +
      score * matchScore(features, fitted) +
      dot(
        rest,
        CALIBRATION.map((name) => features[name]),
      ),
  );
}
