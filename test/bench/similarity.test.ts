import { describe, expect, it } from 'vitest';
import { madeUpReports } from '../../src/bench/made-up-reports.ts';
import { PlainSearch } from '../../src/bench/plain-search.ts';
import { benchSimilarity } from '../../src/bench/similarity.ts';
import { prepare } from '../../src/loop/cluster/document.ts';

function first(seed: number, count: number) {
  const reports = madeUpReports(seed);
  return Array.from({ length: count }, () => reports.next().value);
}

describe('made-up reports', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(first(1, 5)).toEqual(first(1, 5));
    expect(first(2, 5)).not.toEqual(first(1, 5));
  });

  it('have words as rare as real ones, and tell some again', () => {
    const documents = first(1, 1_000).map((report) => prepare(report));
    const counts = new Map<string, number>();
    for (const { title, prose } of documents) {
      for (const term of new Set([...title, ...prose].map(([word]) => word))) {
        counts.set(term, (counts.get(term) ?? 0) + 1);
      }
    }
    const once = [...counts.values()].filter((count) => count === 1).length;
    expect(once / counts.size).toBeGreaterThan(0.4);
    expect(once / counts.size).toBeLessThan(0.8);
    const retold = first(1, 1_000).filter(({ retells }) => retells !== null).length;
    expect(retold).toBeGreaterThan(100);
    expect(retold).toBeLessThan(300);
  });
});

describe('the plainest search', () => {
  it('finds what shares rare words, the newest of equals first', () => {
    const plain = new PlainSearch();
    const read = (title: string) => prepare({ title, body: '' });
    for (const title of ['scheduler stalls', 'colours fade', 'scheduler', 'scheduler stalls']) {
      plain.add(read(title));
    }
    expect(plain.search(read('the scheduler stalls'), 9)).toEqual([3, 0, 2]);
    expect(plain.search(read('unheard of'), 9)).toEqual([]);
    expect(plain.documentFrequency('colour')).toBe(1);
  });
});

it('measures look-ups beside the plainest way', async () => {
  const figures = await benchSimilarity({
    databaseUrl: null,
    items: 150,
    lookUps: 20,
    onProgress: () => undefined,
  });
  expect(figures).toMatchObject({ items: 150, found: { lookUp: 1, plain: 1 } });
  expect(figures.found.retold).toBeGreaterThan(0);
  for (const times of [figures.lookUp, figures.lookUp.database, figures.add, figures.plain]) {
    expect(times.p50Ms).toBeGreaterThan(0);
    expect(times.p95Ms).toBeGreaterThanOrEqual(times.p50Ms);
  }
  expect(figures.diskKibPerItem.search).toBeGreaterThan(0);
}, 120_000);
