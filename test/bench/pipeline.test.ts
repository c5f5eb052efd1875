import { expect, it } from 'vitest';
import { benchPipeline } from '../../src/bench/pipeline.ts';
import { EVENT_NAMES } from '../../src/bench/pipeline-events.ts';

it('carries every kind of event, most without a call, beside the plainest handler', async () => {
  const figures = await benchPipeline({
    databaseUrl: null,
    items: 40,
    requests: 1,
    onProgress: () => undefined,
  });
  expect(figures.items).toBe(40);
  expect(figures.events.map(({ event }) => event)).toEqual([...EVENT_NAMES]);
  for (const { event, p50Ms, cpuMs, ratio } of figures.events) {
    expect([event, p50Ms > 0, cpuMs > 0]).toEqual([event, true, true]);
    // A poll is no delivery: the plainest handler does nothing for it.
    if (event !== 'reaction poll') expect([event, Number(ratio) > 0]).toEqual([event, true]);
  }
  const calls = Object.fromEntries(figures.events.map(({ event, calls: { made } }) => [event, made]));
  expect(calls).toMatchObject({ comment: 0, 'title edited': 0, 'echo of an own write': 0 });
  expect(calls['reaction poll']).toBeGreaterThanOrEqual(1);
  expect(calls['comment with a command']).toBeGreaterThanOrEqual(1);
  expect(Object.keys(figures.routes).length).toBeGreaterThan(3);
}, 600_000);
