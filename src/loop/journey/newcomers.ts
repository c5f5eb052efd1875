import { type Frame, type Measured, WINDOW_DAYS } from '../measured.ts';
import { present } from '../present.ts';
import { countByWeek, fullWeeks, isWithin } from '../record/days.ts';
import { eachActivity, GHOST, isCommunity, personOf } from '../record/people.ts';
import { countMetric, trendMetric } from '../statistics/metric.ts';

/** People who were seen for the first time, by week. Ghosts may be anybody, so they are never new. */
export function newcomerMetrics(frame: Frame): Measured[] {
  const first = new Map<number, { at: Date; isCommunity: boolean }>();
  eachActivity(frame.record, null, (actor, at) => {
    const id = personOf(actor);
    const before = first.get(id);
    if (id === GHOST || actor.role === 'bot') return;
    if (before !== undefined && before.at.getTime() <= at.getTime()) return;
    first.set(id, { at, isCommunity: isCommunity(actor) });
  });
  const arrivals = [...first.values()].filter((each) => each.isCommunity).map(({ at }) => at);
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
