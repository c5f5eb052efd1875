import { expect, test } from 'vitest';
import { backoffMs, isGivenUp } from '../../src/outbox/backoff.ts';

test('doubles from two seconds to half an hour', () => {
  expect([1, 2, 3, 10, 11, 12, 1_000].map(backoffMs)).toEqual([
    2_000, 4_000, 8_000, 1_024_000, 1_800_000, 1_800_000, 1_800_000,
  ]);
});

const FIRST = new Date('2026-11-20T12:00:00Z');
const after = (hours: number) => new Date(FIRST.getTime() + hours * 3_600_000);

test.each([
  ['often, but not for long', 500, after(5.9), false],
  ['for long, but not often', 19, after(100), false],
  ['often and for long', 20, after(6), true],
])('given up: %s', (_name, attempts, now, expected) => {
  expect(isGivenUp(attempts, FIRST, now)).toBe(expected);
});
