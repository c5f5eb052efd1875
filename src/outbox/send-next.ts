import { perform } from '../github/effects/perform.ts';
import { classify, type GitHubError, PermissionMissing } from '../github/errors.ts';
import { DatabaseUnavailable, LeaseLost } from '../store/errors.ts';
import type { OutboxTurn, PendingEffect } from '../store/interface/outbox.ts';
import { budget, windowsAt } from './budget.ts';
import { gate } from './gate.ts';
import type { DispatcherOptions, StepResult } from './options.ts';
import { settlementOf } from './settlement.ts';
import { guardWrites } from './write-guard.ts';

/** Waits up to this are spent inside the turn; for longer ones the turn is given back. */
const HOLD_MAX_MS = 1_500;

/** What GitHub has carried out it may not show everywhere at once. */
const SEEN_AFTER_MS = 60_000;

/** When this process last ended a write, by installation: the gap is kept from there, since a write may take its time. */
export type LastWrites = Map<number, Date>;

/** The next effect of a turn: gate, budget, begin, send, settle. Rejects with `LeaseLost` or when the database does. */
export async function sendNext(
  turn: OutboxTurn,
  lastWrites: LastWrites,
  options: DispatcherOptions,
  signal: AbortSignal,
): Promise<StepResult> {
  const { clock, metrics } = options;
  const effect = await turn.next(clock.now());
  if (effect === null) return 'idle';
  const verdict = gate(effect.effect, options);
  if (verdict !== 'send') {
    await turn.settle(effect, { state: 'withheld', reason: verdict.withhold }, clock.now());
    metrics.settled(effect.effect.kind, 'withheld');
    return 'withheld';
  }
  const held = await holdBack(turn, effect, lastWrites, options, signal);
  return held ?? attempt(turn, effect, lastWrites, options);
}

/** Waits for the budget, or pauses the installation; null: it may go. */
async function holdBack(
  turn: OutboxTurn,
  { effect }: PendingEffect,
  lastWrites: LastWrites,
  options: DispatcherOptions,
  signal: AbortSignal,
): Promise<'paused' | 'stopped' | null> {
  while (!signal.aborted) {
    const now = options.clock.now();
    const starts = windowsAt(now);
    const hour = await turn.writesSince(starts.hour);
    const minute = hour.count === 0 ? hour : await turn.writesSince(starts.minute);
    const newestAt = later(hour.newestAt, lastWrites.get(turn.installationId) ?? null);
    const verdict = budget({ minute, hour, newestAt }, options.limits, effect.priority, now);
    if (verdict.go) return null;
    const waitMs = verdict.until.getTime() - now.getTime();
    if (waitMs > HOLD_MAX_MS) {
      await turn.pause(verdict.until, `budget: ${verdict.reason}`);
      options.metrics.paused(verdict.reason);
      return 'paused';
    }
    await options.wait(waitMs, signal);
  }
  return 'stopped';
}

function later(left: Date | null, right: Date | null): Date | null {
  if (left === null || right === null) return left ?? right;
  return left > right ? left : right;
}

async function attempt(
  turn: OutboxTurn,
  pending: PendingEffect,
  lastWrites: LastWrites,
  options: DispatcherOptions,
): Promise<StepResult> {
  const { clock, metrics } = options;
  const { effect, firstAttemptAt, remote } = pending;
  const botLogin = await options.botLogin();
  let begun = false;
  const github = guardWrites(options.clientFor(turn.installationId), async () => {
    await turn.begin(pending, clock.now());
    begun = true;
  });
  try {
    const performed = await perform(github, effect, {
      botLogin,
      remote,
      repeat: firstAttemptAt === null ? null : { firstAttemptAt },
      isDone: (slot) => turn.isDone(slot, new Date(clock.now().getTime() - SEEN_AFTER_MS)),
    });
    const now = clock.now();
    if (begun) lastWrites.set(turn.installationId, now);
    const result = performed.more
      ? ({ state: 'more', emptied: performed.emptied ?? false } as const)
      : ({ state: 'sent', remote: performed.remote } as const);
    await turn.settle(pending, result, now);
    metrics.settled(effect.kind, performed.more ? 'more' : 'sent');
    return performed.more ? 'retry' : 'sent';
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof DatabaseUnavailable) throw error;
    const now = clock.now();
    if (begun) lastWrites.set(turn.installationId, now);
    return settleFailure(turn, pending, classify(error, now), begun, options);
  }
}

async function settleFailure(
  turn: OutboxTurn,
  pending: PendingEffect,
  error: GitHubError,
  begun: boolean,
  options: DispatcherOptions,
): Promise<StepResult> {
  const now = options.clock.now();
  const { result, pause, outcome, loud } = settlementOf(error, pending, now);
  // A look-up that fails is an attempt, too, or it would never be given up. One that meets a limit costs none.
  const isLookUp = !begun && result.state === 'retry' && outcome !== 'limited';
  await turn.settle(pending, isLookUp ? { ...result, lookUp: true } : result, now);
  if (pause !== null) {
    await turn.pause(pause.until, pause.reason);
    options.metrics.paused(pause.reason);
  }
  options.metrics.settled(pending.effect.kind, outcome);
  const { id, installationId, attemptsBefore } = pending;
  const fields = { effect: id, kind: pending.effect.kind, installationId, attemptsBefore, outcome };
  const status = { status: error.status, runAt: result.state === 'retry' ? result.runAt : undefined };
  options.log[loud ? 'error' : 'warn']({ ...fields, ...status }, 'an effect was not sent');
  if (error instanceof PermissionMissing) options.onPermissionMissing?.(pending, error);
  if (pause !== null) return 'paused';
  return result.state === 'retry' || result.state === 'withheld' ? result.state : 'failed';
}
