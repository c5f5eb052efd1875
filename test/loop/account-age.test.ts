import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accountAgeDays } from '../../src/loop/account-age.ts';

const AT = new Date('2026-01-01T00:00:00Z');

it.each([
  ['the first', 1, 6_648],
  ['of a milestone', 100_000_000, 1_411],
  ['between two', 20_000_000, 3_574],
  ['of last month', 242_000_000, 56],
  ['not yet given out then', 400_000_000, 0],
])('tells about how old an account is: %s', (_, id, days) => {
  expect(Math.round(accountAgeDays(id, AT))).toBe(days);
});

it('never makes a later account older', () => {
  const id = fc.integer({ min: 1, max: 500_000_000 });
  fc.assert(
    fc.property(id, id, (a, b) => {
      const [earlier, later] = [Math.min(a, b), Math.max(a, b)];
      expect(accountAgeDays(later, AT)).toBeLessThanOrEqual(accountAgeDays(earlier, AT));
    }),
  );
});
