import { describe, expect, it, vi } from 'vitest';
import type { WorkerDeps } from '../../src/pipeline/worker.ts';
import { createInboxWorker } from '../../src/pipeline/worker.ts';
import type { Processed } from '../../src/pipeline.ts';
import { PayloadRefused } from '../../src/receive/payload-refused.ts';
import { DatabaseUnavailable, LeaseLost } from '../../src/store/errors.ts';
import type { ClaimedDelivery, Inbox } from '../../src/store/interface/inbox.ts';
import type { Store } from '../../src/store/store.ts';
import { delivery, NOW } from '../store/samples.ts';
import { memoryLog } from '../web/edge.ts';
import { onStore, SetClock } from './on-store.ts';

const on = onStore();

/** Waits that end when the test says so, or when their signal does. */
function manualWaits() {
  const waiting: { ms: number; end: () => void }[] = [];
  const wait = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const end = () => {
        const at = waiting.indexOf(entry);
        if (at !== -1) waiting.splice(at, 1);
        resolve();
      };
      const entry = { ms, end };
      waiting.push(entry);
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    });
  return {
    wait,
    /** ends all waits of so many ms; waits for there to be one */
    async end(ms: number) {
      await vi.waitFor(() => expect(waiting.some((entry) => entry.ms === ms)).toBe(true));
      for (const entry of waiting.filter((each) => each.ms === ms)) entry.end();
    },
    has: (ms: number) => vi.waitFor(() => expect(waiting.some((entry) => entry.ms === ms)).toBe(true)),
  };
}

const IDLE_MS = 500;
const RENEW_MS = 4_000;
const STOP_MS = 6_000;

class Limit extends Error {
  readonly resumeAt: Date;
  constructor(resumeAt: Date) {
    super('limited');
    this.resumeAt = resumeAt;
  }
}

function worker(process: WorkerDeps['process'], more: Partial<WorkerDeps> = {}) {
  const clock = new SetClock();
  const waits = manualWaits();
  const { log, lines } = memoryLog();
  const results: string[] = [];
  const made = createInboxWorker({
    store: on.store,
    process,
    clock,
    wait: waits.wait,
    resumeAt: (error) => (error instanceof Limit ? error.resumeAt : null),
    log,
    onProcessed: (claim, result) => void results.push(`${claim.id} ${result}`),
    name: 'w1',
    ...more,
  });
  return { ...made, clock, waits, lines, results };
}

/** Settles a delivery as the pipeline does. */
const done = async (claim: ClaimedDelivery): Promise<Processed> => {
  await on.store.inbox.settle(claim, 'done', null, NOW);
  return { result: 'done' };
};
const failing = (error: unknown) => async (): Promise<Processed> => {
  throw error;
};
const withInbox = (inbox: Partial<Inbox>): Store => ({
  ...on.store,
  inbox: { ...on.store.inbox, ...inbox },
});
const only = async () => {
  const [row] = await on.store.inbox.list({ limit: 1 });
  return row;
};

describe('a delivery', () => {
  it('is carried on, and what became of it is told', async () => {
    const { step, results } = worker(async (claim) =>
      claim.id === 'a' ? done(claim) : { result: 'ignored', reason: 'nothing for us' },
    );
    await on.store.inbox.putMany([delivery('a'), delivery('b', { orderKey: 'b' })]);
    expect(await step()).toBe(2);
    expect(results.sort()).toEqual(['a done', 'b ignored']);
    expect(await worker(done).step()).toBe(0);
  });

  it('is tried again after longer and longer waits, and is a dead letter after about an hour', async () => {
    const { step, clock, results } = worker(failing(new Error('a 502')));
    await on.store.inbox.put(delivery('a'));
    const waitsS: number[] = [];
    for (;;) {
      expect(await step()).toBe(1);
      const { nextDueAt } = await on.store.inbox.counts(clock.now());
      if (nextDueAt === null) break;
      waitsS.push((nextDueAt.getTime() - clock.now().getTime()) / 1000);
      clock.set(new Date(nextDueAt.getTime() - 1));
      expect(await step()).toBe(0);
      clock.set(nextDueAt);
    }
    expect(waitsS).toEqual([1, 5, 15, 60, 300, 900, 2400]);
    expect(results).toEqual([...Array.from({ length: 7 }, () => 'a retry'), 'a dead']);
    expect(await only()).toMatchObject({ state: 'dead', error: 'a 502', attempts: 8 });
  });

  it('is a dead letter at once where its payload is refused', async () => {
    const { step, results, lines } = worker(failing(new PayloadRefused('issues.opened: issue: missing')));
    await on.store.inbox.put(delivery('a'));
    await step();
    expect(results).toEqual(['a dead']);
    expect(await only()).toMatchObject({ state: 'dead', error: 'issues.opened: issue: missing' });
    expect(lines.join()).toContain('dead letter');
  });

  it('waits as long as a limit says, as often as need be, and loses none of its attempts', async () => {
    const until = new Date(NOW.getTime() + 3_600_000);
    const { step, clock, results } = worker(async (claim) => {
      if (clock.now() < until) throw new Limit(new Date(clock.now().getTime() + 60_000));
      return done(claim);
    });
    await on.store.inbox.put(delivery('a'));
    for (let minute = 0; minute < 60; minute += 1) {
      clock.set(new Date(NOW.getTime() + minute * 60_000));
      expect(await step()).toBe(1);
      expect((await only())?.attempts).toBe(0);
    }
    clock.set(until);
    await step();
    expect(results.at(-1)).toBe('a done');
    expect((await only())?.attempts).toBe(1);
  });

  it('keeps a bounded text of whatever was thrown', async () => {
    const { step } = worker(failing('x'.repeat(2_000)));
    await on.store.inbox.put(delivery('a'));
    await step();
    expect((await only())?.error).toBe('x'.repeat(500));
  });

  it('is left alone where somebody else has it by now', async () => {
    const { step, results } = worker(failing(new LeaseLost('gone')));
    await on.store.inbox.put(delivery('a'));
    await step();
    expect(results).toEqual(['a lost']);
    expect(await only()).toMatchObject({ state: 'claimed', error: null });
  });

  it('is taken up again after its lease where the database was away', async () => {
    let away = true;
    const { step, clock, results } = worker(async (claim) => {
      if (away) throw new DatabaseUnavailable('away');
      return done(claim);
    });
    await on.store.inbox.put(delivery('a'));
    await step();
    away = false;
    expect(await step()).toBe(0);
    clock.set(new Date(NOW.getTime() + 15_001));
    expect(await step()).toBe(1);
    expect(results).toEqual(['a lost', 'a done']);
  });

  it('is taken up again where not even its failure could be written', async () => {
    const fail = async () => {
      throw new DatabaseUnavailable('away');
    };
    const { step, results, lines } = worker(failing(new Error('a 502')), { store: withInbox({ fail }) });
    await on.store.inbox.put(delivery('a'));
    await step();
    expect(results).toEqual(['a lost']);
    expect(lines.join()).toContain('could not be settled');
    expect(await only()).toMatchObject({ state: 'claimed' });
  });
});

describe('a worker on its own', () => {
  /** A process whose ends are given by hand. */
  function gates() {
    const open = new Map<string, () => void>();
    const begun: string[] = [];
    const process = async (claim: ClaimedDelivery): Promise<Processed> => {
      begun.push(claim.id);
      await new Promise<void>((resolve) => void open.set(claim.id, resolve));
      return done(claim);
    };
    return { process, begun, open: (id: string) => open.get(id)?.() };
  }
  const began = (begun: readonly string[], ids: readonly string[]) =>
    vi.waitFor(() => expect([...begun].sort()).toEqual([...ids].sort()));

  it('looks when it is nudged, and otherwise after a while', async () => {
    const { run, nudge, waits, results } = worker(done);
    const stop = new AbortController();
    const running = run(stop.signal);
    await waits.has(IDLE_MS);
    await on.store.inbox.put(delivery('a'));
    nudge();
    await vi.waitFor(() => expect(results).toEqual(['a done']));
    await waits.has(IDLE_MS);
    await on.store.inbox.put(delivery('b'));
    await waits.end(IDLE_MS);
    await vi.waitFor(() => expect(results).toEqual(['a done', 'b done']));
    stop.abort();
    await running;
  });

  it('does not miss a nudge that comes while it looks', async () => {
    let looks = 0;
    const claim: Inbox['claim'] = async () => {
      looks += 1;
      if (looks === 1) made.nudge();
      return [];
    };
    const made = worker(done, { store: withInbox({ claim }) });
    const stop = new AbortController();
    const running = made.run(stop.signal);
    await made.waits.has(IDLE_MS);
    expect(looks).toBe(2);
    stop.abort();
    await running;
  });

  it('goes on with others while some take long, and keeps the order of a thread', async () => {
    const { process, begun, open } = gates();
    const { run, nudge, waits } = worker(process);
    const stop = new AbortController();
    const slow = ['s1', 's2', 's3', 's4'];
    const quick = Array.from({ length: 6 }, (_, index) => `q${index}`);
    await on.store.inbox.putMany([
      ...slow.map((id) => delivery(id, { orderKey: id })),
      ...quick.map((id) => delivery(id, { orderKey: id, installationId: 8 })),
      delivery('s1-later', { orderKey: 's1' }),
    ]);
    const running = run(stop.signal);
    await began(begun, [...slow, ...quick.slice(0, 4)]);
    for (const id of quick.slice(0, 4)) open(id);
    await began(begun, [...slow, ...quick]);
    // There is little room left: no look for each that arrives, but one after a while.
    await on.store.inbox.put(delivery('new', { orderKey: 'new' }));
    nudge();
    await waits.end(IDLE_MS);
    await began(begun, [...slow, ...quick, 'new']);
    for (const id of quick) open(id);
    open('s1');
    await began(begun, [...slow, ...quick, 'new', 's1-later']);
    for (const id of begun) open(id);
    stop.abort();
    await running;
    expect((await on.store.inbox.counts(NOW)).byState.done).toBe(12);
  });

  it('keeps room for others while all of one installation waits', async () => {
    const { process, begun, open } = gates();
    const { run, waits } = worker(process);
    const stop = new AbortController();
    const flood = Array.from({ length: 20 }, (_, index) => `f${index}`);
    await on.store.inbox.putMany(flood.map((id) => delivery(id, { orderKey: id })));
    const running = run(stop.signal);
    await began(begun, flood.slice(0, 6));
    await on.store.inbox.put(delivery('other', { orderKey: 'other', installationId: 8 }));
    await waits.end(IDLE_MS);
    await began(begun, [...flood.slice(0, 6), 'other']);
    stop.abort();
    for (const id of begun) open(id);
    await running;
  });

  it('keeps what it holds from others as long as it works on it', async () => {
    const { process, begun, open } = gates();
    const { run, clock, waits } = worker(process);
    const stop = new AbortController();
    const running = run(stop.signal);
    // Nothing is held yet: there is nothing to renew.
    await waits.end(RENEW_MS);
    await on.store.inbox.put(delivery('a'));
    await waits.end(IDLE_MS);
    await began(begun, ['a']);
    clock.set(new Date(NOW.getTime() + 14_000));
    await waits.end(RENEW_MS);
    await waits.has(RENEW_MS);
    const other = { worker: 'w2', now: new Date(NOW.getTime() + 16_000), leaseMs: 1, limit: 8 };
    expect(await on.store.inbox.claim(other)).toEqual([]);
    open('a');
    stop.abort();
    await running;
    expect(await only()).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('goes on where claims cannot be renewed or read for a while', async () => {
    const { process, begun, open } = gates();
    let readable = false;
    const store = withInbox({
      renew: async () => {
        throw new DatabaseUnavailable('away');
      },
      claim: async (options) => {
        if (!readable) throw new DatabaseUnavailable('away');
        return on.store.inbox.claim(options);
      },
    });
    const { run, waits, lines } = worker(process, { store });
    const stop = new AbortController();
    await on.store.inbox.put(delivery('a'));
    const running = run(stop.signal);
    await waits.has(IDLE_MS);
    readable = true;
    await waits.end(IDLE_MS);
    await began(begun, ['a']);
    await waits.end(RENEW_MS);
    await waits.has(RENEW_MS);
    open('a');
    stop.abort();
    await running;
    expect(lines.join()).toContain('could not be read');
    expect(lines.join()).toContain('could not be renewed');
    expect((await only())?.state).toBe('done');
  });

  it('finishes what it has begun when it is stopped', async () => {
    const { process, begun, open } = gates();
    const { run } = worker(process);
    const stop = new AbortController();
    await on.store.inbox.put(delivery('a'));
    const running = run(stop.signal);
    await began(begun, ['a']);
    stop.abort();
    open('a');
    await running;
    expect((await only())?.state).toBe('done');
  });

  it.each([
    ['gives back what takes too long to finish', {}, 'pending', 0],
    [
      'leaves it to its lease where it cannot',
      {
        release: async () => {
          throw new DatabaseUnavailable('away');
        },
      },
      'claimed',
      1,
    ],
  ])('%s', async (_, inbox, state, attempts) => {
    const { process, begun } = gates();
    const { run, waits } = worker(process, { store: withInbox(inbox) });
    const stop = new AbortController();
    await on.store.inbox.put(delivery('a'));
    const running = run(stop.signal);
    await began(begun, ['a']);
    stop.abort();
    await waits.end(STOP_MS);
    await running;
    expect(await only()).toMatchObject({ state, attempts });
  });

  it('has nothing to do when it is stopped before it begins', async () => {
    const { run, results } = worker(done);
    await on.store.inbox.put(delivery('a'));
    await run(AbortSignal.abort());
    expect(results).toEqual([]);
  });
});
