import { randomUUID } from 'node:crypto';
import { appEnvironment, freePort, openDeliveries } from './app-process.ts';
import type { BenchOptions } from './bench-options.ts';
import { type Closers, closing } from './closing.ts';
import { type DatabasePlace, databasesFor } from './databases.ts';
import type { LoadFigures } from './load.ts';
import { forgetPeak, peakMib, type Receiving, startLoad, startPlain, startReceiving } from './processes.ts';
import { startQuietGitHub } from './quiet-github.ts';

/** Enough to keep both cores of a small machine busy. */
const CONNECTIONS = 20;
/**
 * Not counted: compilers, caches and connections warm up. A delivery costs either receiver more than twice the time at
 * first, and the app, which has more code, for longer.
 */
const WARM_UP_MAX = 6_000;
/** The same for the app at work, which has to work them off first. */
const BUSY_WARM_UP_MAX = 500;
/** Turns of plain and app, so that a busy neighbour meets both. */
const ROUNDS = 5;

export interface IngestOptions extends BenchOptions {
  /** per round, by each of the two */
  deliveries: number;
  /** how long the app is kept busy */
  seconds: number;
  perSecond: number;
  /** sent all at once */
  burst: number;
  /** of the processes: PATH and the like */
  env: Record<string, string | undefined>;
}

/** What `fullcircle bench ingest --json` prints for one database. */
export interface IngestFigures {
  /** deliveries accepted while nobody works on them, by the app and by the plainest receiver; medians of the rounds */
  paused: { app: LoadFigures; plain: LoadFigures; ratio: number };
  /** a steady rate while the app works on what it accepts, everything but sending to GitHub */
  busy: LoadFigures & { backlog: number; drainedPerSecond: number | null };
  /** all at once, each on a connection of its own */
  burst: LoadFigures & { peakMib: number | null };
}

/** Measures how quickly deliveries are taken in, on one kind of database. */
export function benchIngest(options: IngestOptions): Promise<IngestFigures> {
  return closing((closers) => measure(options, closers));
}

async function measure(options: IngestOptions, closers: Closers): Promise<IngestFigures> {
  const { env, onProgress } = options;
  const secret = randomUUID();
  const places = await databasesFor(['plain', 'paused', 'working'], options.databaseUrl, closers);
  const github = await startQuietGitHub();
  closers.push(github.close);
  const load = await startLoad(env);
  closers.push(load.stop);
  const app = async (place: DatabasePlace, role: 'web' | 'all'): Promise<Receiving> => {
    const started = await startReceiving(
      { ...env, ...appEnvironment(place, secret, github.host), ROLE: role },
      await freePort(),
    );
    closers.push(started.stop);
    return started;
  };
  let firstIssue = 1;
  const run = (url: string, deliveries: number, connections: number, perSecond: number | null) => {
    const job = { url, secret, deliveries, connections, perSecond, firstIssue, installations: 1 };
    firstIssue += deliveries;
    return load.run(job);
  };

  const warmUp = Math.min(WARM_UP_MAX, 2 * options.deliveries);
  const plain = await startPlain({ secret, place: places.plain }, env);
  closers.push(plain.stop);
  const paused = await app(places.paused, 'web');
  for (const { url } of [plain, paused]) await run(url, warmUp, CONNECTIONS, null);
  const rounds: { app: LoadFigures; plain: LoadFigures }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    onProgress('Taking in, workers paused', round, ROUNDS);
    const of = { plain: await run(plain.url, options.deliveries, CONNECTIONS, null) };
    rounds.push({ ...of, app: await run(paused.url, options.deliveries, CONNECTIONS, null) });
  }
  await Promise.all([plain.stop(), paused.stop()]);

  onProgress('Taking in and working', 0, 1);
  const working = await app(places.working, 'all');
  await run(working.url, Math.min(BUSY_WARM_UP_MAX, options.deliveries), CONNECTIONS, null);
  await drained(working, onProgress);
  const total = options.seconds * options.perSecond;
  const busy = await run(working.url, total, total, options.perSecond);
  const drain = await drained(working, onProgress);
  onProgress('Taking in a burst', 0, 1);
  await forgetPeak(working.pid);
  const burst = await run(working.url, options.burst, options.burst, null);
  await drained(working, onProgress);
  return {
    paused: summary(rounds),
    busy: { ...busy, ...drain },
    burst: { ...burst, peakMib: await peakMib(working.pid) },
  };
}

const LOOK_EVERY_MS = 250;

/** Waits until nothing is left to work on. */
async function drained(
  { url }: Receiving,
  onProgress: IngestOptions['onProgress'],
): Promise<{ backlog: number; drainedPerSecond: number | null }> {
  const begun = performance.now();
  const first = await openDeliveries(url);
  for (let open = first; open > 0; open = await openDeliveries(url)) {
    onProgress('Working off the backlog', first - open, first);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const seconds = (performance.now() - begun) / 1000;
  return { backlog: first, drainedPerSecond: first === 0 ? null : first / seconds };
}

function summary(rounds: readonly { app: LoadFigures; plain: LoadFigures }[]): IngestFigures['paused'] {
  const [app, plain] = [middle(rounds.map((each) => each.app)), middle(rounds.map((each) => each.plain))];
  const ratios = rounds.map((each) => each.app.perSecond / each.plain.perSecond).sort((a, b) => a - b);
  return { app, plain, ratio: ratios[Math.floor(ratios.length / 2)] ?? 0 };
}

/** The round whose rate is in the middle. */
function middle(rounds: readonly LoadFigures[]): LoadFigures {
  const sorted = rounds.toSorted((a, b) => a.perSecond - b.perSecond);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (found === undefined) throw new Error('there was no round');
  return found;
}
