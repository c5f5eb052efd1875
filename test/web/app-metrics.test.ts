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

it('counts the installations that have not granted all that is asked for, without those that are gone', async () => {
  const granted = { metadata: 'read', issues: 'write' };
  const row = (permissions: Record<string, string>, more = {}) => ({
    permissions,
    accountType: 'Organization',
    suspended: false,
    goneAt: null,
    ...more,
  });
  const rows = [
    row(granted),
    row({ ...granted, issues: 'read' }),
    row({}),
    row({}, { suspended: true }),
    row({}, { goneAt: NOW }),
  ];
  const store = {
    inbox: { backlog: async () => ({ backlogAgeMs: 0, byState: {} }) },
    outbox: { backlog: async () => ({ oldestPendingMs: 0, byState: {} }) },
    operator: { installations: async () => rows },
  } as unknown as Store;
  const metrics = createMetrics();
  createAppMetrics(metrics, store, { now: () => NOW }, granted);
  const read = async () => (await metrics.text()).match(/^fullcircle_installations\{.*$/gm);
  expect(await read()).toEqual([
    'fullcircle_installations{state="granted"} 1',
    'fullcircle_installations{state="permission_missing"} 2',
    'fullcircle_installations{state="suspended"} 1',
  ]);
  for (const each of rows) each.permissions = granted;
  expect(await read()).toContain('fullcircle_installations{state="permission_missing"} 0');
});

it('tells in how many installations matching is ill, as it was last seen', async () => {
  const metrics = createMetrics();
  const { matching } = createAppMetrics(metrics, {} as Store, { now: () => NOW });
  for (const ill of [2, 0]) {
    matching(ill);
    expect(await metrics.text()).toContain(`\nfullcircle_matching_ill ${ill}\n`);
  }
});
