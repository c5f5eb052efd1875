import type { PermissionMissing } from '../github/errors.ts';
import type { GitHub } from '../github/github.ts';
import type { Effect } from '../loop/effect.ts';
import type { Outbox, PendingEffect } from '../store/interface/outbox.ts';
import type { WriteLimits } from './budget.ts';

/** What became of an effect, or of the attempt to send one. */
export type StepResult =
  /** on GitHub as wanted */
  | 'sent'
  /** recorded only: mode or shadow */
  | 'withheld'
  /** will be tried again: no reply, outage, or more to write for the same effect */
  | 'retry'
  /** given up */
  | 'failed'
  /** a limit or a budget holds the installation back */
  | 'paused'
  /** superseded meanwhile, or another worker has the turn */
  | 'dropped'
  /** nothing is due */
  | 'idle'
  /** asked to stop */
  | 'stopped';

/** How one attempt went. */
export const SEND_OUTCOMES = [
  'sent',
  /** one write of several for the same effect */
  'more',
  'withheld',
  /** what it was about is not there any more: given up quietly */
  'gone',
  'limited',
  'permission_missing',
  'invalid',
  'unauthorised',
  /** no reply, outage: tried again */
  'transient',
  'given_up',
] as const;
export type SendOutcome = (typeof SEND_OUTCOMES)[number];

/** What holds an installation back: a budget of ours, a limit of GitHub's, a token that is not accepted. */
export const PAUSE_REASONS = ['gap', 'minute', 'hour', 'limited', 'unauthorised'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Counts for metrics; no names of tenants, repositories or people go in. */
export interface OutboxMetrics {
  settled(kind: Effect['kind'], outcome: SendOutcome): void;
  paused(reason: PauseReason): void;
}

interface OutboxLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface DispatcherOptions {
  outbox: Outbox;
  clientFor(installationId: number): GitHub;
  clock: { now(): Date };
  /** resolves after `ms`, or at once when the signal aborts; never rejects */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  limits: WriteLimits;
  /** nothing is sent, everything is recorded */
  shadow: boolean;
  /** login of the app's own bot account; asked for anew until it is known */
  botLogin(): Promise<string>;
  log: OutboxLog;
  metrics: OutboxMetrics;
  /** name of this worker in leases */
  worker: string;
  onPermissionMissing?(effect: PendingEffect, error: PermissionMissing): void;
}
