import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certainFrom } from '../../../src/loop/cluster/threshold.ts';

const FLOOR = 0.42;
const verdicts = fc.record({ confirmed: fc.nat(500), rejected: fc.nat(500), unjudged: fc.nat(5_000) });

describe('the probability from which links are certain', () => {
  it.each([
    ['nobody has said anything', { confirmed: 0, rejected: 0, unjudged: 0 }, FLOOR],
    ['one link of many was rejected', { confirmed: 0, rejected: 1, unjudged: 40 }, FLOOR],
    ['most were confirmed', { confirmed: 20, rejected: 2, unjudged: 0 }, FLOOR],
  ])('is the floor where %s', (_, given, expected) => {
    expect(certainFrom(FLOOR, given)).toBe(expected);
  });

  it('rises where people reject what they are told', () => {
    expect(certainFrom(FLOOR, { confirmed: 0, rejected: 6, unjudged: 8 })).toBeGreaterThan(FLOOR + 0.1);
  });

  it('stays between the floor and certainty, and never falls by a rejection', () => {
    fc.assert(
      fc.property(verdicts, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (given, floor) => {
        const at = certainFrom(floor, given);
        expect(at).toBeGreaterThanOrEqual(floor);
        expect(at).toBeLessThanOrEqual(Math.max(floor, 0.97));
        const more = certainFrom(floor, { ...given, rejected: given.rejected + 1 });
        expect(more).toBeGreaterThanOrEqual(at);
      }),
    );
  });
});
