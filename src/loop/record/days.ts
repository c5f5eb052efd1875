import { Temporal } from 'temporal-polyfill';
import { type IsoWeek, isoWeek, isoWeekBounds } from '../calendar.ts';
import { present } from '../present.ts';
import type { Window } from '../statistics/metric.ts';

/** A full ISO week in the configured zone: 167, 168 or 169 hours, and the year may have 53 of them. */
export interface Week extends Window {
  week: IsoWeek;
}

/** The last `count` ISO weeks that had ended by `asOf`, oldest first. */
export function fullWeeks(asOf: Date, count: number, timezone: string): Week[] {
  const weeks: Week[] = [];
  let until = asOf;
  while (weeks.length < count) {
    // The week that holds the moment just before is the one that ends here, or the one that still runs.
    const week = isoWeek(new Date(until.getTime() - 1), timezone);
    const bounds = isoWeekBounds(week, timezone);
    if (bounds === null) throw new RangeError(`no week: ${week}`);
    if (bounds.until <= asOf) weeks.unshift({ week, ...bounds });
    until = bounds.from;
  }
  return weeks;
}

/** The same time of day so many days before, in the zone. */
export function daysBefore(asOf: Date, days: number, timezone: string): Date {
  const moment = Temporal.Instant.fromEpochMilliseconds(asOf.getTime()).toZonedDateTimeISO(timezone);
  return new Date(moment.subtract({ days }).epochMilliseconds);
}

/** One day of a zone, with the week, month and quarter it belongs to. */
export interface Day {
  from: Date;
  week: string;
  month: string;
  quarter: string;
}

/** The days of a zone from the one that holds `from` to the one that holds `until`, made once and looked up often. */
export function daysBetween({ from, until }: Window, timezone: string): Day[] {
  const last = dateOf(until, timezone);
  const days: Day[] = [];
  for (
    let date = dateOf(from, timezone);
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    days.push({
      from: new Date(date.toZonedDateTime(timezone).epochMilliseconds),
      week: `${date.yearOfWeek}-W${date.weekOfYear}`,
      month: `${date.year}-${date.month}`,
      quarter: `${date.year}-Q${Math.ceil(date.month / 3)}`,
    });
  }
  return days;
}

function dateOf(at: Date, timezone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone).toPlainDate();
}

/** Index of the last of these that begins at or before a moment; -1: before all of them. */
export function indexAt(spans: readonly { from: Date }[], at: Date): number {
  // By numbers: comparing dates takes several times as long, and this is asked a million times.
  const time = at.getTime();
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (present(spans[middle]).from.getTime() <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** How many of these moments fall into each week. */
export function countByWeek(weeks: readonly Week[], times: readonly Date[]): number[] {
  const counts = weeks.map(() => 0);
  for (const at of times) {
    const index = indexAt(weeks, at);
    if (index < 0 || !isWithin(at, present(weeks[index]))) continue;
    counts[index] = present(counts[index]) + 1;
  }
  return counts;
}

export function isWithin(at: Date, { from, until }: Window): boolean {
  const time = at.getTime();
  return time >= from.getTime() && time < until.getTime();
}
