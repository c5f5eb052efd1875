import {
  type GitHubError,
  Gone,
  Invalid,
  Limited,
  PermissionMissing,
  Unauthorised,
} from '../github/errors.ts';
import type { OutboxTurn, PendingEffect } from '../store/store.ts';
import { backoffMs, isGivenUp } from './backoff.ts';

/** GitHub's reset times are whole seconds. */
const LIMIT_MARGIN_MS = 1_000;
/** Without a valid token nothing of this installation goes out; the key or the installation has to be put right. */
const UNAUTHORISED_PAUSE_MS = 60_000;

type SettleResult = Parameters<OutboxTurn['settle']>[1];

export interface Settlement {
  result: SettleResult;
  /** nobody sends for this installation before; null: the next effect may go at once */
  pauseUntil: Date | null;
  /** what happened, for metrics */
  outcome: 'gone' | 'limited' | 'permission_missing' | 'invalid' | 'unauthorised' | 'transient' | 'given_up';
  /** somebody should look at it */
  loud: boolean;
}

function retry(effect: PendingEffect, error: string, now: Date, pauseUntil: Date | null): Settlement {
  const attempts = effect.attemptsBefore + 1;
  if (isGivenUp(attempts, effect.firstAttemptAt ?? now, now)) {
    return { result: { state: 'failed', error }, pauseUntil, outcome: 'given_up', loud: true };
  }
  const runAt = new Date(Math.max(now.getTime() + backoffMs(attempts), pauseUntil?.getTime() ?? 0));
  return {
    result: { state: 'retry', error, runAt },
    pauseUntil,
    outcome: pauseUntil === null ? 'transient' : 'unauthorised',
    loud: pauseUntil !== null,
  };
}

/** What follows from a failed attempt. Pure: the dispatcher carries it out. */
export function settlementOf(error: GitHubError, effect: PendingEffect, now: Date): Settlement {
  const text = `${error.name}: ${error.message}`;
  if (error instanceof Limited) {
    const resumeAt = new Date(error.resumeAt.getTime() + LIMIT_MARGIN_MS);
    const result = { state: 'retry', error: text, runAt: resumeAt } as const;
    return { result, pauseUntil: resumeAt, outcome: 'limited', loud: false };
  }
  if (error instanceof Gone) {
    const result = { state: 'failed', error: 'gone' } as const;
    return { result, pauseUntil: null, outcome: 'gone', loud: false };
  }
  if (error instanceof PermissionMissing) {
    const accepted = error.accepted === null ? '' : ` (${error.accepted})`;
    const result = { state: 'failed', error: `permission missing${accepted}: ${error.message}` } as const;
    return { result, pauseUntil: null, outcome: 'permission_missing', loud: true };
  }
  if (error instanceof Invalid) {
    return { result: { state: 'failed', error: text }, pauseUntil: null, outcome: 'invalid', loud: true };
  }
  if (error instanceof Unauthorised) {
    return retry(effect, text, now, new Date(now.getTime() + UNAUTHORISED_PAUSE_MS));
  }
  return retry(effect, text, now, null);
}
