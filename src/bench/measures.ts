import type { Change } from '../loop/change.ts';
import type { InstallationStore } from '../store/interface/installation.ts';
import type { OpenStore } from '../store/open-store.ts';
import { RecordMemory } from '../store/record-memory.ts';
import { insightOf } from '../web/dashboard/insight.ts';
import { measureSettings } from '../web/dashboard/measure-settings.ts';
import type { BenchOptions } from './bench-options.ts';
import { openBenchStore } from './bench-store.ts';
import { type Closers, closing } from './closing.ts';
import { BENCH } from './deliveries.ts';
import { heapMib } from './heap.ts';
import { madeUpClusters } from './made-up-clusters.ts';
import { madeUpCommunity } from './made-up-community.ts';
import { HOME } from './made-up-threads.ts';
import { rounded, type Times, timesOf } from './times.ts';

/** Threads that are written in one transaction while the database is filled. */
const BATCH = 500;
/** Times that everything is read and worked out, of which the first is not counted: compilers warm up. */
const WHOLE_TIMES = 3;
const WARM_UP = 3;
const SECOND_MS = 1_000;
const UNTIL = new Date(Date.UTC(2026, 10, 20));

interface MeasuresBenchOptions extends BenchOptions {
  /** threads; comments are five times as many */
  items: number;
  /** events after each of which everything is measured again */
  events: number;
}

/** Reading and working out all metrics once. CPU is this process's, with the embedded database but without a server. */
interface Measuring extends Times {
  cpuMs: number;
  /** of these, at the 50th percentile */
  readMs: number;
}

/** What `fullcircle bench measures --json` prints for one database. */
export interface MeasuresFigures {
  items: number;
  comments: number;
  fill: { seconds: number };
  /** everything read and worked out: the plainest way */
  whole: Measuring;
  /** after one event, with what was kept of the measuring before */
  afterOne: Measuring;
  /** whole by after one event, at the 50th percentile */
  ratio: { wall: number; cpu: number };
  /** how much larger the heap is with what is kept */
  keptMib: number;
}

/** Fills a database with the life of a community and measures it, whole and after single events. */
export function benchMeasures(options: MeasuresBenchOptions): Promise<MeasuresFigures> {
  return closing((closers) => measure(options, closers));
}

async function measure(
  { databaseUrl, items, events, onProgress }: MeasuresBenchOptions,
  closers: Closers,
): Promise<MeasuresFigures> {
  const { store } = await openBenchStore(databaseUrl, closers);
  const begun = performance.now();
  const comments = await fill(store, items, onProgress);
  await store.operator.retain(new Date(0));
  const seconds = rounded((performance.now() - begun) / SECOND_MS);

  const tenant = store.forInstallation(BENCH.installationId);
  const settings = await measureSettings(tenant);
  const measureAt = (asOf: Date, memory: RecordMemory) =>
    one(
      () => tenant.record({ asOf, visible: null, audience: settings.audience }, memory),
      (record) => insightOf(record, settings),
    );
  const whole: Once[] = [];
  for (let done = 0; done < WHOLE_TIMES; done += 1) {
    onProgress('Measuring everything', done, WHOLE_TIMES);
    whole.push(await measureAt(UNTIL, new RecordMemory()));
  }
  const heapBefore = heapMib();
  const memory = new RecordMemory();
  await measureAt(UNTIL, memory);
  const keptMib = rounded(heapMib() - heapBefore);
  const after: Once[] = [];
  for (let done = -WARM_UP; done < events; done += 1) {
    onProgress('Measuring after one event', Math.max(done, 0), events);
    const at = new Date(UNTIL.getTime() + (done + WARM_UP + 1) * SECOND_MS);
    await write(tenant, [eventAt(at, done + WARM_UP, items)]);
    const times = await measureAt(new Date(at.getTime() + 1), memory);
    if (done >= 0) after.push(times);
  }
  const [wholly, afterOne] = [measuringOf(whole.slice(1)), measuringOf(after)];
  return {
    items,
    comments,
    fill: { seconds },
    whole: wholly,
    afterOne,
    ratio: {
      wall: rounded(wholly.p50Ms / afterOne.p50Ms),
      cpu: rounded(wholly.cpuMs / afterOne.cpuMs),
    },
    keptMib,
  };
}

interface Once {
  wallMs: number;
  readMs: number;
  cpuMs: number;
}

async function one<T>(read: () => Promise<T>, workOut: (read: T) => unknown): Promise<Once> {
  const [begun, cpuBefore] = [performance.now(), process.cpuUsage()];
  const record = await read();
  const readMs = performance.now() - begun;
  workOut(record);
  const wallMs = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wallMs, readMs, cpuMs: (user + system) / 1_000 };
}

function measuringOf(all: readonly Once[]): Measuring {
  const median = (of: (each: Once) => number): number => timesOf(all.map(of)).p50Ms;
  return {
    ...timesOf(all.map(({ wallMs }) => wallMs)),
    cpuMs: median(({ cpuMs }) => cpuMs),
    readMs: median(({ readMs }) => readMs),
  };
}

/** Somebody writes on some thread. */
function eventAt(at: Date, index: number, items: number): Change {
  const id = 2_000_000_000 + index;
  return {
    type: 'comment.put',
    ref: { repositoryId: HOME.id, number: 1 + ((index * 7_919) % items) },
    authorRole: 'community',
    comment: {
      id,
      nodeId: `C_${id}`,
      family: 'issue_comment',
      body: 'Thanks, that works now.',
      author: { id: 1_000 + index, login: `person-${1_000 + index}`, type: 'User' },
      parentId: null,
      parentNodeId: null,
      isAnswer: false,
      createdAt: at,
      updatedAt: at,
    },
  };
}

/** @returns how many comments there are */
async function fill(
  store: OpenStore,
  items: number,
  onProgress: MeasuresBenchOptions['onProgress'],
): Promise<number> {
  const tenant = store.forInstallation(BENCH.installationId);
  await write(tenant, [
    {
      type: 'installation.put',
      account: { id: BENCH.accountId, login: BENCH.login, type: 'Organization' },
      permissions: {},
      suspended: false,
      at: new Date(0),
    },
    { type: 'repository.put', repository: HOME, at: new Date(0) },
  ]);
  let comments = 0;
  let batch: Change[] = [];
  for (const { itemId, changes } of madeUpCommunity(items, UNTIL)) {
    batch.push(...changes);
    if (itemId % BATCH !== 0 && itemId !== items) continue;
    const said = batch.filter(({ type }) => type === 'comment.put');
    comments += said.length;
    // Neighbours of one kind go in one statement.
    await write(tenant, [...batch.filter(({ type }) => type !== 'comment.put'), ...said]);
    batch = [];
    onProgress('Filling', itemId, items);
  }
  await write(tenant, madeUpClusters(items, UNTIL));
  return comments;
}

function write(tenant: InstallationStore, changes: readonly Change[]): Promise<void> {
  return tenant.decide(null, async () => ({ changes: [...changes], effects: [], ignored: null }), UNTIL);
}
