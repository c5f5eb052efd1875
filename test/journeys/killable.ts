import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import { refuseInvalid } from '../openapi/validate.ts';
import { databaseUrl } from '../postgres.global.ts';
import type { AppProcess } from './process.ts';
import { endAll, freePort, startApp } from './process.ts';

/** A sandbox GitHub and the app in processes of its own, which can be killed. */

export const APP_ID = 4711;
const SECRET = 'a secret of a journey in processes';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

export const PUBLIC_KEY = keys.publicKey;

/** When a story begins: the same for all runs of a file, so that their rows can be compared. */
const BEGUN = Date.now() - 12 * 3_600_000;

/** The clock of the sandbox goes on so far between two happenings. */
const MINUTE_S = 60;

/** A kill waits for requests at most this long … */
const KILL_WITHIN_MS = 3_000;
/** … and looks this often. */
const LOOK_EVERY_MS = 2;
/** Deliveries on their way at once. */
const LANES = 4;

/** The processes of a run: the first takes the deliveries in. */
export type Roles = readonly ('all' | 'web' | 'worker')[];
export const ALONE: Roles = ['all'];
export const APART: Roles = ['web', 'worker', 'worker', 'worker'];

export interface Killable {
  sandbox: Sandbox;
  databaseUrl: string | null;
  dataDir: string;
  /** lets a minute pass in the sandbox */
  minute(): void;
  /** starts them all, or one again */
  startAll(): Promise<AppProcess[]>;
  start(which: number): Promise<AppProcess>;
  close(): Promise<void>;
}

/** A sandbox that holds its deliveries back, and processes on an empty database. */
export async function killable(url: string | null, roles: Roles, seed: number): Promise<Killable> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fullcircle-journey-'));
  const places = await Promise.all(roles.map(async (ROLE) => ({ ROLE, PORT: String(await freePort()) })));
  let secondsGone = 0;
  const sandbox = createSandbox({
    clock: { now: () => new Date(BEGUN + secondsGone * 1_000) },
    tokenClock: { now: () => new Date() },
    appId: APP_ID,
    publicKeyPem: PUBLIC_KEY,
    onRequest: (request) => {
      // No two changes of a thread in one second: of those nobody could tell which is the newer one.
      secondsGone += 1;
      // Whatever the app asks of GitHub is something that GitHub understands.
      refuseInvalid(request);
    },
    webhook: { url: `http://127.0.0.1:${places[0]?.PORT}/api/github/webhooks`, secret: SECRET },
    seed,
  });
  await sandbox.listen();
  sandbox.webhooks.hold();
  const environment: Record<string, string> = {
    APP_ID: String(APP_ID),
    PRIVATE_KEY: keys.privateKey,
    WEBHOOK_SECRET: SECRET,
    GHE_HOST: sandbox.host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    LOG_FORMAT: 'json',
    WRITE_GAP_MS: '1',
    WRITES_PER_MINUTE: '100000',
    ...(url === null ? {} : { DATABASE_URL: url }),
  };
  return {
    sandbox,
    databaseUrl: url,
    dataDir,
    minute: () => {
      secondsGone += MINUTE_S;
    },
    startAll: () => Promise.all(places.map((place) => startApp({ ...environment, ...place }))),
    start: (which) => startApp({ ...environment, ...places[which] }),
    async close() {
      endAll();
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Any of them tells for all, since they have one database. Where it does not come to rest, says what is left to send. */
export async function quiet(what: Killable, apps: readonly AppProcess[]): Promise<void> {
  try {
    await apps[0]?.quiet();
  } catch (error) {
    await Promise.all(apps.map((app) => app.kill()));
    throw new Error(`after ${what.sandbox.requestCount} requests not at rest: ${await unsent(what)}`, {
      cause: error,
    });
  }
}

/** Effects that were not sent, each as a line. */
async function unsent({ databaseUrl, dataDir }: Killable): Promise<string> {
  const store = await openStore({ databaseUrl, dataDir, applicationName: 'journey', startedAt: new Date() });
  try {
    const lists = await Promise.all(
      (['pending', 'sending'] as const).map((state) => store.outbox.list({ state, limit: 10 })),
    );
    const { nextDueAt } = await store.outbox.counts(new Date());
    const lines = lists.flat().map(({ id, effect, attempts, error, createdAt }) => {
      const made = createdAt.toISOString();
      return `${id} ${effect.kind} ${effect.slot}, made ${made}, tried ${attempts} times: ${error}`;
    });
    return [`next at ${nextDueAt?.toISOString()}`, ...lines].join('\n');
  } finally {
    await store.close();
  }
}

/** Delivers these, several at once, however each of them ends. */
export async function deliver({ webhooks }: Sandbox, ids: readonly number[], lanes = LANES): Promise<void> {
  const queue = ids[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const id of queue) await webhooks.deliver(id);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Those that were never acknowledged. */
export function unacknowledged({ webhooks }: Sandbox): number[] {
  const isTold = ({ statusCode }: { statusCode: number }): boolean => statusCode >= 200 && statusCode < 300;
  return webhooks
    .deliveries()
    .filter(({ attempts }) => !attempts.some(isTold))
    .map(({ id }) => id);
}

/** Each of them one to three times, in any order. */
export function disorder(ids: readonly number[], luck: () => number): number[] {
  return ids
    .flatMap((id) => Array.from({ length: 1 + Math.floor(luck() * 3) }, () => id))
    .map((id) => ({ id, by: luck() }))
    .sort((a, b) => a.by - b.by)
    .map(({ id }) => id);
}

/** Resolves after so many further requests to GitHub, or where there are not so many after a while. */
export async function requested(sandbox: Sandbox, further: number): Promise<void> {
  const enough = sandbox.requestCount + further;
  const end = performance.now() + KILL_WITHIN_MS;
  while (sandbox.requestCount < enough && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** An empty database beside the suite's own. */
export async function fresh(url: string, name: string): Promise<string> {
  const { default: postgres } = await import('postgres');
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  const database = `${new URL(url).pathname.slice(1)}_${name}`;
  await admin.unsafe(`create database ${database}`);
  await admin.end();
  return databaseUrl(url, database);
}
