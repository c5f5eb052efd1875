import type { Effect } from '../loop/effect.ts';
import { MODES } from '../loop/vocabulary.ts';

/**
 * THE one place where modes, shadow and approval decide: whether an effect goes out, or is recorded only, and why.
 * `shadow` is the operator's `SHADOW`: then nothing goes out at all.
 */
export function gate(effect: Effect, options: { shadow: boolean }): 'send' | { withhold: string } {
  if (options.shadow) return { withhold: 'shadow' };
  if (MODES.indexOf(effect.mode) < MODES.indexOf(effect.leastMode)) {
    return { withhold: `mode ${effect.mode} is below ${effect.leastMode}` };
  }
  if (effect.heldFor !== undefined) return { withhold: `waits for ${effect.heldFor}` };
  return 'send';
}
