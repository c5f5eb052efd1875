import type { Effect } from '../../src/loop/effect.ts';
import { createDispatcher, type Dispatcher } from '../../src/outbox/dispatcher.ts';
import type { DispatcherOptions, StepResult } from '../../src/outbox/options.ts';
import type { Outbox, OutboxTurn } from '../../src/store/interface/outbox.ts';
import { type OpenStore, openStore } from '../../src/store/open-store.ts';
import { BOT, Crash, GitHubModel } from './github-model.ts';
import { ManualClock } from './manual-clock.ts';

const START = new Date('2026-11-20T12:00:00Z');

export function openTestStore(): Promise<OpenStore> {
  return openStore({ databaseUrl: null, dataDir: null, applicationName: 'test', startedAt: START });
}

let lastInstallation = 0;

/** One installation on a real store, a GitHub in memory, and dispatchers that may die. */
export class Bench {
  readonly clock = new ManualClock(START);
  readonly github = new GitHubModel(this.clock);
  readonly installationId: number;
  readonly settled: string[] = [];
  readonly alarms: object[] = [];
  readonly refused: string[] = [];
  readonly #store: OpenStore;
  #change: Partial<DispatcherOptions>;
  #alive = { yes: true };
  #started = 0;
  dispatcher: Dispatcher;

  constructor(store: OpenStore, change: Partial<DispatcherOptions> = {}) {
    lastInstallation += 1;
    this.installationId = lastInstallation;
    this.#store = store;
    this.#change = change;
    this.github.onCrash = () => {
      this.#alive.yes = false;
    };
    this.dispatcher = this.restart();
  }

  /** Another process, which knows nothing but the store; `change` stays for those that follow. */
  restart(change = this.#change): Dispatcher {
    this.#change = change;
    const alive = { yes: true };
    this.#alive = alive;
    this.#started += 1;
    this.dispatcher = createDispatcher({
      outbox: mortal(this.#store.outbox, alive),
      clientFor: () => this.github.client(),
      clock: this.clock,
      wait: this.clock.wait,
      limits: { perMinute: 20, perHour: 400, gapMs: 1_000 },
      shadow: false,
      botLogin: async () => BOT,
      log: { info: () => {}, warn: () => {}, error: (fields) => this.alarms.push(fields) },
      metrics: {
        settled: (kind, outcome) => this.settled.push(`${kind} ${outcome}`),
        paused: (reason) => this.settled.push(`paused ${reason}`),
      },
      worker: `worker ${this.#started}`,
      onPermissionMissing: (_effect, error) => this.refused.push(error.accepted ?? ''),
      ...this.#change,
    });
    return this.dispatcher;
  }

  async want(...effects: Effect[]): Promise<void> {
    const decided = { changes: [], effects, ignored: null };
    await this.#store
      .forInstallation(this.installationId)
      .decide(null, async () => decided, this.clock.now());
  }

  /** Steps until nothing is left, going to the next moment when something is due, starting anew after a crash. */
  async drain(stepsMax = 2_000): Promise<void> {
    for (let steps = 0; steps < stepsMax; steps++) {
      const result = await this.step();
      if (result !== 'idle' && result !== 'crashed') continue;
      const { byState, nextDueAt } = await this.#store.outbox.counts(this.clock.now());
      if (byState.pending + byState.sending === 0) return;
      // A dead worker's turn has to run out before somebody else gets it.
      const dueMs = nextDueAt === null ? 1_000 : nextDueAt.getTime() - this.clock.now().getTime();
      this.clock.advance(Math.max(dueMs, 1));
    }
    throw new Error('the outbox does not come to an end');
  }

  async step(): Promise<StepResult | 'crashed'> {
    try {
      return await this.dispatcher.step();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.restart();
      return 'crashed';
    }
  }

  async states(): Promise<string[]> {
    const rows = await this.#store.outbox.list({ installationId: this.installationId, limit: 1_000 });
    return rows.reverse().map(({ effect, state, error }) => {
      const reason = error === null ? '' : `: ${error}`;
      return `${effect.kind} ${state}${reason}`;
    });
  }

  async attempts(): Promise<number[]> {
    const rows = await this.#store.outbox.list({ installationId: this.installationId, limit: 1_000 });
    return rows.reverse().map(({ attempts }) => attempts);
  }
}

/** An outbox that a dead process cannot reach. */
function mortal(outbox: Outbox, alive: { yes: boolean }): Outbox {
  async function living<T>(call: () => Promise<T>): Promise<T> {
    if (!alive.yes) throw new Crash();
    return call();
  }
  function mortalTurn(turn: OutboxTurn): OutboxTurn {
    return {
      installationId: turn.installationId,
      next: (now) => living(() => turn.next(now)),
      begin: (effect, now) => living(() => turn.begin(effect, now)),
      settle: (effect, result, now) => living(() => turn.settle(effect, result, now)),
      isDone: (slot, before) => living(() => turn.isDone(slot, before)),
      writesSince: (since) => living(() => turn.writesSince(since)),
      renew: (until) => living(() => turn.renew(until)),
      pause: (until, reason) => living(() => turn.pause(until, reason)),
      release: () => living(() => turn.release()),
    };
  }
  return {
    ...outbox,
    takeTurn: async (options) => {
      const turn = await living(() => outbox.takeTurn(options));
      return turn === null ? null : mortalTurn(turn);
    },
  };
}
