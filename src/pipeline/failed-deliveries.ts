import type { Clock } from '../clock.ts';
import type { DeliveryState } from '../store/interface/inbox.ts';
import type { Store } from '../store/store.ts';
import { atMostEvery } from './at-most-every.ts';
import { CATCH_UP_EVERY_MS, type CatchUpDeps, catchUp } from './catch-up.ts';
import type { RunJob } from './run-job.ts';

/** One catch-up takes minutes at most, after an outage. */
const LEASE_MS = 5 * 60 * 1000;

/** How often the timer is looked at: another process may have held it. */
const LOOK_EVERY_MS = 15_000;

/** The app as a whole, in the list of timers. */
const WHOLE_APP = 0;

/** How often, and how many times, a command looks whether what it asked for has come and was carried: 30 s. */
const ARRIVE_LOOK_MS = 250;
const ARRIVE_LOOKS = 120;

const CARRIED = new Set<DeliveryState | undefined>(['done', 'ignored', 'dead']);

/** Deliveries that GitHub could not bring, asked for again. */
export interface FailedDeliveries {
  /** Asks where it is due, and once in the life of a process in any case. Returns whether any were asked for. */
  look(): Promise<boolean>;
  /** Asks for all of them now, and waits until those that come were carried. Returns how many were asked for. */
  askNow(): Promise<number>;
  /** Whether this process has asked at least once, or could not, and those that it asked for last were carried. */
  areCaughtUp(): Promise<boolean>;
}

export function createFailedDeliveries(
  deps: CatchUpDeps & { store: Pick<Store, 'inbox' | 'timers'>; clock: Clock; job: RunJob },
): FailedDeliveries {
  const { store, clock } = deps;
  const isDue = atMostEvery(LOOK_EVERY_MS, clock);
  let started = false;
  /** ids of the deliveries that were asked for last; null: nobody has asked yet */
  let awaited: readonly string[] | null = null;

  async function areCarried(asked: readonly string[]): Promise<boolean> {
    if (asked.length === 0) return true;
    const came = await store.inbox.known(asked);
    return asked.every((guid) => CARRIED.has(came.get(guid)));
  }

  return {
    async look() {
      if (!isDue()) return false;
      const now = clock.now();
      const turn = await store.timers.take({
        installationId: WHOLE_APP,
        task: 'catchup',
        firstAt: now,
        // At every start: the app may have been away.
        early: !started,
        now,
        leaseMs: LEASE_MS,
      });
      if (turn === null) return false;
      try {
        const { asked } = await deps.job('catchup', () => catchUp(deps));
        started = true;
        awaited = asked;
        return asked.length > 0;
      } finally {
        awaited ??= [];
        await turn.end(new Date(now.getTime() + CATCH_UP_EVERY_MS), now);
      }
    },
    async askNow() {
      const { asked } = await deps.job('catchup', () => catchUp(deps, { force: true }));
      for (let look = 0; look < ARRIVE_LOOKS && !(await areCarried(asked)); look += 1) {
        await clock.wait(ARRIVE_LOOK_MS, new AbortController().signal);
      }
      return asked.length;
    },
    areCaughtUp: async () => awaited !== null && areCarried(awaited),
  };
}
