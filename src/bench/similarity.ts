import type { Change } from '../loop/change.ts';
import { impacts } from '../loop/cluster/bm25f.ts';
import { Boilerplate } from '../loop/cluster/boilerplate.ts';
import { prepare } from '../loop/cluster/document.ts';
import { massOf, statisticsTerms } from '../loop/cluster/overlap.ts';
import type { OpenStore } from '../store/open-store.ts';
import { tableSizes } from '../store/table-sizes.ts';
import type { BenchOptions } from './bench-options.ts';
import { openBenchStore } from './bench-store.ts';
import { type Closers, closing } from './closing.ts';
import { BENCH } from './deliveries.ts';
import { BEST, lookUpInside } from './look-up-inside.ts';
import { type MadeUpReport, madeUpReports } from './made-up-reports.ts';
import { itemOf, REPOSITORY } from './made-up-threads.ts';
import { PlainSearch } from './plain-search.ts';
import { rounded, type Times, timed, timesOf } from './times.ts';

/** Reports that are written in one transaction while the database is filled: what is measured comes afterwards. */
const BATCH = 100;
/** Not counted: plans, compilers and caches warm up. */
const WARM_UP = 30;
const SEED = 20_260_302;
const MIB = 1_048_576;

export interface SimilarityOptions extends BenchOptions {
  items: number;
  /** look-ups that are measured, and as many additions */
  lookUps: number;
}

/** What `fullcircle bench similarity --json` prints for one database. */
export interface SimilarityFigures {
  items: number;
  fill: { seconds: number; itemsPerSecond: number };
  /** a new report looked up as the app does: read, candidates from the database, all of them compared closely */
  lookUp: Times & { database: Times };
  /** written with its thread, in a transaction of its own */
  add: Times;
  /** BM25 over every report in memory, which compares nothing closely */
  plain: Times & { mib: number };
  /** plain by look-up, at the 50th percentile */
  ratio: number;
  /** of reports that tell an earlier one again, the share for which each way has that one among its first ten */
  found: { retold: number; lookUp: number; plain: number };
  diskKibPerItem: { search: number; all: number };
  residentMib: number;
}

/** Fills a database with made-up reports and looks further ones up in it, beside the plainest way. */
export function benchSimilarity(options: SimilarityOptions): Promise<SimilarityFigures> {
  return closing((closers) => measure(options, closers));
}

async function measure(
  { databaseUrl, items, lookUps, onProgress }: SimilarityOptions,
  closers: Closers,
): Promise<SimilarityFigures> {
  const { store } = await openBenchStore(databaseUrl, closers);
  const reports = madeUpReports(SEED);
  const plain = new PlainSearch();
  const begun = performance.now();
  await fill(store, reports, plain, items, onProgress);
  await store.operator.retain(new Date(0));
  const seconds = (performance.now() - begun) / 1000;

  const tenant = store.forInstallation(BENCH.installationId);
  const lookUpTimes: number[] = [];
  const databaseTimes: number[] = [];
  const addTimes: number[] = [];
  const plainTimes: number[] = [];
  const found = { retold: 0, lookUp: 0, plain: 0 };
  for (let done = -WARM_UP; done < lookUps; done += 1) {
    onProgress('Looking up', Math.max(done, 0), lookUps);
    const { value: report } = reports.next();
    const item = itemOf(items + WARM_UP + done + 1, report);
    const look = await lookUpInside(tenant, item);
    const changes: Change[] = [
      { type: 'item.put', item, itemId: item.itemId },
      { type: 'document.put', itemId: item.itemId, repositoryId: REPOSITORY.id, indexed: look.indexed },
      { type: 'pairs.put', itemId: item.itemId, pairs: look.pairs },
    ];
    const addMs = await timed(() => write(store, changes));
    const { document } = look.indexed;
    let best: number[] = [];
    const plainMs = await timed(async () => {
      best = plain.search(document, BEST);
    });
    plain.add(document);
    if (done < 0) continue;
    lookUpTimes.push(look.ms);
    databaseTimes.push(look.databaseMs);
    addTimes.push(addMs);
    plainTimes.push(plainMs);
    if (report.retells === null) continue;
    found.retold += 1;
    if (look.best.includes(report.retells + 1)) found.lookUp += 1;
    if (best.includes(report.retells)) found.plain += 1;
  }
  const sizes = await tableSizes(store);
  const kibOf = (...names: string[]): number =>
    rounded(names.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0) / 1024 / items);
  const lookUpFigures = timesOf(lookUpTimes);
  const plainFigures = timesOf(plainTimes);
  return {
    items,
    fill: { seconds: rounded(seconds), itemsPerSecond: Math.round(items / seconds) },
    lookUp: { ...lookUpFigures, database: timesOf(databaseTimes) },
    add: timesOf(addTimes),
    plain: { ...plainFigures, mib: Math.round(plain.bytes / MIB) },
    ratio: rounded(plainFigures.p50Ms / lookUpFigures.p50Ms),
    found: {
      retold: found.retold,
      lookUp: rounded(found.lookUp / Math.max(found.retold, 1)),
      plain: rounded(found.plain / Math.max(found.retold, 1)),
    },
    diskKibPerItem: { search: kibOf('documents', 'terms', 'postings'), all: kibOf(...sizes.keys()) },
    residentMib: Math.round(process.memoryUsage.rss() / MIB),
  };
}

/** Writes the first reports, many at once, without looking them up. The next batch is read while one is written. */
async function fill(
  store: OpenStore,
  reports: Iterator<MadeUpReport, never>,
  plain: PlainSearch,
  items: number,
  onProgress: SimilarityOptions['onProgress'],
): Promise<void> {
  const template = new Boilerplate();
  const others = madeUpReports(SEED + 1);
  let writing: Promise<unknown> = write(store, [
    { type: 'repository.put', repository: REPOSITORY, at: new Date(0) },
  ]);
  for (let first = 1; first <= items; first += BATCH) {
    const threads: Change[] = [];
    const documents: Change[] = [];
    for (let itemId = first; itemId < Math.min(first + BATCH, items + 1); itemId += 1) {
      const { value: report } = reports.next();
      const document = prepare(report, template);
      template.add(document);
      const documentFrequency = new Map(
        statisticsTerms(document).map((term) => [term, plain.documentFrequency(term)]),
      );
      const mass = massOf(document, { items: itemId, documentFrequency });
      plain.add(document);
      threads.push({ type: 'item.put', item: itemOf(itemId, report), itemId });
      const indexed = { document, mass, terms: impacts(document) };
      documents.push({ type: 'document.put', itemId, repositoryId: REPOSITORY.id, indexed });
    }
    await writing;
    writing = write(store, [...threads, ...documents]);
    // A failure is met at the next turn.
    writing.catch(() => undefined);
    onProgress('Filling', first - 1, items);
    // As in life: statements are planned while there is little, and used when there is much.
    const { value: report } = others.next();
    await lookUpInside(store.forInstallation(BENCH.installationId), itemOf(items + 1, report));
  }
  await writing;
}

function write(store: OpenStore, changes: readonly Change[]): Promise<void> {
  return store
    .forInstallation(BENCH.installationId)
    .decide(null, async () => ({ changes, effects: [], ignored: null }), new Date(0));
}
