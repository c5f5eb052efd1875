import { generateKeyPairSync } from 'node:crypto';
import { createStoryClock, type StoryClock } from '../../src/cli/demo/story-clock.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import type { Fullcircle } from '../../src/fullcircle.ts';
import { createFullcircle } from '../../src/fullcircle.ts';
import type { SeenRequest } from '../../src/sandbox/rest/serve.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { createLog } from '../../src/web/log.ts';

const MINUTE_MS = 60_000;

const APP_ID = 4711;
const SECRET = 'a secret of a journey in one process';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

/** The first repeats come within this. */
const REPEAT_WITHIN_MS = 30_000;

/** The app and a sandbox GitHub in this process, on one clock that is moved by hand. */
export interface Sandboxed {
  sandbox: Sandbox;
  clock: StoryClock;
  /** everything that was asked of GitHub, in order */
  calls: SeenRequest[];
  /** Starts the app, also again after `stop`: it finds the store as it was. */
  start(): Promise<Fullcircle>;
  /** Time passes for everybody. */
  pass(minutes?: number): void;
  /** Steps until nothing is due and nothing is about to be tried again. */
  settle(app: Fullcircle): Promise<void>;
  /** The same. Throws where a delivery could not be carried. */
  settleWell(app: Fullcircle): Promise<void>;
  close(): Promise<void>;
}

export async function sandboxed(
  store: OpenStore,
  begun: string,
  extra: Record<string, string> = {},
): Promise<Sandboxed> {
  const clock = createStoryClock(new Date(begun));
  const calls: SeenRequest[] = [];
  const sandbox = createSandbox({
    clock,
    // Tokens live by the machine's time, as the app's client does.
    tokenClock: { now: () => new Date() },
    appId: APP_ID,
    publicKeyPem: keys.publicKey,
    webhook: null,
    onRequest: (request) => {
      calls.push(request);
    },
  });
  await sandbox.listen();
  const running = new Set<Fullcircle>();

  /** Moves on to what is tried again within seconds, as after a connection that broke. */
  async function repeatIsDue(): Promise<boolean> {
    const now = clock.now();
    const [inbox, outbox] = await Promise.all([store.inbox.counts(now), store.outbox.counts(now)]);
    const soon = [inbox.nextDueAt, outbox.nextDueAt].find(
      (at) => at !== null && at.getTime() - now.getTime() <= REPEAT_WITHIN_MS,
    );
    if (!soon) return false;
    clock.advanceTo(soon);
    return true;
  }

  async function settle(app: Fullcircle): Promise<void> {
    do {
      await sandbox.settled();
    } while ((await app.step()) || (await repeatIsDue()));
  }

  return {
    sandbox,
    clock,
    calls,
    async start() {
      const environment = readEnvironment({
        APP_ID: String(APP_ID),
        PRIVATE_KEY: keys.privateKey,
        WEBHOOK_SECRET: SECRET,
        GHE_HOST: sandbox.host,
        GHE_PROTOCOL: 'http',
        HOST: '127.0.0.1',
        PORT: '0',
        LOG_LEVEL: 'warn',
        ...extra,
      });
      const { credentials } = environment;
      if (credentials.kind !== 'app') throw new Error('no credentials');
      const log = createLog({ level: 'fatal', format: 'json' });
      const app = await createFullcircle({ environment, credentials, store, clock, log });
      const port = await app.listen();
      sandbox.webhooks.target({ url: `http://127.0.0.1:${port}/api/github/webhooks`, secret: SECRET });
      running.add(app);
      return app;
    },
    pass(minutes = 1) {
      clock.advanceTo(new Date(clock.now().getTime() + minutes * MINUTE_MS));
    },
    settle,
    async settleWell(app) {
      await settle(app);
      const [dead] = await store.inbox.list({ state: 'dead', limit: 1 });
      if (dead !== undefined) throw new Error(`a delivery is dead: ${JSON.stringify(dead)}`);
    },
    async close() {
      for (const app of running) await app.stop();
      await sandbox.close();
    },
  };
}
