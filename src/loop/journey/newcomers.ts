import { type Frame, type Measured, WINDOW_DAYS } from '../measured.ts';
import { present } from '../present.ts';
import { countByWeek, fullWeeks, isWithin } from '../record/days.ts';
import { eachActivityOn, GHOST, isCommunity, personOf } from '../record/people.ts';
import type { RecordedThread } from '../record.ts';
import { remembering } from '../remembering.ts';
import { countMetric, trendMetric } from '../statistics/metric.ts';

/** When somebody was first seen. */
interface Appearance {
  id: number;
  atMs: number;
  isCommunity: boolean;
}

/** The first of each person on a thread. */
const appearancesOn = remembering((thread: RecordedThread): readonly Appearance[] => {
  const first = new Map<number, Appearance>();
  eachActivityOn(thread, (actor, at) => {
    const id = personOf(actor);
    const before = first.get(id);
    if (id === GHOST || actor.role === 'bot') return;
    if (before !== undefined && before.atMs <= at.getTime()) return;
    first.set(id, { id, atMs: at.getTime(), isCommunity: isCommunity(actor) });
  });
  return [...first.values()];
});

/** People who were seen for the first time, by week. Ghosts may be anybody, so they are never new. */
export function newcomerMetrics(frame: Frame): Measured[] {
  const first = new Map<number, Appearance>();
  for (const thread of frame.record.threads) {
    for (const each of appearancesOn(thread)) {
      const before = first.get(each.id);
      if (before === undefined || before.atMs > each.atMs) first.set(each.id, each);
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
