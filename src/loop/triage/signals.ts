import { countText, intervalText, valueText } from '../measure/figures.ts';
import type { Measures } from '../measure.ts';
import { measuredGroups } from '../measure.ts';
import type { Measured } from '../measured.ts';

/** What is watched from week to week, in this order; whatever is known of it. */
const WATCHED = [
  'awareness.new-people',
  'first-response.anybody',
  'peer.staff-first',
  'peer.first-within-24h.community',
  'retention.support-volume',
  'retention.repetition',
  'retention.question-quality',
  'loop.told',
  'loop.verified',
  'loop.still-broken',
  'loop.report-to-fix',
  'loop.fix-to-release',
  'loop.release-to-told',
  'loop.decided',
] as const;

/** The watched metrics of these measures. */
export function watchedSignals(measures: Measures): Measured[] {
  const byId = new Map(
    measuredGroups(measures).flatMap(({ metrics }) => metrics.map((each) => [each.id, each])),
  );
  return WATCHED.flatMap((id) => byId.get(id) ?? []);
}

/** Their values, to be compared with next week. */
export function signalValues(signals: readonly Measured[]): Record<string, number | null> {
  return Object.fromEntries(signals.map(({ id, metric }) => [id, metric.value]));
}

/**
 * A table of what is known, each with its interval and number of observations, against the weekly issue before; what is
 * not known is named below it.
 * @param before values of the issue before, by id
 */
export function signalTable(
  signals: readonly Measured[],
  before: Readonly<Record<string, number | null>>,
): string {
  const known = signals.filter(({ metric }) => metric.value !== null);
  const unknown = signals.filter(({ metric }) => metric.value === null);
  const rows = known.map((each) => {
    const then = before[each.id] ?? null;
    const last = then === null ? '' : valueText({ ...each, metric: { ...each.metric, value: then } });
    const range = intervalText(each);
    return `| ${each.name} | ${valueText(each)}${range === '' ? '' : ` (${range})`} | ${countText(each.metric)} | ${last} |`;
  });
  return [
    ...(known.length === 0
      ? []
      : [['| signal | now (95 %) | n | issue before |', '| --- | ---: | ---: | ---: |', ...rows].join('\n')]),
    ...(unknown.length === 0
      ? []
      : [`Unknown, or too few to tell: ${unknown.map(({ name }) => name.toLowerCase()).join(', ')}.`]),
  ].join('\n\n');
}
