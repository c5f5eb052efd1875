import type { Effect } from '../../loop/effect.ts';

export interface PendingEffect {
  id: number;
  installationId: number;
  effect: Effect;
  deliveryId: string;
  createdAt: Date;
  /** attempts begun before this one; above 0 the write may already have happened */
  attemptsBefore: number;
  /** when the first attempt began; null at the first */
  firstAttemptAt: Date | null;
  /** where the slot was last written to, if ever */
  remote: RemotePost | null;
}

/** What GitHub gave back for a slot. */
export interface RemotePost {
  id: number | null;
  nodeId: string | null;
  /** issue number for the app's own issues */
  number: number | null;
}

export type EffectState = 'pending' | 'sending' | 'sent' | 'withheld' | 'failed' | 'superseded';

/** What is told of an effect and of what became of it. */
export interface KnownEffect {
  id: number;
  installationId: number;
  effect: Effect;
  state: EffectState;
  attempts: number;
  /** why it failed, or was withheld */
  error: string | null;
  createdAt: Date;
  settledAt: Date | null;
  /** that it came from */
  deliveryId: string;
}

/** Serial per installation: whoever holds an installation's turn sends its effects one by one. */
export interface Outbox {
  /** Takes the turn of one installation that has a due effect and no live holder; null where there is none. */
  takeTurn(options: { worker: string; now: Date; leaseMs: number }): Promise<OutboxTurn | null>;
  list(filter: { installationId?: number; state?: EffectState; limit: number }): Promise<KnownEffect[]>;
  /** What waits or was given up; does not look at what was sent. */
  backlog(now: Date): Promise<{
    byState: Record<'pending' | 'sending' | 'failed', number>;
    oldestPendingMs: number;
  }>;
  /** When an effect may be sent that may not be yet; null where there is none. */
  nextDueAt(now: Date): Promise<Date | null>;
  /** All that is stored: for looking on, since its cost grows with it. */
  counts(now: Date): Promise<{
    byState: Record<EffectState, number>;
    byKindAndResult: { kind: string; state: EffectState; count: number }[];
    oldestPendingMs: number;
    nextDueAt: Date | null;
  }>;
  prune(now: Date): Promise<number>;
}

export interface OutboxTurn {
  readonly installationId: number;
  /** The next due effect (priority, then age), or null. Effects of a slot keep their order. */
  next(now: Date): Promise<PendingEffect | null>;
  /** Committed before the request goes out, so that a crash after it is known to be possible. Also counts the write for the budget. Extends the lease. Throws LeaseLost. */
  begin(effect: PendingEffect, now: Date): Promise<void>;
  /** Records the result and what the slot now is on GitHub. Throws LeaseLost. */
  settle(
    effect: PendingEffect,
    result:
      | { state: 'sent'; remote: RemotePost | null }
      | { state: 'withheld'; reason: string }
      | { state: 'failed'; error: string }
      /** `lookUp`: it failed before it was begun; counts as an attempt, but nothing may have been written */
      | { state: 'retry'; error: string; runAt: Date; lookUp?: boolean }
      /** one write of several was done: the next may begin at once, as a first attempt */
      | { state: 'more'; emptied?: boolean },
    now: Date,
  ): Promise<void>;
  /** Whether what a slot wants is on GitHub, and was before that moment. */
  isDone(slot: string, before: Date): Promise<boolean>;
  /** Writes begun in the trailing window, by all processes. */
  writesSince(since: Date): Promise<{ count: number; newestAt: Date | null; oldestAt: Date | null }>;
  /** Keeps the turn while a request is under way. Throws LeaseLost. */
  renew(leaseUntil: Date): Promise<void>;
  /** Nobody sends for this installation before `until` (a limit, a budget). */
  pause(until: Date, reason: string): Promise<void>;
  release(): Promise<void>;
}
