import { WINDOW_DAYS } from '../measured.ts';
import { present } from '../present.ts';
import { type Day, daysBefore, daysBetween, indexAt, isWithin } from '../record/days.ts';
import { GHOST, liveSince, personOf, sightingsOn } from '../record/people.ts';
import type { ProjectRecord } from '../record.ts';
import type { Window } from '../statistics/metric.ts';
import type { ContributionKind } from './contribution-kind.ts';
import type { Contribution } from './contributions.ts';

/**
 * How close people are, after the Orbit model (orbit-love/orbit-model, "Love" and "Presence"), with staff left out. 1 is
 * the innermost. Told as counts, never person by person.
 */
export const ORBITS = [1, 2, 3, 4] as const;
export type Orbit = (typeof ORBITS)[number];

/** What the strongest kind of contribution weighs, 1..12; whoever only says something weighs 1. */
const WEIGHTS: Record<ContributionKind, number> = {
  tool: 12,
  code: 11,
  docs: 10,
  example: 10,
  test: 9,
  change: 9,
  review: 8,
  answer: 7,
  triage: 6,
  report: 5,
};
const WEIGHT_PRESENT = 1;
/** Of an answer that is not known to have helped: many a comment is none. */
const WEIGHT_UNPROVEN = 3;

/** Days on which somebody was there within a week, month or quarter of the calendar, and what that weighs. */
const PRESENCE = [
  { span: 'quarter', days: 30, weight: 10 },
  { span: 'month', days: 7, weight: 7 },
  { span: 'week', days: 2, weight: 4 },
] as const;
const FEWEST_DAYS = Math.min(...PRESENCE.map(({ days }) => days));

/** From which weight on each orbit begins, innermost first. */
const ORBIT_FROM = [
  { orbit: 1, from: 10 },
  { orbit: 2, from: 7 },
  { orbit: 3, from: 4 },
  { orbit: 4, from: 1 },
] as const;

/** Movement is told over a quarter: people do not change from week to week. */
export const MOVEMENT_DAYS = WINDOW_DAYS.quarter;

/** What is older does not count: a year, and the one that ended a quarter ago; and the hour by which clocks change. */
export const PRESENCE_DAYS = WINDOW_DAYS.year + MOVEMENT_DAYS + 1;

/** Orbits now, and where the same people were a quarter ago; null: not there. */
export interface Presence {
  orbits: ReadonlyMap<number, Orbit>;
  before: ReadonlyMap<number, Orbit>;
}

/** The community's people over the trailing year and over the one that ended a quarter ago. Ghosts cannot be followed. */
export function presenceOf(
  record: ProjectRecord,
  given: readonly Contribution[],
  asOf: Date,
  timezone: string,
): Presence {
  const now = yearTo(asOf, timezone);
  const before = yearTo(daysBefore(asOf, MOVEMENT_DAYS, timezone), timezone);
  const days = daysBetween({ from: before.from, until: asOf }, timezone);
  const [seen, seenBefore] = daysSeen(record, [now, before], days);
  return {
    orbits: orbitsOf(weightsOf(seen, days), given, now),
    before: orbitsOf(weightsOf(seenBefore, days), given, before),
  };
}

function yearTo(until: Date, timezone: string): Window {
  return { from: daysBefore(until, WINDOW_DAYS.year, timezone), until };
}

function orbitsOf(
  weights: Map<number, number>,
  given: readonly Contribution[],
  window: Window,
): Map<number, Orbit> {
  for (const { person, kind, at, helped } of given) {
    const id = personOf(person);
    if (id === GHOST || !isWithin(at, window)) continue;
    const weight = helped ? WEIGHTS[kind] : WEIGHT_UNPROVEN;
    weights.set(id, Math.max(weights.get(id) ?? WEIGHT_PRESENT, weight));
  }
  return new Map([...weights].map(([id, weight]) => [id, orbitOf(weight)]));
}

function orbitOf(weight: number): Orbit {
  return present(ORBIT_FROM.find(({ from }) => weight >= from)).orbit;
}

/** The days on which people were there, by person, as often as they were seen. */
type Seen = ReadonlyMap<number, readonly number[]>;

/** Both windows in one pass: there may be half a million things to look at. */
function daysSeen(
  record: ProjectRecord,
  [now, before]: readonly [Window, Window],
  days: readonly Day[],
): [Seen, Seen] {
  const seen = new Map<number, number[]>();
  const seenBefore = new Map<number, number[]>();
  const add = (to: Map<number, number[]>, id: number, day: number) => {
    const own = to.get(id);
    if (own === undefined) to.set(id, [day]);
    else own.push(day);
  };
  const [nowFrom, nowUntil] = [now.from.getTime(), now.until.getTime()];
  const [beforeFrom, beforeUntil] = [before.from.getTime(), before.until.getTime()];
  for (const thread of liveSince(record.threads, before.from)) {
    const { ids, timesMs, areCommunity } = sightingsOn(thread);
    for (let index = 0; index < ids.length; index += 1) {
      const id = present(ids[index]);
      const atMs = present(timesMs[index]);
      if (!areCommunity[index] || atMs < beforeFrom || atMs >= nowUntil) continue;
      const day = indexAt(days, new Date(atMs));
      if (atMs >= nowFrom) add(seen, id, day);
      if (atMs < beforeUntil) add(seenBefore, id, day);
    }
  }
  return [seen, seenBefore];
}

function weightsOf(seen: Seen, days: readonly Day[]): Map<number, number> {
  const weightOf = (all: readonly number[]): number => {
    // Most people are seen once.
    if (all.length < FEWEST_DAYS) return WEIGHT_PRESENT;
    const on = new Set(all);
    const found = PRESENCE.find((rule) => {
      if (on.size < rule.days) return false;
      const counts = new Map<string, number>();
      for (const index of on) {
        const span = present(days[index])[rule.span];
        counts.set(span, (counts.get(span) ?? 0) + 1);
      }
      return Math.max(...counts.values()) >= rule.days;
    });
    return found?.weight ?? WEIGHT_PRESENT;
  };
  return new Map([...seen].map(([id, all]) => [id, weightOf(all)]));
}
