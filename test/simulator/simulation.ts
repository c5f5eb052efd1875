import { generateKeyPairSync } from 'node:crypto';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { createApp } from '../../src/app.ts';
import { heapMib } from '../../src/bench/heap.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { createFullcircle } from '../../src/fullcircle.ts';
import type { Clients } from '../../src/github/client.ts';
import { threadKey } from '../../src/loop/vocabulary.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { seededNumbers } from '../../src/sandbox/webhooks/shuffle.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { purgeInstallation } from '../../src/store/purge.ts';
import type { Store } from '../../src/store/store.ts';
import { createLog } from '../../src/web/log.ts';
import { emptied } from '../store/engines.ts';
import { type Call, type Fate, Kernel, NO_TROUBLE, type Process } from './kernel.ts';
import { missing, mistaken, neverTrue, stillShown, stillTwice } from './model.ts';
import { noticesWrong } from './notices.ts';
import { People } from './people.ts';
import { type Plan, STORY_MS, TRIAGE, type Trouble } from './plan.ts';
import { clientsOf, clockOf, storeOf } from './ports.ts';
import { givenUp, leftOf } from './stored.ts';

const APP_ID = 4711;
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

/** A Monday, two minutes before the weekly issue. */
const START_MS = Date.parse('2026-03-02T08:58:00Z');
/** Within this the app must be done with everything after the last trouble. GitHub gives deliveries up after three days. */
const SETTLE_MS = 12 * 3_600_000;
/** Within this a night has passed, in which it compares what it was told with what is. */
const DAY_MS = 24 * 3_600_000;
/** Until then it may have put off things that are due, and looks after deliveries that failed. */
const SETTLE_LEAST_MS = 30 * 60_000;
const MINUTE_MS = 60_000;
const IDLE_HOP_MS = 1_000;
/** Of the machine's own clock. */
const LETTING_GO_MS = 100;

const CONFIG = `version: 1
mode: act
triage: { repository: docs, day: monday, time: "09:00", skip_empty: false }
`;

/** What replaces a part of the app, to see that the simulator notices. */
export interface Variant {
  store?: (store: Store) => Store;
  clients?: (clients: Clients) => Clients;
  /** whether to look at what the processes hold in memory, which takes a second */
  weigh?: boolean;
}

export interface Outcome {
  /** empty: all is as it must be */
  wrong: string[];
  trace: string[];
  calls: number;
  deliveries: number;
  /** what the processes alive in the end held on the heap, without the database and GitHub; null: not looked at */
  heldMib: number | null;
}

/** Calls that change something: kills are counted by them, and where there are none nothing happens. */
const CHANGING =
  /^(?:decide|inbox\.(?:put|putMany|settle|fail)|turn\.(?:begin|settle|pause|end)|write .*|mutate|backfill\.advance)$/;

/** One run from an empty database to the end. */
export async function simulate(plan: Plan, open: OpenStore, variant: Variant = {}): Promise<Outcome> {
  await emptied(open);
  return new Simulation(plan, open, variant).run();
}

class Simulation {
  readonly #plan: Plan;
  readonly #variant: Variant;
  readonly #store: OpenStore;
  readonly #luck: () => number;
  readonly #kernel: Kernel;
  readonly #sandbox: Sandbox;
  readonly #people: People;
  readonly #wrong = new Set<string>();
  readonly #trace: string[] = [];
  #processes: (Process & { receive: ReturnType<typeof receiver> })[] = [];
  readonly #stops = new Map<Process, () => unknown>();
  #started = 0;
  readonly #counted = { changes: 0, writes: 0 };
  #skewMs = 0;
  #progress = 0;
  /** threads of deliveries, in the order in which they arrived */
  readonly #arrived = new Map<string, string[]>();
  readonly #threads = new Map<string, string | null>();
  #announced = 0;

  constructor(plan: Plan, open: OpenStore, variant: Variant) {
    this.#plan = plan;
    this.#variant = variant;
    // Rewriting files takes a second each time, and is looked at by tests of its own.
    this.#store = {
      ...open,
      operator: {
        ...copy(open.operator),
        purge: (id) => purgeInstallation(open.underneath, id),
        retain: async () => {
          for (const { id, goneAt } of await open.operator.installations())
            if (goneAt !== null) await purgeInstallation(open.underneath, id);
        },
      },
    };
    this.#luck = seededNumbers(plan.seed ^ 0x5eed);
    this.#kernel = new Kernel({
      startMs: START_MS,
      luck: this.#luck,
      fateOf: (call) => this.#fateOf(call),
      onUnderWay: (calls) => this.#look(calls),
      onKill: (process) => {
        this.#say(`${process.name} is killed`);
        this.#forget(process);
      },
    });
    this.#sandbox = createSandbox({
      clock: this.#kernel,
      tokenClock: { now: () => new Date() },
      appId: APP_ID,
      publicKeyPem: keys.publicKey,
      webhook: { url: 'http://app.invalid/', secret: 'a secret', fetch: (_, init) => this.#receive(init) },
      seed: plan.seed,
    });
    this.#sandbox.webhooks.hold();
    this.#people = new People(this.#sandbox, (text) => this.#say(text));
  }

  async run(): Promise<Outcome> {
    this.#people.prepare(CONFIG, this.#plan.labelled);
    for (let count = 0; count < this.#plan.processes; count += 1) await this.#start();
    this.#people.install();
    for (const act of this.#plan.acts) this.#kernel.at(START_MS + act.atMs, () => this.#people.act(act));
    for (const trouble of this.#plan.troubles) this.#schedule(trouble);
    const over = START_MS + Math.max(STORY_MS, ...this.#plan.troubles.map(endOf));
    await this.#runUntil(over);
    this.#say('all troubles are over');
    await this.#settle();
    await this.#judge();
    const heldMib = await this.#drop();
    return {
      heldMib,
      wrong: [...this.#wrong],
      trace: this.#trace,
      calls: this.#kernel.calls,
      deliveries: this.#sandbox.webhooks.deliveries().length,
    };
  }

  /** Ends all processes. Returns how many MiB are free without them, where that is asked for. */
  async #drop(): Promise<number | null> {
    const before = this.#variant.weigh === true ? heapMib() : null;
    for (const process of this.#processes) {
      process.alive = false;
      this.#forget(process);
    }
    this.#kernel.forget();
    if (before === null) return null;
    // What waited ends in later turns.
    await setTimeout(LETTING_GO_MS);
    return before - heapMib();
  }

  /** What a dead process waited for on signals, the runtime would keep for ever; of it nothing is carried out any more. */
  #forget(process: Process): void {
    this.#stops.get(process)?.();
    this.#stops.delete(process);
    this.#processes = this.#processes.filter((other) => other !== process);
  }

  #say(text: string): void {
    const seconds = (this.#kernel.now().getTime() - START_MS) / 1000;
    this.#trace.push(`${seconds.toFixed(1).padStart(8)}  ${text}`);
  }

  #schedule(trouble: Trouble): void {
    const at = START_MS + ('atMs' in trouble ? trouble.atMs : 0);
    switch (trouble.kind) {
      case 'kill':
      case 'github':
      case 'store':
      case 'webhooks':
        // Looked at with each call.
        return;
      case 'clock':
        this.#kernel.at(at, () => {
          this.#skewMs += trouble.byMs;
          this.#say(`the clocks of the app jump by ${trouble.byMs / 1000} s`);
        });
        return;
      case 'tokens':
        this.#kernel.at(at, () => {
          this.#sandbox.grants.expireAll();
          this.#say('all tokens expire');
        });
        return;
      case 'permission':
      case 'suspended':
      case 'uninstalled': {
        const { kind, forMs } = trouble;
        this.#kernel.at(at, () => this.#people.withdraw(kind));
        this.#kernel.at(at + forMs, () => this.#people.giveBack(kind));
      }
    }
  }

  /** Whoever has the turn of an installation writes alone, unless clocks jump past leases. There is one installation. */
  #look(calls: readonly Call[]): void {
    const writing = new Set(
      calls
        .filter(({ name, process }) => process.alive && /^(?:write (?!POST \/app)|mutate)/.test(name))
        .map(({ process }) => process),
    );
    if (writing.size > 1 && !this.#plan.troubles.some(({ kind }) => kind === 'clock'))
      this.#found('two processes write at once');
  }

  /** Who lives and reaches the database renews what it holds in time. */
  #loseLease(name: string): void {
    const excused = this.#plan.troubles.some(({ kind }) => ['clock', 'store', 'uninstalled'].includes(kind));
    if (!excused) this.#found(`a living process lost its lease: ${name}`);
  }

  /** Whether a trouble of a port strikes a call now, and which. */
  #struck(kind: 'github' | 'store' | 'webhooks'): string | null {
    const ms = this.#kernel.now().getTime() - START_MS;
    for (const trouble of this.#plan.troubles) {
      if (trouble.kind !== kind || ms < trouble.atMs || ms >= trouble.atMs + trouble.forMs) continue;
      if (this.#luck() < trouble.share) return trouble.what;
    }
    return null;
  }

  #fateOf(call: Call): Fate {
    if (!CHANGING.test(call.name) && call.port === 'store') {
      const what = this.#struck('store');
      if (what === 'slow') return this.#slow();
      return what === 'full' || what === null ? NO_TROUBLE : { ...NO_TROUBLE, fault: what };
    }
    if (CHANGING.test(call.name)) {
      this.#counted.changes += 1;
      if (call.port === 'github') this.#counted.writes += 1;
      this.#progress = this.#kernel.calls;
      const kill = this.#plan.troubles.find(
        (trouble) =>
          trouble.kind === 'kill' &&
          trouble.call === this.#counted[trouble.of] &&
          (trouble.of === 'changes' || call.port === 'github'),
      );
      if (kill?.kind === 'kill') {
        this.#kernel.after(kill.restartMs, () => void this.#start());
        this.#say(`${call.process.name} ${call.name}`);
        return { ...NO_TROUBLE, kill: kill.when };
      }
    }
    const struck = this.#struck(call.port);
    // What is lost is the answer to something that took effect.
    const isLost = struck?.startsWith('lost') === true && !CHANGING.test(call.name);
    const what = isLost ? null : struck;
    if (what !== null) this.#say(`${call.process.name} ${call.name}: ${what}`);
    else if (call.port === 'github' && CHANGING.test(call.name))
      this.#say(`${call.process.name} ${call.name}`);
    return what === 'slow' ? this.#slow() : { ...NO_TROUBLE, fault: what };
  }

  /** GitHub ends requests after 10 s. */
  #slow(): Fate {
    return { ...NO_TROUBLE, delayMs: 100 + this.#luck() * 6_000, answerMs: 100 + this.#luck() * 3_000 };
  }

  /** The app in a new process, as its start does it. */
  async #start(): Promise<void> {
    this.#started += 1;
    const process = { name: `process ${this.#started}`, alive: true };
    const clock = clockOf(this.#kernel, process, () => this.#skewMs);
    const gated = storeOf(this.#store, this.#kernel, process, {
      stored: (id) => this.#arrive(id),
      finished: (id, how) => this.#finish(id, how),
      leaseLost: (name) => this.#loseLease(name),
    });
    const store = this.#variant.store?.(gated) ?? gated;
    const clients = clientsOf(
      this.#sandbox,
      { appId: APP_ID, privateKey: keys.privateKey, clock },
      this.#kernel,
      process,
    );
    const log = createLog({ level: 'fatal', format: 'json' });
    const environment = readEnvironment({
      APP_ID: String(APP_ID),
      PRIVATE_KEY: keys.privateKey,
      WEBHOOK_SECRET: 'a secret of the simulator',
      GHE_HOST: this.#sandbox.host,
      GHE_PROTOCOL: 'http',
    });
    const { credentials } = environment;
    if (credentials.kind !== 'app') throw new Error('no credentials');
    const receive = receiver(store, clock);
    this.#processes.push(Object.assign(process, { receive }));
    this.#say(`${process.name} starts`);
    // As the app does where the database is its own.
    if (this.#plan.processes === 1) await this.#store.operator.takeOver(clock.now());
    const app = await createFullcircle({
      environment,
      credentials,
      store,
      clock,
      log,
      clients: this.#variant.clients?.(clients) ?? clients,
    });
    this.#stops.set(process, () => app.stop());
    app.work();
  }

  /** GitHub's request to the app: to any process that lives. */
  async #receive(init: RequestInit | undefined): Promise<Response> {
    const alive = this.#processes.filter((process) => process.alive);
    const process = alive[Math.floor(this.#luck() * alive.length)];
    if (process === undefined || this.#struck('webhooks') === 'refused') throw new TypeError('fetch failed');
    const headers = new Headers(init?.headers);
    const name = headers.get('x-github-event') ?? '';
    const id = headers.get('x-github-delivery') ?? '';
    const answered = process.receive({ id, name, payload: JSON.parse(String(init?.body)) });
    return answered.then(
      () => new Response('', { status: 202 }),
      () => new Response('', { status: 503 }),
    );
  }

  /** New deliveries are on their way: soon, or late and then out of order, and now and then twice. */
  #announce(): void {
    const all = this.#sandbox.webhooks.deliveries();
    for (const delivery of all.slice(this.#announced)) {
      const { id, guid } = delivery;
      this.#threads.set(guid, threadOfPayload(delivery.payload));
      const what = this.#struck('webhooks');
      const deliver = (): void => void this.#sandbox.webhooks.deliver(id);
      this.#kernel.after(what === 'late' ? this.#luck() * 90_000 : this.#luck() * 2_000, deliver);
      if (what === 'repeated' || this.#luck() < 0.03) this.#kernel.after(this.#luck() * 60_000, deliver);
    }
    this.#announced = all.length;
  }

  #arrive(id: string): void {
    const thread = this.#threads.get(id) ?? null;
    if (thread !== null) this.#arrived.set(thread, [...(this.#arrived.get(thread) ?? []), id]);
  }

  #finish(id: string, how: string): void {
    const thread = this.#threads.get(id) ?? null;
    const ids = thread === null ? undefined : this.#arrived.get(thread);
    if (thread === null || ids === undefined) return;
    if (ids.indexOf(id) > 0)
      this.#wrong.add(`a delivery of thread ${thread} was ${how} before one that came earlier`);
    this.#arrived.set(
      thread,
      ids.filter((other) => other !== id),
    );
  }

  async #runUntil(endMs: number, isOver: () => Promise<boolean> = async () => false): Promise<void> {
    let hopMs = IDLE_HOP_MS;
    let seen = this.#progress;
    let checked = this.#sandbox.writes.length;
    while (this.#kernel.now().getTime() < endMs) {
      this.#announce();
      if (await this.#kernel.step()) {
        if (this.#sandbox.writes.length !== checked) {
          checked = this.#sandbox.writes.length;
          for (const text of neverTrue(this.#sandbox)) this.#found(text);
        }
        continue;
      }
      // Polls go on for ever: where only they happen, time may go faster.
      hopMs = seen === this.#progress ? Math.min(hopMs * 2, 10 * MINUTE_MS) : IDLE_HOP_MS;
      seen = this.#progress;
      const now = this.#kernel.now().getTime();
      const { anyMs, eventMs } = this.#kernel.next();
      if (this.#kernel.underWay.length > 0) {
        this.#kernel.advanceTo(Math.min(anyMs, endMs));
        continue;
      }
      const { isQuiet, dueMs } = await this.#rest();
      if (isQuiet && (await isOver())) return;
      const next = Math.min(eventMs, dueMs, endMs);
      const hop = isQuiet && Number.isFinite(eventMs) ? next : Math.min(now + hopMs, next);
      this.#kernel.advanceTo(Math.max(Math.min(anyMs, next), hop));
    }
  }

  #found(text: string): void {
    if (!this.#wrong.has(text)) this.#say(`WRONG: ${text}`);
    this.#wrong.add(text);
  }

  /** What the database has still to do, and when the next of it is due. */
  async #rest(): Promise<{ isQuiet: boolean; dueMs: number }> {
    const app = new Date(this.#kernel.now().getTime() + this.#skewMs);
    const inbox = await this.#store.inbox.counts(app);
    const outbox = await this.#store.outbox.backlog(app);
    const { pending, claimed } = inbox.byState;
    const isQuiet = pending + claimed + outbox.byState.pending + outbox.byState.sending === 0;
    const due = [inbox.nextDueAt, await this.#store.outbox.nextDueAt(app)].map((at) =>
      at === null ? Number.POSITIVE_INFINITY : at.getTime() - this.#skewMs,
    );
    return { isQuiet, dueMs: Math.min(...due) };
  }

  /** Everything that is still to be done, for as long as it may take. */
  async #settle(): Promise<void> {
    const endMs = this.#kernel.now().getTime() + SETTLE_MS;
    await this.#runUntil(this.#kernel.now().getTime() + SETTLE_LEAST_MS);
    await this.#runUntil(endMs, async () => (await this.#left()).length === 0);
    for (const text of await this.#left()) this.#found(text);
    const { formerIds, installationId } = this.#people;
    const wrong = async () => [
      ...(await mistaken(this.#sandbox, this.#store, installationId)),
      ...(await leftOf(this.#store.underneath, formerIds)),
    ];
    await this.#runUntil(this.#kernel.now().getTime() + DAY_MS, async () => (await wrong()).length === 0);
    for (const text of await wrong()) this.#found(text);
  }

  async #left(): Promise<string[]> {
    const { inbox, outbox } = this.#store;
    const left: string[] = [];
    const now = this.#kernel.now();
    const { byState } = await inbox.counts(now);
    if (byState.pending + byState.claimed > 0) left.push('deliveries are left in the inbox');
    const sending = (await outbox.backlog(now)).byState;
    if (sending.pending + sending.sending > 0) left.push('effects are left in the outbox');
    const installation = this.#people.installationId;
    const sent = this.#sandbox.webhooks
      .deliveries()
      .filter((delivery) => delivery.installationId === installation);
    const known = await inbox.known(sent.map(({ guid }) => guid));
    for (const { guid, event, action } of sent)
      if (!known.has(guid)) left.push(`a delivery never came: ${event}.${action}`);
    return left;
  }

  async #judge(): Promise<void> {
    for (const { name, error } of await this.#store.inbox.list({ state: 'dead', limit: 10 }))
      this.#found(`a dead letter: ${name}: ${error}`);
    const { expected, installationId, silences } = this.#people;
    for (const text of [
      ...neverTrue(this.#sandbox),
      ...missing(this.#sandbox, expected),
      ...noticesWrong(this.#sandbox, expected, this.#people),
      ...(await givenUp(this.#sandbox, this.#store.underneath, installationId, silences, this.#jumpsMs())),
    ])
      this.#found(text);
    // Of an installation that is gone everything is forgotten, and what it has written, too.
    if (!this.#plan.troubles.some(({ kind }) => kind === 'uninstalled'))
      for (const text of [...stillShown(this.#sandbox), ...stillTwice(this.#sandbox)]) this.#found(text);
    for (const problem of this.#sandbox.problems) this.#found(`GitHub fails: ${problem}`);
    if (this.#people.wasAlwaysThere) {
      const weekly = [...this.#sandbox.world.threads()].filter(({ title }) => title.includes('2026-W10'));
      if (weekly.length !== 1) this.#found(`${weekly.length} weekly issues in ${TRIAGE}`);
    }
    await setImmediate();
  }

  /** By how much the clocks of the app may have been wrong. */
  #jumpsMs(): number {
    const jumps = this.#plan.troubles.map((trouble) =>
      trouble.kind === 'clock' ? Math.abs(trouble.byMs) : 0,
    );
    return jumps.reduce((sum, jump) => sum + jump, 0);
  }
}

function endOf(trouble: Trouble): number {
  if (!('atMs' in trouble)) return 0;
  return 'forMs' in trouble ? trouble.atMs + trouble.forMs : trouble.atMs;
}

/** The app function on a store: what the webhook endpoint hands verified deliveries to. */
function receiver(store: Store, clock: { now(): Date }) {
  let take: ((delivery: { id: string; name: string; payload: object }) => unknown) | null = null;
  createApp({ inbox: store.inbox, clock })({
    onAny: (handler: unknown) => {
      take = handler as typeof take;
    },
  } as Parameters<ReturnType<typeof createApp>>[0]);
  return async (delivery: { id: string; name: string; payload: object }) => take?.(delivery);
}

function threadOfPayload(payload: unknown): string | null {
  const { repository, issue, pull_request, discussion } = Object(payload);
  const number = (issue ?? pull_request ?? discussion)?.number;
  return number === undefined ? null : threadKey({ repositoryId: repository.id, number });
}

/** Methods may live behind a proxy. */
function copy<T extends object>(api: T): T {
  return { ...api };
}
