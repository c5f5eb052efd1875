import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GitHub } from '../../src/github/github.ts';
import { DatabaseUnavailable } from '../../src/store/errors.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { Bench, openTestStore } from './bench.ts';
import { comment } from './effects.ts';

let store: OpenStore;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const STOP_WITHIN_MS = 9_000;

/** Waits that end when they are aborted, or when the test ends the one of this length. */
function waits() {
  const asked: number[] = [];
  const ends = new Map<number, () => void>();
  const wait = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      asked.push(ms);
      ends.set(ms, resolve);
      signal.addEventListener('abort', () => resolve());
      if (signal.aborted) resolve();
    });
  return { wait, asked, end: (ms: number) => ends.get(ms)?.() };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

/** A client whose writes wait for the test. */
function hanging(client: GitHub): { client: GitHub; begun: () => boolean; end: () => void } {
  let begun = false;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const write: GitHub['write'] = async (route, parameters) => {
    begun = true;
    await ended;
    return client.write(route, parameters);
  };
  return { client: { ...client, write }, begun: () => begun, end };
}

test('serves several installations side by side, and looks at once when it is nudged', async () => {
  const { wait } = waits();
  const one = new Bench(store);
  const two = new Bench(store);
  const slow = hanging(one.github.client());
  const clientFor = (id: number) => (id === one.installationId ? slow.client : two.github.client());
  const dispatcher = one.restart({ wait, clientFor });
  const stop = new AbortController();
  const running = dispatcher.run(stop.signal);

  await one.want(comment(1, 'slow'));
  dispatcher.nudge();
  await until(slow.begun);
  await two.want(comment(1, 'quick'));
  dispatcher.nudge();
  await until(async () => (await two.states())[0] === 'comment.put sent');
  expect(await one.states()).toEqual(['comment.put sending']);

  slow.end();
  await until(async () => (await one.states())[0] === 'comment.put sent');
  stop.abort();
  await running;
});

test('a stop waits for the write under way, and begins no other', async () => {
  const { wait } = waits();
  const bench = new Bench(store);
  const slow = hanging(bench.github.client());
  const dispatcher = bench.restart({ wait, clientFor: () => slow.client });
  await bench.want(comment(1, 'one'), comment(2, 'two'));
  const stop = new AbortController();
  let stopped = false;
  const running = dispatcher.run(stop.signal).then(() => {
    stopped = true;
  });
  await until(slow.begun);
  stop.abort();
  await new Promise((resolve) => setImmediate(resolve));
  expect(stopped).toBe(false);
  slow.end();
  await running;
  expect(await bench.states()).toEqual(['comment.put sent', 'comment.put pending']);
  // The turn was given back: somebody else goes on at once.
  bench.restart({});
  await bench.drain();
});

test('a stop ends while it waits for the budget', async () => {
  const { wait, asked } = waits();
  const bench = new Bench(store);
  const dispatcher = bench.restart({ wait });
  await bench.want(comment(1, 'one'), comment(2, 'two'));
  const stop = new AbortController();
  const running = dispatcher.run(stop.signal);
  await until(() => asked.includes(1_000));
  stop.abort();
  await running;
  expect(await bench.states()).toEqual(['comment.put sent', 'comment.put pending']);
  bench.restart({});
  await bench.drain();
});

test('a stop gives up a write that does not end, whose outcome is then looked up', async () => {
  const { wait, asked, end } = waits();
  const bench = new Bench(store);
  const slow = hanging(bench.github.client());
  const dispatcher = bench.restart({ wait, clientFor: () => slow.client });
  await bench.want(comment(1, 'one'));
  const stop = new AbortController();
  const running = dispatcher.run(stop.signal);
  await until(slow.begun);
  stop.abort();
  await until(() => asked.includes(STOP_WITHIN_MS));
  end(STOP_WITHIN_MS);
  await running;
  expect(await bench.states()).toEqual(['comment.put sending']);
  bench.restart({});
  expect(await bench.step()).toBe('idle');
  await bench.drain();
  expect(bench.github.comments.get(1)?.length).toBe(1);
});

test('goes on when the database comes back', async () => {
  const { wait, asked, end } = waits();
  const bench = new Bench(store);
  let away = true;
  const outbox = {
    ...store.outbox,
    takeTurn: (options: Parameters<typeof store.outbox.takeTurn>[0]) =>
      away ? Promise.reject(new DatabaseUnavailable('away')) : store.outbox.takeTurn(options),
  };
  const dispatcher = bench.restart({ wait, outbox });
  await bench.want(comment(1, 'one'));
  const stop = new AbortController();
  const running = dispatcher.run(stop.signal);
  await until(() => asked.includes(2_000));
  away = false;
  end(2_000);
  await until(async () => (await bench.states())[0] === 'comment.put sent');
  stop.abort();
  await running;
  expect(bench.alarms.length).toBe(1);
});
