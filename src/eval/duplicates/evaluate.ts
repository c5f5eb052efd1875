import { MATCH_MODEL, type MatchModel } from '../../loop/cluster/match-model.ts';
import { type Matching, rerank } from '../../loop/cluster/rerank.ts';
import { type Groups, groupsOf } from './groups.ts';
import { type Arrival, replay } from './replay.ts';
import type { Report } from './reports.ts';

const RANKS = [1, 5, 10, 20] as const;

/** What a tier did. `null` where there is nothing to divide by. */
export interface TierFigures {
  /** reports for which it names a target */
  count: number;
  /** `count` over all reports in the dates */
  share: number | null;
  /** of the known duplicates for which it names a target, those with the right one */
  precision: number | null;
  /** right ones over all known duplicates */
  recall: number | null;
}

/** What `fullcircle eval duplicates --json` prints. */
export interface DuplicateFigures {
  queries: number;
  /** reports in the dates */
  items: number;
  recallAt: Record<(typeof RANKS)[number], number | null>;
  mrr: number | null;
  certain: TierFigures;
  /** of reports without a `certain` target */
  possible: TierFigures;
  /** reading, looking up and judging one report; null without reports */
  msPerQuery: { p50: number | null; p95: number | null };
}

export interface EvaluationOptions {
  /** first and last day counted, inclusive UTC dates `2014-01-31`; earlier reports are still looked up among */
  from?: string;
  until?: string;
  model?: MatchModel;
}

/** One look-up with its outcome. */
export interface Outcome {
  arrival: Arrival;
  matching: Matching;
  /** place of the first right match, from 1; null where none is right */
  place: number | null;
  query: boolean;
}

/** Looks up each report among all earlier ones and counts, as the contract defines it. */
export function evaluateDuplicates(
  reports: readonly Report[],
  options: EvaluationOptions = {},
): DuplicateFigures {
  const tally = new Tally();
  const groups = groupsOf(reports);
  const model = options.model ?? MATCH_MODEL;
  for (const arrival of replay(reports)) {
    if (!within(arrival.report, options)) continue;
    const startedAt = performance.now();
    const outcome = outcomeOf(arrival, groups, model);
    tally.add(outcome, groups, arrival.elapsedMs + performance.now() - startedAt);
  }
  return tally.figures();
}

/** @param groups of all reports, the later ones included */
export function outcomeOf(arrival: Arrival, groups: Groups, model: MatchModel): Outcome {
  const matching = rerank(arrival.item, arrival.statistics, arrival.candidates, model);
  const first = matching.matches.findIndex(({ itemId }) => isRight(arrival, itemId, groups));
  const query = groups.queries.has(arrival.report.id);
  return { arrival, matching, place: query && first >= 0 ? first + 1 : null, query };
}

/** Whether an earlier item is known to be the same problem as the arriving one. */
export function isRight(arrival: Arrival, itemId: number, { groupOf }: Groups): boolean {
  const group = groupOf.get(arrival.report.id);
  const target = arrival.reports[itemId];
  return group !== undefined && target !== undefined && groupOf.get(target.id) === group;
}

export function within({ createdAt }: Report, { from, until }: EvaluationOptions): boolean {
  const day = createdAt.toISOString().slice(0, 10);
  return (from === undefined || day >= from) && (until === undefined || day <= until);
}

interface TierCount {
  count: number;
  named: number;
  right: number;
}

/** Adds up outcomes, of one model or of several over forward splits. */
export class Tally {
  #items = 0;
  #queries = 0;
  readonly #places: number[] = [];
  readonly #ms: number[] = [];
  readonly #tiers: Record<'certain' | 'possible', TierCount> = {
    certain: { count: 0, named: 0, right: 0 },
    possible: { count: 0, named: 0, right: 0 },
  };

  add(outcome: Outcome, groups: Groups, elapsedMs: number): void {
    this.#items += 1;
    this.#ms.push(elapsedMs);
    if (outcome.query) this.#queries += 1;
    if (outcome.place !== null) this.#places.push(outcome.place);
    const { tier } = outcome.matching;
    if (tier === 'certain' || tier === 'possible') this.#count(outcome, tier, groups);
  }

  #count({ arrival, matching, query }: Outcome, tier: 'certain' | 'possible', groups: Groups): void {
    const target = matching.matches.find((match) => match.tier === tier);
    if (target === undefined) return;
    const count = this.#tiers[tier];
    count.count += 1;
    if (!query) return;
    count.named += 1;
    if (isRight(arrival, target.itemId, groups)) count.right += 1;
  }

  figures(): DuplicateFigures {
    const recallAt = (rank: number) =>
      ratio(this.#places.filter((place) => place <= rank).length, this.#queries);
    const sorted = [...this.#ms].sort((a, b) => a - b);
    const tier = ({ count, named, right }: TierCount): TierFigures => ({
      count,
      share: ratio(count, this.#items),
      precision: ratio(right, named),
      recall: ratio(right, this.#queries),
    });
    return {
      queries: this.#queries,
      items: this.#items,
      recallAt: { 1: recallAt(1), 5: recallAt(5), 10: recallAt(10), 20: recallAt(20) },
      mrr: ratio(
        this.#places.reduce((sum, place) => sum + 1 / place, 0),
        this.#queries,
      ),
      certain: tier(this.#tiers.certain),
      possible: tier(this.#tiers.possible),
      msPerQuery: { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) },
    };
  }
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** @param sorted ascending */
function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}
