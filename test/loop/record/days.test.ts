import { describe, expect, it } from 'vitest';
import { countByWeek, daysBefore, daysBetween, fullWeeks, indexAt } from '../../../src/loop/record/days.ts';
import { at } from './project.ts';

const HOUR_MS = 3_600_000;

describe('full weeks', () => {
  it('leave the running one out', () => {
    const weeks = fullWeeks(at('2026-12-02T12:00:00Z'), 2, 'UTC');
    expect(weeks.map(({ week }) => week)).toEqual(['2026-W47', '2026-W48']);
    expect(weeks[1]).toMatchObject({ from: at('2026-11-23T00:00:00Z'), until: at('2026-11-30T00:00:00Z') });
  });

  it('count the one that ends at the very moment', () => {
    expect(fullWeeks(at('2026-11-30T00:00:00Z'), 1, 'UTC')[0]?.week).toBe('2026-W48');
    expect(fullWeeks(at('2026-11-29T23:59:59Z'), 1, 'UTC')[0]?.week).toBe('2026-W47');
  });

  it('have 169 hours when the clocks go back, and 167 when they go forward', () => {
    const hours = (asOf: string) =>
      fullWeeks(at(asOf), 1, 'Europe/Berlin').map(
        ({ from, until }) => (until.getTime() - from.getTime()) / HOUR_MS,
      );
    expect(hours('2026-10-26T00:00:00Z')).toEqual([169]);
    expect(hours('2026-03-30T00:00:00Z')).toEqual([167]);
    expect(hours('2026-11-30T00:00:00Z')).toEqual([168]);
  });

  it('go through a year of 53 weeks', () => {
    const weeks = fullWeeks(at('2027-01-11T00:00:00Z'), 3, 'UTC').map(({ week }) => week);
    expect(weeks).toEqual(['2026-W52', '2026-W53', '2027-W01']);
  });

  it('begin at the zone’s midnight', () => {
    const [week] = fullWeeks(at('2026-11-30T12:00:00Z'), 1, 'Asia/Tokyo');
    expect(week).toMatchObject({ week: '2026-W48', from: at('2026-11-22T15:00:00Z') });
  });
});

describe('counts by week', () => {
  it('leave out what lies before, between and after', () => {
    const weeks = fullWeeks(at('2026-11-30T00:00:00Z'), 2, 'UTC');
    const moments = [
      '2026-11-15T12:00:00Z',
      '2026-11-16T00:00:00Z',
      '2026-11-29T23:59:59Z',
      '2026-11-30T00:00:00Z',
    ];
    expect(countByWeek(weeks, moments.map(at))).toEqual([1, 1]);
  });
});

describe('days', () => {
  it('go back by the calendar, not by 24 hours', () => {
    expect(daysBefore(at('2026-10-26T08:00:00Z'), 7, 'Europe/Berlin')).toEqual(at('2026-10-19T07:00:00Z'));
    expect(daysBefore(at('2026-10-26T08:00:00Z'), 7, 'UTC')).toEqual(at('2026-10-19T08:00:00Z'));
  });

  it('are found by moment, the one of 25 hours included', () => {
    const window = { from: at('2026-10-24T12:00:00Z'), until: at('2026-10-26T12:00:00Z') };
    const days = daysBetween(window, 'Europe/Berlin');
    expect(days.map(({ from }) => from.toISOString())).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
    expect(indexAt(days, at('2026-10-25T22:59:59Z'))).toBe(1);
    expect(indexAt(days, at('2026-10-25T23:00:00Z'))).toBe(2);
    expect(indexAt(days, at('2026-10-01T00:00:00Z'))).toBe(-1);
    expect(days[0]).toMatchObject({ week: '2026-W43', month: '2026-10', quarter: '2026-Q4' });
  });
});
