/** The first repeat: GitHub ends requests after 10 s, most hiccups are over sooner. */
const BASE_MS = 2_000;
/** Outages of hours are looked at twice an hour. */
const CAP_MS = 1_800_000;
/** A write is given up only after so many attempts … */
const ATTEMPTS_MAX = 20;
/** … and so long a time: limits, which count as attempts, too, must not use them up. */
const GIVE_UP_AFTER_MS = 21_600_000;

/** How long to wait after the attempt of this number (1: the first): 2 s, 4 s, 8 s … 30 min. */
export function backoffMs(attempt: number): number {
  return Math.min(BASE_MS * 2 ** Math.max(0, attempt - 1), CAP_MS);
}

/** Whether an effect has failed for good: often enough and long enough. */
export function isGivenUp(attempts: number, firstAttemptAt: Date, now: Date): boolean {
  return attempts >= ATTEMPTS_MAX && now.getTime() - firstAttemptAt.getTime() >= GIVE_UP_AFTER_MS;
}
