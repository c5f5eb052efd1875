import {
  type GitHubError,
  Gone,
  Invalid,
  LabelGone,
  Limited,
  PermissionMissing,
  Unauthorised,
} from '../github/errors.ts';
import type { OutboxTurn, PendingEffect } from '../store/interface/outbox.ts';
import { backoffMs, isGivenUp } from './backoff.ts';
import type { PauseReason, SendOutcome } from './options.ts';

/** GitHub's reset times are whole seconds. */
const LIMIT_MARGIN_MS = 1_000;
/** Without a valid token nothing of this installation goes out; the key or the installation has to be put right. */
const UNAUTHORISED_PAUSE_MS = 60_000;

export interface Settlement {
  result: Parameters<OutboxTurn['settle']>[1];
  /** nobody sends for this installation before; null: the next effect may go at once */
  pause: { until: Date; reason: PauseReason } | null;
  /** what happened, for metrics */
  outcome: SendOutcome;
  /** somebody should look at it */
  loud: boolean;
}

/** What follows from a failed attempt. Pure: the dispatcher carries it out. */
export function settlementOf(error: GitHubError, effect: PendingEffect, now: Date): Settlement {
  const text = `${error.name}: ${error.message}`;
  if (error instanceof Limited) {
    // By our own clock: that of the client may be another one.
    const until = new Date(now.getTime() + error.waitMs + LIMIT_MARGIN_MS);
    const result = { state: 'retry', error: text, runAt: until } as const;
    return { result, pause: { until, reason: 'limited' }, outcome: 'limited', loud: false };
  }
  if (error instanceof LabelGone) {
    const result = { state: 'withheld', reason: error.message } as const;
    return { result, pause: null, outcome: 'withheld', loud: false };
  }
  if (error instanceof Gone) return failed('gone', 'gone', false);
  if (error instanceof PermissionMissing) {
    const accepted = error.accepted === null ? '' : ` (${error.accepted})`;
    return failed(`permission missing${accepted}: ${error.message}`, 'permission_missing', true);
  }
  if (error instanceof Invalid) return failed(text, 'invalid', true);
  const attempts = effect.attemptsBefore + 1;
  if (isGivenUp(attempts, effect.firstAttemptAt ?? effect.createdAt, now))
    return failed(text, 'given_up', true);
  if (error instanceof Unauthorised) {
    const until = new Date(now.getTime() + Math.max(UNAUTHORISED_PAUSE_MS, backoffMs(attempts)));
    const result = { state: 'retry', error: text, runAt: until } as const;
    return { result, pause: { until, reason: 'unauthorised' }, outcome: 'unauthorised', loud: true };
  }
  const runAt = new Date(now.getTime() + backoffMs(attempts));
  return { result: { state: 'retry', error: text, runAt }, pause: null, outcome: 'transient', loud: false };
}

function failed(error: string, outcome: SendOutcome, loud: boolean): Settlement {
  return { result: { state: 'failed', error }, pause: null, outcome, loud };
}
