import { Temporal } from 'temporal-polyfill';
import { present } from '../present.ts';
import { type Settings, WEEKDAYS } from '../settings.ts';
import type { Window } from '../statistics/metric.ts';
import { indexAt } from './days.ts';

type OfficeHours = NonNullable<Settings['officeHours']>;

/** Office time between two moments, in milliseconds; 0 where the second is not later. */
export type BusinessClock = (from: Date, until: Date) => number;

/**
 * A clock that only runs in office hours. Its days are worked out once, by the zone's own calendar, so that a day of
 * changing clocks has as many office hours as it has.
 * @param window both moments that are asked for lie within
 */
export function createBusinessClock(hours: OfficeHours, timezone: string, window: Window): BusinessClock {
  const spans = officeSpans(hours, timezone, window);
  const elapsed = (at: Date): number => {
    const index = indexAt(spans, at);
    if (index < 0) return 0;
    const { from, until, before } = present(spans[index]);
    return before + Math.min(at.getTime(), until.getTime()) - from.getTime();
  };
  return (from, until) => Math.max(0, elapsed(until) - elapsed(from));
}

interface OfficeSpan extends Window {
  /** office time of all spans before */
  before: number;
}

function officeSpans(hours: OfficeHours, timezone: string, { from, until }: Window): OfficeSpan[] {
  const at = (date: Temporal.PlainDate, time: string) =>
    new Date(date.toZonedDateTime({ timeZone: timezone, plainTime: time }).epochMilliseconds);
  const dateOf = (moment: Date) =>
    Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timezone).toPlainDate();
  const spans: OfficeSpan[] = [];
  const last = dateOf(until);
  let before = 0;
  for (let date = dateOf(from); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const day = WEEKDAYS[date.dayOfWeek - 1];
    if (day === undefined || !hours.days.includes(day)) continue;
    const span = { from: at(date, hours.from), until: at(date, hours.to), before };
    spans.push(span);
    before += span.until.getTime() - span.from.getTime();
  }
  return spans;
}
