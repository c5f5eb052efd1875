import type { Account } from '../vocabulary.ts';
import type { Happening } from './happenings.ts';
import { isContestedEarly } from './life.ts';
import type { LifeState } from './life-state.ts';
import { forgetFixes, step } from './life-state.ts';
import { isClaimed } from './stages.ts';

/** Distinct reporters whose contest reopens a cluster, where one of them had reported it before it was announced. */
const CONTESTERS_TO_REOPEN = 2;

/** What somebody says of the claim that is made when they say it. */
export function speak(
  state: LifeState,
  { type, standing, actor, key, reportedAt }: Extract<Happening, { type: 'verified' | 'contested' }>,
): void {
  if (state.line === 'declined') {
    state.idle.set(key, 'declined');
    return;
  }
  if (!isClaimed(state.line) && state.documented === null) {
    state.idle.set(key, 'unclaimed');
    return;
  }
  const claim = claimOf(state);
  const spoken = `${actor?.id} ${claim}`;
  if (actor === null || (standing === 'reporter' && state.spoken.has(spoken))) {
    state.idle.set(key, 'again');
    return;
  }
  state.spoken.add(spoken);
  state.spokenOf.set(key, claim);
  if (type === 'contested') {
    contest(state, actor, standing, reportedAt);
    return;
  }
  state.confirmers.add(actor.id);
  // In a newer release it may be gone for who said that it is not.
  state.contesters.delete(actor.id);
  // Somebody of the project settles what one person contests.
  if (standing === 'triage') state.contesters.clear();
  step(state, 'verified', standing);
}

/** The newest release that is claimed to have the fix; before there is one the fix; without either what is documented. */
function claimOf({ usables, fixes, documented }: LifeState): string {
  const [fix] = fixes.keys();
  return usables.at(-1)?.usable.key ?? fix ?? `documented:${documented?.at.getTime() ?? 0}`;
}

/** Somebody still has the problem, as they say or as a report of it in a release shows that is said to have the fix. */
export function contest(
  state: LifeState,
  actor: Account | null,
  standing: 'reporter' | 'triage',
  reportedAt: Date,
): void {
  if (actor === null || !(isClaimed(state.line) || state.documented !== null)) return;
  state.contesters.set(actor.id, reportedAt);
  state.confirmers.delete(actor.id);
  if (!(standing === 'triage' || isRefuted(state)) || !step(state, 'reopened', standing)) return;
  state.losses += 1;
  forgetFixes(state);
}

/** Whether reporters alone take back what was announced: those of copies count beside somebody who had the problem before. */
function isRefuted(state: LifeState): boolean {
  return state.contesters.size >= CONTESTERS_TO_REOPEN && isContestedEarly(state);
}
