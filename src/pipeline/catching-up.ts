import type { GitHub } from '../github/github.ts';
import type { DeliveryState } from '../store/interface/inbox.ts';
import type { BackfillDeps } from './backfill.ts';
import { stepBackfill } from './backfill.ts';
import { CATCH_UP_EVERY_MS, catchUp } from './catch-up.ts';
import { readEdits } from './read-edits.ts';
import { readNewReactions } from './read-reactions.ts';
import { reconcile } from './reconcile.ts';

/** One catch-up takes minutes at most, after an outage. */
const CATCH_UP_LEASE_MS = 5 * 60 * 1000;

/** How often it is asked whether an installation's night has come. */
const NIGHTS_EVERY_MS = 5 * 60 * 1000;

/** How often it is asked whether an installation's reactions are due. */
const REACTIONS_LOOK_MS = 60 * 1000;

/** Installations asked about side by side: one that waits for a limit does not hold up all others. */
const LANES = 4;

/** How often new repositories and waiting readings are looked at, where there was nothing to read. */
const LOOK_EVERY_MS = 1_000;
const IDLE_MS = 15_000;

const CARRIED = new Set<DeliveryState | undefined>(['done', 'ignored', 'dead']);

/** The app as a whole, in the list of timers. */
const WHOLE_APP = 0;

/** How often, and how many times, a command looks whether what it asked for has come and was carried: 30 s. */
const ARRIVE_LOOK_MS = 250;
const ARRIVE_LOOKS = 120;

export interface CatchingUpDeps extends BackfillDeps {
  /** as the app itself */
  app: GitHub;
  /** something was put into the inbox */
  onHandedIn(): void;
}

/** Everything by which the app learns of what no webhook told it: failed deliveries, history, nightly comparison. */
export interface CatchingUp {
  /** One look at everything that is due. Returns whether there was anything. Rejects with what the parts reject with. */
  step(): Promise<boolean>;
  /** Works until the signal aborts. Failures are logged and tried again. */
  run(signal: AbortSignal): Promise<void>;
  /** Asks for all failed deliveries now, and waits until those that come were carried. Returns how many were asked for. */
  catchUpNow(): Promise<number>;
  /**
   * Whether this process has asked for failed deliveries at least once, or could not, and those that it asked for last
   * were carried.
   */
  caughtUp(): Promise<boolean>;
  /** Looks for new reactions now, one installation or all. Returns how many deliveries were handed in. */
  reactionsNow(installationId?: number): Promise<number>;
  /** Reads open weekly issues again now, one installation's or all. Returns how many deliveries were handed in. */
  editsNow(installationId?: number): Promise<number>;
  /** Compares now, one installation or all. Returns how many deliveries were handed in. */
  reconcileNow(installationId?: number): Promise<number>;
}

export function createCatchingUp(deps: CatchingUpDeps): CatchingUp {
  const { store, clock, log } = deps;
  let started = false;
  /** ids of the deliveries that were asked for last; null: nobody has asked yet */
  let awaited: readonly string[] | null = null;
  let failedAt = new Date(0);
  let nightsAt = new Date(0);
  let reactionsAt = new Date(0);

  async function failedDeliveries(): Promise<boolean> {
    const now = clock.now();
    if (now < failedAt) return false;
    failedAt = new Date(now.getTime() + IDLE_MS);
    const turn = await store.timers.take({
      installationId: WHOLE_APP,
      task: 'catchup',
      firstAt: now,
      // At every start: the app may have been away.
      early: !started,
      now,
      leaseMs: CATCH_UP_LEASE_MS,
    });
    if (turn === null) return false;
    try {
      const { asked } = await catchUp(deps);
      started = true;
      awaited = asked;
      return asked.length > 0;
    } finally {
      awaited ??= [];
      await turn.end(new Date(now.getTime() + CATCH_UP_EVERY_MS), now);
    }
  }

  /** Whether deliveries that were asked for came and are done with. */
  async function areCarried(asked: readonly string[]): Promise<boolean> {
    if (asked.length === 0) return true;
    const came = await store.inbox.known(asked);
    return asked.every((guid) => CARRIED.has(came.get(guid)));
  }

  async function nights(signal?: AbortSignal): Promise<boolean> {
    const now = clock.now();
    if (now < nightsAt) return false;
    nightsAt = new Date(now.getTime() + NIGHTS_EVERY_MS);
    let handedIn = 0;
    await inLanes(await installationsInForce(), async ({ id }) => {
      if (signal?.aborted) return;
      try {
        const found = sum(await reconcile(deps, id, signal === undefined ? {} : { signal }));
        // Read and written at once: others add to it meanwhile.
        handedIn += found;
      } catch (error) {
        // One installation's trouble is not that of the others.
        log.warn({ installation: id, err: error }, 'could not be compared with GitHub; it will be again');
      }
    });
    if (handedIn > 0) deps.onHandedIn();
    return handedIn > 0;
  }

  async function reactions(): Promise<boolean> {
    const now = clock.now();
    if (now < reactionsAt) return false;
    reactionsAt = new Date(now.getTime() + REACTIONS_LOOK_MS);
    return (await readReactionsOf(await installationsInForce(), {})) > 0;
  }

  async function readReactionsOf(
    rows: readonly { id: number }[],
    options: { early?: boolean },
  ): Promise<number> {
    let handedIn = 0;
    await inLanes(rows, async ({ id }) => {
      try {
        const found = (await readNewReactions(deps, id, options)) ?? 0;
        handedIn += found;
      } catch (error) {
        log.warn({ installation: id, err: error }, 'reactions could not be read; they will be again');
      }
    });
    if (handedIn > 0) deps.onHandedIn();
    return handedIn;
  }

  async function installationsInForce() {
    const all = await store.operator.installations();
    return all.filter(({ goneAt, suspended }) => goneAt === null && !suspended);
  }

  async function history(): Promise<'read' | 'waiting' | 'done'> {
    const outcomes = new Set<string>();
    for (const id of await store.operator.backfillsDue()) outcomes.add(await stepBackfill(deps, id));
    if (outcomes.has('read')) deps.onHandedIn();
    return outcomes.has('read') ? 'read' : outcomes.has('waiting') ? 'waiting' : 'done';
  }

  /** Calls again and again what says how long to wait before the next time. */
  async function loop(signal: AbortSignal, look: () => Promise<number>): Promise<void> {
    while (!signal.aborted) {
      const waitMs = await look().catch((error: unknown) => {
        log.warn({ err: error }, 'could not catch up with GitHub; it will be tried again');
        return IDLE_MS;
      });
      if (waitMs > 0) await clock.wait(waitMs, signal);
    }
  }

  return {
    async step() {
      const asked = await failedDeliveries();
      const compared = await nights();
      const reacted = await reactions();
      const read = (await history()) === 'read';
      return asked || compared || reacted || read;
    },
    async run(signal) {
      const working = Promise.all([
        loop(signal, async () => {
          await failedDeliveries();
          return IDLE_MS;
        }),
        loop(signal, async () => {
          await nights(signal);
          return IDLE_MS;
        }),
        loop(signal, async () => {
          await reactions();
          return IDLE_MS;
        }),
        loop(signal, async () => {
          const outcome = await history();
          return outcome === 'read' ? 0 : outcome === 'waiting' ? LOOK_EVERY_MS : IDLE_MS;
        }),
      ]);
      // A stop waits for no answer of GitHub: what was being read is read again.
      await Promise.race([working, aborted(signal)]);
    },
    caughtUp: async () => awaited !== null && areCarried(awaited),
    async catchUpNow() {
      const { asked } = await catchUp(deps, { force: true });
      for (let look = 0; look < ARRIVE_LOOKS && !(await areCarried(asked)); look += 1) {
        await clock.wait(ARRIVE_LOOK_MS, new AbortController().signal);
      }
      return asked.length;
    },
    async reactionsNow(installationId) {
      const rows = (await installationsInForce()).filter(
        ({ id }) => installationId === undefined || id === installationId,
      );
      return readReactionsOf(rows, { early: true });
    },
    async editsNow(installationId) {
      let handedIn = 0;
      for (const { id } of await installationsInForce()) {
        if (installationId === undefined || id === installationId) handedIn += await readEdits(deps, id);
      }
      if (handedIn > 0) deps.onHandedIn();
      return handedIn;
    },
    async reconcileNow(installationId) {
      let handedIn = 0;
      for (const { id } of await installationsInForce()) {
        if (installationId !== undefined && id !== installationId) continue;
        handedIn += sum(await reconcile(deps, id, { early: true }));
      }
      if (handedIn > 0) deps.onHandedIn();
      return handedIn;
    },
  };
}

async function inLanes<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function sum(found: { threads: number; gone: number } | null): number {
  return found === null ? 0 : found.threads + found.gone;
}
