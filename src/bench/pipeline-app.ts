import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createApp } from '../app.ts';
import type { Clock } from '../clock.ts';
import { type Clients, createClients } from '../github/client.ts';
import type { GitHub } from '../github/github.ts';
import { createDispatcher } from '../outbox/dispatcher.ts';
import { createGitHubSource } from '../pipeline/github-source.ts';
import { readNewReactions } from '../pipeline/read-reactions.ts';
import type { RunJob } from '../pipeline/run-job.ts';
import { createScheduler } from '../pipeline/scheduler.ts';
import { createInboxWorker } from '../pipeline/worker.ts';
import { processDelivery } from '../pipeline.ts';
import { createReceiver } from '../receive/receiver.ts';
import { createSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import type { Store } from '../store/store.ts';
import { createLog } from '../web/log.ts';
import type { Closers } from './closing.ts';
import type { Cost, CostMeter } from './cost.ts';
import { sumOf } from './cost.ts';
import { BENCH } from './deliveries.ts';

const KEY_BITS = 2_048;
const SECRET_BYTES = 32;
/** The app's own limits; the clock of the bench never makes it wait. */
const LIMITS = { perMinute: 20, perHour: 400, gapMs: 1_000 };
/** Budgets are counted by the minute. */
const PAUSE_MS = 60_000;
/** What comes later belongs to no single event. */
const DELAY_MAX_MS = 60_000;

/** A delivery as GitHub sends it. */
export interface Sent {
  guid: string;
  event: string;
  body: string;
  signature: string;
}

/** What was spent on deliveries, by part of their path, and the calls of GitHub by route. */
export interface Carried {
  accept: Cost;
  decide: Cost;
  send: Cost;
  calls: string[];
}

/** A clock that goes only when it is told to, or when somebody waits. */
export interface BenchClock extends Clock {
  goOn(ms: number): void;
}

export function createBenchClock(startMs: number): BenchClock {
  let nowMs = startMs;
  return {
    now: () => new Date(nowMs),
    wait: async (ms) => {
      nowMs += ms;
    },
    goOn: (ms) => {
      nowMs += ms;
    },
  };
}

/** The parts of the app on the path of an event, one after the other, with a GitHub of its own in this process. */
export interface PipelineApp {
  sandbox: Sandbox;
  /** Deliveries that nobody took so far. */
  waiting(): Sent[];
  /** Takes deliveries in, decides, and sends what follows, until nothing is left. */
  carry(deliveries: readonly Sent[]): Promise<Carried>;
  /** Looks for new reactions, and does what follows. */
  poll(installationId: number): Promise<Carried>;
  /** Looks whether the weekly issue is due, and does what follows. */
  tick(installationId: number): Promise<Carried>;
}

export async function openPipelineApp(
  store: Store,
  clock: BenchClock,
  meter: CostMeter,
  closers: Closers,
): Promise<PipelineApp> {
  const parts = await openParts(store, clock, meter, closers);
  const { sandbox, clients, source, worker, dispatcher, scheduler, receiver, log, calls, failures } = parts;
  let taken = 0;

  async function accept({ guid, event, body, signature }: Sent): Promise<void> {
    if (!(await receiver.verify(body, signature)))
      throw new Error('a delivery of the bench has no signature');
    await receiver.receive({ id: guid, name: event, payload: JSON.parse(body) });
  }

  async function rest(accepted: Cost): Promise<Carried> {
    const decide = await meter.measure(async () => {
      while ((await worker.step()) > 0);
      if (failures.length > 0)
        throw new Error(`deliveries of the bench were not carried: ${failures.join(', ')}`);
    });
    const sends: Cost[] = [];
    do sends.push(await meter.measure(sendDue));
    while (await isMoreSoon());
    return { accept: accepted, decide, send: sumOf(sends), calls: calls.splice(0) };
  }

  async function sendDue(): Promise<void> {
    for (;;) {
      const result = await dispatcher.step();
      if (result === 'idle') return;
      if (result === 'paused') clock.goOn(PAUSE_MS);
    }
  }

  /** Some effects wait a moment for what may take their place: the clock goes on to them, so that they count for their event. */
  async function isMoreSoon(): Promise<boolean> {
    const nextDueAt = await store.outbox.nextDueAt(clock.now());
    const waitMs = (nextDueAt?.getTime() ?? Number.POSITIVE_INFINITY) - clock.now().getTime();
    if (waitMs > DELAY_MAX_MS) return false;
    clock.goOn(waitMs);
    return true;
  }

  return {
    sandbox,
    waiting() {
      const all = sandbox.webhooks.deliveries();
      const fresh = all.slice(taken);
      taken = all.length;
      return fresh.map((delivery) => ({
        guid: delivery.guid,
        event: delivery.event,
        body: delivery.body,
        signature: sandbox.webhooks.headers(delivery)['x-hub-signature-256'] ?? '',
      }));
    },
    async carry(deliveries) {
      const costs: Cost[] = [];
      for (const delivery of deliveries) costs.push(await meter.measure(() => accept(delivery)));
      return rest(sumOf(costs));
    },
    async poll(installationId) {
      const job: RunJob = (_, work) => work();
      const deps = { store, source, clientFor: clients.forInstallation, clock, log, job };
      const read = await meter.measure(() => readNewReactions(deps, installationId, { early: true }));
      return rest(read);
    },
    async tick(installationId) {
      const looked = await meter.measure(() => scheduler.step(installationId));
      return rest(looked);
    },
  };
}

/** The parts, put together as in the app; `calls` and `failures` note what GitHub was asked and what was not carried. */
async function openParts(store: Store, clock: BenchClock, meter: CostMeter, closers: Closers) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  const sandbox = createSandbox({
    clock,
    tokenClock: { now: () => new Date() },
    appId: BENCH.appId,
    publicKeyPem: publicKey,
    webhook: { url: 'http://app.invalid/', secret },
  });
  sandbox.webhooks.hold();
  await sandbox.listen();
  closers.push(() => sandbox.close());
  const log = createLog({ level: 'fatal', format: 'json' });
  const calls: string[] = [];
  const failures: string[] = [];
  const clients = leftOut(
    createClients({
      appId: BENCH.appId,
      privateKey,
      host: sandbox.host,
      protocol: 'http',
      userAgent: 'fullcircle bench',
      clock,
      log,
      onRequest: ({ route }) => calls.push(route),
    }),
    meter,
  );
  const source = createGitHubSource(clients, sandbox.host, clock);
  const worker = createInboxWorker({
    store,
    process: (claim) => processDelivery(claim, { store, source, judge: null, clock }),
    clock,
    wait: clock.wait,
    resumeAt: () => null,
    log,
    onProcessed: (claim, result) => {
      if (result !== 'done' && result !== 'ignored') failures.push(`${claim.name}: ${result}`);
    },
    name: 'bench',
  });
  const dispatcher = createDispatcher({
    outbox: store.outbox,
    clientFor: clients.forInstallation,
    clock,
    wait: clock.wait,
    limits: LIMITS,
    shadow: false,
    botLogin: source.botLogin,
    log,
    metrics: { settled: () => undefined, paused: () => undefined },
    worker: 'bench',
  });
  const scheduler = createScheduler({ store, clock, caughtUp: async () => true });
  const receiver = await createReceiver({
    appId: BENCH.appId,
    privateKey,
    webhookSecret: secret,
    log,
    app: createApp({ inbox: store.inbox, clock }),
  });
  return { sandbox, clients, source, worker, dispatcher, scheduler, receiver, log, calls, failures };
}

/** Takes what waits, and what GitHub tells of what followed from it, until it tells no more. */
export async function carryAll(app: PipelineApp): Promise<Carried[]> {
  const carried: Carried[] = [];
  for (let sent = app.waiting(); sent.length > 0; sent = app.waiting()) carried.push(await app.carry(sent));
  return carried;
}

/** Whether a call changes something. */
export function isWrite(route: string): boolean {
  return /^(?:POST|PUT|PATCH|DELETE) |^graphql (?:Add|Update|Delete|Remove)/.test(route);
}

/** GitHub, whose share of the time is left out. */
function leftOut(clients: Clients, meter: CostMeter): Clients {
  const around = (github: GitHub): GitHub => ({
    read: (...call) => meter.leaveOut(() => github.read(...call)),
    write: (...call) => meter.leaveOut(() => github.write(...call)),
    query: (...call) => meter.leaveOut(() => github.query(...call)),
    mutate: (...call) => meter.leaveOut(() => github.mutate(...call)),
  });
  return { app: around(clients.app), forInstallation: (id) => around(clients.forInstallation(id)) };
}
