import { describe, expect, it } from 'vitest';
import { MemoryIndex } from '../../../src/loop/cluster/memory-index.ts';

const index = (postingsMax?: number) => {
  const filled = new MemoryIndex(postingsMax);
  filled.add(1, [{ term: 'gizmo', weight: 2 }]);
  filled.add(2, [
    { term: 'gizmo', weight: 1 },
    { term: 'panel', weight: 1 },
  ]);
  filled.add(3, [{ term: 'gizmo', weight: 1 }]);
  filled.add(4, [{ term: 'gizmo', weight: 0.5 }]);
  return filled;
};
const ids = (found: readonly { itemId: number }[]) => found.map(({ itemId }) => itemId);

describe('MemoryIndex', () => {
  it('counts items, and in how many of them a term stands', () => {
    expect(index().statistics(['gizmo', 'panel', 'unheard'])).toEqual({
      items: 4,
      documentFrequency: new Map([
        ['gizmo', 4],
        ['panel', 1],
      ]),
    });
  });

  it('adds up what the terms say: best first, newest first when tied', () => {
    const found = index().candidates(
      [
        { term: 'gizmo', weight: 1 },
        { term: 'panel', weight: 3 },
      ],
      10,
    );
    expect(found).toEqual([
      { itemId: 2, score: 4 },
      { itemId: 1, score: 2 },
      { itemId: 3, score: 1 },
      { itemId: 4, score: 0.5 },
    ]);
  });

  it('gives no more than asked for, and nothing for a term that nobody used', () => {
    expect(ids(index().candidates([{ term: 'gizmo', weight: 1 }], 2))).toEqual([1, 3]);
    expect(index().candidates([{ term: 'unheard', weight: 1 }], 2)).toEqual([]);
  });

  it('reads only the strongest items of a common term, the newest of equals', () => {
    expect(ids(index(2).candidates([{ term: 'gizmo', weight: 1 }], 10))).toEqual([1, 3]);
  });
});
