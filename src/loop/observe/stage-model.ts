import { STAGES, type Stage } from '../vocabulary.ts';
import { observedFeatures } from './features.ts';
import { SIGNALS } from './signals.ts';
import model from './stages.model.json' with { type: 'json' };
import {
  type Predictor,
  predictorOf,
  type TextExample,
  type TextModel,
  type TextModelOptions,
  trainTextModel,
} from './text-model.ts';

/** A stage, or none: what the model decides between. */
export type StageClass = Stage | 'none';

export const STAGE_CLASSES: readonly StageClass[] = [...STAGES, 'none'];

/** A thread whose stage is known. */
export interface StageExample {
  repository: string;
  title: string;
  body: string;
  stage: StageClass;
}

/** The stage model with where it comes from. */
export interface StageModel extends TextModel {
  version: string;
  provenance: Record<string, string | number>;
}

const SIGNAL_BY_NAME = new Map(SIGNALS.map((signal) => [signal.name, signal]));

/** A signal is worth its strength for its own stage, in title or prose, before anything was learnt. */
function signalPrior(feature: string, label: string): number {
  const colon = feature.indexOf(':');
  const family = feature.slice(0, colon);
  if (family !== 's' && family !== 'st') return 0;
  const signal = SIGNAL_BY_NAME.get(feature.slice(colon + 1));
  return signal !== undefined && signal.stage === label ? signal.strength : 0;
}

/**
 * How the stage model is trained; chosen by cross-validation over the repositories of the training file.
 * A word or letter group is kept when it occurs in 5 threads of 3 repositories, so that none is anybody's own.
 */
export const STAGE_OPTIONS: TextModelOptions = {
  l2: 3,
  steps: 40,
  families: ['s', 'st', 'so', 'p', 'f', 't', 'b', 'k', 'q', 'c'],
  minDocuments: 5,
  minGroups: 3,
  minDocumentsSignal: 3,
  scales: { t: 1.5, b: 1.5, k: 1.5, q: 1, c: 4, s: 0.4, st: 0.4, so: 0.4, p: 0.3, f: 0.4 },
  balance: 0.5,
  prior: signalPrior,
  known: SIGNALS.flatMap(({ name }) => [`s:${name}`, `st:${name}`]),
};

/** Trains the stage model on threads of many repositories. Deterministic; uncalibrated (`temperature` 1). */
export function trainStageModel(
  examples: readonly StageExample[],
  provenance: Record<string, string | number> = {},
): StageModel {
  return trainStageTexts(examples.map(stageText), provenance);
}

/** The features of a thread whose stage is known: reading takes as long as training, so folds share it. */
export function stageText({ repository, title, body, stage }: StageExample): TextExample {
  return { features: observedFeatures(title, body).values, label: stage, group: repository };
}

/** As `trainStageModel`, on threads that are read already. */
export function trainStageTexts(
  texts: readonly TextExample[],
  provenance: Record<string, string | number> = {},
): StageModel {
  const trained = trainTextModel(texts, STAGE_CLASSES, STAGE_OPTIONS);
  return { ...trained, version: `stages-${texts.length}`, provenance };
}

/** The model that comes with the app; `fullcircle train` makes it again. */
export const STAGE_MODEL: StageModel = { ...model, provenance: { ...model.provenance } };

const BUILT_IN: Predictor = predictorOf(STAGE_MODEL);

/** The built-in model, ready to use. */
export function stagePredictor(): Predictor {
  return BUILT_IN;
}
