import type { Clock } from './clock.ts';
import type { Environment } from './config/environment.ts';
import { createCarrying } from './fullcircle/carrying.ts';
import { reachGitHub } from './fullcircle/reach-github.ts';
import { createServing } from './fullcircle/serving.ts';
import { createTimedWork, type TimedWork } from './fullcircle/timed-work.ts';
import type { Clients } from './github/client.ts';
import { createLanguageModel } from './judge/judge.ts';
import type { Account } from './loop/vocabulary.ts';
import { createNotes } from './operate/notes.ts';
import { createGitHubSource } from './pipeline/github-source.ts';
import type { Store } from './store/store.ts';
import { createAppMetrics } from './web/app-metrics.ts';
import type { Logger } from './web/log.ts';
import { createMetrics } from './web/metrics.ts';

export interface FullcircleOptions {
  environment: Environment;
  /** the app's credentials, out of the environment */
  credentials: Extract<Environment['credentials'], { kind: 'app' }>;
  store: Store;
  clock: Clock;
  log: Logger;
  /** how GitHub is reached; left out: with the credentials, over the network */
  clients?: Clients;
  /** what the App asks for, as `app.yml` says: what an owner has not granted is told */
  permissions?: Readonly<Record<string, string>>;
  /** as whom whoever uses this machine decides on an open dashboard; nobody, where it is left out */
  openAs?: Account;
}

/** The running app: what `main` starts, and what the demo and the journeys step by hand. */
export interface Fullcircle extends Pick<TimedWork, 'tick' | 'discover' | 'backfill'> {
  /** Listens. Returns the port. */
  listen(): Promise<number>;
  /** Works on its own until `stop`; without timers only on what is in the inbox and the outbox. */
  work(options?: { timers: boolean }): void;
  /** One look at everything that is due; returns whether there was anything. */
  step(): Promise<boolean>;
  /** Takes no new work, finishes or releases what it holds (within 10 s), closes the server. */
  stop(): Promise<void>;
}

/** Puts the parts together for a role: `web` takes deliveries in, `worker` carries them on, `all` does both. */
export async function createFullcircle(options: FullcircleOptions): Promise<Fullcircle> {
  const { environment, store, clock, log, permissions = {}, openAs = null } = options;
  const metrics = createMetrics();
  const measured = createAppMetrics(metrics, store, clock, permissions);
  const clients = options.clients ?? reachGitHub({ ...options, onRequest: measured.called });
  const source = createGitHubSource(clients, environment.github.enterpriseHost ?? 'github.com', clock);
  const judge =
    environment.judge && createLanguageModel(environment.judge, { clock, log, onAsked: measured.judged });
  const notes = createNotes(store, {
    fixed: environment.notes,
    passing: () => judge?.trouble() ?? null,
    permissions,
    monotonicMs: () => performance.now(),
    clock,
  });

  const common = { ...options, clients, source, measured, notes };
  const carrying = createCarrying({ ...common, judge });
  const timed = createTimedWork({ ...common, onHandedIn: carrying.nudge });
  const works = environment.role !== 'web';
  const stopping = new AbortController();
  let running: Promise<void>[] = [];
  const isWorking = () => !works || (running.length > 0 && !stopping.signal.aborted);
  const serving = createServing({ ...common, metrics, openAs, isWorking, onStored: carrying.nudge });

  return {
    listen: serving.listen,
    work({ timers } = { timers: true }) {
      if (!works && timers) return;
      const { signal } = stopping;
      running = [carrying.run(signal), ...(timers ? [timed.run(signal)] : [])];
    },
    tick: timed.tick,
    discover: timed.discover,
    backfill: timed.backfill,
    async step() {
      const due = await timed.step();
      return (await carrying.step()) || due;
    },
    async stop() {
      stopping.abort();
      await Promise.all([...running, serving.close()]);
    },
  };
}
