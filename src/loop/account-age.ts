const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When GitHub gave out account numbers: they rise with time, and payloads name no other age. Rounded from public
 * profiles; off by weeks, which matters for accounts of the last months only.
 */
const MILESTONES: readonly (readonly [id: number, day: string])[] = [
  [1, '2007-10-20'],
  [1_000_000, '2011-08-24'],
  [10_000_000, '2014-12-03'],
  [30_000_000, '2017-07-07'],
  [50_000_000, '2019-05-25'],
  [70_000_000, '2020-08-25'],
  [100_000_000, '2022-02-20'],
  [150_000_000, '2023-11-08'],
  [190_000_000, '2024-12-05'],
  [240_000_000, '2025-10-25'],
];

/** Numbers given out on a day since the last milestone. */
const PER_DAY = 160_000;

/**
 * About how old an account was at a moment, in days, at least 0, by its number alone: nobody has to be asked, and a
 * replay says the same. On an Enterprise server numbers are small, so that all accounts there count as old: an
 * organisation makes them, not whoever likes.
 */
export function accountAgeDays(id: number, at: Date): number {
  return Math.max(0, (at.getTime() - madeAt(id)) / DAY_MS);
}

function madeAt(id: number): number {
  let [beforeId, beforeAt] = [0, 0];
  for (const [milestone, day] of MILESTONES) {
    const reachedAt = new Date(day).getTime();
    if (id <= milestone) {
      const share = beforeAt === 0 ? 1 : (id - beforeId) / (milestone - beforeId);
      return beforeAt + share * (reachedAt - beforeAt);
    }
    [beforeId, beforeAt] = [milestone, reachedAt];
  }
  return beforeAt + ((id - beforeId) / PER_DAY) * DAY_MS;
}
