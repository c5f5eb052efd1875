import type { OpenStore } from '../store/open-store.ts';
import { addDashboard } from '../web/dashboard/dashboard.tsx';
import { figuresHere, figuresThread } from '../web/dashboard/figures.ts';
import { createLog } from '../web/log.ts';
import { createMetrics } from '../web/metrics.ts';
import { type RunningServer, startServer } from '../web/server.ts';
import type { BenchOptions } from './bench-options.ts';
import { openBenchStore } from './bench-store.ts';
import { type Closers, closing } from './closing.ts';
import { pagesOf } from './dashboard-pages.ts';
import { BENCH } from './deliveries.ts';
import { type Filled, fillThreads } from './fill-threads.ts';
import { itemOf, REPOSITORY } from './made-up-threads.ts';
import { rounded, type Times, timed, timesOf } from './times.ts';

/** Not counted: plans, compilers and caches warm up. */
const WARM_UP = 5;
/** How often pages are asked for whose figures are still being worked out. */
const ASK_AGAIN_MS = 100;

export interface DashboardBenchOptions extends BenchOptions {
  items: number;
  /** requests of each page that are measured */
  requests: number;
}

/** One page, from the request to the last byte. */
interface PageTimes extends Times {
  page: string;
  /** longest HTML */
  kib: number;
}

/** What `fullcircle bench dashboard --json` prints for one database. */
export interface DashboardFigures {
  items: number;
  fill: { seconds: number };
  pages: PageTimes[];
  /** of all pages */
  worst: { p95Ms: number; kib: number };
  figures: {
    /** from the first request to the first page with figures */
    firstSeconds: number;
    /** a list that is asked for meanwhile */
    listMeanwhile: Times;
  };
  /** the same without index and memory: everything is read for each page */
  plain: { listMs: number; figuresMs: number };
  /** plain by page, at the 50th percentile */
  ratio: { list: number; figures: number };
}

/** Fills a database with made-up threads and asks for every page of the dashboard, beside the plainest way. */
export function benchDashboard(options: DashboardBenchOptions): Promise<DashboardFigures> {
  return closing((closers) => measure(options, closers));
}

async function measure(
  { databaseUrl, items, requests, onProgress }: DashboardBenchOptions,
  closers: Closers,
): Promise<DashboardFigures> {
  const own = await openBenchStore(databaseUrl, closers);
  const begun = performance.now();
  const account = { id: BENCH.accountId, login: BENCH.login, type: 'Organization' as const };
  const installed = {
    type: 'installation.put',
    account,
    permissions: {},
    suspended: false,
    at: new Date(0),
  } as const;
  await own.store
    .forInstallation(BENCH.installationId)
    .decide(null, async () => ({ changes: [installed], effects: [], ignored: null }), new Date(0));
  const filled = await fillThreads(own.store, items, onProgress);
  await own.store.operator.retain(new Date(0));
  const seconds = rounded((performance.now() - begun) / 1000);
  return {
    items,
    fill: { seconds },
    ...(await askForPages(own, items, filled, requests, onProgress, closers)),
  };
}

/** What is measured over a database that is filled. */
async function askForPages(
  { store, url }: { store: OpenStore; url: string | null },
  items: number,
  filled: Filled,
  requests: number,
  onProgress: DashboardBenchOptions['onProgress'],
  closers: Closers,
): Promise<Omit<DashboardFigures, 'items' | 'fill'>> {
  const now = new Date(
    itemOf(items, { title: '', body: '', retells: null }).snapshot.createdAt.getTime() + 1,
  );
  const base = await serve(store, url, now, closers);

  const listMeanwhile: number[] = [];
  const asked = performance.now();
  while ((await get(`${base}/metrics`)).status !== 200) {
    listMeanwhile.push(await timed(() => get(`${base}/clusters`)));
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  const firstSeconds = (performance.now() - asked) / 1000;
  const pages: PageTimes[] = [];
  const all = pagesOf(items, filled);
  for (const [index, { page, path }] of all.entries()) {
    onProgress('Asking for pages', index, all.length);
    pages.push({ page, ...(await timesOfPage((turn) => `${base}${path(turn)}`, requests)) });
  }
  const plain = await plainly(store, now);
  const p50 = (name: string) => pages.find(({ page }) => page === name)?.p50Ms ?? Number.NaN;
  return {
    pages,
    worst: {
      p95Ms: Math.max(...pages.map(({ p95Ms }) => p95Ms)),
      kib: Math.max(...pages.map(({ kib }) => kib)),
    },
    figures: { firstSeconds: rounded(firstSeconds), listMeanwhile: timesOf(listMeanwhile) },
    plain,
    ratio: {
      list: rounded(plain.listMs / p50('clusters')),
      figures: rounded(plain.figuresMs / p50('metrics')),
    },
  };
}

async function serve(store: OpenStore, url: string | null, now: Date, closers: Closers): Promise<string> {
  const thread = url === null ? null : figuresThread(url);
  if (thread !== null) closers.push(thread.close);
  const log = createLog({ level: 'fatal', format: 'json' });
  const server: RunningServer = await startServer({
    host: '127.0.0.1',
    port: 0,
    webhook: null,
    readiness: () => Promise.reject(new Error('the bench does not ask')),
    metrics: createMetrics(),
    log,
    routes: (app) =>
      addDashboard(app, {
        store,
        figures: thread ?? figuresHere(store),
        clock: { now: () => now },
        log,
        github: { webUrl: 'https://github.com', apiUrl: 'https://api.github.com' },
        oauth: null,
        open: true,
        openAs: null,
        publicUrl: null,
        sessionSecret: 'bench',
        shadow: true,
        onStored: () => undefined,
      }),
  });
  closers.push(server.close);
  return `http://127.0.0.1:${server.port}/i/${BENCH.installationId}`;
}

/** Each page reads everything, and counts and sorts what it read. */
async function plainly(store: OpenStore, asOf: Date): Promise<DashboardFigures['plain']> {
  const request = {
    installationId: BENCH.installationId,
    visible: [REPOSITORY.id],
    asOf,
    host: 'github.com',
  };
  const tenant = store.forInstallation(BENCH.installationId);
  const listMs = await timed(async () => {
    const { threads } = await tenant.record({ asOf, visible: [REPOSITORY.id], audience: 'external' });
    const newest = new Map<number, number>();
    for (const { clusterId, createdAt } of threads) {
      if (clusterId === null) continue;
      newest.set(clusterId, Math.max(newest.get(clusterId) ?? 0, createdAt.getTime()));
    }
    const latest = [...newest.values()];
    latest.sort((a, b) => b - a);
  });
  const figuresMs = await timed(() => figuresHere(store).insight(request));
  return { listMs: rounded(listMs), figuresMs: rounded(figuresMs) };
}

async function timesOfPage(
  address: (turn: number) => string,
  requests: number,
): Promise<Times & { kib: number }> {
  const times: number[] = [];
  let bytes = 0;
  for (let turn = -WARM_UP; turn < requests; turn += 1) {
    const begun = performance.now();
    const { status, text } = await get(address(turn + WARM_UP));
    const ms = performance.now() - begun;
    if (status !== 200) throw new Error(`${address(turn + WARM_UP)} answered ${status}`);
    bytes = Math.max(bytes, Buffer.byteLength(text));
    if (turn >= 0) times.push(ms);
  }
  return { ...timesOf(times), kib: rounded(bytes / 1024) };
}

async function get(address: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(address);
  return { status: answer.status, text: await answer.text() };
}
