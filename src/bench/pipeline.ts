import type { BenchOptions } from './bench-options.ts';
import { openBenchStore } from './bench-store.ts';
import { type Closers, closing } from './closing.ts';
import { type Cost, type CostFigures, type CostMeter, costFigures, createCostMeter, sumOf } from './cost.ts';
import { BENCH } from './deliveries.ts';
import { fillThreads } from './fill-threads.ts';
import type { MadeUpReport } from './made-up-reports.ts';
import { itemOf, type Place, REPOSITORY } from './made-up-threads.ts';
import {
  type BenchClock,
  type Carried,
  createBenchClock,
  openPipelineApp,
  type PipelineApp,
} from './pipeline-app.ts';
import {
  allowToAct,
  EVENT_NAMES,
  type EventName,
  happenings,
  NEEDED_READS,
  prepareOrganization,
} from './pipeline-events.ts';
import { openPlain, type Plain } from './plain-handler.ts';
import { rounded, timesOf } from './times.ts';

/** Not counted: plans, compilers and caches warm up. */
const WARM_UP = 3;
/** Between two happenings: a busy repository, well below what may be written in an hour. */
const BETWEEN_MS = 120_000;
/** Threads that are stored have numbers that the sandbox does not come to. */
const NUMBERS_AFTER = 1_000_000;

export interface PipelineOptions extends BenchOptions {
  /** threads that are stored */
  items: number;
  /** times that each event is measured */
  requests: number;
}

/** One kind of event: from the delivery until nothing is left of it to send. Calls of GitHub take no part in times. */
export interface EventFigures extends CostFigures {
  event: EventName;
  /** CPU of the parts, process and database together, medians */
  parts: { acceptMs: number; decideMs: number; sendMs: number };
  /** calls of GitHub, means; `least`: its writes, and the reads without which it cannot be carried */
  calls: { made: number; least: number };
  /** the plainest handler: one row, and for new threads a look at the text and BM25 over all in memory */
  plain: CostFigures;
  /** CPU against the plainest handler; null where that has nothing to do */
  ratio: number | null;
}

/** What `fullcircle bench pipeline --json` prints for one database. */
export interface PipelineFigures {
  items: number;
  fill: { seconds: number };
  events: EventFigures[];
  /** of all kinds, by route: calls for each event */
  routes: Record<string, number>;
}

/** What one event costs while so many threads are stored, beside the plainest handler. */
export function benchPipeline(options: PipelineOptions): Promise<PipelineFigures> {
  return closing((closers) => measure(options, closers));
}

async function measure(
  { databaseUrl, items, requests, onProgress }: PipelineOptions,
  closers: Closers,
): Promise<PipelineFigures> {
  const { store, url } = await openBenchStore(databaseUrl, closers);
  const meter = createCostMeter(url);
  const last = itemOf(items, { title: '', body: '', retells: null }).snapshot.createdAt;
  const clock = createBenchClock(last.getTime());
  const app = await openPipelineApp(store, clock, meter, closers);
  const { repositoryId, nodeId } = prepareOrganization(app.sandbox);
  const installationId = app.sandbox.people.install(BENCH.login);
  await carryAll(app);
  const place: Place = {
    installationId,
    repository: { ...REPOSITORY, id: repositoryId, nodeId },
    numbersAfter: NUMBERS_AFTER,
  };
  const plain = await openPlain(url, closers);
  const begun = performance.now();
  const { reports } = await fillThreads(store, items, onProgress, place, (document) =>
    plain.search.add(document),
  );
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
  const seen: Seen[] = [];
  for (let turn = -WARM_UP; turn < requests; turn += 1) {
    onProgress('Carrying events', Math.max(turn, 0), requests);
    const found = await turnOf(app, clock, plain, meter, {
      installationId,
      report: reports.next().value,
      turn,
    });
    if (turn >= 0) seen.push(...found);
  }
  return { items, fill: { seconds }, ...figuresOf(seen) };
}

/** One event, as it was carried. */
interface Seen extends Carried {
  event: EventName;
  plain: Cost;
}

async function turnOf(
  app: PipelineApp,
  clock: BenchClock,
  plain: Plain,
  meter: CostMeter,
  { installationId, report, turn }: { installationId: number; report: MadeUpReport; turn: number },
): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const event of happenings(app.sandbox, report, turn + WARM_UP)) {
    clock.goOn(BETWEEN_MS);
    const deliveries = app.waiting();
    const handled = await meter.measure(() => plain.handle(deliveries));
    const carried = event === 'reaction poll' ? await app.poll(installationId) : await app.carry(deliveries);
    seen.push({ event, plain: handled, ...carried });
    for (let echoes = app.waiting(); echoes.length > 0; echoes = app.waiting()) {
      for (const echo of echoes) {
        const plainly = await meter.measure(() => plain.handle([echo]));
        seen.push({ event: 'echo of an own write', plain: plainly, ...(await app.carry([echo])) });
      }
    }
  }
  return seen;
}

async function carryAll(app: PipelineApp): Promise<void> {
  for (let sent = app.waiting(); sent.length > 0; sent = app.waiting()) await app.carry(sent);
}

function figuresOf(seen: readonly Seen[]): Pick<PipelineFigures, 'events' | 'routes'> {
  const events = EVENT_NAMES.map((event): EventFigures => {
    const those = seen.filter((each) => each.event === event);
    const whole = costFigures(those.map(({ accept, decide, send }) => sumOf([accept, decide, send])));
    const plain = costFigures(those.map((each) => each.plain));
    const cpuOf = (read: (each: Seen) => Cost): number =>
      timesOf(those.map((each) => cpuMs(read(each)))).p50Ms;
    const writes = mean(those.map(({ calls }) => calls.filter(isWrite).length));
    return {
      event,
      ...whole,
      parts: {
        acceptMs: cpuOf(({ accept }) => accept),
        decideMs: cpuOf(({ decide }) => decide),
        sendMs: cpuOf(({ send }) => send),
      },
      calls: { made: mean(those.map(({ calls }) => calls.length)), least: writes + NEEDED_READS[event] },
      plain,
      ratio: event === 'reaction poll' ? null : rounded(cpuMs(whole) / cpuMs(plain)),
    };
  });
  const routes = new Map<string, number>();
  for (const { calls } of seen)
    for (const route of calls) routes.set(route, (routes.get(route) ?? 0) + 1 / seen.length);
  return { events, routes: Object.fromEntries([...routes].map(([route, count]) => [route, rounded(count)])) };
}

function cpuMs({ cpuMs: own, databaseCpuMs }: Pick<Cost, 'cpuMs' | 'databaseCpuMs'>): number {
  return own + databaseCpuMs;
}

function isWrite(route: string): boolean {
  return /^(?:POST|PUT|PATCH|DELETE) |^graphql (?:Add|Update|Delete|Remove)/.test(route);
}

function mean(values: readonly number[]): number {
  return rounded(values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1));
}
