import { expect, it } from 'vitest';
import { benchMeasures } from '../../src/bench/measures.ts';

it('measures a community whole and after single events', async () => {
  const told: string[] = [];
  const figures = await benchMeasures({
    databaseUrl: null,
    items: 40,
    events: 2,
    onProgress: (what) => told.push(what),
  });
  expect(figures.items).toBe(40);
  expect(figures.comments).toBeGreaterThan(100);
  for (const { p50Ms, readMs, cpuMs } of [figures.whole, figures.afterOne]) {
    expect([p50Ms > readMs, readMs > 0, cpuMs > 0]).toEqual([true, true, true]);
  }
  // 40 threads with their comments: more than nothing, and far less than what Node itself takes.
  expect(figures.keptMib).toBeGreaterThan(0);
  expect(figures.keptMib).toBeLessThan(10);
  expect(figures.ratio.cpu).toBeGreaterThan(0);
  expect(new Set(told)).toEqual(new Set(['Filling', 'Measuring everything', 'Measuring after one event']));
});
