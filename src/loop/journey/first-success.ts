import { type Frame, type Measured, unobserved, WINDOW_DAYS } from '../measured.ts';
import { isWithin } from '../record/days.ts';
import { GHOST, isCommunity, maybeSame } from '../record/people.ts';
import type { RecordedRun, RecordedThread } from '../record.ts';
import { isStarter } from '../starters.ts';
import type { Duration } from '../statistics/kaplan-meier.ts';
import { type Basis, type Metric, medianMetric, quantileMetric, type Window } from '../statistics/metric.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Median and ninth decile, in minutes. */
export interface Spread {
  p50: Metric;
  p90: Metric;
}

/** Time to first success by its three sources, which are never mixed into one number. */
export interface FirstSuccess {
  machine: Spread;
  declared: Spread;
  inferred: Metric;
}

export function firstSuccess(frame: Frame): FirstSuccess {
  const quarter = frame.trailing(WINDOW_DAYS.quarter);
  return {
    machine: machineTimes(frame, quarter),
    declared: declaredTimes(frame, quarter),
    inferred: medianMetric(inferredWaits(frame), frame.basis(frame.trailing(WINDOW_DAYS.year), 'inferred')),
  };
}

export function firstSuccessMetrics({ machine, declared, inferred }: FirstSuccess): Measured[] {
  const machineIs =
    'Duration of scheduled runs of the configured starters that succeeded at the first attempt, in 12 weeks';
  const declaredIs =
    'Minutes that people wrote into the first-success field, or that other channels sent, in 12 weeks';
  return [
    {
      id: 'onboarding.ttfs.machine.p50',
      name: 'First success by machine, median',
      definition: `${machineIs}: median.`,
      unit: 'minutes',
      metric: machine.p50,
    },
    {
      id: 'onboarding.ttfs.machine.p90',
      name: 'First success by machine, p90',
      definition: `${machineIs}: nine in ten are faster.`,
      unit: 'minutes',
      metric: machine.p90,
    },
    {
      id: 'onboarding.ttfs.declared.p50',
      name: 'First success as declared, median',
      definition: `${declaredIs}: median.`,
      unit: 'minutes',
      metric: declared.p50,
    },
    {
      id: 'onboarding.ttfs.declared.p90',
      name: 'First success as declared, p90',
      definition: `${declaredIs}: nine in ten are faster.`,
      unit: 'minutes',
      metric: declared.p90,
    },
    {
      id: 'onboarding.ttfs.inferred',
      name: 'First success as inferred',
      definition:
        'Median time from a person’s first onboarding thread to the first sign of success: an accepted answer, "works now" or closing it themselves, or a first later thread beyond onboarding; those who gave no sign count as waiting (Kaplan-Meier).',
      unit: 'days',
      metric: inferred,
    },
  ];
}

/** A run as a newcomer would have it: by schedule, of a configured starter, in one go. */
export function isScheduled(frame: Frame, run: RecordedRun): boolean {
  return run.trigger === 'schedule' && isStarter(frame.settings, run);
}

function machineTimes(frame: Frame, window: Window): Spread {
  const { runs } = frame.record;
  if (runs === null || frame.settings.starters.length === 0) {
    const unknown = unobserved(
      frame,
      window,
      runs === null ? 'runs of starters' : 'no starter is configured',
    );
    return { p50: unknown, p90: unknown };
  }
  const clean = runs.filter(
    (run) =>
      isScheduled(frame, run) &&
      run.conclusion === 'success' &&
      run.attempt === 1 &&
      isWithin(run.startedAt, window),
  );
  const minutes = clean.map(
    (run) => Math.max(0, run.finishedAt.getTime() - run.startedAt.getTime()) / MINUTE_MS,
  );
  return spreadOf(minutes, frame.basis(window));
}

function spreadOf(minutes: readonly number[], basis: Basis): Spread {
  return { p50: quantileMetric(minutes, 0.5, basis), p90: quantileMetric(minutes, 0.9, basis) };
}

function declaredTimes(frame: Frame, window: Window): Spread {
  const { threads, signals } = frame.record;
  if (frame.settings.signals.firstSuccessField === null && signals === null) {
    const unknown = unobserved(frame, window, 'no form asks for it, and no channel is connected');
    return { p50: unknown, p90: unknown };
  }
  const asked = threads.flatMap(({ author, createdAt, firstSuccessMinutes }) =>
    firstSuccessMinutes !== null && isCommunity(author) && isWithin(createdAt, window)
      ? firstSuccessMinutes
      : [],
  );
  const sent = (signals ?? []).flatMap(({ type, at, minutes }) =>
    type === 'first_success' && minutes !== null && isWithin(at, window) ? minutes : [],
  );
  return spreadOf([...asked, ...sent], frame.basis(window, 'declared'));
}

/** Stages that somebody only writes from who has got something to run. */
const BEYOND = new Set(['adoption', 'retention', 'advocacy']);

/** Closed like this it did not work out. */
const NO_SUCCESS = new Set(['not_planned', 'duplicate', 'outdated']);

/** In days, of everybody whose first onboarding thread was opened in the trailing year. Ghosts cannot be followed. */
function inferredWaits({ record, asOf, trailing }: Frame): Duration[] {
  const first = new Map<number, RecordedThread>();
  for (const thread of record.threads) {
    if (thread.stage !== 'onboarding' || !isFollowed(thread)) continue;
    const { id } = thread.author;
    if (id !== null && !first.has(id)) first.set(id, thread);
  }
  const year = trailing(WINDOW_DAYS.year);
  // What was before is no sign.
  const told = record.threads.filter((thread) => thread.createdAt >= year.from && isFollowed(thread));
  const byPerson = new Map<RecordedThread, RecordedThread[]>();
  for (const thread of told) {
    const begun = first.get(thread.author.id ?? GHOST);
    if (begun === undefined || !isWithin(begun.createdAt, year) || thread.createdAt < begun.createdAt)
      continue;
    const own = byPerson.get(begun) ?? [];
    byPerson.set(begun, own);
    own.push(thread);
  }
  return [...byPerson].flatMap(([first, own]) => {
    const signs = own.flatMap((thread) => signsOf(thread, first)).filter((at) => at <= asOf);
    const sign = signs.length === 0 ? null : Math.min(...signs.map((at) => at.getTime()));
    const until = sign ?? asOf.getTime();
    return { time: Math.max(0, until - first.createdAt.getTime()) / DAY_MS, ended: sign !== null };
  });
}

/** Of people of other channels no later sign would be seen. */
function isFollowed({ type, author }: RecordedThread): boolean {
  return type !== null && isCommunity(author);
}

function signsOf(thread: RecordedThread, first: RecordedThread): Date[] {
  const { stage, createdAt, author, comments, closedAt, closedBy, stateReason } = thread;
  if (createdAt < first.createdAt) return [];
  if (stage !== 'onboarding') return stage !== null && BEYOND.has(stage) ? [createdAt] : [];
  const signs = comments.flatMap(({ author: by, at, isAnswer, said }) =>
    isAnswer || (said?.worksNow && maybeSame(by, author)) ? at : [],
  );
  const isOwnClosing =
    closedAt !== null &&
    closedBy !== null &&
    maybeSame(closedBy, author) &&
    !NO_SUCCESS.has(stateReason ?? '');
  return isOwnClosing ? [...signs, closedAt] : signs;
}
