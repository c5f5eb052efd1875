import { type KindModel, trainKindModel } from '../../loop/observe/kind-model.ts';
import {
  LABEL_CONFIDENCE,
  STAGE_OPTIONS,
  type StageModel,
  trainStageModel,
} from '../../loop/observe/stage-model.ts';
import type { StageThread } from './data.ts';
import { GUIDELINE, guidelineTexts } from './guideline.ts';
import { confirmedPhrases, withPhrases } from './phrases.ts';
import {
  bestTemperature,
  crossValidatedScores,
  guessesAt,
  labelled,
  stageEvaluation,
  threadText,
} from './stages.ts';
import { sureThresholds } from './sure.ts';

/** What `fullcircle train` writes: the two JSON files of `src/loop/observe`. */
export interface ObservationModels {
  stages: StageModel;
  kinds: KindModel;
}

/**
 * Trains both models on threads of a stages file (pull requests are left out: they go by rule). The temperature is the
 * one under which the probabilities of cross-validated guesses fit best how often they were right, the thresholds of the
 * labels those under which nine in ten are right. The stage model also learns from the guideline's examples.
 * @param dataset name of the file, for the provenance
 */
export function trainObservationModels(dataset: string, threads: readonly StageThread[]): ObservationModels {
  const issues = threads.filter(({ type }) => type !== 'pull_request');
  const texts = issues.map(threadText);
  const held = crossValidatedScores(issues, texts);
  const temperature = bestTemperature(held);
  const guesses = guessesAt(held, temperature);
  const sure = sureThresholds(guesses);
  const figures = stageEvaluation(labelled(guesses, sure, LABEL_CONFIDENCE));
  const provenance = {
    dataset,
    threads: issues.length,
    repositories: new Set(issues.map(({ repository }) => repository)).size,
  };
  const confirmed = confirmedPhrases(texts);
  const learnt = [...texts, ...guidelineTexts()].map((text) => withPhrases(text, confirmed));
  const stages = trainStageModel(learnt, {
    ...provenance,
    written: GUIDELINE.length,
    crossValidatedMacroF1: rounded(figures.macroF1),
    crossValidatedAccuracy: rounded(figures.accuracy),
    crossValidatedLabelPrecision: rounded(figures.labelled.precision),
    crossValidatedLabelCoverage: rounded(figures.labelled.coverage),
    l2: STAGE_OPTIONS.l2,
    steps: STAGE_OPTIONS.steps,
    balance: STAGE_OPTIONS.balance,
    minDocuments: STAGE_OPTIONS.minDocuments,
    minGroups: STAGE_OPTIONS.minGroups,
  });
  const withKind = issues.flatMap(({ repository, title, body, kind }) =>
    kind === null ? [] : [{ repository, title, body, kind }],
  );
  return { stages: { ...stages, temperature, sure }, kinds: trainKindModel(withKind, provenance) };
}

function rounded(figure: number): number {
  return Math.round(figure * 1_000) / 1_000;
}
