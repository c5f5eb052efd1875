import { type Frame, type Measured, type Unit, unobserved, WINDOW_DAYS } from '../measured.ts';
import { daysBefore, isWithin } from '../record/days.ts';
import { decided } from '../record/decided.ts';
import { isCommunity } from '../record/people.ts';
import type { RecordedCluster, RecordedNotice } from '../record.ts';
import type { Duration } from '../statistics/kaplan-meier.ts';
import { type Metric, medianMetric, proportionMetric, type Window } from '../statistics/metric.ts';
import { auditDecisions } from './decisions.ts';

const DAY_MS = 86_400_000;

/** A decision is asked for within a week of the issue that showed the cluster. */
const DECIDED_WITHIN_DAYS = 7;
/** So many clusters of a weekly issue count. */
export const AGENDA_TOP = 10;

/** What is not known where nobody keeps it. */
const LIVES = 'how clusters went on';

export function loopHealth(frame: Frame): Measured[] {
  return [
    ...labelMetrics(frame),
    ...linkMetrics(frame),
    decidedMetric(frame),
    ...passageMetrics(frame),
    ...closedMetrics(frame),
    shippedMetric(frame),
  ];
}

function measured(id: string, name: string, definition: string, unit: Unit, value: Metric): Measured {
  return { id: `loop.${id}`, name, definition, unit, metric: value };
}

function labelMetrics(frame: Frame): Measured[] {
  const window = frame.trailing(WINDOW_DAYS.month);
  const basis = frame.basis(window);
  const recent = frame.record.threads.filter(
    ({ createdAt, author, type }) => type !== null && isCommunity(author) && isWithin(createdAt, window),
  );
  const labelled = recent.filter(({ stageByApp }) => stageByApp !== null);
  const changed = labelled.filter(
    ({ stage, stageByApp, stageByHuman }) => stageByHuman && stage !== stageByApp,
  );
  const staged = recent.filter(({ stage }) => stage !== null);
  return [
    measured(
      'labelled',
      'Labelled',
      'Of the community’s threads of 28 days, those with a stage.',
      'share',
      proportionMetric(staged.length, recent.length, basis),
    ),
    measured(
      'overridden',
      'Overridden',
      'Of the stages that the app gave to threads of 28 days, those that a human changed.',
      'share',
      proportionMetric(changed.length, labelled.length, basis),
    ),
  ];
}

function linkMetrics(frame: Frame): Measured[] {
  const window = frame.trailing(WINDOW_DAYS.year);
  const { links } = frame.record;
  const definition =
    'Of the links that a human judged, those that were confirmed (closed as duplicate, joined, 👍) rather than rejected.';
  if (links === null) {
    return [
      measured(
        'link-precision',
        'Link precision',
        definition,
        'share',
        unobserved(frame, window, 'judged links'),
      ),
    ];
  }
  const kinds = [...new Set(links.map(({ tier, algorithm }) => `${tier}, ${algorithm}`))].sort();
  return kinds.map((kind) => {
    const judged = links.filter(
      ({ tier, algorithm, verdict }) => `${tier}, ${algorithm}` === kind && verdict !== null,
    );
    const confirmed = judged.filter(({ verdict }) => verdict === 'confirmed');
    const value = proportionMetric(confirmed.length, judged.length, frame.basis(window, 'declared'));
    return measured(
      `link-precision.${kind.replace(', ', '.')}`,
      `Link precision (${kind.replace(', ', ', version ')})`,
      definition,
      'share',
      value,
    );
  });
}

/** The newest weekly issue that is at least `days` old. */
export function agendaBefore(frame: Frame, days: number): { at: Date; clusterIds: readonly number[] } | null {
  const latest = daysBefore(frame.asOf, days, frame.timezone);
  return (
    (frame.record.agendas ?? [])
      .filter(({ at }) => at <= latest)
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null
  );
}

/** Whether a cluster of a weekly issue was decided within a week of it: the issue may have been made anew since. */
export function wasDecidedBy(agenda: { at: Date }, cluster: RecordedCluster | undefined): boolean {
  return (
    cluster !== undefined &&
    decided(cluster).some(
      ({ at }) => Math.abs(at.getTime() - agenda.at.getTime()) <= DECIDED_WITHIN_DAYS * DAY_MS,
    )
  );
}

/** Whether one moment came within so many days after another. */
export function cameWithin(at: Date | null | undefined, since: Date, days: number): boolean {
  return at != null && at.getTime() - since.getTime() <= days * DAY_MS;
}

export function clustersById({ lives }: Frame): Map<number, RecordedCluster> {
  return new Map((lives ?? []).map((cluster) => [cluster.id, cluster]));
}

function decidedMetric(frame: Frame): Measured {
  const agenda = agendaBefore(frame, DECIDED_WITHIN_DAYS);
  const window = frame.trailing(WINDOW_DAYS.month);
  const name = 'Decided within a week';
  const definition =
    'Of the top ten clusters of the newest weekly issue that is at least a week old, those with a decision within 7 days of it; to defer is none.';
  if (frame.record.agendas === null || frame.lives === null)
    return measured('decided', name, definition, 'share', unobserved(frame, window, 'decisions'));
  const clusters = clustersById(frame);
  const top = agenda?.clusterIds.slice(0, AGENDA_TOP) ?? [];
  const inTime = top.filter((id) => agenda !== null && wasDecidedBy(agenda, clusters.get(id)));
  return measured(
    'decided',
    name,
    definition,
    'share',
    proportionMetric(inTime.length, top.length, frame.basis(window, 'declared')),
  );
}

/** Medians between the states of the clusters that came into the earlier state in the trailing year. */
function passageMetrics(frame: Frame): Measured[] {
  const { lives, problems, asOf } = frame;
  const window = frame.trailing(WINDOW_DAYS.year);
  const passage = (
    id: string,
    name: string,
    definition: string,
    pairs: readonly (readonly [Date | null, Date | null])[],
  ) => {
    const waits = pairs.flatMap(([from, until]): Duration[] => {
      if (from === null || !isWithin(from, window)) return [];
      const end = until ?? asOf;
      return [{ time: Math.max(0, end.getTime() - from.getTime()) / DAY_MS, ended: until !== null }];
    });
    const value =
      lives === null ? unobserved(frame, window, LIVES) : medianMetric(waits, frame.basis(window));
    return measured(id, name, definition, 'days', value);
  };
  const all = lives ?? [];
  return [
    passage(
      'report-to-fix',
      'Report to fix',
      'Median time from a cluster’s first report to its merged fix; clusters without one count as waiting.',
      all.map(({ id, fixedAt }) => [problems.get(id)?.openedAt ?? null, fixedAt]),
    ),
    passage(
      'fix-to-release',
      'Fix to release',
      'Median time from the merged fix to the first release that contains it.',
      all.map(({ fixedAt, releasedAt }) => [fixedAt, releasedAt]),
    ),
    passage(
      'release-to-told',
      'Release to told',
      'Median time from when a reporter could be told to when they were.',
      noticesOf(all).map(({ eligibleAt, toldAt }) => [eligibleAt, toldAt]),
    ),
  ];
}

function noticesOf(clusters: readonly RecordedCluster[]): RecordedNotice[] {
  return clusters.flatMap(({ notices }) => notices);
}

/** Reporters told, of those who could be: what "the loop is closed" means. */
export function toldShare(frame: Frame): Metric {
  const { eligible, told, window } = closing(frame);
  if (frame.lives === null) return unobserved(frame, window, LIVES);
  return proportionMetric(told.length, eligible.length, frame.basis(window));
}

function closing(frame: Frame): { eligible: RecordedNotice[]; told: RecordedNotice[]; window: Window } {
  const window = frame.trailing(WINDOW_DAYS.year);
  const eligible = noticesOf(frame.lives ?? []).filter(({ eligibleAt }) => isWithin(eligibleAt, window));
  return { eligible, told: eligible.filter(({ toldAt }) => toldAt !== null), window };
}

function closedMetrics(frame: Frame): Measured[] {
  const { told, window } = closing(frame);
  const of = (isThat: (notice: RecordedNotice) => boolean): Metric =>
    frame.lives === null
      ? unobserved(frame, window, LIVES)
      : proportionMetric(told.filter(isThat).length, told.length, frame.basis(window, 'declared'));
  return [
    measured(
      'told',
      'Loop closed',
      'Of the reporters who could be told, those who were.',
      'share',
      toldShare(frame),
    ),
    measured(
      'verified',
      'Verified',
      'Of the reporters who were told, those who said that it is gone.',
      'share',
      of(({ verifiedAt }) => verifiedAt !== null),
    ),
    measured(
      'still-broken',
      'Still broken',
      'Of the reporters who were told, those who said that it is not.',
      'share',
      of(({ stillBrokenAt }) => stillBrokenAt !== null),
    ),
  ];
}

function shippedMetric(frame: Frame): Measured {
  const window = frame.trailing(WINDOW_DAYS.year);
  const audited = auditDecisions(frame);
  const due = (audited ?? []).filter(
    ({ decision, decidedAt }) => decision !== 'decline' && isWithin(decidedAt, window),
  );
  const value =
    audited === null
      ? unobserved(frame, window, 'decisions')
      : proportionMetric(due.filter(({ shipped }) => shipped).length, due.length, frame.basis(window));
  return measured(
    'decisions-shipped',
    'Decisions that shipped',
    'Of the decisions to fix, document or teach that are older than 8 weeks, those that were carried out.',
    'share',
    value,
  );
}
