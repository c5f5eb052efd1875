import type { OpenStore } from '../store/open-store.ts';
import type { BenchOptions } from './bench-options.ts';
import { openBenchStore } from './bench-store.ts';
import type { Closers } from './closing.ts';
import { type CostMeter, createCostMeter } from './cost.ts';
import { BENCH } from './deliveries.ts';
import { type Filling, fillThreads } from './fill-threads.ts';
import type { MadeUpReport } from './made-up-reports.ts';
import { type Place, REPOSITORY, spanMs } from './made-up-threads.ts';
import {
  type BenchClock,
  carryAll,
  createBenchClock,
  openPipelineApp,
  type PipelineApp,
} from './pipeline-app.ts';
import { allowToAct, prepareOrganization } from './pipeline-events.ts';
import { rounded } from './times.ts';

/** Threads that are stored have numbers that the sandbox does not come to. */
const NUMBERS_AFTER = 1_000_000;

/** The app of an organisation that lets it act, over a database with the threads of years. */
export interface FilledApp {
  app: PipelineApp;
  store: OpenStore;
  /** null: embedded */
  url: string | null;
  /** at the newest thread */
  clock: BenchClock;
  meter: CostMeter;
  installationId: number;
  /** where the next threads come from */
  reports: Generator<MadeUpReport, never>;
  fill: { seconds: number };
}

/** @param options `until`: when the newest thread was opened; left out: the first one was opened in 1970 */
export async function openFilledApp(
  { databaseUrl, items, onProgress }: BenchOptions & { items: number },
  { until, ...filling }: Omit<Filling, 'place'> & { until?: Date },
  closers: Closers,
): Promise<FilledApp> {
  const { store, url } = await openBenchStore(databaseUrl, closers);
  const meter = createCostMeter(url);
  const begunMs = until === undefined ? 0 : until.getTime() - spanMs(items);
  const clock = createBenchClock(begunMs + spanMs(items));
  const app = await openPipelineApp(store, clock, meter, closers);
  const { repositoryId, nodeId } = prepareOrganization(app.sandbox);
  const installationId = app.sandbox.people.install(BENCH.login);
  await carryAll(app);
  const place: Place = {
    installationId,
    repository: { ...REPOSITORY, id: repositoryId, nodeId },
    numbersAfter: NUMBERS_AFTER,
    begunMs,
  };
  const begun = performance.now();
  const { reports } = await fillThreads(store, items, onProgress, { ...filling, place });
  await store.underneath.exec([
    // They were carried out long ago.
    "update outbox set state = 'withheld', settled_at = created_at",
    // The threads came with their ids.
    "select setval(pg_get_serial_sequence('items', 'item_id'), (select max(item_id) from items))",
  ]);
  await store.underneath.exec(['vacuum analyze']);
  const seconds = rounded((performance.now() - begun) / 1000);
  allowToAct(app.sandbox);
  await carryAll(app);
  return { app, store, url, clock, meter, installationId, reports, fill: { seconds } };
}
