import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alignmentOf,
  frequencyOf,
  type RankInput,
  rankClusters,
  severityWeight,
} from '../../../src/loop/prioritize/rank.ts';
import { SEVERITIES } from '../../../src/loop/vocabulary.ts';

const input = (id: number, more: Partial<RankInput> = {}): RankInput => ({
  id,
  reporters: 3,
  thumbs: 0,
  severity: { value: 'minor', inferred: false },
  themes: [],
  ...more,
});
const theme = (weight: number) => ({ name: `t${weight}`, weight });

describe('the rank of a cluster', () => {
  it.each<[string, Partial<RankInput>, number]>([
    ['three reporters, minor', {}, 4],
    ['seven reporters, blocker', { reporters: 7, severity: { value: 'blocker', inferred: false } }, 24],
    [
      'an inferred blocker counts as major',
      { reporters: 7, severity: { value: 'blocker', inferred: true } },
      12,
    ],
    ['thumbs count a quarter', { reporters: 2, thumbs: 4 }, 4],
    [
      'thumbs at most double',
      { reporters: 1, thumbs: 400, severity: { value: 'cosmetic', inferred: false } },
      Math.log2(3),
    ],
    ['themes multiply', { themes: [theme(1.25), theme(1.2)] }, 6],
    ['themes at most double', { themes: [theme(3), theme(3)] }, 8],
    ['themes at least halve', { themes: [theme(0.1)] }, 2],
    ['nobody', { reporters: 0, thumbs: 9 }, 0],
  ])('%s', (_, more, rank) => {
    expect(rankClusters([input(1, more)])[0]?.rank).toBeCloseTo(rank, 12);
  });

  it('shows its parts, and marks what is inferred', () => {
    const [rank] = rankClusters([
      input(1, {
        reporters: 2,
        thumbs: 4,
        severity: { value: 'blocker', inferred: true },
        themes: [theme(1.5)],
      }),
    ]);
    expect(rank).toMatchObject({
      frequency: 3,
      severity: 4,
      isInferred: true,
      alignment: 1.5,
      themes: ['t1.5'],
    });
    expect(rank?.rank).toBe(12);
  });

  it('has the range of its frequency: 3 seen, 0.62 to 8.77 to be expected (Garwood)', () => {
    const [low, high] = rankClusters([input(1)])[0]?.range ?? [];
    expect(low).toBeCloseTo(2 * Math.log2(1.6187), 3);
    expect(high).toBeCloseTo(2 * Math.log2(9.7673), 3);
  });
});

describe('ties', () => {
  const places = (...inputs: RankInput[]) =>
    rankClusters(inputs).map(({ id, places: [first, last] }) => [id, first, last]);
  const many = { reporters: 200, severity: { value: 'blocker', inferred: false } } as const;

  it('hold neighbours whose ranges overlap', () => {
    expect(places(input(1, { reporters: 4 }), input(2, { reporters: 3 }), input(3, many))).toEqual([
      [3, 1, 1],
      [1, 2, 3],
      [2, 2, 3],
    ]);
  });

  it('are ordered by age where equal', () => {
    expect(places(input(9), input(2))).toEqual([
      [2, 1, 2],
      [9, 1, 2],
    ]);
  });
});

describe('whatever the input', () => {
  const inputs = fc.array(
    fc.record({
      id: fc.nat(1_000),
      reporters: fc.nat(500),
      thumbs: fc.nat(5_000),
      severity: fc.record({ value: fc.constantFrom(...SEVERITIES), inferred: fc.boolean() }),
      themes: fc.array(
        fc.record({ name: fc.string(), weight: fc.double({ min: 0.01, max: 10, noNaN: true }) }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 30 },
  );

  it('lies in its range, falls down the list, and its tie group holds its place', () => {
    fc.assert(
      fc.property(inputs, (list) => {
        const ranks = rankClusters(list);
        for (const [index, { rank, range, places }] of ranks.entries()) {
          const next = ranks[index + 1];
          expect(range[0]).toBeLessThanOrEqual(rank);
          expect(range[1]).toBeGreaterThanOrEqual(rank);
          expect(places[0]).toBeLessThanOrEqual(index + 1);
          expect(places[1]).toBeGreaterThanOrEqual(index + 1);
          if (next === undefined) continue;
          expect(next.rank).toBeLessThanOrEqual(rank);
          const touch = next.range[1] >= range[0];
          expect(next.places[0] === places[0]).toBe(touch);
        }
      }),
    );
  });

  it('frequency never more than doubles, alignment stays within its bounds, inferred severity below a blocker', () => {
    fc.assert(
      fc.property(inputs, (list) => {
        for (const each of list) {
          expect(frequencyOf(each)).toBeLessThanOrEqual(2 * each.reporters);
          expect(alignmentOf(each.themes)).toBeGreaterThanOrEqual(0.5);
          expect(alignmentOf(each.themes)).toBeLessThanOrEqual(2);
          expect(severityWeight(each.severity)).toBeLessThanOrEqual(each.severity.inferred ? 4 : 8);
        }
      }),
    );
  });
});
