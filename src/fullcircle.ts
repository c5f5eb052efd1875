import { randomBytes, randomUUID } from 'node:crypto';
import { createApp } from './app.ts';
import type { Clock } from './clock.ts';
import type { Environment } from './config/environment.ts';
import { type Clients, createClients } from './github/client.ts';
import { Limited } from './github/errors.ts';
import { createLanguageModel } from './judge/judge.ts';
import { type Account, assertNever } from './loop/vocabulary.ts';
import { createNotes } from './operate/notes.ts';
import { createDispatcher } from './outbox/dispatcher.ts';
import type { BackfillReport } from './pipeline/backfill.ts';
import { backfill } from './pipeline/backfill.ts';
import { createCatchingUp } from './pipeline/catching-up.ts';
import { discoverInstallations } from './pipeline/discover.ts';
import { createGitHubSource } from './pipeline/github-source.ts';
import { runLearning } from './pipeline/learning.ts';
import { createScheduler } from './pipeline/scheduler.ts';
import { trainKinds } from './pipeline/train-kinds.ts';
import { createUpkeep } from './pipeline/upkeep.ts';
import { createInboxWorker } from './pipeline/worker.ts';
import { processDelivery } from './pipeline.ts';
import { createReceiver } from './receive/receiver.ts';
import type { Store } from './store/store.ts';
import { createAppMetrics } from './web/app-metrics.ts';
import { addDashboard } from './web/dashboard/dashboard.tsx';
import { figuresHere, figuresThread } from './web/dashboard/figures.ts';
import type { Logger } from './web/log.ts';
import { createMetrics } from './web/metrics.ts';
import { readReadiness } from './web/readiness.ts';
import type { RunningServer, WebApp } from './web/server.ts';
import { startServer } from './web/server.ts';
import { addSignals } from './web/signals.ts';

/** How often timers, upkeep and discovery are looked at. */
const TIMERS_EVERY_MS = 15_000;

/** Timed work that may be asked for by name. */
export const TICK_TASKS = ['schedule', 'catchup', 'reconcile', 'reactions', 'edits'] as const;
export type TickTask = (typeof TICK_TASKS)[number];

/** As strong as the keys that are derived from it. */
const SECRET_BYTES = 32;

/** GitHub is named in `User-Agent`, as it asks for. */
const USER_AGENT = 'fullcircle';

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
export interface Fullcircle {
  /** Listens. Returns the port. */
  listen(): Promise<number>;
  /** Works on its own until `stop`; without timers only on what is in the inbox and the outbox. */
  work(options?: { timers: boolean }): void;
  /** Does timed work now, of one installation or of all. Returns how many deliveries were handed in. */
  tick(task: TickTask, installationId?: number): Promise<number>;
  /** Takes in installations that the app does not know. */
  discover(): Promise<void>;
  /** Reads the history of an installation, or of one of its repositories, to the end; somebody has to work meanwhile. */
  backfill(
    installationId: number,
    options?: { repository?: string; onProgress?(report: BackfillReport): void; signal?: AbortSignal },
  ): Promise<BackfillReport>;
  /** One look at everything that is due; returns whether there was anything. */
  step(): Promise<boolean>;
  /** Takes no new work, finishes or releases what it holds (within 10 s), closes the server. */
  stop(): Promise<void>;
}

/** Puts the parts together for a role: `web` takes deliveries in, `worker` carries them on, `all` does both. */
export async function createFullcircle(options: FullcircleOptions): Promise<Fullcircle> {
  const { environment, credentials, store, clock, log } = options;
  const metrics = createMetrics();
  const measured = createAppMetrics(metrics, store, clock, options.permissions);
  const clients =
    options.clients ??
    createClients({
      appId: credentials.appId,
      privateKey: credentials.privateKey,
      host: environment.github.enterpriseHost,
      protocol: environment.github.webUrl.startsWith('https:') ? 'https' : 'http',
      userAgent: USER_AGENT,
      // For the moments at which limits end; tokens live by the machine's own clock.
      clock,
      log,
      onRequest: measured.called,
    });
  const source = createGitHubSource(clients, environment.github.enterpriseHost ?? 'github.com', clock);
  const name = `${environment.role}-${randomUUID().slice(0, 8)}`;
  const judge =
    environment.judge && createLanguageModel(environment.judge, { clock, log, onAsked: measured.judged });
  const notes = createNotes(store, {
    fixed: environment.notes,
    passing: () => judge?.trouble() ?? null,
    permissions: options.permissions ?? {},
    monotonicMs: () => performance.now(),
    clock,
  });
  const dispatcher = createDispatcher({
    outbox: store.outbox,
    clientFor: clients.forInstallation,
    clock,
    wait: clock.wait,
    limits: environment.writeLimits,
    shadow: environment.shadow,
    botLogin: source.botLogin,
    log,
    metrics: measured.outbox,
    worker: name,
    onPermissionMissing(pending) {
      measured.permissionMissing(pending.effect.kind);
      notes.refused(pending.installationId);
    },
  });
  const worker = createInboxWorker({
    store,
    process: (claim) => processDelivery(claim, { store, source, judge, clock }),
    clock,
    wait: clock.wait,
    resumeAt: (error) => (error instanceof Limited ? error.resumeAt : null),
    log,
    onProcessed(_, result, ms) {
      measured.processed(result, ms);
      dispatcher.nudge();
    },
    name,
  });
  const upkeep = createUpkeep({ store, clock, source, onMatching: measured.matching });
  const reading = { store, source, clientFor: clients.forInstallation, clock, log };
  const catchingUp = createCatchingUp({ ...reading, app: clients.app, onHandedIn: () => worker.nudge() });
  const scheduler = createScheduler({ store, clock, caughtUp: catchingUp.caughtUp });
  const learning = { store, clock, log, train: trainKinds };
  // The embedded database has one connection.
  const thread = environment.databaseUrl === null ? null : figuresThread(environment.databaseUrl);
  const works = environment.role !== 'web';
  const stopping = new AbortController();
  let running: Promise<void>[] = [];
  let server: RunningServer | null = null;
  let discovered = false;

  async function discover(): Promise<void> {
    if (discovered) return;
    await measured.job('discover', () => discoverInstallations({ store, source }, clock.now()));
    discovered = true;
  }

  async function schedule(installationId?: number, how?: { atOnce: boolean }): Promise<number> {
    await discover();
    const due = await measured.job('schedule', () => scheduler.step(installationId, how));
    if (due > 0) worker.nudge();
    return due;
  }

  /** Timers never stop the process: what fails is logged and looked at again. */
  async function timers(): Promise<boolean> {
    try {
      const due = await schedule();
      await measured.job('upkeep', () => upkeep.step());
      return due > 0;
    } catch (error) {
      log.warn({ err: error }, 'timers could not be looked at; they will be again');
      return false;
    }
  }

  async function catchUpQuietly(): Promise<boolean> {
    try {
      await discover();
      return await catchingUp.step();
    } catch (error) {
      log.warn({ err: error }, 'could not catch up with GitHub; it will be tried again');
      return false;
    }
  }

  async function runTimers(): Promise<void> {
    while (!stopping.signal.aborted) {
      await timers();
      await clock.wait(TIMERS_EVERY_MS, stopping.signal);
    }
  }

  async function pages(): Promise<(web: WebApp) => void> {
    const sessionSecret =
      environment.sessionSecret ??
      (await store.operator.secret('session', () => randomBytes(SECRET_BYTES).toString('base64url')));
    const peopleKey = await store.operator.secret('signals', () =>
      randomBytes(SECRET_BYTES).toString('base64url'),
    );
    const { github, oauth, publicUrl, shadow, dashboardOpen: open, intakeSecret: secret } = environment;
    return (web) => {
      const onStored = () => worker.nudge();
      addSignals(web, { inbox: store.inbox, clock, log, metrics, secret, peopleKey, onStored });
      addDashboard(web, {
        store,
        figures: thread ?? figuresHere(store),
        clock,
        log,
        github,
        oauth,
        open,
        publicUrl,
        shadow,
        sessionSecret,
        openAs: options.openAs ?? null,
        onStored,
      });
    };
  }

  return {
    async listen() {
      const outcomes = new WeakMap<object, 'stored' | 'repeated'>();
      const texts = new WeakMap<object, string>();
      const receiver = await createReceiver({
        ...credentials,
        log,
        app: createApp({ inbox: store.inbox, clock, outcomes, texts }),
      });
      server = await startServer({
        host: environment.host,
        port: environment.port,
        webhook:
          environment.role === 'worker'
            ? null
            : {
                path: environment.webhookPath,
                receiver: {
                  verify: receiver.verify,
                  async receive({ text, ...delivery }) {
                    texts.set(delivery.payload, text);
                    await receiver.receive(delivery);
                    worker.nudge();
                  },
                  outcomeOf: (payload) => outcomes.get(payload),
                },
              },
        readiness: () =>
          readReadiness({
            database: () => store.ping(),
            // The store opens only with the schema of this release.
            migrations: async () => true,
            workers: () => !works || (running.length > 0 && !stopping.signal.aborted),
            backlogAgeMs: async () => (await store.inbox.counts(clock.now())).backlogAgeMs,
            backfill: () => store.operator.backfill(),
            notes: notes.read,
          }),
        metrics,
        log,
        ...(environment.role === 'worker' ? {} : { routes: await pages() }),
      });
      return server.port;
    },
    work({ timers: timed } = { timers: true }) {
      if (!works && timed) return;
      const { signal } = stopping;
      running = [
        worker.run(signal),
        dispatcher.run(signal),
        ...(timed ? [runTimers(), catchingUp.run(signal), runLearning(learning, signal)] : []),
      ];
    },
    async tick(task, installationId) {
      switch (task) {
        case 'schedule':
          return schedule(installationId, { atOnce: true });
        case 'catchup':
          return measured.job('catchup', () => catchingUp.catchUpNow());
        case 'reconcile':
          await discover();
          return measured.job('reconcile', () => catchingUp.reconcileNow(installationId));
        case 'reactions':
          await discover();
          return measured.job('reactions', () => catchingUp.reactionsNow(installationId));
        case 'edits':
          await discover();
          return measured.job('edits', () => catchingUp.editsNow(installationId));
        default:
          return assertNever(task);
      }
    },
    discover,
    backfill: (installationId, more) => backfill(reading, installationId, more),
    async step() {
      const read = await catchUpQuietly();
      const due = await timers();
      const processed = await worker.step();
      const sent = await dispatcher.step();
      return due || read || processed > 0 || (sent !== 'idle' && sent !== 'stopped');
    },
    async stop() {
      stopping.abort();
      await Promise.all([...running, server?.close(), thread?.close()]);
    },
  };
}
