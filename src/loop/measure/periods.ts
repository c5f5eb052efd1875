import { Temporal } from 'temporal-polyfill';
import type { Window } from '../statistics/metric.ts';

const QUARTER = /^(\d{4})-Q([1-4])$/;
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const QUARTER_MONTHS = 3;

/** First moment of a quarter (`2026-Q4`) or month (`2026-11`) and of the one after it, in a zone; null: neither. */
export function periodBounds(period: string, timezone: string): Window | null {
  const quarter = QUARTER.exec(period);
  if (quarter !== null) {
    return bounds(
      Number(quarter[1]),
      QUARTER_MONTHS * (Number(quarter[2]) - 1) + 1,
      QUARTER_MONTHS,
      timezone,
    );
  }
  const month = MONTH.exec(period);
  return month === null ? null : bounds(Number(month[1]), Number(month[2]), 1, timezone);
}

function bounds(year: number, month: number, months: number, timezone: string): Window {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const at = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timezone).epochMilliseconds);
  return { from: at(first), until: at(first.add({ months })) };
}
