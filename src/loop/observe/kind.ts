import type { Kind } from '../vocabulary.ts';
import type { Features } from './features.ts';
import { kindScores } from './kind-model.ts';
import type { LearnedModel } from './learned.ts';
import { softmax } from './linear.ts';
import { type Predictor, predictorOf, type TextModel } from './text-model.ts';

/** What a thread is about, and how sure that is (0..1). */
export function kindOf(features: Features, learned: LearnedModel | null): { kind: Kind; confidence: number } {
  const scores = kindScores(features.values, learned?.kinds == null ? null : ready(learned.kinds));
  const probabilities = softmax(scores.map(({ score }) => score));
  const best = probabilities.indexOf(Math.max(...probabilities));
  return { kind: scores[best]?.kind ?? 'other', confidence: probabilities[best] ?? 0 };
}

/** Looking up the names of a model takes longer than using it: done once for as long as the model is held. */
const READY = new WeakMap<TextModel, Predictor>();

function ready(model: TextModel): Predictor {
  const known = READY.get(model) ?? predictorOf(model);
  READY.set(model, known);
  return known;
}
