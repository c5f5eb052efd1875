import { expect, it } from 'vitest';
import { Limited, Transient } from '../../src/github/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { createAppMetrics } from '../../src/web/app-metrics.ts';
import { createMetrics } from '../../src/web/metrics.ts';

const NOW = new Date('2026-03-02T09:00:00Z');

it('does not count a limit of GitHub as work that failed', async () => {
  const metrics = createMetrics();
  const { job } = createAppMetrics(metrics, {} as Store, { now: () => NOW });
  const limit = new Limited('slowly', 429, null, 1_000, NOW);
  await expect(job('reactions', () => Promise.reject(limit))).rejects.toBe(limit);
  const away = new Transient('away', 502, null);
  await expect(job('reconcile', () => Promise.reject(away))).rejects.toBe(away);
  const text = await metrics.text();
  expect(text).toContain('fullcircle_job_seconds_count{job="reactions",result="done"} 1\n');
  expect(text).not.toContain('job="reactions",result="failed"');
  expect(text).toContain('fullcircle_job_seconds_count{job="reconcile",result="failed"} 1\n');
});
