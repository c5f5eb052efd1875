import { randomBytes } from 'node:crypto';
import { createApp } from '../app.ts';
import type { Clock } from '../clock.ts';
import type { Environment } from '../config/environment.ts';
import type { Account } from '../loop/vocabulary.ts';
import type { Notes } from '../operate/notes.ts';
import { createReceiver } from '../receive/receiver.ts';
import type { Store } from '../store/store.ts';
import { addDashboard } from '../web/dashboard/dashboard.tsx';
import { figuresHere, figuresThread } from '../web/dashboard/figures.ts';
import type { Logger } from '../web/log.ts';
import type { Metrics } from '../web/metrics.ts';
import { readReadiness } from '../web/readiness.ts';
import { type RunningServer, startServer, type WebApp } from '../web/server.ts';
import { addSignals } from '../web/signals.ts';
import type { Receiver } from '../web/webhook.ts';

/** As strong as the keys that are derived from it. */
const SECRET_BYTES = 32;

export interface ServingDeps {
  environment: Environment;
  credentials: Extract<Environment['credentials'], { kind: 'app' }>;
  store: Store;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  notes: Pick<Notes, 'read'>;
  /** as whom whoever uses this machine decides on an open dashboard; null: as nobody */
  openAs: Account | null;
  /** whether this process does the work that its role asks for */
  isWorking(): boolean;
  /** a delivery was stored */
  onStored(): void;
}

/** The app's side towards HTTP: webhooks, health and pages, as far as its role has them. */
export interface Serving {
  /** Listens. Returns the port. */
  listen(): Promise<number>;
  /** Takes no more requests, and resolves when those under way have ended. */
  close(): Promise<void>;
}

export function createServing(deps: ServingDeps): Serving {
  const { environment, store, clock, log, metrics, notes, isWorking } = deps;
  // The embedded database has one connection.
  const thread = environment.databaseUrl === null ? null : figuresThread(environment.databaseUrl);
  let server: RunningServer | null = null;

  const readiness = () =>
    readReadiness({
      database: () => store.ping(),
      // The store opens only with the schema of this release.
      migrations: async () => true,
      workers: isWorking,
      backlogAgeMs: async () => (await store.inbox.backlog(clock.now())).backlogAgeMs,
      backfill: () => store.operator.backfill(),
      notes: notes.read,
    });

  async function pages(): Promise<(web: WebApp) => void> {
    const { github, oauth, publicUrl, shadow, dashboardOpen: open, intakeSecret: secret } = environment;
    const { openAs, onStored } = deps;
    const sessionSecret = environment.sessionSecret ?? (await keptSecret(store, 'session'));
    const peopleKey = await keptSecret(store, 'signals');
    const figures = thread ?? figuresHere(store);
    const access = { github, oauth, open, openAs, sessionSecret };
    return (web) => {
      addSignals(web, { inbox: store.inbox, clock, log, metrics, secret, peopleKey, onStored });
      addDashboard(web, { ...access, store, figures, clock, log, publicUrl, shadow, onStored });
    };
  }

  return {
    async listen() {
      const { host, port, role, webhookPath: path } = environment;
      const common = { host, port, readiness, metrics, log };
      server = await startServer(
        role === 'worker'
          ? { ...common, webhook: null }
          : { ...common, webhook: { path, receiver: await webhookReceiver(deps) }, routes: await pages() },
      );
      return server.port;
    },
    async close() {
      await Promise.all([server?.close(), thread?.close()]);
    },
  };
}

/** Made when it is first asked for, and the same in every process of this database from then on. */
function keptSecret(store: Store, name: Parameters<Store['operator']['secret']>[0]): Promise<string> {
  return store.operator.secret(name, () => randomBytes(SECRET_BYTES).toString('base64url'));
}

/** Probot's checks and events before the inbox, with what became of each payload, and its body as it was signed. */
async function webhookReceiver({ credentials, store, clock, log, onStored }: ServingDeps): Promise<Receiver> {
  const outcomes = new WeakMap<object, 'stored' | 'repeated'>();
  const texts = new WeakMap<object, string>();
  const app = createApp({ inbox: store.inbox, clock, outcomes, texts });
  const receiver = await createReceiver({ ...credentials, log, app });
  return {
    verify: receiver.verify,
    async receive({ text, ...delivery }) {
      texts.set(delivery.payload, text);
      await receiver.receive(delivery);
      onStored();
    },
    outcomeOf: (payload) => outcomes.get(payload),
  };
}
