import { STAGES, type Stage } from '../vocabulary.ts';
import { type Features, featuresOf, threadWords } from './features.ts';
import { readThread } from './read.ts';
import model from './stages.model.json' with { type: 'json' };
import {
  type Predictor,
  predictorOf,
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

/** The words a model may keep occur in that many threads of that many repositories, so that none is anybody's own. */
export const STAGE_OPTIONS: TextModelOptions = {
  l2: 3,
  families: ['s', 'st', 'so', 'p', 'f', 't', 'b'],
  steps: 60,
  minDocuments: 4,
  minGroups: 3,
  minDocumentsSignal: 3,
  scales: { t: 2, b: 2, s: 0.6, st: 0.6, so: 0.6, p: 0.6, f: 0.6 },
  balance: 0.4,
};

/** Trains the stage model on threads of many repositories. Deterministic. */
export function trainStageModel(
  examples: readonly StageExample[],
  provenance: Record<string, string | number> = {},
): StageModel {
  const trained = trainTextModel(
    examples.map(({ repository, title, body, stage }) => ({
      features: stageFeatures(title, body).values,
      label: stage,
      group: repository,
    })),
    STAGE_CLASSES,
    STAGE_OPTIONS,
  );
  return { ...trained, version: `stages-${examples.length}`, provenance };
}

/** The model that comes with the app; `fullcircle train` makes it again. */
export const STAGE_MODEL: StageModel = { ...model, provenance: { ...model.provenance } };

const BUILT_IN: Predictor = predictorOf(STAGE_MODEL);

/** The built-in model, ready to use. */
export function stagePredictor(): Predictor {
  return BUILT_IN;
}

export function stageFeatures(title: string, body: string): Features {
  const reading = readThread(title, body);
  return featuresOf(reading, threadWords(reading));
}
