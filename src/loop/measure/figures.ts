import type { Measured, Unit } from '../measured.ts';
import { present } from '../present.ts';
import type { Metric } from '../statistics/metric.ts';

/** Figures shown of a number: more would claim what is not known. */
const FIGURES = 3;

const SUFFIX: Record<Unit, string> = {
  share: '',
  count: '',
  people: '',
  'per week': ' per week',
  'per 100': ' per week per 100 people',
  minutes: ' min',
  hours: ' h',
  'office hours': ' office hours',
  days: ' d',
  ratio: ' times',
};

/** A value in words: `42 %`, `7.5 h`, `1.2 times`; unknown is `unknown`, with its reason. */
export function valueText({ unit, metric }: Measured): string {
  // What is unknown says why.
  if (metric.value === null) return present(metric.note);
  return figureText(metric.value, unit);
}

/** A number in its unit: `42 %`, `7.5 h`. */
export function figureText(value: number, unit: Unit): string {
  return `${figure(value, unit)}${SUFFIX[unit]}`;
}

/** `30 % to 55 %`; a limit that the data do not set is `?`. Empty where there is none. */
export function intervalText({ unit, metric: { interval } }: Measured): string {
  if (interval === null) return '';
  const [low, high] = interval;
  return `${figure(low, unit)} to ${high === null ? '?' : figure(high, unit)}`;
}

/** `12`, or `12 (3 still open)`. */
export function countText({ n, censored }: Metric): string {
  return censored === 0 ? String(n) : `${n} (${censored} still open)`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Smaller numbers are read as nothing, and their digits as precision. */
const SMALLEST_SHOWN = 0.01;

function figure(value: number, unit: Unit): string {
  if (unit === 'share') return percent(value);
  if (value > 0 && value < SMALLEST_SHOWN) return `< ${SMALLEST_SHOWN}`;
  return String(Number(value.toPrecision(FIGURES)));
}
