/**
 * Numbers for Prometheus. Label values come from closed lists that the metric is declared with, so that no name of a
 * tenant, a repository or a person can get in, and no metric grows without bound.
 */

/** The values that a label may take; anything else is counted as `other`. */
export type Labels = Readonly<Record<string, readonly string[]>>;
type Values = Readonly<Record<string, string>>;

export interface Counter {
  add(values?: Values, by?: number): void;
}

export interface Gauge {
  set(value: number, values?: Values): void;
}

export interface Histogram {
  observe(value: number, values?: Values): void;
}

export interface Metrics {
  /** only ever goes up; the name ends in `_total` */
  counter(name: string, help: string, labels?: Labels): Counter;
  gauge(name: string, help: string, labels?: Labels): Gauge;
  /** `bounds`: upper bounds of the buckets, rising; the unit is the last word of the name (`_seconds`) */
  histogram(name: string, help: string, bounds: readonly number[], labels?: Labels): Histogram;
  /** Runs before each reading, to set gauges; one that fails leaves the rest as it is. */
  beforeReading(update: () => Promise<void>): void;
  /** Prometheus text format 0.0.4. */
  text(): Promise<string>;
}

/** Declared names, one line each, in order of declaration. */
interface Family {
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  lines(name: string): string[];
}

const NAME = /^[a-z][a-z0-9_]*$/;

export function createMetrics(): Metrics {
  const families = new Map<string, Family>();
  const updates: (() => Promise<void>)[] = [];

  function declare(name: string, labels: Labels, family: Family): void {
    if (![name, ...Object.keys(labels)].every((word) => NAME.test(word)) || families.has(name)) {
      throw new Error(`metric ${name}: its name or a label's is not usable, or it is declared twice`);
    }
    families.set(name, family);
  }

  function values(
    type: 'counter' | 'gauge',
    name: string,
    help: string,
    labels: Labels,
  ): Map<string, number> {
    const series = new Map<string, number>();
    const lines = () => [...series].map(([key, value]) => `${name}${braced(key)} ${value}`);
    declare(name, labels, { type, help, lines });
    return series;
  }

  return {
    counter(name, help, labels = {}) {
      const series = values('counter', name, help, labels);
      if (Object.keys(labels).length === 0) series.set('', 0);
      return {
        add(given = {}, by = 1) {
          const key = seriesKey(labels, given);
          if (by >= 0) series.set(key, (series.get(key) ?? 0) + by);
        },
      };
    },
    gauge(name, help, labels = {}) {
      const series = values('gauge', name, help, labels);
      return { set: (value, given = {}) => void series.set(seriesKey(labels, given), value) };
    },
    histogram(name, help, bounds, labels = {}) {
      const series = new Map<string, Buckets>();
      const lines = () => [...series].flatMap(([key, buckets]) => histogramLines(name, key, bounds, buckets));
      declare(name, labels, { type: 'histogram', help, lines });
      return { observe: (value, given = {}) => observe(series, seriesKey(labels, given), bounds, value) };
    },
    beforeReading(update) {
      updates.push(update);
    },
    async text() {
      await Promise.allSettled(updates.map((update) => update()));
      const lines = [...families].flatMap(([name, family]) => [
        `# HELP ${name} ${family.help.replaceAll('\\', '\\\\').replaceAll('\n', ' ')}`,
        `# TYPE ${name} ${family.type}`,
        ...family.lines(name),
      ]);
      return `${lines.join('\n')}\n`;
    },
  };
}

/** `result="stored",kind="label"`, in order of declaration. */
function seriesKey(labels: Labels, given: Values): string {
  return Object.entries(labels)
    .map(([label, allowed]) => {
      const value = given[label] ?? '';
      return `${label}="${allowed.includes(value) ? escaped(value) : 'other'}"`;
    })
    .join(',');
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function braced(key: string): string {
  return key === '' ? '' : `{${key}}`;
}

interface Buckets {
  /** not cumulative; the last one is above all bounds */
  counts: number[];
  sum: number;
}

function observe(series: Map<string, Buckets>, key: string, bounds: readonly number[], value: number): void {
  const buckets = series.get(key) ?? { counts: Array<number>(bounds.length + 1).fill(0), sum: 0 };
  const found = bounds.findIndex((bound) => value <= bound);
  const index = found === -1 ? bounds.length : found;
  buckets.counts[index] = (buckets.counts[index] ?? 0) + 1;
  buckets.sum += value;
  series.set(key, buckets);
}

function histogramLines(name: string, key: string, bounds: readonly number[], buckets: Buckets): string[] {
  const label = key === '' ? '' : `${key},`;
  let seen = 0;
  const lines = buckets.counts.map((count, index) => {
    seen += count;
    return `${name}_bucket{${label}le="${bounds[index] ?? '+Inf'}"} ${seen}`;
  });
  return [...lines, `${name}_sum${braced(key)} ${buckets.sum}`, `${name}_count${braced(key)} ${seen}`];
}
