import type { BenchOptions } from './bench-options.ts';
import { type Closers, closing } from './closing.ts';
import { type Cost, type CostFigures, costFigures, sumOf, wholeCpuMs } from './cost.ts';
import { type FilledApp, openFilledApp } from './filled-app.ts';
import { type Carried, isWrite } from './pipeline-app.ts';
import { EVENT_NAMES, type EventName, happenings, NEEDED_READS } from './pipeline-events.ts';
import { openPlain, type Plain } from './plain-handler.ts';
import { PlainSearch } from './plain-search.ts';
import { rounded, timesOf } from './times.ts';

/** Not counted: plans, compilers and caches warm up. */
const WARM_UP = 3;
/** Between two happenings: a busy repository, well below what may be written in an hour. */
const BETWEEN_MS = 120_000;

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
  const search = new PlainSearch();
  const filled = await openFilledApp(
    { databaseUrl, items, onProgress },
    { onDocument: (document) => search.add(document) },
    closers,
  );
  const plain = await openPlain(filled.url, search, closers);
  const seen: Seen[] = [];
  for (let turn = -WARM_UP; turn < requests; turn += 1) {
    onProgress('Carrying events', Math.max(turn, 0), requests);
    const found = await turnOf(filled, plain, turn);
    if (turn >= 0) seen.push(...found);
  }
  return { items, fill: filled.fill, ...figuresOf(seen) };
}

/** One event, as it was carried. */
interface Seen extends Carried {
  event: EventName;
  plain: Cost;
}

async function turnOf(
  { app, clock, meter, installationId, reports }: FilledApp,
  plain: Plain,
  turn: number,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const event of happenings(app.sandbox, reports.next().value, turn + WARM_UP)) {
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

function figuresOf(seen: readonly Seen[]): Pick<PipelineFigures, 'events' | 'routes'> {
  const events = EVENT_NAMES.map((event): EventFigures => {
    const those = seen.filter((each) => each.event === event);
    const whole = costFigures(those.map(({ accept, decide, send }) => sumOf([accept, decide, send])));
    const plain = costFigures(those.map((each) => each.plain));
    const cpuOf = (read: (each: Seen) => Cost): number =>
      timesOf(those.map((each) => wholeCpuMs(read(each)))).p50Ms;
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
      ratio: event === 'reaction poll' ? null : rounded(wholeCpuMs(whole) / wholeCpuMs(plain)),
    };
  });
  const routes = new Map<string, number>();
  for (const { calls } of seen)
    for (const route of calls) routes.set(route, (routes.get(route) ?? 0) + 1 / seen.length);
  return { events, routes: Object.fromEntries([...routes].map(([route, count]) => [route, rounded(count)])) };
}

function mean(values: readonly number[]): number {
  return rounded(values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1));
}
