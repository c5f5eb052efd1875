import type { Features, Finding } from './features.ts';
import type { LearnedModel } from './learned.ts';
import { softmax } from './linear.ts';
import type { Observation, ObservationInput, ObservationSettings, Reason } from './observe.ts';
import { STAGE_CLASSES, STAGE_MODEL, type StageClass, stagePredictor } from './stage-model.ts';
import { scoresOf } from './text-model.ts';

type StagePart = Pick<Observation, 'stage' | 'guess' | 'confidence' | 'probabilities' | 'reasons'>;

const REASONS_MAX = 6;

/** The stage of a thread: rules for pull requests and bots, the model for the rest. */
export function stageOf(
  input: ObservationInput,
  settings: ObservationSettings,
  features: Features,
  _learned: LearnedModel | null,
): StagePart {
  if (input.type === 'pull_request')
    return ruled(input.authorRole === 'community' ? 'advocacy' : 'none', PULL_REASON);
  if (input.authorRole === 'bot') return ruled('none', BOT_REASON);
  const scores = scoresOf(stagePredictor(), features.values);
  const probabilities = softmax(scores, STAGE_MODEL.temperature);
  const best = probabilities.indexOf(Math.max(...probabilities));
  const guess = STAGE_CLASSES[best] ?? 'none';
  const confidence = probabilities[best] ?? 0;
  const labelled = guess !== 'none' && confidence >= settings.minConfidence && input.authorRole !== 'staff';
  return {
    stage: labelled ? guess : null,
    guess: guess === 'none' ? null : guess,
    confidence,
    probabilities: byClass(probabilities),
    reasons: reasonsOf(features.findings),
  };
}

const PULL_REASON: Omit<Reason, 'stage'> = {
  signal: 'pull-request',
  quote: '',
  meaning: 'brings a pull request',
  weight: 1,
};
const BOT_REASON: Omit<Reason, 'stage'> = { signal: 'bot', quote: '', meaning: 'is a bot', weight: 1 };

function ruled(stage: StageClass, reason: Omit<Reason, 'stage'>): StagePart {
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
  const at = (stage: StageClass): number => probabilities[STAGE_CLASSES.indexOf(stage)] ?? 0;
  return {
    awareness: at('awareness'),
    onboarding: at('onboarding'),
    adoption: at('adoption'),
    retention: at('retention'),
    advocacy: at('advocacy'),
    none: at('none'),
  };
}

function reasonsOf(findings: readonly Finding[]): Reason[] {
  const { index } = stagePredictor();
  const classes = STAGE_CLASSES.length;
  const weightsOf = (finding: Finding): number[] => {
    const key = `${finding.place === 'title' ? 'st' : 's'}:${finding.signal.name}`;
    const row = index.get(key);
    return STAGE_CLASSES.map((_, c) =>
      row === undefined ? 0 : (STAGE_MODEL.weights[row * classes + c] ?? 0) / 1_000,
    );
  };
  return findings
    .map((finding) => {
      const weights = weightsOf(finding);
      const mean = weights.reduce((sum, weight) => sum + weight, 0) / classes;
      const top = weights.indexOf(Math.max(...weights));
      const stage = STAGE_CLASSES[top] ?? 'none';
      return {
        stage: stage === 'none' ? null : stage,
        signal: finding.signal.name,
        quote: finding.quote,
        meaning: finding.signal.meaning,
        weight: (weights[top] ?? 0) - mean,
      };
    })
    .filter((reason) => reason.weight > 0.1)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, REASONS_MAX);
}
