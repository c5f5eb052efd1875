import type { Effect } from '../loop/effect.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** How fast content may be written in one installation. */
export interface WriteLimits {
  /** writes in any minute */
  perMinute: number;
  /** writes in any hour; null: no cap */
  perHour: number | null;
  /** least time between the end of a write and the next one */
  gapMs: number;
}

/** Writes begun in a window that ends now. */
interface Window {
  count: number;
  oldestAt: Date | null;
}

export interface Spent {
  minute: Window;
  hour: Window;
  /** when the newest write began or, better, ended; null where there was none within the hour */
  newestAt: Date | null;
}

export type BudgetVerdict = { go: true } | { go: false; until: Date; reason: 'gap' | 'minute' | 'hour' };

/**
 * Share of each window that is left to what goes before: a person who waits for an answer gets it while a backlog is
 * sent, and labels are put however much strangers say. A fifth of 20 is four a minute.
 */
const RESERVE_SHARES: Readonly<Record<Effect['priority'], number>> = {
  answer: 0,
  normal: 0,
  reply: 0.1,
  bulk: 0.2,
};
/** While only the reserve is left, it is asked again after this, so that what may use it is not kept waiting. */
const RESERVE_RECHECK_MS = 5_000;

/** Where the windows start that `Spent` counts. */
export function windowsAt(now: Date): { minute: Date; hour: Date } {
  return { minute: new Date(now.getTime() - MINUTE_MS), hour: new Date(now.getTime() - HOUR_MS) };
}

function checkWindow(
  window: Window,
  windowMs: number,
  limit: number,
  priority: Effect['priority'],
  now: Date,
): Date | null {
  // Rounded up, or a low limit would reserve nothing; but a limit of one is for everybody.
  const reserve = Math.min(Math.ceil(limit * RESERVE_SHARES[priority]), limit - 1);
  if (window.count < limit - reserve) return null;
  // One millisecond more, so that the oldest has left the window whichever end of it counts.
  const freeAt = (window.oldestAt ?? now).getTime() + windowMs + 1;
  const until = window.count < limit ? Math.min(freeAt, now.getTime() + RESERVE_RECHECK_MS) : freeAt;
  return new Date(Math.max(until, now.getTime() + 1));
}

/** Whether one more write may begin now, or when to ask again. Sliding windows: no minute and no hour holds more than its limit. */
export function budget(
  spent: Spent,
  limits: WriteLimits,
  priority: Effect['priority'],
  now: Date,
): BudgetVerdict {
  const hour =
    limits.perHour === null ? null : checkWindow(spent.hour, HOUR_MS, limits.perHour, priority, now);
  if (hour !== null) return { go: false, until: hour, reason: 'hour' };
  const minute = checkWindow(spent.minute, MINUTE_MS, limits.perMinute, priority, now);
  if (minute !== null) return { go: false, until: minute, reason: 'minute' };
  const gapEndMs = (spent.newestAt?.getTime() ?? Number.NEGATIVE_INFINITY) + limits.gapMs;
  // A clock that was set back must not stop the writes for as long as it was set back.
  const waitMs = Math.min(gapEndMs - now.getTime(), limits.gapMs);
  return waitMs > 0 ? { go: false, until: new Date(now.getTime() + waitMs), reason: 'gap' } : { go: true };
}
