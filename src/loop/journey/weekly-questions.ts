import type { Frame } from '../measured.ts';
import { present } from '../present.ts';
import { isWithin } from '../record/days.ts';
import { isSupport } from '../record/support.ts';
import { remembering } from '../remembering.ts';
import { RECENT_WEEKS } from '../statistics/rate-ratio.ts';

/** A question comes every week when so many people ask it for the first time … */
const REPORTERS_MIN = 2;
/** … in so many of the last four weeks. */
const WEEKS_MIN = 3;

/** A problem that comes back week after week, and how many people newly reported it in each of the last four weeks. */
export interface WeeklyQuestion {
  clusterId: number;
  newReporters: readonly number[];
}

/** Those with the most reporters first; null where it cannot be known: no clusters, or not observed for four weeks. */
export const weeklyQuestions = remembering(({ record, problems, weeks }: Frame): WeeklyQuestion[] | null => {
  const last = weeks.slice(-RECENT_WEEKS);
  if (record.clusters === null || last.length < RECENT_WEEKS) return null;
  const from = present(last[0]).from;
  return [...problems.values()]
    .filter(({ threads }) => threads.some((thread) => thread.createdAt >= from && isSupport(thread)))
    .map(({ id, reporters }) => ({
      clusterId: id,
      newReporters: last.map((week) => [...reporters.values()].filter((at) => isWithin(at, week)).length),
    }))
    .filter(({ newReporters }) => newReporters.filter((count) => count >= REPORTERS_MIN).length >= WEEKS_MIN)
    .sort((one, other) => total(other) - total(one) || one.clusterId - other.clusterId);
});

function total({ newReporters }: WeeklyQuestion): number {
  return newReporters.reduce((sum, count) => sum + count, 0);
}
