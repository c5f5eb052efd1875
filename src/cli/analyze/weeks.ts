import type { IsoWeek } from '../../loop/calendar.ts';
import { isoWeek, isoWeekBounds } from '../../loop/calendar.ts';
import { UserError } from '../command.ts';
import type { HistoryRecord } from './history-file.ts';

/** What is known of a project: its threads, and until when. */
export interface Span {
  /** at least one, oldest first */
  records: readonly HistoryRecord[];
  /** null: until the last that happened in it */
  until: Date | null;
  timezone: string;
}

/**
 * The weeks to tell, oldest first: by default the last full one before the newest thread, or the only one there is.
 * None lies before the first thread.
 * @throws UserError for a week in which the history tells nothing
 */
export function chooseWeeks(span: Span, wanted: { week: IsoWeek | null; weeks: number }): IsoWeek[] {
  const { records, timezone } = span;
  const first = weekOf(records[0]?.createdAt ?? new Date(0), timezone);
  const newest = weekOf(records.at(-1)?.createdAt ?? new Date(0), timezone);
  const last = weekOf(span.until ?? lastMoment(records), timezone);
  const chosen = wanted.week ?? (newest > first ? weekBefore(newest, timezone) : newest);
  if (chosen < first || chosen > last) {
    throw new UserError(
      `${chosen} is outside the history, which goes from ${first} to ${last}: try --week ${newest}`,
    );
  }
  const weeks = [chosen];
  for (let oldest = chosen; weeks.length < wanted.weeks && oldest > first; ) {
    oldest = weekBefore(oldest, timezone);
    weeks.unshift(oldest);
  }
  return weeks;
}

/** Where to look instead, where the told weeks have no new thread; null where they have. */
export function hintOf({ records, timezone }: Span, told: readonly IsoWeek[]): string | null {
  const withThreads = new Set(records.map(({ createdAt }) => weekOf(createdAt, timezone)));
  if (told.some((week) => withThreads.has(week))) return null;
  const [first, ...others] = [...withThreads].sort();
  const last = others.at(-1);
  const where = last === undefined ? first : `${first} to ${last}`;
  const which = told.length === 1 ? told[0] : `${told[0]} to ${told.at(-1)}`;
  return `No thread was opened in ${which}, so there is little to tell. The history has threads in ${where}: try --week ${last ?? first}`;
}

function lastMoment(records: readonly HistoryRecord[]): Date {
  let last = 0;
  for (const { createdAt, closedAt, mergedAt, comments } of records) {
    for (const at of [createdAt, closedAt, mergedAt, ...(comments ?? []).map((each) => each.createdAt)]) {
      last = Math.max(last, at?.getTime() ?? 0);
    }
  }
  return new Date(last);
}

const weekOf = (at: Date, timezone: string): IsoWeek => isoWeek(at, timezone);

/** ISO weeks of four-digit years are in order as texts. */
function weekBefore(week: IsoWeek, timezone: string): IsoWeek {
  const bounds = isoWeekBounds(week, timezone);
  if (bounds === null) throw new Error(`${week} is no ISO week`);
  return isoWeek(new Date(bounds.from.getTime() - 1), timezone);
}
