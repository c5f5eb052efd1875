import { describe, expect, it } from 'vitest';
import { createBusinessClock } from '../../../src/loop/record/business-time.ts';
import type { Settings } from '../../../src/loop/settings.ts';
import { at } from './project.ts';

const HOUR_MS = 3_600_000;
const OFFICE: NonNullable<Settings['officeHours']> = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
};
const clock = createBusinessClock(OFFICE, 'Europe/Berlin', {
  from: at('2026-03-01T00:00:00Z'),
  until: at('2026-11-30T00:00:00Z'),
});
const hours = (from: string, until: string) => clock(at(from), at(until)) / HOUR_MS;

describe('office time', () => {
  it.each<[string, string, string, number]>([
    ['within a day', '2026-11-24T09:00:00Z', '2026-11-24T11:30:00Z', 2.5],
    ['over a night', '2026-11-24T15:00:00Z', '2026-11-25T09:00:00Z', 2],
    ['over a weekend', '2026-11-27T15:00:00Z', '2026-11-30T00:00:00Z', 1],
    ['at night only', '2026-11-24T20:00:00Z', '2026-11-25T05:00:00Z', 0],
    ['backwards', '2026-11-25T12:00:00Z', '2026-11-24T12:00:00Z', 0],
    // Nine o'clock in Berlin is eight in UTC before the last Sunday of March, and seven after it.
    ['before the clocks change', '2026-03-27T08:00:00Z', '2026-03-27T09:00:00Z', 1],
    ['over the change of clocks', '2026-03-27T15:00:00Z', '2026-03-30T08:00:00Z', 2],
  ])('%s', (_, from, until, expected) => {
    expect(hours(from, until)).toBe(expected);
  });
});
