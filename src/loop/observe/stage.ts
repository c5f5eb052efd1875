import { present } from '../present.ts';
import { contextOf } from './context.ts';
import type { Features, ThreadWords } from './features.ts';
import type { LearnedModel } from './learned.ts';
import { softmax } from './linear.ts';
import type { Observation, ObservationInput, ObservationSettings, Reason } from './observe.ts';
import { reasonsOf } from './reasons.ts';
import { carriesOthersTrouble } from './staff.ts';
import { confidenceOf, STAGE_CLASSES, STAGE_MODEL, type StageClass, stagePredictor } from './stage-model.ts';
import { scoresOf } from './text-model.ts';

type StagePart = Pick<Observation, 'stage' | 'guess' | 'confidence' | 'probabilities' | 'reasons'>;

/** The stage of a thread: rules for pull requests and bots, the model for the rest. */
export function stageOf(
  input: ObservationInput,
  settings: ObservationSettings,
  features: Features,
  thread: ThreadWords,
  learned: LearnedModel | null,
): StagePart {
  if (input.type === 'pull_request') {
    return input.authorRole === 'community' ? ruled('advocacy', OUTSIDERS_PULL) : ruled('none', OWN_PULL);
  }
  if (input.authorRole === 'bot') return ruled('none', BOT);
  const context = contextOf(input, settings, thread, learned);
  const { probabilities, guess, confidence } = guessStage(features.values, context.shifts);
  // what staff write is the team's own work, unless it is somebody else's trouble that they write down
  const may = input.authorRole !== 'staff' || carriesOthersTrouble(thread);
  return {
    stage: may && guess !== 'none' && confidence >= settings.minConfidence ? guess : null,
    guess: guess === 'none' ? null : guess,
    confidence,
    probabilities: byClass(probabilities),
    reasons: reasonsOf(features, context.reasons, guess),
  };
}

/** The model's guess; `shifts` are added to the logits (after calibration) by class. */
export function guessStage(
  features: ReadonlyMap<string, number>,
  shifts: Readonly<Partial<Record<StageClass, number>>> = {},
): { guess: StageClass; confidence: number; probabilities: number[] } {
  const { temperature, sure } = STAGE_MODEL;
  const scores = scoresOf(stagePredictor(), features).map(
    (score, at) => score / temperature + (shifts[present(STAGE_CLASSES[at])] ?? 0),
  );
  const probabilities = softmax(scores);
  const best = probabilities.indexOf(Math.max(...probabilities));
  const guess = present(STAGE_CLASSES[best]);
  return { guess, confidence: confidenceOf(guess, present(probabilities[best]), sure), probabilities };
}

type RuleReason = Omit<Reason, 'stage'>;
const OUTSIDERS_PULL: RuleReason = {
  signal: 'pull-request',
  quote: '',
  meaning: 'brings a pull request from outside the team',
  weight: 1,
};
const OWN_PULL: RuleReason = {
  signal: 'pull-request',
  quote: '',
  meaning: 'is a pull request of the team or a bot',
  weight: 1,
};
const BOT: RuleReason = { signal: 'bot', quote: '', meaning: 'is written by a bot', weight: 1 };

function ruled(stage: StageClass, reason: RuleReason): StagePart {
  const named = stage === 'none' ? null : stage;
  return {
    stage: named,
    guess: named,
    confidence: 1,
    probabilities: byClass(STAGE_CLASSES.map((name) => (name === stage ? 1 : 0))),
    reasons: [{ ...reason, stage: named }],
  };
}

function byClass(probabilities: readonly number[]): Record<StageClass, number> {
  const at = (stage: StageClass): number => present(probabilities[STAGE_CLASSES.indexOf(stage)]);
  return {
    awareness: at('awareness'),
    onboarding: at('onboarding'),
    adoption: at('adoption'),
    retention: at('retention'),
    advocacy: at('advocacy'),
    none: at('none'),
  };
}
