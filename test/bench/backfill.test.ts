import { expect, it } from 'vitest';
import { benchBackfill } from '../../src/bench/backfill.ts';

it('reads a made-up history with no more calls than it takes', async () => {
  const figures = await benchBackfill({ items: 120, onProgress: () => undefined });
  expect(figures).toMatchObject({ items: 120, calls: { ratio: 1 } });
  // Pages of 84 issues, 12 pull requests and 24 discussions; two further pages of two long issues.
  expect(figures.calls).toMatchObject({ made: 7, least: 7 });
  expect(figures.calls.fixed).toBeLessThanOrEqual(20);
  expect(figures.itemsPerSecond).toBeGreaterThan(0);
  expect(figures.plain.itemsPerSecond).toBeGreaterThan(0);
  expect(figures.residentMib.peak).toBeGreaterThan(0);
}, 120_000);
