import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createSystemClock } from '../clock.ts';
import { readEnvironment } from '../config/environment.ts';
import { createFullcircle } from '../fullcircle.ts';
import { readThreadPage } from '../github/backfill/thread-page.ts';
import { createClients } from '../github/client.ts';
import { THREAD_TYPES } from '../loop/vocabulary.ts';
import { BACKFILL } from '../receive/backfill.ts';
import type { NewDelivery } from '../store/interface/inbox.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createLog } from '../web/log.ts';
import type { BenchOptions } from './bench-options.ts';
import { BENCH } from './deliveries.ts';
import type { HistoryGitHub } from './history-github.ts';
import { startHistoryGitHub } from './history-github.ts';
import { HOME } from './made-up-threads.ts';

const PAGE = 100;
const KEY_BITS = 2_048;
const SECRET_BYTES = 32;
const MIB = 1_048_576;
/** How often the resident memory and the end of the work are looked at. */
const LOOK_EVERY_MS = 50;

/** What `fullcircle bench backfill --json` prints. */
export interface BackfillFigures {
  items: number;
  /** from the first call of GitHub until every thread is decided */
  seconds: number;
  itemsPerSecond: number;
  /** calls of GitHub for threads and comments; `least`: those without which they cannot be had; `fixed`: all others */
  calls: { made: number; least: number; ratio: number; fixed: number };
  /** of the whole process, its made-up GitHub and embedded database included */
  residentMib: { before: number; peak: number };
  /** the same pages, read and put into the database as they are, undecided */
  plain: { seconds: number; itemsPerSecond: number };
  /** items per second against the plain way */
  ratio: number;
}

/** Reads a made-up history of so many threads over HTTP into an embedded database in memory, twice: through the app, and plainly. */
export async function benchBackfill({
  items,
  onProgress,
}: Pick<BenchOptions, 'onProgress'> & { items: number }): Promise<BackfillFigures> {
  const now = new Date();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const plain = await withHistory(items, now, (github, store) => readPlainly(github, store, privateKey, now));
  return withHistory(items, now, async (github, store) => {
    const app = await readByApp(github, store, privateKey, items, onProgress);
    const made = github.calls.filter(
      (name) => name.startsWith('History') && name !== 'HistoryOverview',
    ).length;
    return {
      items,
      seconds: app.seconds,
      itemsPerSecond: rate(items, app.seconds),
      calls: {
        made,
        least: github.least,
        ratio: rounded(made / github.least),
        fixed: github.calls.length - made,
      },
      residentMib: { before: app.beforeMib, peak: app.peakMib },
      plain: { seconds: plain, itemsPerSecond: rate(items, plain) },
      ratio: rounded(plain / app.seconds),
    };
  });
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function rate(items: number, seconds: number): number {
  return Math.round(items / seconds);
}

async function withHistory<T>(
  items: number,
  now: Date,
  work: (github: HistoryGitHub, store: Store) => Promise<T>,
): Promise<T> {
  const github = await startHistoryGitHub(items, now);
  const store = await openStore({
    databaseUrl: null,
    dataDir: null,
    applicationName: 'fullcircle bench',
    startedAt: now,
  });
  try {
    return await work(github, store);
  } finally {
    await store.close();
    await github.close();
  }
}

async function readByApp(
  github: HistoryGitHub,
  store: Store,
  privateKey: string,
  items: number,
  onProgress: BenchOptions['onProgress'],
): Promise<{ seconds: number; beforeMib: number; peakMib: number }> {
  const environment = readEnvironment({
    APP_ID: String(BENCH.appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: randomBytes(SECRET_BYTES).toString('hex'),
    GHE_HOST: github.host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: '0',
    SHADOW: '1',
  });
  const { credentials } = environment;
  if (credentials.kind !== 'app') throw new Error('the bench has no credentials');
  const app = await createFullcircle({
    environment,
    credentials,
    store,
    clock: createSystemClock(0),
    log: createLog({ level: 'fatal', format: 'json' }),
  });
  const before = process.memoryUsage.rss();
  let peak = before;
  const look = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, LOOK_EVERY_MS);
  try {
    const begun = performance.now();
    await app.tick('schedule');
    app.work({ timers: false });
    await app.backfill(BENCH.installationId, {
      onProgress: ({ threads }) => onProgress('Reading history', threads, items),
    });
    const { backfill } = store.forInstallation(BENCH.installationId);
    while ((await backfill.waiting(BACKFILL)) > 0) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return {
      seconds: rounded((performance.now() - begun) / 1000),
      beforeMib: Math.round(before / MIB),
      peakMib: Math.round(peak / MIB),
    };
  } finally {
    clearInterval(look);
    await app.stop();
  }
}

/** Page after page, each thread one row with its text as JSON. */
async function readPlainly(
  history: HistoryGitHub,
  store: Store,
  privateKey: string,
  now: Date,
): Promise<number> {
  const clients = createClients({
    appId: BENCH.appId,
    privateKey,
    host: history.host,
    protocol: 'http',
    userAgent: 'fullcircle bench',
    clock: { now: () => now },
    log: { warn: () => undefined },
  });
  const github = clients.forInstallation(BENCH.installationId);
  const begun = performance.now();
  for (const type of THREAD_TYPES) {
    let page = { cursor: null as string | null, ended: false };
    while (!page.ended) {
      const read = await readThreadPage(github, HOME, {
        type,
        since: new Date(0),
        cursor: page.cursor,
        size: PAGE,
      });
      const rows = read.threads.map(
        (found): NewDelivery => ({
          id: `plain:${found.thread.number}`,
          installationId: BENCH.installationId,
          name: 'plain',
          action: null,
          orderKey: String(found.thread.number),
          payload: JSON.stringify(found),
          receivedAt: now,
        }),
      );
      await store.inbox.putMany(rows);
      page = read;
    }
  }
  return rounded((performance.now() - begun) / 1000);
}
