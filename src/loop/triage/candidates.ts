import type { RankedCluster } from '../prioritize/ranking.ts';
import { isCommunity } from '../record/people.ts';
import type { Problem } from '../record/problems.ts';
import type { RecordedCluster, RecordedThread } from '../record.ts';
import { KINDS, STAGES } from '../vocabulary.ts';
import type { MadeDecision, Topic } from './agenda.ts';

const DAY_MS = 86_400_000;

/** So long a decision is given to show in the code, the docs or the number of reports, before it is asked for again. */
const DECISION_DAYS = 56;

/** One person's problem that nobody waits for any more needs no hour of many. */
const REPORTERS_MIN = 2;

/** A cluster that could be decided, before its texts are known. */
export interface Undecided {
  clusterId: number;
  /** null: nobody reported it in 28 days */
  ranked: RankedCluster | null;
  /** reports that may be shown, newest first; pull requests are left out */
  threads: readonly RecordedThread[];
  /** people of the community who reported it, ever */
  reporters: number;
  /** pull requests about it */
  pulls: readonly RecordedThread[];
  /** in how many weekly issues it stood before this one */
  weeksBefore: number;
}

export interface UndecidedInput {
  asOf: Date;
  ranking: readonly RankedCluster[];
  problems: ReadonlyMap<number, Problem>;
  clusters: readonly RecordedCluster[];
  /** decisions of earlier weekly issues that stand, in any order */
  decisions: readonly MadeDecision[];
  /** clusters that are decided in the issue which is made anew: they stay in it */
  decidedHere: ReadonlySet<number>;
  /** what stood in the weekly issue before */
  before: readonly Pick<Topic, 'clusterId' | 'weeks'>[];
}

/** The clusters that need a decision: the ranked ones, best first, and then what waits from the week before. */
export function undecided(input: UndecidedInput): Undecided[] {
  const weeks = new Map(input.before.map(({ clusterId, weeks: n }) => [clusterId, n]));
  const states = new Map(input.clusters.map((cluster) => [cluster.id, cluster]));
  const latest = latestDecisions(input.decisions);
  const ranked = newestFirst(input).map((each) => ({ id: each.id, ranked: each as RankedCluster | null }));
  const rankedIds = new Set(ranked.map(({ id }) => id));
  const waiting = input.before
    .filter(({ clusterId }) => !rankedIds.has(clusterId))
    .map(({ clusterId }) => ({ id: clusterId, ranked: null }));
  return [...ranked, ...waiting].flatMap(({ id, ranked: place }): Undecided[] => {
    const threads = reportsOf(input.problems.get(id));
    const decision = latest.get(id) ?? null;
    const isWaiting = weeks.has(id) && (decision === null || decision.action === 'defer');
    const reporters = place?.reporters ?? 0;
    const isOpen = threads.some(({ type, closedAt }) => type !== null && closedAt === null);
    const state = states.get(id);
    const everybody = input.problems.get(id)?.reporters.size ?? 0;
    // What only other channels told of has no thread that could stand for it.
    if (threads.every(({ type }) => type === null) || isSolved(state) || !isDue(decision, input.asOf))
      return [];
    if (!input.decidedHere.has(id) && isDeclined(state, input.asOf)) return [];
    if (!isOpen && reporters < REPORTERS_MIN) return [];
    // One person asked it, a while ago, and nobody since: it waits among the stuck threads, not for a decision of many.
    if (reporters === 0 && everybody < REPORTERS_MIN) return [];
    const pulls = (input.problems.get(id)?.threads ?? []).filter(({ type }) => type === 'pull_request');
    const weeksBefore = isWaiting ? (weeks.get(id) ?? 0) : 0;
    return [{ clusterId: id, ranked: place, threads, pulls, reporters: everybody, weeksBefore }];
  });
}

/** The ranking; of equal ones, between which it says nothing, that which was reported last goes first. */
function newestFirst({ ranking, problems }: UndecidedInput): RankedCluster[] {
  const reportedAt = new Map(
    ranking.map(({ id }) => [id, reportsOf(problems.get(id))[0]?.createdAt.getTime() ?? 0]),
  );
  const at = ({ id }: RankedCluster): number => reportedAt.get(id) ?? 0;
  return ranking.toSorted((a, b) => b.rank - a.rank || at(b) - at(a));
}

/** Of each cluster the newest decision, in whatever order they come. GitHub tells whole seconds: within one the key says. */
export function latestDecisions(decisions: readonly MadeDecision[]): Map<number, MadeDecision> {
  const latest = new Map<number, MadeDecision>();
  for (const decision of decisions) {
    const before = latest.get(decision.clusterId);
    if (before === undefined || isNewer(decision, before)) latest.set(decision.clusterId, decision);
  }
  return latest;
}

function isNewer(one: MadeDecision, other: MadeDecision): boolean {
  return one.at.getTime() === other.at.getTime() ? one.key > other.key : one.at > other.at;
}

/** Not decided, put off, or decided so long ago that it should be over. */
function isDue(decision: MadeDecision | null, asOf: Date): boolean {
  if (decision === null || decision.action === 'defer') return true;
  return asOf.getTime() - decision.at.getTime() > DECISION_DAYS * DAY_MS;
}

/** What is fixed or explained needs no decision but proof, unless somebody says that it is not. */
export function isSolved(cluster: RecordedCluster | undefined): boolean {
  return (
    cluster !== undefined &&
    cluster.disputedSince === null &&
    (cluster.fixedAt !== null || cluster.releasedAt !== null || cluster.documentedAt !== null)
  );
}

/** Somebody said no on one of its threads, lately: whoever reports it again is answered there. */
export function isDeclined(cluster: RecordedCluster | undefined, asOf: Date): boolean {
  const last = cluster?.decisions.at(-1);
  return last?.action === 'decline' && asOf.getTime() - last.at.getTime() <= DECISION_DAYS * DAY_MS;
}

/** Issues and discussions of the community, newest first. */
function reportsOf(problem: Problem | undefined): RecordedThread[] {
  return (problem?.threads ?? [])
    .filter(({ type, author }) => type !== 'pull_request' && isCommunity(author))
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.key < b.key ? -1 : 1));
}

/** The kind of most of the threads; of equally many the first in the order of the words. */
export function commonKind(threads: readonly RecordedThread[]): RecordedThread['kind'] {
  return mostOf(KINDS, (kind) => threads.filter((thread) => thread.kind === kind).length) ?? 'other';
}

/** The stage of most of the threads that have one; null: none has. */
export function commonStage(threads: readonly RecordedThread[]): RecordedThread['stage'] {
  return mostOf(STAGES, (stage) => threads.filter((thread) => thread.stage === stage).length);
}

function mostOf<Word>(words: readonly Word[], countOf: (word: Word) => number): Word | null {
  const counted = words.map((word) => ({ word, count: countOf(word) }));
  const top = counted.reduce((best, each) => (each.count > best.count ? each : best));
  return top.count === 0 ? null : top.word;
}
