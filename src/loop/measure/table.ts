import { type MeasuredGroup, type Measures, measuredGroups } from '../measure.ts';
import type { Measured } from '../measured.ts';

/** One metric as a flat row, for other programs; times in ISO 8601, unknown values empty. */
export interface MetricRow {
  group: string;
  id: string;
  name: string;
  unit: string;
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  censored: number;
  coverage: number;
  provenance: string;
  from: string;
  until: string;
  asOf: string;
  note: string;
  definition: string;
}

const COLUMNS = [
  'group',
  'id',
  'name',
  'unit',
  'value',
  'low',
  'high',
  'n',
  'censored',
  'coverage',
  'provenance',
  'from',
  'until',
  'asOf',
  'note',
  'definition',
] as const satisfies readonly (keyof MetricRow)[];

/** Every metric as a row. */
export function metricRows(measures: Measures): MetricRow[] {
  return measuredGroups(measures).flatMap(({ group, metrics }: MeasuredGroup) =>
    metrics.map((each) => rowOf(group, each)),
  );
}

function rowOf(group: string, { id, name, unit, definition, metric }: Measured): MetricRow {
  const { value, interval, n, censored, coverage, provenance, window, asOf, note } = metric;
  return {
    group,
    id,
    name,
    unit,
    value,
    low: interval?.[0] ?? null,
    high: interval?.[1] ?? null,
    n,
    censored,
    coverage,
    provenance,
    from: window.from.toISOString(),
    until: window.until.toISOString(),
    asOf: asOf.toISOString(),
    note: note ?? '',
    definition,
  };
}

/** Rows as CSV after RFC 4180, with a header line. */
export function metricsCsv(measures: Measures): string {
  const lines = metricRows(measures).map((row) => COLUMNS.map((column) => csvCell(row[column])).join(','));
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

/** One value of a CSV file, which no spreadsheet runs. */
export function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  // A spreadsheet would run what begins like a formula.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Everything as JSON, lists and checklists included. */
export function metricsJson(measures: Measures): string {
  return `${JSON.stringify(measures, null, 2)}\n`;
}
