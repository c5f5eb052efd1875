import { LABEL_CONFIDENCE, type StageModel } from '../../loop/observe/stage-model.ts';
import { STAGES, type Stage } from '../../loop/vocabulary.ts';
import { classScore, type Pair, ratio } from './scores.ts';
import type { StageGuess } from './stages.ts';

/** Share of right labels that the thresholds aim at. */
const PRECISION_AIM = 0.9;

/** Share of the threads without a stage that may be labelled. */
const FALSE_ON_NONE_MAX = 0.1;

/** A rare stage may be labelled earlier than the others, for so much of its threads to be seen at all … */
const STAGE_RECALL_AIM = 0.3;

/** … as long as so many of its labels are right. */
const STAGE_PRECISION_MIN = 0.7;

const THRESHOLDS = Array.from({ length: 61 }, (_, step) => (38 + step) / 100);

/**
 * Per stage the probability from which guesses become labels: one for all stages, the lowest with which nine labels in
 * ten are right and one thread without a stage in ten is labelled at most; lower for a stage of which too little would
 * be seen. Chosen over guesses for threads that the model has not seen.
 */
export function sureThresholds(guesses: readonly StageGuess[]): StageModel['sure'] {
  const seen = guesses.filter(({ probability }) => probability < 1);
  const early = new Map(STAGES.map((stage) => [stage, earlyThreshold(seen, stage)]));
  const at = (shared: number): StageModel['sure'] => {
    const of = (stage: Stage): number => Math.min(shared, early.get(stage) ?? 1);
    return {
      awareness: of('awareness'),
      onboarding: of('onboarding'),
      adoption: of('adoption'),
      retention: of('retention'),
      advocacy: of('advocacy'),
    };
  };
  const shared = THRESHOLDS.find((threshold) => isGood(labelsAt(seen, at(threshold))));
  return at(shared ?? THRESHOLDS.at(-1) ?? LABEL_CONFIDENCE);
}

/** The highest threshold that shows enough of a stage; 1 where its labels would be wrong too often. */
function earlyThreshold(guesses: readonly StageGuess[], stage: Stage): number {
  const scoreAt = (threshold: number): { precision: number; recall: number } =>
    classScore(
      guesses.map(({ right, guess, probability }) => ({
        right,
        guessed: probability >= threshold ? guess : 'none',
      })),
      stage,
    );
  const highest = THRESHOLDS.findLast((threshold) => scoreAt(threshold).recall >= STAGE_RECALL_AIM);
  return highest !== undefined && scoreAt(highest).precision >= STAGE_PRECISION_MIN ? highest : 1;
}

function labelsAt(guesses: readonly StageGuess[], sure: StageModel['sure']): Pair[] {
  return guesses.map(({ right, guess, probability }) => ({
    right,
    guessed: guess !== 'none' && probability >= sure[guess] ? guess : 'none',
  }));
}

function isGood(labels: readonly Pair[]): boolean {
  const given = labels.filter(({ guessed }) => guessed !== 'none');
  const unstaged = labels.filter(({ right }) => right === 'none');
  const precision = ratio(given.filter(({ right, guessed }) => right === guessed).length, given.length);
  const falseOnNone = ratio(unstaged.filter(({ guessed }) => guessed !== 'none').length, unstaged.length);
  return precision >= PRECISION_AIM && falseOnNone <= FALSE_ON_NONE_MAX;
}
