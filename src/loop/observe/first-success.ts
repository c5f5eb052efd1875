/** Longest first success that is believed: 90 days. More is a slip of the keyboard. */
export const FIRST_SUCCESS_MINUTES_MAX = 90 * 24 * 60;

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:s|secs?|seconds?)$/u, 1 / 60],
  [/^(?:m|mins?|minutes?)$/u, 1],
  [/^(?:h|hrs?|hours?)$/u, 60],
  [/^(?:d|days?)$/u, 24 * 60],
  [/^(?:w|weeks?)$/u, 7 * 24 * 60],
];

/** Characters of the answer that are read: an essay is no duration. */
const ANSWER_CHARACTERS_MAX = 40;

/**
 * Minutes from what a person wrote into the form: `45`, `~30 min`, `1 h 30`, `1.5 hours`, `2 days`, `1:30` (hours and
 * minutes). A number without unit is minutes, behind hours too. null: not understood, negative or beyond the maximum.
 */
export function firstSuccessMinutes(answer: string | null): number | null {
  if (answer === null || answer.length > ANSWER_CHARACTERS_MAX || answer.includes('-')) return null;
  const clock = /^\s*(\d{1,3}):([0-5]\d)\s*$/u.exec(answer);
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2]);
  const parts =
    answer
      .toLowerCase()
      .replaceAll(',', '.')
      .match(/\d{1,6}(?:\.\d{1,3})?|[a-z]{1,10}/gu) ?? [];
  let total = 0;
  let pending: number | null = null;
  let known = false;
  for (const part of parts) {
    const number = Number(part);
    if (!Number.isNaN(number)) {
      if (pending !== null) return null;
      pending = number;
      known = true;
    } else if (pending !== null) {
      const unit = UNITS.find(([pattern]) => pattern.test(part));
      if (unit === undefined) return null;
      total += pending * unit[1];
      pending = null;
    }
  }
  total += pending ?? 0;
  return known && total <= FIRST_SUCCESS_MINUTES_MAX ? total : null;
}
