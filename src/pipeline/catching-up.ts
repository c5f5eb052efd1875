import type { GitHub } from '../github/github.ts';
import { atMostEvery } from './at-most-every.ts';
import type { BackfillDeps } from './backfill.ts';
import { stepBackfill } from './backfill.ts';
import { installationsInForce, readInTurn, readSideBySide } from './each-installation.ts';
import { createFailedDeliveries } from './failed-deliveries.ts';
import { readEdits } from './read-edits.ts';
import { readNewReactions } from './read-reactions.ts';
import { reconcile } from './reconcile.ts';

/** How often it is asked whether an installation's night has come. */
const NIGHTS_EVERY_MS = 5 * 60 * 1000;

/** How often it is asked whether an installation's reactions are due. */
const REACTIONS_LOOK_MS = 60 * 1000;

/** How often each part looks whether it is due, and the reading of history whether there is anything to read. */
const IDLE_MS = 15_000;

/** How often a reading of history that waits is looked at. */
const WAITING_MS = 1_000;

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
  const failed = createFailedDeliveries(deps);
  const areNightsDue = atMostEvery(NIGHTS_EVERY_MS, clock);
  const areReactionsDue = atMostEvery(REACTIONS_LOOK_MS, clock);

  function announced(handedIn: number): number {
    if (handedIn > 0) deps.onHandedIn();
    return handedIn;
  }

  async function nights(signal: AbortSignal): Promise<boolean> {
    if (!areNightsDue()) return false;
    const compare = async (id: number) => (signal.aborted ? 0 : compared(deps, id, { signal }));
    const trouble = 'could not be compared with GitHub; it will be again';
    return announced(await readSideBySide(await installationsInForce(store), compare, log, trouble)) > 0;
  }

  async function reactions(): Promise<boolean> {
    return areReactionsDue() && (await reactionsOf(await installationsInForce(store), {})) > 0;
  }

  async function reactionsOf(installations: readonly number[], how: { early?: boolean }): Promise<number> {
    const read = async (id: number) => (await readNewReactions(deps, id, how)) ?? 0;
    const trouble = 'reactions could not be read; they will be again';
    return announced(await readSideBySide(installations, read, log, trouble));
  }

  async function history(): Promise<'read' | 'waiting' | 'done'> {
    const outcomes = new Set<string>();
    for (const id of await store.operator.backfillsDue()) {
      const outcome = await stepBackfill(deps, id).catch((error: unknown) => {
        log.warn({ installation: id, err: error }, 'history could not be read; it will be again');
        return 'failed';
      });
      outcomes.add(outcome);
    }
    if (outcomes.has('read')) deps.onHandedIn();
    return outcomes.has('read') ? 'read' : outcomes.has('waiting') ? 'waiting' : 'done';
  }

  function lookAgain(error: unknown): number {
    log.warn({ err: error }, 'could not catch up with GitHub; it will be tried again');
    return IDLE_MS;
  }

  /** Calls again and again what says how long to wait before the next time. */
  async function loop(signal: AbortSignal, look: () => Promise<number>): Promise<void> {
    while (!signal.aborted) {
      const waitMs = await look().catch(lookAgain);
      if (waitMs > 0) await clock.wait(waitMs, signal);
    }
  }

  return {
    async step() {
      const asked = await failed.look();
      const found = await nights(new AbortController().signal);
      const reacted = await reactions();
      const read = (await history()) === 'read';
      return asked || found || reacted || read;
    },
    async run(signal) {
      const working = Promise.all([
        loop(signal, () => failed.look().then(() => IDLE_MS)),
        loop(signal, async () => {
          // Not waited for: one that waits for a limit would keep those whose night comes meanwhile from being asked.
          nights(signal).catch(lookAgain);
          return IDLE_MS;
        }),
        loop(signal, () => reactions().then(() => IDLE_MS)),
        loop(signal, async () => {
          const outcome = await history();
          return outcome === 'read' ? 0 : outcome === 'waiting' ? WAITING_MS : IDLE_MS;
        }),
      ]);
      // A stop waits for no answer of GitHub: what was being read is read again.
      await Promise.race([working, aborted(signal)]);
    },
    caughtUp: failed.areCaughtUp,
    catchUpNow: failed.askNow,
    reactionsNow: async (installationId) =>
      reactionsOf(await installationsInForce(store, installationId), { early: true }),
    editsNow: async (installationId) => {
      const read = (id: number) => readEdits(deps, id);
      return announced(await readInTurn(await installationsInForce(store, installationId), read));
    },
    reconcileNow: async (installationId) => {
      const read = (id: number) => compared(deps, id, { early: true });
      return announced(await readInTurn(await installationsInForce(store, installationId), read));
    },
  };
}

/** How many deliveries a comparison handed in. */
async function compared(
  deps: BackfillDeps,
  installationId: number,
  options: { early?: boolean; signal?: AbortSignal },
): Promise<number> {
  const found = await reconcile(deps, installationId, options);
  return found === null ? 0 : found.threads + found.gone;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
