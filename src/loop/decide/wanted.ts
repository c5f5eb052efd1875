import type { Effect } from '../effect.ts';
import type { ThreadSituation } from './thread-situation.ts';
import { answerEffects, whyEffects } from './wanted-answers.ts';
import { labelEffects } from './wanted-labels.ts';

/** The difference between what should be on the thread and what the app has put there. Nothing where they agree. */
export function wantedEffects(situation: ThreadSituation): Effect[] {
  return [...labelEffects(situation), ...answerEffects(situation), ...whyEffects(situation)];
}
