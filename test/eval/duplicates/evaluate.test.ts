import { describe, expect, it } from 'vitest';
import { bCubed, evaluateClusters } from '../../../src/eval/duplicates/clusters.ts';
import { evaluateDuplicates } from '../../../src/eval/duplicates/evaluate.ts';
import { groupsOf } from '../../../src/eval/duplicates/groups.ts';
import { LabelledClusters } from '../../../src/eval/duplicates/knowledge.ts';
import { parseReports, type Report } from '../../../src/eval/duplicates/reports.ts';
import { trainDuplicates } from '../../../src/eval/duplicates/train.ts';
import { seededNumbers } from '../../../src/sandbox/webhooks/shuffle.ts';
import verdicts from './certain-verdicts.json' with { type: 'json' };

const report = (id: string, day: number, title: string, ...duplicateOf: string[]): Report => ({
  id,
  title,
  body: '',
  createdAt: new Date(Date.UTC(2024, 0, day)),
  author: null,
  duplicateOf,
});

const FILE: Report[] = [
  report('1', 1, 'Gizmo window flickers on resize'),
  report('2', 2, 'Export to CSV loses the header'),
  report('3', 3, 'Resizing makes the gizmo window flicker', '1'),
  report('4', 4, 'Dark theme for the settings', '99'),
  report('5', 20, 'Flickering gizmo window', '3'),
  report('6', 21, 'Settings need a dark theme', '99'),
];

describe('parseReports', () => {
  it('reads lines in order of time, with ids as text', () => {
    const lines = [
      { id: 10, title: 'late', body: null, createdAt: '2024-01-02T00:00:00Z', duplicateOf: 9, other: true },
      { id: 9, title: 'early', createdAt: '2024-01-01T00:00:00Z' },
      { id: 2, title: 'same moment', createdAt: '2024-01-02T00:00:00Z', duplicateOf: [9, 1] },
    ];
    const read = parseReports(lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(read.map(({ id }) => id)).toEqual(['9', '2', '10']);
    expect(read.map(({ duplicateOf }) => duplicateOf)).toEqual([[], ['9', '1'], ['9']]);
  });

  it.each(['{"id":1}', 'nonsense', '{"id":1,"createdAt":"yesterday"}'])('names the line of %s', (line) => {
    expect(() => parseReports(`\n${line}\n`)).toThrow('line 2 is no report');
  });
});

describe('groupsOf', () => {
  it('takes connected components, targets outside of the file included', () => {
    const { groupOf, queries } = groupsOf(FILE);
    expect([...queries]).toEqual(['3', '5', '6']);
    expect(groupOf.get('5')).toBe(groupOf.get('1'));
    expect(groupOf.get('4')).toBe(groupOf.get('6'));
    expect(groupOf.has('2')).toBe(false);
  });

  it('makes the later one the query where the target is newer', () => {
    const file = [report('1', 1, 'a', '2'), report('2', 2, 'b')];
    expect([...groupsOf(file).queries]).toEqual(['2']);
  });
});

describe('LabelledClusters', () => {
  it('knows a link a week after the report, and not before its target came', () => {
    const known = new LabelledClusters();
    known.add(report('1', 1, 'a'), 0);
    known.add(report('2', 2, 'b', '1', '4'), 1);
    expect(known.of(1)).toEqual({ cluster: null, duplicates: 0 });
    known.add(report('3', 9, 'c'), 2);
    expect(known.of(1).duplicates).toBe(1);
    known.add(report('4', 10, 'd'), 3);
    expect(known.of(3)).toEqual(known.of(0));
    expect(known.of(3).duplicates).toBe(2);
  });
});

describe('evaluateDuplicates', () => {
  it('counts as the contract says', () => {
    const figures = evaluateDuplicates(FILE);
    expect(figures).toMatchObject({ queries: 3, items: 6, mrr: 1 });
    expect(figures.recallAt).toEqual({ 1: 1, 5: 1, 10: 1, 20: 1 });
    expect(figures.certain).toEqual({ count: 0, share: 0, precision: null, recall: 0 });
    expect(figures.msPerQuery.p95).toBeGreaterThan(0);
  });

  it('counts only reports inside the inclusive dates, looked up among all earlier ones', () => {
    const figures = evaluateDuplicates(FILE, { from: '2024-01-20', until: '2024-01-20' });
    expect(figures).toMatchObject({ queries: 1, items: 1, recallAt: { 1: 1 } });
  });

  it('has no figures where there is nothing', () => {
    expect(evaluateDuplicates([])).toMatchObject({ queries: 0, mrr: null, msPerQuery: { p50: null } });
  });

  it('does not look into the future', () => {
    const later = report('7', 30, 'Gizmo window flickers on resize', '1');
    const first = evaluateDuplicates(FILE, { until: '2024-01-25' });
    const second = evaluateDuplicates([...FILE, later], { until: '2024-01-25' });
    expect({ ...second, msPerQuery: null }).toEqual({ ...first, msPerQuery: null });
  });
});

describe('trainDuplicates', () => {
  it('gives the same model for the same reports', () => {
    const trained = () => trainDuplicates(FILE, 'test', { data: 'invented' }).model;
    expect(trained()).toEqual(trained());
    expect(trained().provenance).toMatchObject({ data: 'invented' });
  });
});

describe('bCubed', () => {
  it('agrees with a table worked out by hand', () => {
    // groups {a a a} {b b}; found {a a} {a b} {b}; the last one's label is its own and does not count
    const figures = bCubed([0, 0, 0, 1, 1, 2, null], [7, 7, 8, 8, 9, 8, 8]);
    expect(figures.reports).toBe(5);
    expect(figures.precision).toBeCloseTo((1 + 1 + 0.5 + 0.5 + 1) / 5, 10);
    expect(figures.recall).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 0.5 + 0.5) / 5, 10);
    expect(figures.recallAlone).toBeCloseTo((3 / 3 + 2 * 0.5) / 5, 10);
  });

  it('measures what the matcher gathers', () => {
    const same = (id: string, day: number) => ({
      ...report(id, day, 'Gizmo registry is not iterable on reload', ...(id === 'a' ? [] : ['a'])),
      body: '`TypeError: gizmoRegistry is not iterable`',
    });
    const figures = evaluateClusters([...FILE, same('a', 40), same('b', 41), same('c', 42)]);
    expect(figures).toMatchObject({ precision: 1, largest: 3, clusters: 1 });
  });
});

describe('the order in which reports come', () => {
  // Two problems, each told by two people twice.
  const told = (['harbour gate', 'tide table'] as const).flatMap((what, problem) =>
    ['ann', 'bob'].flatMap((author) => [0, 1].map((time) => ({ what, problem, author, time }))),
  );
  const at = (place: number, { what, problem, author }: (typeof told)[number]): Report => {
    const code = `ERR_${what.toUpperCase().replace(' ', '_')}_LOST`;
    const file = what.replace(' ', '-');
    const trace = [
      `Error: ${code}: the ${what} of this coast was not found`,
      `    at ${file}One (src/${file}/one.ts:12:3)`,
    ];
    return {
      ...report(`${place}`, 1 + place, `Crash with ${code} in production`),
      body: `Our service crashes since the deployment.\n\n\`\`\`\n${trace.join('\n')}\n\`\`\``,
      author,
      duplicateOf: [`problem ${problem}`],
    };
  };

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'does not decide what belongs together (%i)',
    (seed) => {
      const luck = seededNumbers(seed);
      const order = told.map((one) => ({ one, at: luck() })).sort((a, b) => a.at - b.at);
      const figures = evaluateClusters(order.map(({ one }, place) => at(place, one)));
      expect(figures).toMatchObject({ precision: 1, recall: 1, clusters: 2 });
    },
  );
});

describe('certain pairs judged by reading', () => {
  it('are each named once, and as many right as the model card says', () => {
    const pairs = new Set(verdicts.pairs.map(({ query, target }) => `${query} ${target}`));
    expect(pairs.size).toBe(verdicts.sampled);
    expect(verdicts.pairs.filter(({ same }) => same).length).toBe(83);
  });
});
