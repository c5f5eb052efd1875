import type { Change } from '../loop/change.ts';
import { impacts } from '../loop/cluster/bm25f.ts';
import { Boilerplate } from '../loop/cluster/boilerplate.ts';
import { prepare } from '../loop/cluster/document.ts';
import { massOf, statisticsTerms } from '../loop/cluster/overlap.ts';
import type { LoggedEntry } from '../loop/cluster-record.ts';
import type { Effect } from '../loop/effect.ts';
import { THREAD_TYPES } from '../loop/vocabulary.ts';
import type { OpenStore } from '../store/open-store.ts';
import { addDashboard } from '../web/dashboard/dashboard.tsx';
import { figuresHere, figuresThread } from '../web/dashboard/figures.ts';
import { createLog } from '../web/log.ts';
import { createMetrics } from '../web/metrics.ts';
import { type RunningServer, startServer } from '../web/server.ts';
import { openBenchStore } from './bench-store.ts';
import { BENCH } from './deliveries.ts';
import { type MadeUpReport, madeUpReports } from './made-up-reports.ts';
import { itemOf, REPOSITORY } from './similarity.ts';
import { rounded, type Times, timed, timesOf } from './times.ts';

/** Reports that are written in one transaction while the database is filled. */
const BATCH = 200;
const SEED = 20_261_120;
/** Not counted: plans, compilers and caches warm up. */
const WARM_UP = 5;
/** How often pages are asked for whose figures are still being worked out. */
const ASK_AGAIN_MS = 100;
/** Of threads, one in so many is a rare one: of a theme, of a stage, fixed. */
const RARE = 1_000;

export interface DashboardBenchOptions {
  /** Postgres where a database may be made; null: embedded, in a folder */
  databaseUrl: string | null;
  items: number;
  /** requests of each page that are measured */
  requests: number;
  onProgress(what: string, done: number, total: number): void;
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
export async function benchDashboard(options: DashboardBenchOptions): Promise<DashboardFigures> {
  const closers: (() => Promise<unknown>)[] = [];
  try {
    return await measure(options, closers);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function measure(
  { databaseUrl, items, requests, onProgress }: DashboardBenchOptions,
  closers: (() => Promise<unknown>)[],
): Promise<DashboardFigures> {
  const own = await openBenchStore(databaseUrl, closers);
  const begun = performance.now();
  const filled = await fill(own.store, items, onProgress);
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
  closers: (() => Promise<unknown>)[],
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

async function serve(
  store: OpenStore,
  url: string | null,
  now: Date,
  closers: (() => Promise<unknown>)[],
): Promise<string> {
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

/** Every page, and the lists with each filter: also those that find nothing and have to look for it. */
function pagesOf(
  items: number,
  { words, clusters }: Filled,
): { page: string; path: (turn: number) => string }[] {
  const fixed = (page: string, path: string) => ({ page, path: () => path });
  return [
    fixed('overview', ''),
    fixed('clusters', '/clusters'),
    fixed('clusters of a common stage', '/clusters?stage=adoption'),
    fixed('clusters of a rare stage', '/clusters?stage=advocacy'),
    fixed('clusters of a stage that nobody has', '/clusters?stage=awareness'),
    fixed('clusters that are open', '/clusters?state=open'),
    fixed('clusters that are fixed, which is rare', '/clusters?state=fixed'),
    fixed('clusters in dispute, which none is', '/clusters?state=disputed'),
    fixed('clusters of a rare stage in a rare state', '/clusters?stage=advocacy&state=fixed'),
    fixed('clusters of a repository', `/clusters?repository=${REPOSITORY.id}`),
    fixed('clusters of a rare theme', '/clusters?theme=Types'),
    fixed('clusters of discussions', '/clusters?channel=discussion'),
    fixed('clusters of a channel that tells nothing', '/clusters?channel=discord'),
    fixed('clusters of two threads or more', '/clusters?shared=1'),
    {
      page: 'clusters, searched by words',
      path: (turn) => `/clusters?q=${encodeURIComponent(words[turn % words.length] ?? '')}`,
    },
    {
      page: 'clusters, far down',
      path: (turn) => {
        const item = 1 + ((turn * 104_729) % items);
        const at = itemOf(item, { title: '', body: '', retells: null }).snapshot.createdAt.getTime();
        return `/clusters?after=${at}-${item}`;
      },
    },
    { page: 'one cluster', path: (turn) => `/clusters/c${clusters[(turn * 7_919) % clusters.length]}` },
    fixed('metrics', '/metrics'),
    fixed('help', '/help'),
    fixed('outbox', '/outbox?state=all'),
    fixed('outbox, failed', '/outbox?state=failed'),
    fixed('deliveries', '/deliveries'),
    fixed('deliveries, finished', '/deliveries?state=finished'),
    fixed('config', '/config'),
    fixed('precision', '/precision'),
  ];
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

interface Filled {
  /** texts that lead to some of the threads */
  words: string[];
  clusters: number[];
}

/** Threads with their documents, clusters, lives and wanted labels. */
async function fill(
  store: OpenStore,
  items: number,
  onProgress: DashboardBenchOptions['onProgress'],
): Promise<Filled> {
  const tenant = store.forInstallation(BENCH.installationId);
  const write = (changes: readonly Change[], effects: readonly Effect[] = []) =>
    tenant.decide(null, async () => ({ changes, effects, ignored: null }), new Date(0));
  const account = { id: BENCH.accountId, login: BENCH.login, type: 'Organization' as const };
  await write([
    { type: 'installation.put', account, permissions: {}, suspended: false, at: new Date(0) },
    { type: 'repository.put', repository: REPOSITORY, at: new Date(0) },
  ]);
  const reports = madeUpReports(SEED);
  const template = new Boilerplate();
  const documentFrequency = new Map<string, number>();
  const clusterOf: number[] = [];
  const membersOf = new Map<number, number[]>();
  const words: string[] = [];
  for (let first = 1; first <= items; first += BATCH) {
    onProgress('Filling', first - 1, items);
    const changes: Change[] = [];
    const documents: Change[] = [];
    const effects: Effect[] = [];
    const touched = new Set<number>();
    for (let itemId = first; itemId < Math.min(first + BATCH, items + 1); itemId += 1) {
      const { value: report } = reports.next();
      const item = threadOf(itemId, report);
      changes.push({ type: 'item.put', item, itemId });
      const document = prepare(report, template);
      template.add(document);
      const terms = statisticsTerms(document);
      const mass = massOf(document, {
        items: itemId,
        documentFrequency: new Map(terms.map((term) => [term, documentFrequency.get(term) ?? 0])),
      });
      for (const term of terms) documentFrequency.set(term, (documentFrequency.get(term) ?? 0) + 1);
      const indexed = { document, mass, terms: impacts(document) };
      documents.push({ type: 'document.put', itemId, repositoryId: REPOSITORY.id, indexed });
      const told = report.retells === null ? undefined : clusterOf[report.retells];
      const cluster = told ?? itemId;
      clusterOf.push(cluster);
      membersOf.set(cluster, [...(membersOf.get(cluster) ?? []), itemId]);
      touched.add(cluster);
      if (itemId % RARE === 0) words.push(report.title);
      effects.push(labelOf(item));
    }
    const clusters = [...touched].map((id) => ({ id, members: membersOf.get(id) ?? [], pinned: null }));
    const lives = [...touched].filter((id) => id % RARE === 0);
    await write(
      [
        ...changes,
        ...documents,
        { type: 'entries.append', entries: entriesOf(first, changes.length) },
        { type: 'clusters.put', clusters, redirects: [] },
        ...lives.map(fixedLife),
      ],
      effects,
    );
  }
  return { words, clusters: [...membersOf.keys()] };
}

const CAUSE = { by: 'github' } as const;

function entriesOf(first: number, count: number): LoggedEntry[] {
  return Array.from({ length: count }, (_, at) => ({
    verb: 'appear',
    seq: first + at,
    itemId: first + at,
    cause: CAUSE,
    at: new Date(0),
  }));
}

function threadOf(itemId: number, report: MadeUpReport) {
  const item = itemOf(itemId, report);
  const isRare = itemId % RARE === 0;
  return {
    ...item,
    snapshot: { ...item.snapshot, type: THREAD_TYPES[itemId % THREAD_TYPES.length] ?? 'issue' },
    stage: isRare
      ? ('advocacy' as const)
      : itemId % 3 === 0
        ? ('onboarding' as const)
        : ('adoption' as const),
    stageSource: 'model' as const,
    themes: isRare ? [{ name: 'Types', source: 'match' as const }] : [],
  };
}

function labelOf({ snapshot }: ReturnType<typeof threadOf>): Effect {
  const { number, nodeId, type } = snapshot;
  return {
    kind: 'label.add',
    slot: `label:${REPOSITORY.id}-${number}:stage: adoption`,
    leastMode: 'label',
    mode: 'act',
    priority: 'bulk',
    thread: { repositoryId: REPOSITORY.id, owner: BENCH.login, name: BENCH.repository, number, nodeId, type },
    label: 'stage: adoption',
  };
}

/** Decided and fixed. */
function fixedLife(clusterId: number): Change {
  const key = `pull:${REPOSITORY.id}-${clusterId}`;
  const step = { key, actor: null, at: new Date(0) };
  return {
    type: 'transitions.put',
    clusterId,
    transitions: [{ ...step, index: 0, from: 'open', to: 'fixed', cause: 'landed' }],
  };
}
