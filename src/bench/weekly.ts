import { visibleWords } from '../loop/triage/words.ts';
import type { BenchOptions } from './bench-options.ts';
import { type Closers, closing } from './closing.ts';
import { type Cost, type CostFigures, costFigures, sumOf, wholeCpuMs } from './cost.ts';
import { type FilledApp, openFilledApp } from './filled-app.ts';
import { madeUpComments } from './made-up-comments.ts';
import { chanceOf } from './made-up-reports.ts';
import { type Carried, carryAll, isWrite } from './pipeline-app.ts';
import { happenings } from './pipeline-events.ts';
import { plainWeek } from './plain-week.ts';
import { rounded, timesOf } from './times.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** When the first issue is due: a Monday at 9, as the config says where it says nothing. */
const DUE = new Date(Date.UTC(2026, 10, 16, 9));
/** Problems that are told, talked about and put away before each further week: two threads and six more events each. */
const TOLD_BETWEEN = 3;
const BETWEEN_MS = 120_000;

interface WeeklyBenchOptions extends BenchOptions {
  /** threads that are stored; comments are five times as many */
  items: number;
  /** weeks that are measured after the first one */
  weeks: number;
}

/** From the moment at which the issue is due until nothing is left to do of it. Calls of GitHub take no part in times. */
interface WeekFigures extends CostFigures {
  /** CPU of the parts, process and database together, medians */
  parts: { lookMs: number; decideMs: number; sendMs: number };
  /** calls of GitHub, means; `least`: its writes */
  calls: { made: number; least: number };
}

/** What `fullcircle bench weekly --json` prints for one database. */
export interface WeeklyFigures {
  items: number;
  comments: number;
  clusters: number;
  /** threads of the largest cluster */
  largest: number;
  fill: { seconds: number };
  /** by a process that has just started */
  first: WeekFigures;
  /** those after it, each after new events */
  later: WeekFigures;
  /** the longest issue: what is read before anything is unfolded, and all of it */
  issue: { visibleWords: number; words: number; kib: number };
  /** every thread and its cluster read into memory and sorted by reports; writes nothing */
  plain: CostFigures;
  /** CPU of a later week against the plain way */
  ratio: number;
}

/** Fills a database with threads that gather in clusters, and measures the weekly issue over them. */
export function benchWeekly(options: WeeklyBenchOptions): Promise<WeeklyFigures> {
  return closing((closers) => measure(options, closers));
}

async function measure(options: WeeklyBenchOptions, closers: Closers): Promise<WeeklyFigures> {
  const { items, weeks, onProgress } = options;
  const until = new Date(DUE.getTime() - HOUR_MS);
  const chance = chanceOf(items);
  let comments = 0;
  const filled = await openFilledApp(
    options,
    {
      until,
      besides({ itemId, snapshot: { repository, number, author, createdAt } }) {
        if (author === null) return [];
        const ref = { repositoryId: repository.id, number };
        const said = madeUpComments({ itemId, ref, author, createdAt }, { items, until, chance });
        comments += said.length;
        return said;
      },
    },
    closers,
  );
  const seen: Week[] = [];
  for (let week = 0; week <= weeks; week += 1) {
    onProgress('Opening weekly issues', week, weeks + 1);
    if (week > 0) await live(filled, week);
    seen.push(await openWeek(filled, week));
  }
  const [first, ...later] = seen;
  if (first === undefined) throw new Error('there was no week');
  const laterFigures = figuresOf(later);
  const plain = costFigures(seen.map((week) => week.plain));
  const most = (of: (week: Week) => number): number => Math.max(...seen.map(of));
  return {
    items,
    comments,
    clusters: most(({ clusters }) => clusters),
    largest: most(({ largest }) => largest),
    fill: filled.fill,
    first: figuresOf([first]),
    later: laterFigures,
    issue: {
      visibleWords: most(({ body }) => visibleWords(body)),
      words: most(({ body }) => body.split(/\s+/u).length),
      kib: rounded(most(({ body }) => Buffer.byteLength(body)) / 1024),
    },
    plain,
    ratio: rounded(wholeCpuMs(laterFigures) / wholeCpuMs(plain)),
  };
}

/** One weekly issue, as it was opened. */
interface Week extends Carried {
  body: string;
  plain: Cost;
  clusters: number;
  largest: number;
}

/** New problems are told, and what follows is carried. */
async function live({ app, clock, installationId, reports }: FilledApp, week: number): Promise<void> {
  for (let told = 0; told < TOLD_BETWEEN; told += 1) {
    const { value: report } = reports.next();
    for (const event of happenings(app.sandbox, report, TOLD_BETWEEN * week + told)) {
      clock.goOn(BETWEEN_MS);
      if (event === 'reaction poll') await app.poll(installationId);
      await carryAll(app);
    }
  }
}

async function openWeek(filled: FilledApp, week: number): Promise<Week> {
  const { app, clock, meter, store, installationId } = filled;
  clock.goOn(DUE.getTime() + week * WEEK_MS - clock.now().getTime());
  const carried = [await app.tick(installationId), ...(await carryAll(app))];
  const body = newestIssue(filled, week);
  let plainly = { body: '', clusters: 0, largest: 0 };
  const plain = await meter.measure(async () => {
    plainly = await plainWeek(store);
  });
  return {
    accept: sumOf(carried.map(({ accept }) => accept)),
    decide: sumOf(carried.map(({ decide }) => decide)),
    send: sumOf(carried.map(({ send }) => send)),
    calls: carried.flatMap(({ calls }) => calls),
    plain,
    clusters: plainly.clusters,
    largest: plainly.largest,
    body,
  };
}

/** What the app wrote since the issue is due. @throws where it wrote none */
function newestIssue({ app: { sandbox } }: FilledApp, week: number): string {
  const dueMs = DUE.getTime() + week * WEEK_MS;
  const { world } = sandbox;
  for (const { author, body, createdAt } of world.threads()) {
    if (author === world.app.bot && createdAt.getTime() >= dueMs) return body;
  }
  throw new Error(`weekly issue ${week + 1} of the bench was not opened`);
}

function figuresOf(weeks: readonly Week[]): WeekFigures {
  const cpuOf = (read: (week: Week) => Cost): number =>
    timesOf(weeks.map((week) => wholeCpuMs(read(week)))).p50Ms;
  const mean = (count: (week: Week) => number): number =>
    rounded(weeks.reduce((sum, week) => sum + count(week), 0) / weeks.length);
  return {
    ...costFigures(weeks.map(({ accept, decide, send }) => sumOf([accept, decide, send]))),
    parts: {
      lookMs: cpuOf(({ accept }) => accept),
      decideMs: cpuOf(({ decide }) => decide),
      sendMs: cpuOf(({ send }) => send),
    },
    calls: {
      made: mean(({ calls }) => calls.length),
      least: mean(({ calls }) => calls.filter(isWrite).length),
    },
  };
}
