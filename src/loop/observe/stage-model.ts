import { STAGES, type Stage } from '../vocabulary.ts';
import { type Evidence, observedFeatures } from './features.ts';
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
  /** how much it counts; default 1 */
  importance?: number;
}

/** The stage model with where it comes from. */
export interface StageModel extends TextModel {
  version: string;
  provenance: Record<string, string | number>;
  /** per stage, the calibrated probability from which a guess may become a label: `LABEL_CONFIDENCE` of confidence */
  sure: Readonly<Record<Stage, number>>;
}

/**
 * The confidence at which labels begin to be right nine times in ten: `sure` of the model is mapped to it. It is the
 * default of `stages.min_confidence`, so that the default means this, whatever the model's probabilities are.
 */
export const LABEL_CONFIDENCE = 0.6;

/** How sure a guess is as a label, 0..1: its probability, bent such that `sure` of its stage becomes `LABEL_CONFIDENCE`. */
export function confidenceOf(guess: StageClass, probability: number, sure: StageModel['sure']): number {
  const threshold = guess === 'none' ? LABEL_CONFIDENCE : sure[guess];
  if (probability < threshold) return (LABEL_CONFIDENCE * probability) / threshold;
  if (threshold >= 1) return 1;
  return LABEL_CONFIDENCE + ((1 - LABEL_CONFIDENCE) * (probability - threshold)) / (1 - threshold);
}

/** No bending: what a model has before its thresholds are chosen. */
const UNBENT: StageModel['sure'] = {
  awareness: LABEL_CONFIDENCE,
  onboarding: LABEL_CONFIDENCE,
  adoption: LABEL_CONFIDENCE,
  retention: LABEL_CONFIDENCE,
  advocacy: LABEL_CONFIDENCE,
};

const SIGNAL_BY_NAME = new Map(SIGNALS.map((signal) => [signal.name, signal]));

/** Several signals of a thread often say the same: each is worth so much of its strength beside the others. */
const STRENGTH_SHARE = 0.7;

/** A signal is worth its strength for its own stage, in title or prose, before anything was learnt. */
function signalPrior(feature: string, label: string): number {
  const colon = feature.indexOf(':');
  const family = feature.slice(0, colon);
  if (family !== 's' && family !== 'st') return 0;
  const signal = SIGNAL_BY_NAME.get(feature.slice(colon + 1));
  return signal !== undefined && signal.stage === label ? STRENGTH_SHARE * signal.strength : 0;
}

/**
 * How the stage model is trained; chosen by cross-validation over the repositories of the training file.
 * A word or letter group is kept when it occurs in 5 threads of 3 repositories, so that none is anybody's own
 * (examples in our own words count as a repository each).
 */
export const STAGE_OPTIONS: TextModelOptions = {
  l2: 4,
  steps: 40,
  families: ['s', 'st', 'so', 'f', 'x', 't', 'b', 'k', 'q', 'c'],
  minDocuments: 5,
  minGroups: 3,
  minDocumentsSignal: 3,
  scales: { t: 1.5, b: 1.5, k: 1.5, q: 1, c: 4, s: 0.8, st: 0.8, so: 0.8, f: 0.4, x: 0.4 },
  balance: 0.5,
  prior: signalPrior,
  counted: { share: 0.05, smoothing: 10 },
  known: SIGNALS.flatMap(({ name }) => [`s:${name}`, `st:${name}`]),
};

/** A thread whose stage is known, read; and which phrases its signals stand on. */
export interface StageText extends TextExample {
  evidence: readonly Evidence[];
}

/** The features of a thread whose stage is known: reading takes as long as training, so folds share it. */
export function stageText({ repository, title, body, stage, importance = 1 }: StageExample): StageText {
  const { values, evidence } = observedFeatures(title, body);
  return { features: values, evidence, label: stage, group: repository, importance };
}

/** Trains the stage model on texts of many repositories. Deterministic; uncalibrated (`temperature` 1, labels from 0.6). */
export function trainStageModel(
  texts: readonly TextExample[],
  provenance: Record<string, string | number> = {},
): StageModel {
  const trained = trainTextModel(texts, STAGE_CLASSES, STAGE_OPTIONS);
  return { ...trained, version: `stages-${texts.length}`, provenance, sure: UNBENT };
}

/** The model that comes with the app; `fullcircle train` makes it again. */
export const STAGE_MODEL: StageModel = { ...model, provenance: { ...model.provenance } };

const BUILT_IN: Predictor = predictorOf(STAGE_MODEL);

/** The built-in model, ready to use. */
export function stagePredictor(): Predictor {
  return BUILT_IN;
}
