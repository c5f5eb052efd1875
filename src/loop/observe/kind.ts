import { present } from '../present.ts';
import type { Kind, ThreadType } from '../vocabulary.ts';
import type { Features } from './features.ts';
import { kindOfLabels } from './kind-label.ts';
import { kindScores } from './kind-model.ts';
import type { LearnedModel } from './learned.ts';
import { softmax } from './linear.ts';
import { type Predictor, predictorOf, type TextModel } from './text-model.ts';

/** What is known of a thread's kind besides its text. */
export interface KindContext {
  type: ThreadType;
  /** name of the discussion's category; null for others */
  category: string | null;
  labels: readonly string[];
  /** paths that a pull request changes; null: none known */
  paths: readonly string[] | null;
}

/** Discussion categories whose names say that no bugs are reported in them, whatever a text tells of crashes. */
const NO_BUGS = /\b(?:shows?|showcases?|ideas?|features?|proposals?|rfcs?|announcements?|polls?)\b/iu;

/** What a thread is about, and how sure that is (0..1): by its labels, by what a pull request changes, else by its text. */
export function kindOf(
  features: Features,
  { type, category, labels, paths }: KindContext,
  learned: LearnedModel | null,
): { kind: Kind; confidence: number } {
  const named = kindOfLabels(labels);
  if (named !== null) return { kind: named, confidence: 1 };
  if (paths !== null && paths.length > 0 && paths.every(isDocumentation))
    return { kind: 'docs', confidence: 1 };
  const kinds = learned?.kinds ?? null;
  const mayBeBug = type !== 'discussion' || !NO_BUGS.test(category ?? '');
  const scores = kindScores(features.values, kinds === null ? null : ready(kinds)).filter(
    ({ kind }) => kind !== 'bug' || mayBeBug,
  );
  const probabilities = softmax(scores.map(({ score }) => score));
  const best = probabilities.indexOf(Math.max(...probabilities));
  return { kind: present(scores[best]).kind, confidence: present(probabilities[best]) };
}

function isDocumentation(path: string): boolean {
  const lower = path.toLowerCase();
  return ['.md', '.mdx', '.rst', '.adoc'].some((ending) => lower.endsWith(ending)) || /^docs?\//u.test(lower);
}

/** Looking up the names of a model takes longer than using it: done once for as long as the model is held. */
const READY = new WeakMap<TextModel, Predictor>();

function ready(model: TextModel): Predictor {
  const known = READY.get(model) ?? predictorOf(model);
  READY.set(model, known);
  return known;
}
