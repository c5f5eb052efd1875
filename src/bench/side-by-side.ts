import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { appEnvironment, freePort, openDeliveries } from './app-process.ts';
import type { BenchOptions } from './bench-options.ts';
import { type Closers, closing } from './closing.ts';
import { cpuMsOf, serversOf } from './cost.ts';
import { type DatabasePlace, databasesFor } from './databases.ts';
import { type Receiving, startLoad, startReceiving } from './processes.ts';
import { startQuietGitHub } from './quiet-github.ts';
import { rounded } from './times.ts';

/** Enough for the one process that takes in. */
const CONNECTIONS = 20;
/** Not counted, by process: plans, compilers and caches warm up. */
const WARM_UP_SHARE = 0.2;
const LOOK_EVERY_MS = 100;

export interface SideBySideOptions extends BenchOptions {
  /** how many processes work side by side, one figure each; an embedded database may be opened by one alone */
  processes: readonly number[];
  /** among how many installations the deliveries are, one figure each */
  installations: readonly number[];
  /** newly opened issues in each round */
  deliveries: number;
  /** of the processes: PATH and the like */
  env: Record<string, string | undefined>;
}

/** How quickly a backlog is worked off, everything but sending to GitHub. */
export interface WorkedOff {
  installations: number;
  processes: number;
  perSecond: number;
  /** CPU for each delivery */
  appCpuMs: number;
  databaseCpuMs: number;
  /** processors that app and database kept busy, of those that there are */
  busyCores: number;
}

/** What `fullcircle bench load --json` prints for one database. */
export interface SideBySideFigures {
  cores: number;
  rounds: WorkedOff[];
}

/** Measures how the rate grows with processes, for one busy installation and for many. */
export async function benchSideBySide(options: SideBySideOptions): Promise<SideBySideFigures> {
  const rounds: WorkedOff[] = [];
  const counts = options.databaseUrl === null ? [1] : options.processes;
  for (const installations of options.installations) {
    for (const processes of counts) {
      rounds.push(await closing((closers) => round(options, installations, processes, closers)));
    }
  }
  return { cores: availableParallelism(), rounds };
}

async function round(
  { databaseUrl, deliveries, env, onProgress }: SideBySideOptions,
  installations: number,
  processes: number,
  closers: Closers,
): Promise<WorkedOff> {
  const what = `${installations} installations, ${processes} processes`;
  onProgress(what, 0, deliveries);
  const { working: place } = await databasesFor(['working'], databaseUrl, closers);
  const github = await startQuietGitHub(installations);
  closers.push(github.close);
  const secret = randomUUID();
  const appEnv = { ...env, ...appEnvironment(place, secret, github.host) };
  const start = async (role: 'web' | 'worker' | 'all'): Promise<Receiving> => {
    const started = await startReceiving({ ...appEnv, ROLE: role }, await freePort());
    closers.push(started.stop);
    return started;
  };

  const web = await start('web');
  const load = await startLoad(env);
  closers.push(load.stop);
  const sent = { url: web.url, secret, deliveries, connections: CONNECTIONS, perSecond: null };
  const { refused } = await load.run({ ...sent, firstIssue: 1, installations });
  if (refused > 0) throw new Error(`${refused} deliveries of the bench were refused`);
  await load.stop();
  await web.stop();

  const workers = await Promise.all(
    Array.from({ length: processes }, () => start('folder' in place ? 'all' : 'worker')),
  );
  return workedOff(workers, place, { installations, processes, deliveries }, (done) =>
    onProgress(what, done, deliveries),
  );
}

async function workedOff(
  workers: readonly Receiving[],
  place: DatabasePlace,
  { installations, processes, deliveries }: Record<'installations' | 'processes' | 'deliveries', number>,
  onDone: (done: number) => void,
): Promise<WorkedOff> {
  const [first] = workers;
  if (first === undefined) throw new Error('there is no process');
  const left = async (atMost: number): Promise<number> => {
    for (;;) {
      const open = await openDeliveries(first.url);
      onDone(deliveries - open);
      if (open <= atMost) return open;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  };
  const cpu = async (): Promise<{ app: number; database: number }> => ({
    app: await cpuMsOf(workers.map(({ pid }) => String(pid))),
    database: 'folder' in place ? 0 : await cpuMsOf(await serversOf(place.databaseUrl)),
  });
  const from = await left(Math.floor(deliveries * (1 - WARM_UP_SHARE)));
  const begun = { at: performance.now(), ...(await cpu()) };
  await left(0);
  const seconds = (performance.now() - begun.at) / 1000;
  const ended = await cpu();
  const [app, database] = [ended.app - begun.app, ended.database - begun.database];
  return {
    installations,
    processes,
    perSecond: rounded(from / seconds),
    appCpuMs: rounded(app / from),
    databaseCpuMs: rounded(database / from),
    busyCores: rounded((app + database) / 1000 / seconds),
  };
}
