import { featuresOf, matchQuery } from '../../loop/cluster/features.ts';
import type { MatchModel } from '../../loop/cluster/match-model.ts';
import { type MatchExample, trainMatchModel } from '../../loop/cluster/train.ts';
import { type DuplicateFigures, isRight, outcomeOf, Tally } from './evaluate.ts';
import { type Groups, groupsOf } from './groups.ts';
import { type Arrival, replay } from './replay.ts';
import type { Report } from './reports.ts';

/** Few known duplicates before this share of them: too little to fit on, so the first split starts here. */
const FIRST_SPLIT = 0.15;
const SPLITS = 5;

/** A fitted model and what the same procedure reached on reports that it had not seen. */
export interface Training {
  model: MatchModel;
  forward: DuplicateFigures;
}

/**
 * Fits the matcher, and estimates it by forward splits: the queries in order of time are cut into parts, and each
 * part is judged by a model fitted on what came before it.
 * @param provenance goes into the model beside the figures
 */
export function trainDuplicates(
  reports: readonly Report[],
  version: string,
  provenance: MatchModel['provenance'],
): Training {
  const groups = groupsOf(reports);
  const arrivals = [...replay(reports)];
  const examples = arrivals.map((arrival) => exampleOf(arrival, groups));
  const cuts = splitsOf(examples);
  const tally = new Tally();
  cuts.forEach((cut, at) => {
    const model = trainMatchModel(examples.slice(0, cut), version, {});
    for (const arrival of arrivals.slice(cut, cuts[at + 1])) {
      const startedAt = performance.now();
      const outcome = outcomeOf(arrival, groups, model);
      tally.add(outcome, groups, arrival.elapsedMs + performance.now() - startedAt);
    }
  });
  const forward = tally.figures();
  const figures = { ...forward, msPerQuery: undefined };
  return { model: trainMatchModel(examples, version, { ...provenance, forward: figures }), forward };
}

/** Places in the order of time where a part begins: after FIRST_SPLIT of the queries, then evenly by queries. */
function splitsOf(examples: readonly MatchExample[]): number[] {
  const queries = examples.flatMap(({ duplicate }, at) => (duplicate ? [at] : []));
  const first = Math.floor(FIRST_SPLIT * queries.length);
  const step = (queries.length - first) / SPLITS;
  return Array.from(
    { length: SPLITS },
    (_, part) => queries[Math.floor(first + part * step)] ?? examples.length,
  );
}

/** What a report teaches: its candidates, and which of them are right. */
export function exampleOf(arrival: Arrival, groups: Groups): MatchExample {
  const query = matchQuery(arrival.item, arrival.statistics);
  const candidates = arrival.candidates.map((candidate, place) => ({
    features: featuresOf(query, candidate, place),
    right: isRight(arrival, candidate.itemId, groups),
  }));
  return { candidates, duplicate: groups.queries.has(arrival.report.id) };
}
