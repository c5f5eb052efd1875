import type { Logger } from 'pino';
import type { Processed } from '../pipeline.ts';
import { PayloadRefused } from '../receive/payload-refused.ts';
import { DatabaseUnavailable, LeaseLost } from '../store/errors.ts';
import type { ClaimedDelivery } from '../store/interface/inbox.ts';
import type { Store } from '../store/store.ts';

/** A claim that nobody renews for this long lost its process; another one takes it over. */
const LEASE_MS = 15_000;

/** Claims are renewed while they are worked on: often enough that two renewals may fail. */
const RENEW_EVERY_MS = 4_000;

/** Waits before the attempts after the first; the last one comes about an hour after the first. Then it is a dead letter. */
const BACKOFF_MS = [1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 2_400_000];

/** Deliveries of different threads worked on side by side by one process: enough to hide GitHub's latency. */
const CONCURRENCY = 8;

/** Of these, most that one installation may hold: what waits long for GitHub leaves room for the others. */
const OF_ONE_INSTALLATION = 6;

/** How long an idle worker waits before it looks again, unless it is nudged. */
const IDLE_MS = 500;

/** A stop waits this long for deliveries under way; those that are not done by then are given back. */
const STOP_WITHIN_MS = 6_000;

/** Longest error text that is kept with a delivery. */
const ERROR_CHARACTERS_MAX = 500;

export interface WorkerDeps {
  store: Store;
  process(claim: ClaimedDelivery): Promise<Processed>;
  clock: { now(): Date };
  /** resolves after `ms`, or at once when the signal aborts */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** when a limit of GitHub names the moment to go on: that moment, else null */
  resumeAt(error: unknown): Date | null;
  log: Logger;
  onProcessed?(
    claim: ClaimedDelivery,
    result: 'done' | 'ignored' | 'retry' | 'dead' | 'lost',
    ms: number,
  ): void;
  /** name of this worker in leases */
  name: string;
}

/** Takes deliveries from the inbox and carries them through the pipeline. */
export interface InboxWorker {
  /** One claim of as many deliveries as may run side by side. Returns how many there were. */
  step(): Promise<number>;
  /** Works until the signal aborts, then finishes what it has begun, or gives it back within some seconds. */
  run(signal: AbortSignal): Promise<void>;
  /** Something came in: look at once. */
  nudge(): void;
}

export function createInboxWorker(deps: WorkerDeps): InboxWorker {
  let wake: AbortController | null = null;
  /** whether somebody asked for a look since the last one began */
  let nudged = false;
  /** the deliveries under way, each with its end */
  const held = new Map<ClaimedDelivery, Promise<void>>();

  /** Claims what there is room for and begins with it. Returns how many there were. */
  async function begin(): Promise<number> {
    const claims = await deps.store.inbox.claim({
      worker: deps.name,
      now: deps.clock.now(),
      leaseMs: LEASE_MS,
      limit: CONCURRENCY - held.size,
      limitPerInstallation: OF_ONE_INSTALLATION,
    });
    for (const claim of claims) {
      const ended = carry(claim, deps).finally(() => {
        held.delete(claim);
        // The next one of its key may go now.
        nudge();
      });
      held.set(claim, ended);
    }
    return claims.length;
  }

  function nudge(): void {
    nudged = true;
    if (!isBusy()) wake?.abort();
  }

  /** Claims cost less by the batch: the next is taken when half of the room is free, or after a while what fits. */
  function isBusy(): boolean {
    return held.size > CONCURRENCY / 2;
  }

  async function step(): Promise<number> {
    const begun = await begin();
    await Promise.all(held.values());
    return begun;
  }

  async function renew(done: AbortSignal): Promise<void> {
    while (!done.aborted) {
      await deps.wait(RENEW_EVERY_MS, done);
      if (held.size === 0) continue;
      const until = new Date(deps.clock.now().getTime() + LEASE_MS);
      await deps.store.inbox.renew([...held.keys()], until).catch((error: unknown) => {
        deps.log.warn({ err: error }, 'claims could not be renewed');
      });
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    // Renewing goes on until the last delivery is carried, also while the process stops.
    const done = new AbortController();
    const renewing = renew(done.signal);
    const working = work(signal);
    await Promise.race([working, stopped(signal, done.signal)]);
    done.abort();
    await renewing;
    await giveBack();
  }

  /** Resolves when a stop has waited long enough, or with the end of the work, whose timer it does not outlive. */
  async function stopped(signal: AbortSignal, ended: AbortSignal): Promise<void> {
    const either = AbortSignal.any([signal, ended]);
    if (!either.aborted)
      await new Promise((resolve) => either.addEventListener('abort', resolve, { once: true }));
    await deps.wait(STOP_WITHIN_MS, ended);
  }

  /** What still waits for GitHub is for another process, or the next start: its own end finds the lease gone. */
  async function giveBack(): Promise<void> {
    if (held.size === 0) return;
    await deps.store.inbox.release([...held.keys()]).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'claims could not be given back; they run out');
    });
  }

  async function work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      let taken = 0;
      nudged = false;
      try {
        if (held.size < CONCURRENCY) taken = await begin();
      } catch (error) {
        deps.log.error({ err: error }, 'the inbox could not be read');
      }
      if (signal.aborted || (!isBusy() && (taken > 0 || nudged))) continue;
      wake = new AbortController();
      await deps.wait(IDLE_MS, AbortSignal.any([signal, wake.signal]));
      wake = null;
    }
    await Promise.all(held.values());
  }

  return { step, run, nudge };
}

/** One delivery to its end: done, ignored, tried again later, or a dead letter with the reason. */
async function carry(claim: ClaimedDelivery, deps: WorkerDeps): Promise<void> {
  const begun = performance.now();
  const tell = (result: 'done' | 'ignored' | 'retry' | 'dead' | 'lost'): void =>
    deps.onProcessed?.(claim, result, performance.now() - begun);
  try {
    tell((await deps.process(claim)).result);
  } catch (error) {
    if (error instanceof LeaseLost) return tell('lost');
    try {
      tell(await settleFailure(claim, error, deps));
    } catch (second) {
      // The lease runs out and the delivery is taken up again.
      deps.log.error({ err: second, delivery: claim.id }, 'a failed delivery could not be settled');
      tell('lost');
    }
  }
}

async function settleFailure(
  claim: ClaimedDelivery,
  error: unknown,
  deps: WorkerDeps,
): Promise<'retry' | 'dead' | 'lost'> {
  const now = deps.clock.now();
  // While the database is away nothing can be written about it either.
  if (error instanceof DatabaseUnavailable) return 'lost';
  const message = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_CHARACTERS_MAX);
  const backoffMs = BACKOFF_MS[claim.attempts - 1];
  const resumeAt = deps.resumeAt(error);
  if (error instanceof PayloadRefused || (backoffMs === undefined && resumeAt === null)) {
    deps.log.error(
      { delivery: claim.id, event: claim.name, attempts: claim.attempts, reason: message },
      'dead letter',
    );
    await deps.store.inbox.fail(claim, { error: message, dead: true }, now);
    return 'dead';
  }
  const runAt = resumeAt ?? new Date(now.getTime() + (backoffMs ?? 0));
  deps.log.warn(
    { delivery: claim.id, event: claim.name, attempts: claim.attempts, runAt, err: error },
    'will be tried again',
  );
  // A limit says nothing of the delivery, so that it costs none of its attempts.
  await deps.store.inbox.fail(claim, { error: message, runAt, free: resumeAt !== null }, now);
  return 'retry';
}
