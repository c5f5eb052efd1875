import { type Frame, knownShare, type Measured, unobserved, WINDOW_DAYS } from '../measured.ts';
import { present } from '../present.ts';
import { countByWeek, daysBefore, fullWeeks, indexAt, isWithin, type Week } from '../record/days.ts';
import { eachActivity, isCommunity, personOf } from '../record/people.ts';
import { isSupport } from '../record/support.ts';
import type { RecordedThread } from '../record.ts';
import { proportionMetric, rateMetric, trendMetric } from '../statistics/metric.ts';
import { EARLIER_WEEKS, type Period, RECENT_WEEKS } from '../statistics/rate-ratio.ts';

/** Rates are told for so many active people. */
const PER_PEOPLE = 100;

/** A cluster older than this was known when it was reported again. */
const KNOWN_FOR_DAYS = 28;

export function supportMetrics(frame: Frame): Measured[] {
  const support = frame.record.threads.filter(isSupport);
  return [
    ...volumeMetrics(frame, support),
    repetitionMetric(frame, support),
    ...qualityMetrics(frame, support),
  ];
}

function volumeMetrics(frame: Frame, support: readonly RecordedThread[]): Measured[] {
  const all = fullWeeks(frame.asOf, RECENT_WEEKS + EARLIER_WEEKS, frame.timezone);
  const periods = periodsOf(frame, all, support);
  const last = all.slice(-RECENT_WEEKS);
  const recent = periods.slice(-RECENT_WEEKS);
  const window = { from: present(last[0]).from, until: present(last.at(-1)).until };
  const basis = frame.basis(window);
  const sum = (of: (period: Period) => number) => recent.reduce((total, period) => total + of(period), 0);
  return [
    {
      id: 'retention.support-volume',
      name: 'Support volume',
      definition:
        'Support threads (questions, and community bugs in onboarding, adoption or retention) per week per 100 active people, over the last 4 full ISO weeks. Active: a community member seen in the 28 days to the end of the week.',
      unit: 'per 100',
      metric: rateMetric(
        sum(({ count }) => count),
        sum(({ exposure }) => exposure),
        basis,
      ),
    },
    {
      id: 'retention.support-volume.trend',
      name: 'Trend of support volume',
      definition: 'Support threads per 100 active people: last 4 weeks over the 12 before.',
      unit: 'ratio',
      // Of the observed weeks, which are the last of all.
      metric: trendMetric(periods.slice(all.length - frame.weeks.length), basis),
    },
  ];
}

/** Support threads of each week over hundreds of active people. */
function periodsOf(frame: Frame, weeks: readonly Week[], support: readonly RecordedThread[]): Period[] {
  const counts = countByWeek(
    weeks,
    support.map(({ createdAt }) => createdAt),
  );
  const active = activePeople(frame, weeks);
  return counts.map((count, index) => ({ count, exposure: present(active[index]) / PER_PEOPLE }));
}

function activePeople({ record, timezone }: Frame, weeks: readonly Week[]): number[] {
  const spans = weeks.map(({ until }) => ({ from: daysBefore(until, WINDOW_DAYS.month, timezone), until }));
  const seen = spans.map(() => new Set<number>());
  eachActivity(record, spans[0]?.from ?? null, (actor, at) => {
    if (!isCommunity(actor)) return;
    // Spans overlap and are in order, so those that hold a moment are the last to begin before it.
    for (let index = indexAt(spans, at); index >= 0 && isWithin(at, present(spans[index])); index -= 1) {
      present(seen[index]).add(personOf(actor));
    }
  });
  return seen.map(({ size }) => size);
}

function repetitionMetric(frame: Frame, support: readonly RecordedThread[]): Measured {
  const window = frame.trailing(WINDOW_DAYS.month);
  const recent = support.filter(({ createdAt }) => isWithin(createdAt, window));
  const known = recent.flatMap(({ clusterId, createdAt }) => {
    const problem = clusterId === null ? undefined : frame.problems.get(clusterId);
    if (problem === undefined) return [];
    return problem.openedAt < daysBefore(createdAt, KNOWN_FOR_DAYS, frame.timezone);
  });
  const share = knownShare(recent, ({ clusterId }) => clusterId !== null);
  return {
    id: 'retention.repetition',
    name: 'Repeated trouble',
    definition:
      'Of the support threads of 28 days, those whose cluster had been known for more than 28 days.',
    unit: 'share',
    metric:
      frame.record.clusters === null
        ? unobserved(frame, window, 'clusters')
        : proportionMetric(
            known.filter(Boolean).length,
            known.length,
            frame.basis(window, 'inferred', share),
          ),
  };
}

function qualityMetrics(frame: Frame, support: readonly RecordedThread[]): Measured[] {
  const window = frame.trailing(WINDOW_DAYS.quarter);
  const recent = support.filter(({ createdAt }) => isWithin(createdAt, window));
  const solved = recent.filter(
    ({ closedAt, comments }) => closedAt !== null || comments.some(({ isAnswer }) => isAnswer),
  );
  const isReadable = ({ comments }: RecordedThread) => comments.every(({ said }) => said !== null);
  const readable = solved.filter(isReadable);
  const share = knownShare(solved, isReadable);
  const solvedOf = (complete: boolean) => {
    const of = readable.filter((thread) => isComplete(thread) === complete);
    return proportionMetric(
      of.filter(isSolvedUnasked).length,
      of.length,
      frame.basis(window, 'inferred', share),
    );
  };
  return [
    {
      id: 'retention.question-quality',
      name: 'Question quality',
      definition:
        'Of the support threads of 12 weeks, those that state the version, steps or a minimal example, and the exact error.',
      unit: 'share',
      metric: proportionMetric(
        recent.filter(isComplete).length,
        recent.length,
        frame.basis(window, 'inferred'),
      ),
    },
    {
      id: 'retention.solved-unasked.complete',
      name: 'Solved without asking back, complete questions',
      definition:
        'Of the solved support threads that state all three, those in which nobody had to ask for information.',
      unit: 'share',
      metric: solvedOf(true),
    },
    {
      id: 'retention.solved-unasked.incomplete',
      name: 'Solved without asking back, other questions',
      definition:
        'The same for solved support threads that lack something: if quality is measured well, it is lower.',
      unit: 'share',
      metric: solvedOf(false),
    },
  ];
}

function isComplete({ quality }: RecordedThread): boolean {
  return quality.version && quality.steps && quality.error;
}

function isSolvedUnasked({ author, comments }: RecordedThread): boolean {
  return !comments.some(
    (comment) =>
      comment.author.role !== 'bot' && comment.author.id !== author.id && comment.said?.asksForInformation,
  );
}
