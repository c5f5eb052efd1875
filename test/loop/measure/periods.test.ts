import { expect, it } from 'vitest';
import { periodBounds } from '../../../src/loop/measure/periods.ts';
import { at } from '../record/project.ts';

it.each<[string, string, string, string]>([
  ['2026-Q4', 'UTC', '2026-10-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['2026-Q1', 'Europe/Berlin', '2025-12-31T23:00:00Z', '2026-03-31T22:00:00Z'],
  ['2026-02', 'UTC', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'],
  ['2026-12', 'Asia/Tokyo', '2026-11-30T15:00:00Z', '2026-12-31T15:00:00Z'],
])('%s in %s', (period, zone, from, until) => {
  expect(periodBounds(period, zone)).toEqual({ from: at(from), until: at(until) });
});

it.each(['2026-Q5', '2026-13', '2026', '2026-W48', ''])('%s is no period', (period) => {
  expect(periodBounds(period, 'UTC')).toBeNull();
});
