import { percent } from '../measure/figures.ts';
import type { Frame, Line } from '../measured.ts';
import { present } from '../present.ts';
import type { Metric } from '../statistics/metric.ts';

/** Attestations are asked for again after so long: what a human said of the docs grows old. */
export const ATTESTATION_DAYS = 90;
const DAY_MS = 86_400_000;

/** What cannot be computed and is asked of humans, by the name that `/attest` takes. */
export const ATTESTABLE = [
  'docs-by-product-feature',
  'examples-need-edits',
  'docs-explain-workflows',
  'starter-complete',
] as const;
export type Attestable = (typeof ATTESTABLE)[number];

type State = Line['state'];

export function stateOf(answer: boolean | null): State {
  return answer === null ? 'unknown' : answer ? 'yes' : 'no';
}

/** The latest attestation of a line that has not expired. */
export function attested({ record, asOf }: Frame, line: Attestable): { answer: boolean; at: Date } | null {
  const valid = (record.attestations ?? []).filter(
    (each) =>
      each.line === line && each.at <= asOf && asOf.getTime() - each.at.getTime() < ATTESTATION_DAYS * DAY_MS,
  );
  return valid.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0] ?? null;
}

export function attestedLine(frame: Frame, id: Attestable, text: string): Line {
  const found = attested(frame, id);
  if (found === null)
    return {
      id,
      text,
      state: 'unknown',
      evidence: `nobody has attested it in ${ATTESTATION_DAYS} days`,
      at: null,
    };
  return { id, text, state: stateOf(found.answer), evidence: 'attested', at: found.at };
}

/** A number as evidence: `7.5 min (95 %: 4 to 12, n = 9)`, `42 % (95 %: 30 % to 55 %, n = 60)`, or why there is none. */
export function evidenceOf({ value, interval, n, note }: Metric, unit: 'min' | 'share' = 'share'): string {
  const figure = unit === 'share' ? percent : short;
  // What is unknown says why.
  const told = value === null ? present(note) : `${figure(value)}${unit === 'share' ? '' : ` ${unit}`}`;
  if (n === 0) return told;
  const range = interval === null ? '' : `95 %: ${figure(interval[0])} to ${limit(interval[1], figure)}, `;
  return `${told} (${range}n = ${n})`;
}

/** A limit that the data do not set is a question. */
export function limit(high: number | null, figure = short): string {
  return high === null ? '?' : figure(high);
}

/** Three figures at most. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
