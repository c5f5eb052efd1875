import type { Clock } from '../clock.ts';
import type { Clients } from '../github/client.ts';
import { assertNever } from '../loop/vocabulary.ts';
import { type BackfillReport, backfill } from '../pipeline/backfill.ts';
import { createCatchingUp } from '../pipeline/catching-up.ts';
import { discoverInstallations } from '../pipeline/discover.ts';
import type { FactSource } from '../pipeline/fact-source.ts';
import { runLearning } from '../pipeline/learning.ts';
import { createScheduler } from '../pipeline/scheduler.ts';
import { trainKinds } from '../pipeline/train-kinds.ts';
import { createUpkeep } from '../pipeline/upkeep.ts';
import type { Store } from '../store/store.ts';
import type { AppMetrics } from '../web/app-metrics.ts';
import type { Logger } from '../web/log.ts';

/** How often timers and upkeep are looked at. */
const TIMERS_EVERY_MS = 15_000;

/** How often GitHub is asked how the app's installations stand, besides the webhooks: bounds the harm of one that got lost. */
const DISCOVER_EVERY_MS = 60 * 60 * 1000;

/** Timed work that may be asked for by name. */
export const TICK_TASKS = ['schedule', 'catchup', 'reconcile', 'reactions', 'edits'] as const;
export type TickTask = (typeof TICK_TASKS)[number];

export interface TimedWorkDeps {
  store: Store;
  clock: Clock;
  log: Logger;
  clients: Clients;
  source: FactSource;
  measured: Pick<AppMetrics, 'job' | 'matching'>;
  /** something was put into the inbox */
  onHandedIn(): void;
}

/** Whatever is due by time and not by a delivery: timers, upkeep, learning, and what no webhook told. */
export interface TimedWork {
  /** Does timed work now, of one installation or of all. Returns how many deliveries were handed in. */
  tick(task: TickTask, installationId?: number): Promise<number>;
  /** Takes in how the app's installations stand; once in the life of a process, and then each hour by itself. */
  discover(): Promise<void>;
  /** Reads the history of an installation, or of one of its repositories, to the end. */
  backfill(
    installationId: number,
    options?: { repository?: string; onProgress?(report: BackfillReport): void; signal?: AbortSignal },
  ): Promise<BackfillReport>;
  /** One look at everything that is due; what fails is logged. Returns whether there was anything. */
  step(): Promise<boolean>;
  /** Works until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export function createTimedWork(deps: TimedWorkDeps): TimedWork {
  const { store, clock, log, clients, source, measured, onHandedIn } = deps;
  const reading = { store, source, clientFor: clients.forInstallation, clock, log, job: measured.job };
  const catchingUp = createCatchingUp({ ...reading, app: clients.app, onHandedIn });
  const scheduler = createScheduler({ store, clock, caughtUp: catchingUp.caughtUp });
  const upkeep = createUpkeep({ store, clock, source, onMatching: measured.matching });
  /** null: not yet discovered at all */
  let discoverAt: Date | null = null;

  /** No timer but upkeep goes before the first time; later ones come after what is due, so that their failure holds up nothing. */
  async function discover(): Promise<void> {
    if (discoverAt === null) await discoverAgain();
  }

  async function discoverAgain(): Promise<void> {
    const now = clock.now();
    await measured.job('discover', () => discoverInstallations({ store, source }, now));
    discoverAt = new Date(now.getTime() + DISCOVER_EVERY_MS);
  }

  async function schedule(installationId?: number, how?: { atOnce: boolean }): Promise<number> {
    await discover();
    const due = await measured.job('schedule', () => scheduler.step(installationId, how));
    if (due > 0) onHandedIn();
    return due;
  }

  /** Timers never stop the process, nor each other: what fails is logged and looked at again. */
  async function timers(): Promise<boolean> {
    const due = (await lookedAt('timers', () => schedule())) ?? 0;
    await lookedAt('upkeep', () => measured.job('upkeep', () => upkeep.step()));
    if (discoverAt !== null && clock.now() >= discoverAt) await lookedAt('installations', discoverAgain);
    return due > 0;
  }

  async function lookedAt<T>(what: string, look: () => Promise<T>): Promise<T | null> {
    try {
      return await look();
    } catch (error) {
      log.warn({ err: error }, `${what} could not be looked at and will be again`);
      return null;
    }
  }

  async function catchUp(): Promise<boolean> {
    try {
      await discover();
      return await catchingUp.step();
    } catch (error) {
      log.warn({ err: error }, 'could not catch up with GitHub; it will be tried again');
      return false;
    }
  }

  async function runTimers(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await timers();
      await clock.wait(TIMERS_EVERY_MS, signal);
    }
  }

  return {
    async tick(task, installationId) {
      switch (task) {
        case 'schedule':
          return schedule(installationId, { atOnce: true });
        case 'catchup':
          return catchingUp.catchUpNow();
        case 'reconcile':
          await discover();
          return catchingUp.reconcileNow(installationId);
        case 'reactions':
          await discover();
          return catchingUp.reactionsNow(installationId);
        case 'edits':
          await discover();
          return measured.job('edits', () => catchingUp.editsNow(installationId));
        default:
          return assertNever(task);
      }
    },
    discover,
    backfill: (installationId, options) => backfill(reading, installationId, options),
    async step() {
      const read = await catchUp();
      const due = await timers();
      return read || due;
    },
    async run(signal) {
      const learning = runLearning({ store, clock, log, train: trainKinds }, signal);
      await Promise.all([runTimers(signal), catchingUp.run(signal), learning]);
    },
  };
}
