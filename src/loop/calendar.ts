import { Temporal } from 'temporal-polyfill';
import type { Weekday } from './settings.ts';
import { WEEKDAYS } from './settings.ts';

/** An ISO week as it is written in titles and markers: `2026-W48`. */
export type IsoWeek = string;

const ISO_WEEK = /^(\d{4})-W(\d{2})$/;

function zoned(at: Date, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
}

function toDate(moment: Temporal.ZonedDateTime): Date {
  return new Date(moment.epochMilliseconds);
}

/** The ISO week that a moment falls into, in a zone. */
export function isoWeek(at: Date, timezone: string): IsoWeek {
  const moment = zoned(at, timezone);
  // ISO calendars always have both.
  return `${moment.yearOfWeek}-W${String(moment.weekOfYear).padStart(2, '0')}`;
}

/** First moment of an ISO week and of the one after it, in a zone. Null where there is no such week (`2025-W53`). */
export function isoWeekBounds(week: IsoWeek, timezone: string): { from: Date; until: Date } | null {
  const parts = ISO_WEEK.exec(week);
  if (parts === null) return null;
  // 4 January is always in week 1.
  const fourth = Temporal.PlainDate.from({ year: Number(parts[1]), month: 1, day: 4 });
  const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: Number(parts[2]) - 1 });
  const from = monday.toZonedDateTime(timezone);
  const bounds = { from: toDate(from), until: toDate(monday.add({ weeks: 1 }).toZonedDateTime(timezone)) };
  return isoWeek(bounds.from, timezone) === week ? bounds : null;
}

/** The latest moment at or before `now` that is `day` at `time` (HH:MM) in a zone; correct over daylight-saving changes. */
export function lastScheduledMoment(
  now: Date,
  schedule: { day: Weekday; time: string; timezone: string },
): Date {
  const here = zoned(now, schedule.timezone);
  const back = (here.dayOfWeek - 1 - WEEKDAYS.indexOf(schedule.day) + 7) % 7;
  const date = here.toPlainDate().subtract({ days: back });
  const time = Temporal.PlainTime.from(schedule.time);
  const moment = date.toZonedDateTime({ timeZone: schedule.timezone, plainTime: time });
  if (moment.epochMilliseconds <= now.getTime()) return toDate(moment);
  return toDate(
    date.subtract({ weeks: 1 }).toZonedDateTime({ timeZone: schedule.timezone, plainTime: time }),
  );
}

/** A moment as people of a zone write it: `2026-03-30 09:00`. */
export function localMinute(at: Date, timezone: string): string {
  return zoned(at, timezone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** A date in a zone: `2026-03-30`. */
export function localDate(at: Date, timezone: string): string {
  return zoned(at, timezone).toPlainDate().toString();
}
