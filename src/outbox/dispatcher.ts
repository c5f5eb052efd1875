import { DatabaseUnavailable, LeaseLost } from '../store/errors.ts';
import type { OutboxTurn } from '../store/interface/outbox.ts';
import type { DispatcherOptions, StepResult } from './options.ts';
import { type LastWrites, sendNext } from './send-next.ts';

/** A turn that nobody renews for this long lost its process; another one takes it over. */
const LEASE_MS = 15_000;
/** Turns are renewed while a request is under way (look-ups take up to 30 s): often enough that two renewals may fail. */
const RENEW_EVERY_MS = 4_000;
/** Installations served side by side by one process. */
const TURNS_MAX = 8;
/** Effects sent before an installation goes to the back of the queue. */
const EFFECTS_PER_TURN_MAX = 50;
/** How long an idle dispatcher waits before it looks again, unless it is nudged: effects of other processes. */
const IDLE_MS = 500;
/** While the database is away. */
const DATABASE_PAUSE_MS = 2_000;
/** A stop waits this long for writes under way; what is cut off then is looked up before it is repeated. */
const STOP_WITHIN_MS = 9_000;

/** Sends the effects of the outbox: one by one within an installation, several installations side by side. */
export interface Dispatcher {
  /** One effect of one installation that has its turn. `idle`: nothing is due anywhere. */
  step(): Promise<StepResult>;
  /** Sends until the signal aborts; then finishes writes under way, within 10 s. Never rejects. */
  run(signal: AbortSignal): Promise<void>;
  /** Something is due: look at once. */
  nudge(): void;
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const lastWrites: LastWrites = new Map();
  const held = new Set<OutboxTurn>();
  let wake = new AbortController();
  const never = new AbortController().signal;

  const takeTurn = () =>
    options.outbox.takeTurn({ worker: options.worker, now: options.clock.now(), leaseMs: LEASE_MS });

  /** Up to `effectsMax` effects of a turn; returns how the last one went. The turn is given back in any case. */
  async function serve(turn: OutboxTurn, effectsMax: number, signal: AbortSignal): Promise<StepResult> {
    let result: StepResult = 'stopped';
    held.add(turn);
    try {
      for (let sent = 0; sent < effectsMax && !signal.aborted; sent++) {
        result = await sendNext(turn, lastWrites, options, signal);
        if (result === 'idle' || result === 'paused' || result === 'stopped') break;
      }
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      return 'dropped';
    } finally {
      held.delete(turn);
    }
    await turn.release();
    return result;
  }

  async function step(): Promise<StepResult> {
    const turn = await takeTurn();
    return turn === null ? 'idle' : serve(turn, 1, never);
  }

  async function run(signal: AbortSignal): Promise<void> {
    // Renewing goes on until the last write is settled, also while the process stops.
    const done = new AbortController();
    const renewing = renew(done.signal);
    await work(signal);
    done.abort();
    await renewing;
  }

  async function renew(done: AbortSignal): Promise<void> {
    while (!done.aborted) {
      await options.wait(RENEW_EVERY_MS, done);
      const until = new Date(options.clock.now().getTime() + LEASE_MS);
      for (const turn of held) {
        // A turn that was lost is noticed by whoever sends in it.
        await turn.renew(until).catch((error: unknown) => {
          if (!(error instanceof LeaseLost)) logAway(error);
        });
      }
    }
  }

  async function work(signal: AbortSignal): Promise<void> {
    const turns = new Set<Promise<void>>();
    while (!signal.aborted) {
      const pauseMs = await startTurns(turns, signal);
      if (signal.aborted) break;
      await options.wait(pauseMs, AbortSignal.any([signal, wake.signal]));
      if (wake.signal.aborted) wake = new AbortController();
    }
    // The wait is given up with the last turn, or its timer would keep the process alive.
    const ended = new AbortController();
    await Promise.race([Promise.all(turns), options.wait(STOP_WITHIN_MS, ended.signal)]);
    ended.abort();
  }

  /** Starts every turn that is to be had. Returns how long to wait unless nudged. */
  async function startTurns(turns: Set<Promise<void>>, signal: AbortSignal): Promise<number> {
    try {
      while (turns.size < TURNS_MAX && !signal.aborted) {
        const turn = await takeTurn();
        if (turn === null) break;
        const served: Promise<void> = serve(turn, EFFECTS_PER_TURN_MAX, signal)
          .then(() => {}, logAway)
          .finally(() => {
            turns.delete(served);
            wake.abort();
          });
        turns.add(served);
      }
      return IDLE_MS;
    } catch (error) {
      logAway(error);
      return DATABASE_PAUSE_MS;
    }
  }

  function logAway(error: unknown): void {
    const message =
      error instanceof DatabaseUnavailable ? 'the database is away' : 'the outbox could not be worked on';
    options.log.error({ err: error }, message);
  }

  return { step, run, nudge: () => wake.abort() };
}
