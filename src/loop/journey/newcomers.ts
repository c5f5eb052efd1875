import { type Frame, type Measured, WINDOW_DAYS } from '../measured.ts';
import { present } from '../present.ts';
import { countByWeek, fullWeeks, isWithin } from '../record/days.ts';
import { sightingsOn } from '../record/people.ts';
import { countMetric, trendMetric } from '../statistics/metric.ts';

/** When somebody was first seen. */
interface Appearance {
  atMs: number;
  isCommunity: boolean;
}

/** People who were seen for the first time, by week. Ghosts may be anybody, so they are never new. */
export function newcomerMetrics(frame: Frame): Measured[] {
  const first = new Map<number, Appearance>();
  for (const thread of frame.record.threads) {
    const { ids, timesMs, areCommunity } = sightingsOn(thread);
    for (let index = 0; index < ids.length; index += 1) {
      const id = present(ids[index]);
      const atMs = present(timesMs[index]);
      const before = first.get(id);
      if (before !== undefined && before.atMs <= atMs) continue;
      first.set(id, { atMs, isCommunity: present(areCommunity[index]) });
    }
  }
  const arrivals = [...first.values()].flatMap((each) => (each.isCommunity ? new Date(each.atMs) : []));
  const last = present(fullWeeks(frame.asOf, 1, frame.timezone)[0]);
  const weeks = countByWeek(frame.weeks, arrivals).map((count) => ({ count, exposure: 1 }));
  // Whoever was there before anything was observed looks new: the year before tells how likely that is.
  const { coverage } = frame.basis(frame.trailing(WINDOW_DAYS.year));
  const basis = { ...frame.basis(last), coverage };
  return [
    {
      id: 'awareness.new-people',
      name: 'New people',
      definition:
        'Distinct community members whose first ever event in the organisation fell into the last full ISO week. Coverage: how much of the year before was observed.',
      unit: 'people',
      metric: countMetric(arrivals.filter((at) => isWithin(at, last)).length, basis),
    },
    {
      id: 'awareness.new-people.trend',
      name: 'Trend of new people',
      definition: 'New people per week: last 4 weeks over the 12 before.',
      unit: 'ratio',
      metric: trendMetric(weeks, {
        ...frame.basis(frame.trailing(WINDOW_DAYS.quarter + WINDOW_DAYS.month)),
        coverage,
      }),
    },
  ];
}
