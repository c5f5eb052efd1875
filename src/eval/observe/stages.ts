import { softmax } from '../../loop/observe/linear.ts';
import {
  confidenceOf,
  LABEL_CONFIDENCE,
  STAGE_CLASSES,
  type StageClass,
  type StageModel,
  type StageText,
  stageText,
  trainStageModel,
} from '../../loop/observe/stage-model.ts';
import { predictorOf, scoresOf } from '../../loop/observe/text-model.ts';
import { STAGES } from '../../loop/vocabulary.ts';
import type { StageThread } from './data.ts';
import { groupedFolds } from './folds.ts';
import { guidelineTexts } from './guideline.ts';
import { confirmedPhrases, withPhrases } from './phrases.ts';
import { type ClassScore, classScore, macroF1, type Pair, ratio } from './scores.ts';
import { sureThresholds } from './sure.ts';

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
  /** calibrated probability; 1 where a rule decides */
  probability: number;
}

/** Folds of the cross-validations. */
export const FOLDS = 5;

/** Evaluates a model on threads whose stage is known. Authors count as community: the text model is measured. */
export function evaluateStages(
  model: StageModel,
  threads: readonly StageThread[],
  minConfidence = LABEL_CONFIDENCE,
): StageEvaluation {
  return stageEvaluation(labelled(guessesOf(model, threads), model.sure, minConfidence));
}

/**
 * As `evaluateStages`, each thread judged by a model that was trained on other repositories only, and labelled by
 * thresholds that were chosen on other repositories.
 */
export function crossValidateStages(
  threads: readonly StageThread[],
  minConfidence = LABEL_CONFIDENCE,
): StageEvaluation {
  const held = crossValidatedScores(threads);
  const guesses = guessesAt(held, bestTemperature(held));
  const foldOf = held.map(({ fold }) => fold);
  const labels = Array.from({ length: FOLDS }, (_, fold) => {
    const sure = sureThresholds(guesses.filter((_guess, at) => foldOf[at] !== fold));
    return labelled(
      guesses.filter((_guess, at) => foldOf[at] === fold),
      sure,
      minConfidence,
    );
  });
  return stageEvaluation(labels.flat());
}

/**
 * The scores (logits) of every thread by a model of other repositories; null where a rule decides. Phrases that those
 * repositories do not confirm are not looked for: they may have been written after reading this very thread.
 */
export interface HeldOut {
  thread: StageThread;
  scores: readonly number[] | null;
  fold: number;
}

export function crossValidatedScores(
  threads: readonly StageThread[],
  texts: readonly StageText[] = threads.map(threadText),
): HeldOut[] {
  const guideline = guidelineTexts();
  const foldOf = groupedFolds(
    threads.map(({ repository }) => repository),
    FOLDS,
  );
  return Array.from({ length: FOLDS }, (_, fold) => {
    const known = texts.filter((_text, at) => foldOf[at] !== fold && threads[at]?.type !== 'pull_request');
    const confirmed = confirmedPhrases(known);
    const learnt = [...known, ...guideline].map((text) => withPhrases(text, confirmed));
    const predictor = predictorOf(trainStageModel(learnt));
    return threads.flatMap((thread, at): HeldOut[] => {
      if (foldOf[at] !== fold) return [];
      const text = texts[at];
      const isRuled = thread.type === 'pull_request' || text === undefined;
      const scores = isRuled ? null : scoresOf(predictor, withPhrases(text, confirmed).features);
      return [{ thread, scores, fold }];
    });
  }).flat();
}

/** How much a thread counts whose stage the reader found doubtful: it teaches less, and may teach wrongly. */
const DOUBTFUL_IMPORTANCE = 0.5;

/** A thread of the data as the stage model is trained on it. */
export function threadText(thread: StageThread): StageText {
  return stageText({ ...thread, importance: thread.clear ? 1 : DOUBTFUL_IMPORTANCE });
}

/** Temperatures that the calibration tries. */
const TEMPERATURES = Array.from({ length: 36 }, (_, step) => 0.5 + step * 0.1);

/** The temperature under which the right classes are most likely: confidences then say how often guesses are right. */
export function bestTemperature(held: readonly Pick<HeldOut, 'thread' | 'scores'>[]): number {
  const surprise = (temperature: number): number =>
    held.reduce((sum, { thread, scores }) => {
      if (scores === null) return sum;
      const likely = softmax(scores, temperature)[STAGE_CLASSES.indexOf(thread.stage)] ?? 0;
      return sum - Math.log(Math.max(likely, 1e-12));
    }, 0);
  return TEMPERATURES.reduce((best, next) => (surprise(next) < surprise(best) ? next : best));
}

export function guessesAt(
  held: readonly Pick<HeldOut, 'thread' | 'scores'>[],
  temperature: number,
): StageGuess[] {
  return held.map(({ thread, scores }) => {
    if (scores === null) return ruled(thread);
    const probabilities = softmax(scores, temperature);
    const best = probabilities.indexOf(Math.max(...probabilities));
    return {
      right: thread.stage,
      guess: STAGE_CLASSES[best] ?? 'none',
      probability: probabilities[best] ?? 0,
    };
  });
}

/** Pull requests are decided by rule, as in the app: an outsider's gives something. */
function ruled(thread: StageThread): StageGuess {
  return {
    right: thread.stage,
    guess: thread.authorOutsider === false ? 'none' : 'advocacy',
    probability: 1,
  };
}

function guessesOf(model: StageModel, threads: readonly StageThread[]): StageGuess[] {
  const predictor = predictorOf(model);
  const held = threads.map((thread) => {
    const scores = thread.type === 'pull_request' ? null : scoresOf(predictor, stageText(thread).features);
    return { thread, scores };
  });
  return guessesAt(held, model.temperature);
}

/** A guess and the label that the app makes of it: `none` where it abstains. */
export type StageLabel = StageGuess & { label: StageClass };

/** What the app labels under the given thresholds. */
export function labelled(
  guesses: readonly StageGuess[],
  sure: StageModel['sure'],
  minConfidence: number,
): StageLabel[] {
  return guesses.map((guess) => ({
    ...guess,
    label: confidenceOf(guess.guess, guess.probability, sure) >= minConfidence ? guess.guess : 'none',
  }));
}

/** The figures of guesses and labels. */
export function stageEvaluation(threads: readonly StageLabel[]): StageEvaluation {
  const forced: Pair[] = threads.map(({ right, guess }) => ({ right, guessed: guess }));
  const labels: Pair[] = threads.map(({ right, label }) => ({ right, guessed: label }));
  const given = labels.filter(({ guessed }) => guessed !== 'none');
  const staged = labels.filter(({ right }) => right !== 'none');
  const unstaged = labels.filter(({ right }) => right === 'none');
  return {
    threads: threads.length,
    accuracy: ratio(forced.filter(({ right, guessed }) => right === guessed).length, forced.length),
    macroF1: macroF1(forced, STAGE_CLASSES),
    perStage: Object.fromEntries(STAGE_CLASSES.map((stage) => [stage, classScore(forced, stage)])),
    labelled: {
      coverage: ratio(staged.filter(({ guessed }) => guessed !== 'none').length, staged.length),
      precision: ratio(given.filter(({ right, guessed }) => right === guessed).length, given.length),
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
