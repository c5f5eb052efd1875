import { benchBackfill } from '../bench/backfill.ts';
import { benchDashboard } from '../bench/dashboard.ts';
import { benchIngest } from '../bench/ingest.ts';
import { benchMeasures } from '../bench/measures.ts';
import { benchPipeline } from '../bench/pipeline.ts';
import { benchSideBySide } from '../bench/side-by-side.ts';
import { benchSimilarity } from '../bench/similarity.ts';
import { benchWeekly } from '../bench/weekly.ts';
import { BENCH_OPTIONS, type Bench, numberOf, numbersOf, onEngines } from './bench/on-engines.ts';
import { renderIngest, renderPipeline, renderSideBySide } from './bench-render.ts';
import type { CliCommand, CommandIo } from './command.ts';
import { UsageError } from './command.ts';
import { noWords, readOptions } from './options.ts';
import { createStages } from './progress.ts';

const HELP = `Usage: fullcircle bench ingest [options]
       fullcircle bench similarity [--items N] [options]
       fullcircle bench backfill [--items N]
       fullcircle bench dashboard [--items N] [options]
       fullcircle bench pipeline [--items N] [options]
       fullcircle bench measures [--items N] [options]
       fullcircle bench weekly [--items N] [options]
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
  weekly     the weekly issue over N threads that gather in clusters, from when it is due until nothing is left to do of it,
             and those of further weeks after some events: wall and CPU milliseconds of the app and of the database, GitHub
             left out; calls of GitHub beside the least; its length; beside a list of clusters by reports, all read at once
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
  --requests N     dashboard: of each page, pipeline: of each event, measures: events (default 30); weekly: further weeks
                   (default 5)
  --engine NAME    all but backfill: on this database only, pglite or postgres
  --json           print JSON
  --help           this text
`;

const DELIVERIES = 3_000;
const SECONDS = 60;
const RATE = 100;
const ITEMS = 1_000;
const REPORTS = 10_000;
const LOOK_UPS = 300;
const REQUESTS = 30;
const WEEKS = 5;
const PROCESSES = [1, 2, 4];
const INSTALLATIONS = [1, 20];
/** A release day of a large organisation. */
const BURST = 500;

const BENCHES: ReadonlyMap<string, Bench> = new Map<string, Bench>([
  [
    'ingest',
    onEngines(
      (asked, engine) =>
        benchIngest({
          ...engine,
          deliveries: numberOf(asked, 'deliveries', DELIVERIES),
          seconds: numberOf(asked, 'seconds', SECONDS),
          perSecond: numberOf(asked, 'rate', RATE),
          burst: numberOf(asked, 'burst', BURST),
          env: environmentOf(asked.io),
        }),
      renderIngest,
    ),
  ],
  [
    'similarity',
    onEngines((asked, engine) =>
      benchSimilarity({
        ...engine,
        items: numberOf(asked, 'items', REPORTS),
        lookUps: numberOf(asked, 'lookups', LOOK_UPS),
      }),
    ),
  ],
  [
    'backfill',
    async (asked) => {
      const items = numberOf(asked, 'items', ITEMS);
      return { figures: await benchBackfill({ items, onProgress: asked.onProgress }), text: null };
    },
  ],
  [
    'dashboard',
    onEngines((asked, engine) =>
      benchDashboard({
        ...engine,
        items: numberOf(asked, 'items', REPORTS),
        requests: numberOf(asked, 'requests', REQUESTS),
      }),
    ),
  ],
  [
    'pipeline',
    onEngines(
      (asked, engine) =>
        benchPipeline({
          ...engine,
          items: numberOf(asked, 'items', REPORTS),
          requests: numberOf(asked, 'requests', REQUESTS),
        }),
      renderPipeline,
    ),
  ],
  [
    'measures',
    onEngines((asked, engine) =>
      benchMeasures({
        ...engine,
        items: numberOf(asked, 'items', REPORTS),
        events: numberOf(asked, 'requests', REQUESTS),
      }),
    ),
  ],
  [
    'weekly',
    onEngines((asked, engine) =>
      benchWeekly({
        ...engine,
        items: numberOf(asked, 'items', REPORTS),
        weeks: numberOf(asked, 'requests', WEEKS),
      }),
    ),
  ],
  [
    'load',
    onEngines(
      (asked, engine) =>
        benchSideBySide({
          ...engine,
          processes: numbersOf(asked, 'processes', PROCESSES),
          installations: numbersOf(asked, 'installations', INSTALLATIONS),
          deliveries: numberOf(asked, 'deliveries', DELIVERIES),
          env: environmentOf(asked.io),
        }),
      renderSideBySide,
    ),
  ],
]);

export const benchCommand: CliCommand = {
  name: 'bench',
  summary: 'measure on this machine',
  help: HELP,
  async run(args, io) {
    const { text, flag, words } = readOptions(args, { text: BENCH_OPTIONS, flags: ['json'] });
    const [subject = '', ...more] = words;
    noWords(more);
    const bench = BENCHES.get(subject);
    if (bench === undefined) throw new UsageError(`bench needs one of ${[...BENCHES.keys()].join(', ')}`);
    const stages = createStages(io);
    const told = await bench({ text, io, onProgress: stages.at }).finally(stages.end);
    const json = `${JSON.stringify(told.figures, null, flag.json ? undefined : 2)}\n`;
    io.out(flag.json ? json : (told.text ?? json));
    return 0;
  },
};

/** Of the processes that a bench starts. */
function environmentOf({ environment: { PATH, HOME } }: CommandIo): Record<string, string | undefined> {
  return { PATH, HOME };
}
