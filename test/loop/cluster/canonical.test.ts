import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CanonicalFacts, chooseCanonical } from '../../../src/loop/cluster/canonical.ts';

const facts = (itemId: number, more: Partial<CanonicalFacts> = {}): CanonicalFacts => ({
  itemId,
  open: true,
  hasAnswer: false,
  quality: 1,
  createdAt: new Date(Date.UTC(2024, 0, itemId)),
  ...more,
});

describe('chooseCanonical', () => {
  it.each<[string, CanonicalFacts[], number | null, number | null]>([
    ['nothing of nothing', [], null, null],
    ['the earlier one', [facts(2), facts(1)], null, 1],
    ['the better report before the earlier one', [facts(1), facts(2, { quality: 3 })], null, 2],
    [
      'the one with the fix before the better report',
      [facts(1, { quality: 3 }), facts(2, { hasAnswer: true })],
      null,
      2,
    ],
    ['open before closed with the fix', [facts(1, { open: false, hasAnswer: true }), facts(2)], null, 2],
    ['the pinned one before all', [facts(1, { hasAnswer: true }), facts(2, { open: false })], 2, 2],
    ['not a pinned one that left', [facts(1), facts(2)], 9, 1],
    [
      'the smaller id of the same moment',
      [facts(5, { createdAt: new Date(0) }), facts(4, { createdAt: new Date(0) })],
      null,
      4,
    ],
  ])('%s', (_, members, pinned, expected) => {
    expect(chooseCanonical(members, pinned)).toBe(expected);
  });

  it('does not depend on the order, so all members agree', () => {
    const any = fc.record({
      itemId: fc.integer({ min: 1, max: 50 }),
      open: fc.boolean(),
      hasAnswer: fc.boolean(),
      quality: fc.integer({ min: 0, max: 3 }),
      createdAt: fc.integer({ min: 0, max: 3 }).map((day) => new Date(Date.UTC(2024, 0, 1 + day))),
    });
    const members = fc.uniqueArray(any, { selector: ({ itemId }) => itemId, minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(members, (list) => {
        const chosen = chooseCanonical(list, null);
        expect(list.some(({ itemId }) => itemId === chosen)).toBe(true);
        expect(chooseCanonical([...list].reverse(), null)).toBe(chosen);
      }),
    );
  });
});
