import { present } from '../present.ts';
import { garwood } from '../statistics/poisson.ts';
import type { Severity } from '../vocabulary.ts';

const SEVERITY_WEIGHTS: Record<Severity, number> = { blocker: 8, major: 4, minor: 2, cosmetic: 1 };

/** Words can only suggest how bad it is; a human has to say that it blocks. */
const INFERRED_WEIGHT_MAX = 4;

/** A thumbs-up is a quarter of a report, and all of them together at most as much as the reports. */
const THUMB_WEIGHT = 0.25;

/** Themes may tip a ranking, not be it. */
const ALIGNMENT_MIN = 0.5;
const ALIGNMENT_MAX = 2;

/** What the rank of a cluster is made from. */
export interface RankInput {
  id: number;
  /** distinct community reporters in 28 days */
  reporters: number;
  /** distinct people who gave a thumbs-up and are not reporters */
  thumbs: number;
  severity: { value: Severity; inferred: boolean };
  themes: readonly { name: string; weight: number }[];
}

/** A cluster's rank with all that it is made of. */
export interface Rank {
  id: number;
  /** F */
  frequency: number;
  reporters: number;
  thumbs: number;
  /** S, 1..8 */
  severity: number;
  /** the severity is inferred, so that it counts 4 at most */
  isInferred: boolean;
  /** A, 0.5..2 */
  alignment: number;
  themes: readonly string[];
  rank: number;
  /** of the rank, from the 95 % interval of the frequency */
  range: readonly [low: number, high: number];
  /** first and last place of its tie group, from 1: within it the order means nothing */
  places: readonly [first: number, last: number];
}

/**
 * Clusters by `log2(1 + frequency) × severity × alignment`, highest first, equal ones by age. Neighbours whose ranges
 * overlap are one tie group.
 */
export function rankClusters(inputs: readonly RankInput[]): Rank[] {
  const ranks = inputs.map(rankOf).toSorted((one, other) => other.rank - one.rank || one.id - other.id);
  let first = 0;
  let last = -1;
  return ranks.map((each, index) => {
    if (index > last) {
      first = index;
      last = index;
      while (last + 1 < ranks.length && overlap(present(ranks[last]).range, present(ranks[last + 1]).range))
        last += 1;
    }
    return { ...each, places: [first + 1, last + 1] };
  });
}

/** F: reporters, and a quarter of the thumbs-up people, at most doubling. */
export function frequencyOf({ reporters, thumbs }: Pick<RankInput, 'reporters' | 'thumbs'>): number {
  return reporters + Math.min(reporters, THUMB_WEIGHT * thumbs);
}

/** A: the product of the weights of the themes it matches, 1 without any. */
export function alignmentOf(themes: RankInput['themes']): number {
  const product = themes.reduce((all, { weight }) => all * weight, 1);
  return Math.min(ALIGNMENT_MAX, Math.max(ALIGNMENT_MIN, product));
}

/** S, capped where it is inferred. */
export function severityWeight({ value, inferred }: RankInput['severity']): number {
  return inferred ? Math.min(INFERRED_WEIGHT_MAX, SEVERITY_WEIGHTS[value]) : SEVERITY_WEIGHTS[value];
}

function rankOf(input: RankInput): Omit<Rank, 'places'> {
  const frequency = frequencyOf(input);
  const severity = severityWeight(input.severity);
  const alignment = alignmentOf(input.themes);
  const at = (each: number) => Math.log2(1 + each) * severity * alignment;
  const [low, high] = garwood(frequency);
  return {
    id: input.id,
    frequency,
    reporters: input.reporters,
    thumbs: input.thumbs,
    severity,
    isInferred: input.severity.inferred,
    alignment,
    themes: input.themes.map(({ name }) => name),
    rank: at(frequency),
    range: [at(low), at(high)],
  };
}

function overlap([low, high]: Rank['range'], [otherLow, otherHigh]: Rank['range']): boolean {
  return low <= otherHigh && otherLow <= high;
}
