import { benchBackfill } from '../bench/backfill.ts';
import { benchDashboard, type DashboardFigures } from '../bench/dashboard.ts';
import { benchIngest, type IngestFigures } from '../bench/ingest.ts';
import { benchMeasures, type MeasuresFigures } from '../bench/measures.ts';
import { benchPipeline, type PipelineFigures } from '../bench/pipeline.ts';
import { benchSideBySide, type SideBySideFigures } from '../bench/side-by-side.ts';
import { benchSimilarity, type SimilarityFigures } from '../bench/similarity.ts';
import { renderIngest, renderPipeline, renderSideBySide } from './bench-render.ts';
import type { CliCommand, CommandIo } from './command.ts';
import { UsageError } from './command.ts';
import { noWords, type ParsedOptions, positiveInteger, readOptions } from './options.ts';
import { createStages } from './progress.ts';

const HELP = `Usage: fullcircle bench ingest [options]
       fullcircle bench similarity [--items N] [options]
       fullcircle bench backfill [--items N]
       fullcircle bench dashboard [--items N] [options]
       fullcircle bench pipeline [--items N] [options]
       fullcircle bench measures [--items N] [options]
       fullcircle bench load [--processes LIST] [--installations LIST] [options]

Measures on this machine, against the same work done in the plainest way. Touches no network beyond this machine.

  ingest     signed deliveries of 11 KB: accepted per second beside a handler that only checks the signature and inserts;
             the time of the answer while the app works on what it took in; the memory of a burst
  similarity looking up further reports among N that are stored: milliseconds, those of adding one, the share of
             retold ones whose first telling is found; beside BM25 over every report in memory; disk and memory
  backfill   reading a history of N threads: calls beside the least that are possible, threads a second, memory

  dashboard  every page of the dashboard over N threads: milliseconds from the request to the last byte, and KiB of HTML;
             beside a list and figures for which everything is read each time
  pipeline   each kind of event, from its delivery until all that follows is sent, while N threads are stored: wall and CPU
             milliseconds of the app and of the database, GitHub left out; beside a handler that writes one row and
             searches in memory; calls of GitHub beside the least
  measures   all metrics over N threads and five times as many comments, everything read and worked out, and again after
             one event: wall and CPU milliseconds, and what is kept in memory
  load       a backlog of newly opened issues, worked off by several processes side by side, of one busy installation and
             of many: a second, CPU milliseconds each, processors kept busy; embedded by one process

  --database URL   also on this Postgres (or BENCH_DATABASE_URL), in databases of its own that are dropped afterwards
  --deliveries N   ingest, load: per round (default 3000)
  --processes LIST load: how many side by side, one round each (default 1,2,4)
  --installations LIST   load: among how many the deliveries are, one round each (default 1,20)
  --seconds N      how long the app is kept busy (default 60)
  --rate N         deliveries a second meanwhile (default 100)
  --burst N        sent all at once (default 500)
  --items N        backfill: threads of the history (default 1000); the others: what is stored (default 10000)
  --lookups N      look-ups that are measured (default 300)
  --requests N     dashboard: of each page, pipeline: of each event, measures: events (default 30)
  --engine NAME    all but ingest and backfill: on this database only, pglite or postgres
  --json           print JSON
  --help           this text
`;

const TEXT = [
  'database',
  'deliveries',
  'seconds',
  'rate',
  'burst',
  'items',
  'lookups',
  'engine',
  'requests',
  'processes',
  'installations',
] as const;
type Options = ParsedOptions<(typeof TEXT)[number], 'json'>;

const DELIVERIES = 3_000;
const SECONDS = 60;
const RATE = 100;
const ITEMS = 1_000;
const REPORTS = 10_000;
const LOOK_UPS = 300;
/** A release day of a large organisation. */
const BURST = 500;

export const benchCommand: CliCommand = {
  name: 'bench',
  summary: 'measure on this machine',
  help: HELP,
  async run(args, io) {
    const options = readOptions(args, { text: TEXT, flags: ['json'] });
    const [subject, ...more] = options.words;
    noWords(more);
    switch (subject) {
      case 'ingest':
        return ingest(options, io);
      case 'similarity':
        return similarity(options, io);
      case 'backfill':
        return backfill(options, io);
      case 'dashboard':
        return dashboard(options, io);
      case 'pipeline':
        return pipeline(options, io);
      case 'measures':
        return measures(options, io);
      case 'load':
        return sideBySide(options, io);
      default:
        throw new UsageError(
          'bench needs one of ingest, similarity, backfill, dashboard, pipeline, measures, load',
        );
    }
  },
};

async function backfill({ text, flag }: Options, io: CommandIo): Promise<number> {
  const stages = createStages(io);
  const items = positiveInteger(text.items, '--items') ?? ITEMS;
  const onProgress = (done: number, total: number): void => stages.at('Reading history', done, total);
  const figures = await benchBackfill({ items, onProgress }).finally(stages.end);
  io.out(`${JSON.stringify(figures, null, flag.json ? undefined : 2)}\n`);
  return 0;
}

const REQUESTS = 30;

async function dashboard({ text, flag }: Options, io: CommandIo): Promise<number> {
  const databaseUrl = text.database ?? io.environment.BENCH_DATABASE_URL ?? null;
  const stages = createStages(io);
  const on = (url: string | null): Promise<DashboardFigures> =>
    benchDashboard({
      databaseUrl: url,
      items: positiveInteger(text.items, '--items') ?? REPORTS,
      requests: positiveInteger(text.requests, '--requests') ?? REQUESTS,
      onProgress: stages.at,
    }).finally(stages.end);
  const figures = await onEngines(text.engine, databaseUrl, on);
  io.out(`${JSON.stringify(figures, null, flag.json ? undefined : 2)}\n`);
  return 0;
}

async function measures({ text, flag }: Options, io: CommandIo): Promise<number> {
  const databaseUrl = text.database ?? io.environment.BENCH_DATABASE_URL ?? null;
  const stages = createStages(io);
  const on = (url: string | null): Promise<MeasuresFigures> =>
    benchMeasures({
      databaseUrl: url,
      items: positiveInteger(text.items, '--items') ?? REPORTS,
      events: positiveInteger(text.requests, '--requests') ?? REQUESTS,
      onProgress: stages.at,
    }).finally(stages.end);
  const figures = await onEngines(text.engine, databaseUrl, on);
  io.out(`${JSON.stringify(figures, null, flag.json ? undefined : 2)}\n`);
  return 0;
}

async function pipeline({ text, flag }: Options, io: CommandIo): Promise<number> {
  const databaseUrl = text.database ?? io.environment.BENCH_DATABASE_URL ?? null;
  const stages = createStages(io);
  const on = (url: string | null): Promise<PipelineFigures> =>
    benchPipeline({
      databaseUrl: url,
      items: positiveInteger(text.items, '--items') ?? REPORTS,
      requests: positiveInteger(text.requests, '--requests') ?? REQUESTS,
      onProgress: stages.at,
    }).finally(stages.end);
  const figures = await onEngines(text.engine, databaseUrl, on);
  io.out(
    flag.json
      ? `${JSON.stringify(figures)}\n`
      : `${renderPipeline('PGlite', figures.pglite)}${renderPipeline('Postgres', figures.postgres)}`,
  );
  return 0;
}

const PROCESSES = '1,2,4';
const INSTALLATIONS = '1,20';

async function sideBySide({ text, flag }: Options, io: CommandIo): Promise<number> {
  const databaseUrl = text.database ?? io.environment.BENCH_DATABASE_URL ?? null;
  const stages = createStages(io);
  const on = (url: string | null): Promise<SideBySideFigures> =>
    benchSideBySide({
      databaseUrl: url,
      processes: positiveIntegers(text.processes ?? PROCESSES, '--processes'),
      installations: positiveIntegers(text.installations ?? INSTALLATIONS, '--installations'),
      deliveries: positiveInteger(text.deliveries, '--deliveries') ?? DELIVERIES,
      env: { PATH: io.environment.PATH, HOME: io.environment.HOME },
      onProgress: stages.at,
    }).finally(stages.end);
  const figures = await onEngines(text.engine, databaseUrl, on);
  io.out(
    flag.json
      ? `${JSON.stringify(figures)}\n`
      : `${renderSideBySide('PGlite', figures.pglite)}${renderSideBySide('Postgres', figures.postgres)}`,
  );
  return 0;
}

function positiveIntegers(list: string, option: string): number[] {
  return list.split(',').flatMap((part) => positiveInteger(part, option) ?? []);
}

const ENGINES = ['pglite', 'postgres'];

/** On both databases, or on the one that is named. */
async function onEngines<T>(
  engine: string | undefined,
  databaseUrl: string | null,
  on: (url: string | null) => Promise<T>,
): Promise<{ pglite: T | { skipped: string }; postgres: T | { skipped: string } }> {
  if (engine !== undefined && !ENGINES.includes(engine)) {
    throw new UsageError(`--engine is one of ${ENGINES.join(', ')}`);
  }
  return {
    pglite: engine === 'postgres' ? { skipped: '--engine postgres' } : await on(null),
    postgres: await skippedOr(engine === 'pglite' ? '--engine pglite' : null, databaseUrl, on),
  };
}

async function similarity({ text, flag }: Options, io: CommandIo): Promise<number> {
  const databaseUrl = text.database ?? io.environment.BENCH_DATABASE_URL ?? null;
  const stages = createStages(io);
  const on = (url: string | null): Promise<SimilarityFigures> =>
    benchSimilarity({
      databaseUrl: url,
      items: positiveInteger(text.items, '--items') ?? REPORTS,
      lookUps: positiveInteger(text.lookups, '--lookups') ?? LOOK_UPS,
      onProgress: stages.at,
    }).finally(stages.end);
  const figures = await onEngines(text.engine, databaseUrl, on);
  io.out(`${JSON.stringify(figures, null, flag.json ? undefined : 2)}\n`);
  return 0;
}

async function skippedOr<T>(
  reason: string | null,
  databaseUrl: string | null,
  on: (url: string) => Promise<T>,
): Promise<T | { skipped: string }> {
  if (reason !== null) return { skipped: reason };
  if (databaseUrl === null) return { skipped: 'neither --database nor BENCH_DATABASE_URL is set' };
  return on(databaseUrl);
}

async function ingest({ text, flag }: Options, io: CommandIo): Promise<number> {
  const databaseUrl = text.database ?? io.environment.BENCH_DATABASE_URL ?? null;
  const stages = createStages(io);
  const on = (url: string | null): Promise<IngestFigures> =>
    benchIngest({
      databaseUrl: url,
      deliveries: positiveInteger(text.deliveries, '--deliveries') ?? DELIVERIES,
      seconds: positiveInteger(text.seconds, '--seconds') ?? SECONDS,
      perSecond: positiveInteger(text.rate, '--rate') ?? RATE,
      burst: positiveInteger(text.burst, '--burst') ?? BURST,
      env: { PATH: io.environment.PATH, HOME: io.environment.HOME },
      onProgress: stages.at,
    }).finally(stages.end);
  const figures = { pglite: await on(null), postgres: await skippedOr(null, databaseUrl, on) };
  io.out(
    flag.json
      ? `${JSON.stringify(figures)}\n`
      : `${renderIngest('PGlite', figures.pglite)}${renderIngest('Postgres', figures.postgres)}`,
  );
  return 0;
}
