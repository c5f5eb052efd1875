import { present } from '../present.ts';
import type { Features, Finding } from './features.ts';
import type { Reason } from './observe.ts';
import { STAGE_CLASSES, type StageClass, stagePredictor } from './stage-model.ts';

/** Reasons told at most: more is no explanation. */
const REASONS_MAX = 6;

/** Logits below which a signal is not worth telling. */
const WEIGHT_MIN = 0.15;

/**
 * Why the model guessed as it did: signals by what they added, strongest first, and what else was known. Only what
 * speaks for the guess is told: a reason for another stage beside it would read as if the app contradicted itself.
 */
export function reasonsOf(features: Features, context: readonly Reason[], guess: StageClass): Reason[] {
  const signals = bySignal(features.findings).map((findings) => reasonOf(findings, features));
  const told = [...context, ...signals]
    .filter((reason) => reason.weight >= WEIGHT_MIN && reason.stage === named(guess))
    .sort((a, b) => b.weight - a.weight || (a.signal < b.signal ? -1 : 1))
    .slice(0, REASONS_MAX);
  return told.length > 0 ? told : wordReasons(features, guess);
}

function bySignal(findings: readonly Finding[]): (readonly [Finding, ...Finding[]])[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const group = groups.get(finding.signal.name);
    if (group === undefined) groups.set(finding.signal.name, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function reasonOf(findings: readonly [Finding, ...Finding[]], features: Features): Reason {
  const [first] = findings;
  const { name, meaning } = first.signal;
  const own = (feature: string): boolean =>
    feature === `s:${name}` || feature === `st:${name}` || feature === `so:${name}`;
  const added = STAGE_CLASSES.map(() => 0);
  for (const [feature, value] of features.values) {
    if (own(feature))
      for (const [c, weight] of weightsOf(feature).entries()) added[c] = present(added[c]) + weight * value;
  }
  const mean = added.reduce((sum, weight) => sum + weight, 0) / added.length;
  const top = added.indexOf(Math.max(...added));
  return {
    stage: named(STAGE_CLASSES[top]),
    signal: name,
    quote: first.quote,
    meaning,
    weight: present(added[top]) - mean,
  };
}

/** A word or two words of title or prose that are worth quoting: no number, no `is`, `in`, `to`. */
const TELLING = /^[tb]:\p{L}{4,}(?: \p{L}{4,})?$/u;

/** Without any signal the words themselves decided: the strongest two for the guess. */
function wordReasons(features: Features, guess: StageClass): Reason[] {
  const c = STAGE_CLASSES.indexOf(guess);
  return [...features.values.keys()]
    .filter((feature) => TELLING.test(feature))
    .map((feature) => ({ feature, weight: present(weightsOf(feature)[c]) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.feature < b.feature ? -1 : 1))
    .slice(0, 2)
    .map(({ feature, weight }) => ({
      stage: named(guess),
      signal: 'word',
      quote: feature.slice(2),
      meaning: 'uses words that such threads use',
      weight,
    }));
}

function named(stage: StageClass = 'none'): Reason['stage'] {
  return stage === 'none' ? null : stage;
}

/** What a feature adds to the logit of every class. */
function weightsOf(feature: string): number[] {
  const { index, model } = stagePredictor();
  const row = index.get(feature);
  const scale = model.scales[feature.slice(0, feature.indexOf(':'))] ?? 1;
  return STAGE_CLASSES.map((_, c) =>
    row === undefined
      ? 0
      : (scale * present(model.weights[row * STAGE_CLASSES.length + c])) / 1_000 / model.temperature,
  );
}
