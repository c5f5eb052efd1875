import { softmax } from '../../loop/observe/linear.ts';
import { isSure } from '../../loop/observe/stage.ts';
import {
  STAGE_CLASSES,
  type StageClass,
  type StageModel,
  stageText,
  trainStageTexts,
} from '../../loop/observe/stage-model.ts';
import { predictorOf, scoresOf } from '../../loop/observe/text-model.ts';
import { STAGES } from '../../loop/vocabulary.ts';
import type { StageThread } from './data.ts';
import { groupedFolds } from './folds.ts';
import { type ClassScore, classScore, macroF1, type Pair, ratio } from './scores.ts';

/** What `fullcircle eval stages` prints. */
export interface StageEvaluation {
  threads: number;
  /** forced to choose between the five stages and none */
  accuracy: number;
  macroF1: number;
  perStage: Record<string, ClassScore>;
  /** as the app labels, abstaining below `min_confidence` */
  labelled: {
    /** labelled share of the threads that have a stage */
    coverage: number;
    /** right labels over all labels, those on threads without a stage included */
    precision: number;
    /** labelled share of the threads that have no stage */
    falseOnNone: number;
    perStage: Record<string, { precision: number; recall: number; n: number }>;
  };
}

/** One thread with its right class, the guess and how sure it was. */
export interface StageGuess {
  right: StageClass;
  guess: StageClass;
  confidence: number;
  /** in the order of `STAGE_CLASSES`; null where a rule decides */
  probabilities: readonly number[] | null;
}

/** The default of `stages.min_confidence`. */
export const MIN_CONFIDENCE = 0.6;

/** Folds of the cross-validations. */
export const FOLDS = 5;

/** Evaluates a model on threads whose stage is known. Authors count as community: the text model is measured. */
export function evaluateStages(
  model: StageModel,
  threads: readonly StageThread[],
  minConfidence = MIN_CONFIDENCE,
): StageEvaluation {
  return stageEvaluation(guessesOf(model, threads), minConfidence);
}

/** As `evaluateStages`, each thread judged by a model that was trained on other repositories only. */
export function crossValidateStages(
  threads: readonly StageThread[],
  minConfidence = MIN_CONFIDENCE,
): StageEvaluation {
  const held = crossValidatedScores(threads);
  return stageEvaluation(guessesAt(held, bestTemperature(held)), minConfidence);
}

/** The scores (logits) of every thread by a model of other repositories; null where a rule decides. */
export interface HeldOut {
  thread: StageThread;
  scores: readonly number[] | null;
}

export function crossValidatedScores(threads: readonly StageThread[]): HeldOut[] {
  const texts = threads.map(stageText);
  const foldOf = groupedFolds(
    threads.map(({ repository }) => repository),
    FOLDS,
  );
  return Array.from({ length: FOLDS }, (_, fold) => {
    const predictor = predictorOf(
      trainStageTexts(
        texts.filter((_text, at) => foldOf[at] !== fold && threads[at]?.type !== 'pull_request'),
      ),
    );
    return threads.flatMap((thread, at): HeldOut[] => {
      if (foldOf[at] !== fold) return [];
      const features = texts[at]?.features ?? new Map();
      return [{ thread, scores: thread.type === 'pull_request' ? null : scoresOf(predictor, features) }];
    });
  }).flat();
}

/** Temperatures that the calibration tries. */
const TEMPERATURES = Array.from({ length: 36 }, (_, step) => 0.5 + step * 0.1);

/** The temperature under which the right classes are most likely: confidences then say how often guesses are right. */
export function bestTemperature(held: readonly HeldOut[]): number {
  const surprise = (temperature: number): number =>
    held.reduce((sum, { thread, scores }) => {
      if (scores === null) return sum;
      const likely = softmax(scores, temperature)[STAGE_CLASSES.indexOf(thread.stage)] ?? 0;
      return sum - Math.log(Math.max(likely, 1e-12));
    }, 0);
  return TEMPERATURES.reduce((best, next) => (surprise(next) < surprise(best) ? next : best));
}

export function guessesAt(held: readonly HeldOut[], temperature: number): StageGuess[] {
  return held.map(({ thread, scores }) => {
    if (scores === null) return ruled(thread);
    const probabilities = softmax(scores, temperature);
    const best = probabilities.indexOf(Math.max(...probabilities));
    return {
      right: thread.stage,
      guess: STAGE_CLASSES[best] ?? 'none',
      confidence: probabilities[best] ?? 0,
      probabilities,
    };
  });
}

/** Pull requests are decided by rule, as in the app: an outsider's gives something. */
function ruled(thread: StageThread): StageGuess {
  return {
    right: thread.stage,
    guess: thread.authorOutsider === false ? 'none' : 'advocacy',
    confidence: 1,
    probabilities: null,
  };
}

function guessesOf(model: StageModel, threads: readonly StageThread[]): StageGuess[] {
  const predictor = predictorOf(model);
  const held = threads.map((thread): HeldOut => {
    const scores = thread.type === 'pull_request' ? null : scoresOf(predictor, stageText(thread).features);
    return { thread, scores };
  });
  return guessesAt(held, model.temperature);
}

/** The figures of guesses. */
export function stageEvaluation(guesses: readonly StageGuess[], minConfidence: number): StageEvaluation {
  const forced: Pair[] = guesses.map(({ right, guess }) => ({ right, guessed: guess }));
  const labels: Pair[] = guesses.map(({ right, guess, confidence, probabilities }) => ({
    right,
    guessed: probabilities === null || isSure(confidence, probabilities, minConfidence) ? guess : 'none',
  }));
  const labelled = labels.filter(({ guessed }) => guessed !== 'none');
  const staged = labels.filter(({ right }) => right !== 'none');
  const unstaged = labels.filter(({ right }) => right === 'none');
  return {
    threads: guesses.length,
    accuracy: ratio(forced.filter(({ right, guessed }) => right === guessed).length, forced.length),
    macroF1: macroF1(forced, STAGE_CLASSES),
    perStage: Object.fromEntries(STAGE_CLASSES.map((stage) => [stage, classScore(forced, stage)])),
    labelled: {
      coverage: ratio(staged.filter(({ guessed }) => guessed !== 'none').length, staged.length),
      precision: ratio(labelled.filter(({ right, guessed }) => right === guessed).length, labelled.length),
      falseOnNone: ratio(unstaged.filter(({ guessed }) => guessed !== 'none').length, unstaged.length),
      perStage: Object.fromEntries(
        STAGES.map((stage) => {
          const { precision, recall, n } = classScore(labels, stage);
          return [stage, { precision, recall, n }];
        }),
      ),
    },
  };
}
