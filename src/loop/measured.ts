import { daysBefore, fullWeeks, type Week } from './record/days.ts';
import { type Problem, problemsOf } from './record/problems.ts';
import type { ProjectRecord, RecordedCluster } from './record.ts';
import type { Settings } from './settings.ts';
import { type Basis, type Metric, metric, type Window } from './statistics/metric.ts';
import { EARLIER_WEEKS, RECENT_WEEKS } from './statistics/rate-ratio.ts';
import type { Provenance } from './vocabulary.ts';

/** What a value is counted in. */
export type Unit =
  | 'share'
  | 'count'
  | 'people'
  | 'per week'
  | 'per 100'
  | 'minutes'
  | 'hours'
  | 'office hours'
  | 'days'
  | 'ratio';

/** A metric with its name and the sentence that defines it: no number goes without. */
export interface Measured {
  /** stable, for exports: `first-response.staff` */
  id: string;
  name: string;
  definition: string;
  unit: Unit;
  metric: Metric;
}

/** A line of a checklist: what is asked, what the answer is, and what it rests on. */
export interface Line {
  id: string;
  text: string;
  state: 'yes' | 'no' | 'unknown';
  evidence: string;
  /** of the evidence; null where there is none */
  at: Date | null;
}

/** The parts of the settings that decide how something is counted. */
export type MeasureSettings = Pick<
  Settings,
  'staff' | 'audience' | 'officeHours' | 'starters' | 'signals' | 'themes' | 'triage'
>;

/** Windows of whole weeks, so that every weekday counts equally often. */
export const WINDOW_DAYS = { week: 7, month: 28, quarter: 84, year: 365 } as const;

/** The record with the moment and the calendar everything is measured by. */
export interface Frame {
  record: ProjectRecord;
  settings: MeasureSettings;
  asOf: Date;
  timezone: string;
  /** the last sixteen full ISO weeks, oldest first; as many of them as were observed from their beginning */
  weeks: readonly Week[];
  /** by the cluster's number; empty where nothing was clustered */
  problems: ReadonlyMap<number, Problem>;
  /** clusters with how they went on; null: not known */
  lives: readonly RecordedCluster[] | null;
  /** the days up to now */
  trailing(days: number): Window;
  /** what a metric over this window says of itself; `share`: how much of what it needs is known */
  basis(window: Window, provenance?: Provenance, share?: number): Basis;
}

export function frameOf(record: ProjectRecord, settings: MeasureSettings): Frame {
  const { asOf } = record;
  const { timezone } = settings.triage;
  const known = record.repositories.map(({ observedSince }) => observedSince);
  const complete = known.length === 0 ? asOf : latest(known);
  return {
    record,
    settings,
    asOf,
    timezone,
    weeks: fullWeeks(asOf, RECENT_WEEKS + EARLIER_WEEKS, timezone).filter(({ from }) => from >= complete),
    problems: problemsOf(record),
    lives: record.livesKept ? record.clusters : null,
    trailing: (days) => ({ from: daysBefore(asOf, days, timezone), until: asOf }),
    basis: (window, provenance = 'observed', share = 1) => ({
      coverage: observedShare(known, window) * share,
      provenance,
      window,
      asOf,
    }),
  };
}

function latest(times: readonly Date[]): Date {
  return new Date(Math.max(...times.map((at) => at.getTime())));
}

/** Share of the window that was observed, over the repositories. */
function observedShare(since: readonly Date[], { from, until }: Window): number {
  const length = until.getTime() - from.getTime();
  if (since.length === 0) return 0;
  const shares = since.map((each) => {
    const seen = until.getTime() - Math.max(from.getTime(), each.getTime());
    return Math.min(1, Math.max(0, seen / length));
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** A metric of something that nobody observes here: unknown, and said so. */
export function unobserved(frame: Frame, window: Window, what: string): Metric {
  const nothing = metric({ value: null, n: 0, interval: null }, frame.basis(window, 'observed', 0));
  return { ...nothing, note: `not observed: ${what}` };
}

/** The share of a list for which something is known, 1 for an empty one. */
export function knownShare<T>(list: readonly T[], isKnown: (each: T) => boolean): number {
  return list.length === 0 ? 1 : list.filter(isKnown).length / list.length;
}
