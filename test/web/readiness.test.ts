import { expect, it } from 'vitest';
import { type ReadinessProbes, readReadiness } from '../../src/web/readiness.ts';

const GOOD: ReadinessProbes = {
  database: async () => {},
  migrations: async () => true,
  workers: () => true,
  backlogAgeMs: async () => 2_400,
  backfill: async () => ({ left: 3 }),
  notes: async () => ['No triage repository.'],
};
const fails = () => Promise.reject(new Error('away'));
const hangs = () => new Promise<never>(() => {});

it('tells what was found', async () => {
  expect(await readReadiness(GOOD)).toEqual({
    ready: true,
    database: true,
    migrations: true,
    workers: true,
    backlogAgeS: 2,
    backfill: { left: 3 },
    notes: ['No triage repository.'],
  });
});

it.each<[string, Partial<ReadinessProbes>, boolean]>([
  ['a database that is away', { database: fails }, false],
  ['a database that does not answer', { database: hangs }, false],
  ['missing migrations', { migrations: async () => false }, false],
  ['workers that stand still', { workers: () => false }, false],
  [
    'workers that fail',
    {
      workers: () => {
        throw new Error('no');
      },
    },
    false,
  ],
  ['an unknown backlog', { backlogAgeMs: fails }, true],
  ['an unknown backfill', { backfill: hangs }, true],
  ['unknown notes', { notes: fails }, true],
])('%s', async (_what, probes, ready) => {
  expect((await readReadiness({ ...GOOD, ...probes }, 20)).ready).toBe(ready);
});
