import { describe, expect, it } from 'vitest';
import {
  isoWeek,
  isoWeekBounds,
  lastScheduledMoment,
  localDate,
  localMinute,
} from '../../src/loop/calendar.ts';

describe('isoWeek', () => {
  it.each([
    // 2026 has 53 weeks; the first days of 2027 still belong to the last of them
    ['2026-12-31T12:00:00Z', 'UTC', '2026-W53'],
    ['2027-01-03T23:59:00Z', 'UTC', '2026-W53'],
    ['2027-01-04T00:00:00Z', 'UTC', '2027-W01'],
    ['2024-12-30T00:00:00Z', 'UTC', '2025-W01'],
    // Sunday late in London is Monday in Tokyo
    ['2026-11-22T20:00:00Z', 'Europe/London', '2026-W47'],
    ['2026-11-22T20:00:00Z', 'Asia/Tokyo', '2026-W48'],
  ])('%s in %s is %s', (at, zone, week) => {
    expect(isoWeek(new Date(at), zone)).toBe(week);
  });
});

describe('isoWeekBounds', () => {
  it('is 169 hours long where the clocks go back, 167 where they go forward', () => {
    const hours = (week: string): number => {
      const bounds = isoWeekBounds(week, 'Europe/Berlin');
      return bounds === null ? 0 : (bounds.until.getTime() - bounds.from.getTime()) / 3_600_000;
    };
    expect(hours('2026-W43')).toBe(169);
    expect(hours('2026-W13')).toBe(167);
    expect(hours('2026-W20')).toBe(168);
  });

  it.each(['2025-W53', '2026-W54', '2026-W00', '2026-48', 'next week'])('knows no %s', (week) => {
    expect(isoWeekBounds(week, 'UTC')).toBeNull();
  });

  it('knows the 53rd week of a year that has one', () => {
    expect(isoWeekBounds('2026-W53', 'UTC')).toEqual({
      from: new Date('2026-12-28T00:00:00Z'),
      until: new Date('2027-01-04T00:00:00Z'),
    });
  });
});

describe('lastScheduledMoment', () => {
  const monday = { day: 'mon', time: '09:00', timezone: 'Europe/Berlin' } as const;

  it.each([
    ['on the minute', '2026-11-16T08:00:00Z', '2026-11-16T08:00:00Z'],
    ['a second before', '2026-11-16T07:59:59Z', '2026-11-09T08:00:00Z'],
    ['on a Sunday', '2026-11-15T23:30:00Z', '2026-11-09T08:00:00Z'],
    ['in summer time', '2026-07-07T00:00:00Z', '2026-07-06T07:00:00Z'],
    ['the week after the clocks went back', '2026-10-26T08:00:00Z', '2026-10-26T08:00:00Z'],
  ])('%s', (_, now, expected) => {
    expect(lastScheduledMoment(new Date(now), monday)).toEqual(new Date(expected));
  });

  it('takes the next real minute where the clocks skip the time', () => {
    const skipped = { day: 'sun', time: '02:30', timezone: 'Europe/Berlin' } as const;
    expect(lastScheduledMoment(new Date('2026-03-29T12:00:00Z'), skipped)).toEqual(
      new Date('2026-03-29T01:30:00Z'),
    );
  });
});

it('writes moments as people of the zone do', () => {
  const at = new Date('2026-11-16T23:05:59Z');
  expect(localMinute(at, 'Europe/Berlin')).toBe('2026-11-17 00:05');
  expect(localDate(at, 'Europe/Berlin')).toBe('2026-11-17');
  expect(localDate(at, 'UTC')).toBe('2026-11-16');
});
