import { type KindModel, trainKindModel } from '../../loop/observe/kind-model.ts';
import { STAGE_OPTIONS, type StageModel, trainStageModel } from '../../loop/observe/stage-model.ts';
import type { StageThread } from './data.ts';
import {
  bestTemperature,
  crossValidatedScores,
  guessesAt,
  MIN_CONFIDENCE,
  stageEvaluation,
} from './stages.ts';

/** What `fullcircle train` writes: the two JSON files of `src/loop/observe`. */
export interface ObservationModels {
  stages: StageModel;
  kinds: KindModel;
}

/**
 * Trains both models on threads of a stages file (pull requests are left out: they go by rule). The temperature is the
 * one under which the confidence of cross-validated guesses fits best how often they were right.
 * @param dataset name of the file, for the provenance
 */
export function trainObservationModels(dataset: string, threads: readonly StageThread[]): ObservationModels {
  const issues = threads.filter(({ type }) => type !== 'pull_request');
  const held = crossValidatedScores(issues);
  const temperature = bestTemperature(held);
  const figures = stageEvaluation(guessesAt(held, temperature), MIN_CONFIDENCE);
  const provenance = {
    dataset,
    threads: issues.length,
    repositories: new Set(issues.map(({ repository }) => repository)).size,
  };
  const stages = trainStageModel(issues, {
    ...provenance,
    crossValidatedMacroF1: rounded(figures.macroF1),
    crossValidatedAccuracy: rounded(figures.accuracy),
    l2: STAGE_OPTIONS.l2,
    steps: STAGE_OPTIONS.steps,
    balance: STAGE_OPTIONS.balance,
    minDocuments: STAGE_OPTIONS.minDocuments,
    minGroups: STAGE_OPTIONS.minGroups,
  });
  const withKind = issues.flatMap(({ repository, title, body, kind }) =>
    kind === null ? [] : [{ repository, title, body, kind }],
  );
  return { stages: { ...stages, temperature }, kinds: trainKindModel(withKind, provenance) };
}

function rounded(figure: number): number {
  return Math.round(figure * 1_000) / 1_000;
}
