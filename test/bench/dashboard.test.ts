import { expect, it } from 'vitest';
import { benchDashboard } from '../../src/bench/dashboard.ts';

it('asks for every page of the dashboard beside the plainest way', async () => {
  const told: string[] = [];
  const figures = await benchDashboard({
    databaseUrl: null,
    items: 60,
    requests: 1,
    onProgress: (what) => told.push(what),
  });
  expect(figures.items).toBe(60);
  expect(figures.pages.map(({ page }) => page)).toEqual(
    expect.arrayContaining(['overview', 'clusters', 'one cluster', 'metrics', 'outbox', 'precision']),
  );
  for (const { page, p50Ms, kib } of figures.pages) {
    expect([page, p50Ms > 0, kib > 1]).toEqual([page, true, true]);
  }
  expect(figures.worst.kib).toBeLessThan(150);
  expect(figures.ratio.list).toBeGreaterThan(0);
  expect(new Set(told)).toEqual(new Set(['Filling', 'Asking for pages']));
});
