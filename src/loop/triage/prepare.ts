import type { KnownRepository } from '../known-repository.ts';
import type { Measures } from '../measure.ts';
import { measure } from '../measure.ts';
import type { Frame } from '../measured.ts';
import { frameOf } from '../measured.ts';
import type { ProjectRecord, RecordedThread } from '../record.ts';
import type { ThreadRef } from '../vocabulary.ts';
import { byRef } from '../vocabulary.ts';
import type { WeekFacts } from '../week-facts.ts';
import type { WeekSummary } from '../week-record.ts';
import type { Agenda, MadeDecision } from './agenda.ts';
import type { Undecided } from './candidates.ts';
import { undecided } from './candidates.ts';
import { closedLoops, regressions } from './loops.ts';
import { AUDITED_MAX } from './sections/audit.ts';
import { LOGGED_MAX, newestFirst } from './sections/log.ts';
import { STUCK_READ_MAX } from './sections/stuck.ts';
import { waitingThreads } from './stuck.ts';
import { TEXTS_READ_MAX } from './topic.ts';

/** Clusters whose texts are read to give the places away: enough that each function finds its own among them. */
const CONSIDERED_MAX = 40;

/** What a weekly issue is made from, but for texts. */
export interface AgendaBasis {
  week: string;
  record: ProjectRecord;
  figures: WeekFacts;
  place: KnownRepository;
  repositories: readonly KnownRepository[];
  host: string;
  /** all decisions that stand */
  decisions: readonly MadeDecision[];
  /** of the weekly issue before this one */
  before: WeekSummary | null;
  /** the weekly issue before, as own Markdown; null: this is the first */
  previous: string | null;
  /** the agenda that is made anew; null: it is the first of its week */
  current: Agenda | null;
  /** ids of the boxes that somebody ticked or answered in it: what they belong to stays until it closes */
  answered: ReadonlySet<string>;
}

/** All that can be worked out before anybody's words are read. */
export interface PreparedAgenda extends AgendaBasis {
  measures: Measures;
  frame: Frame;
  considered: readonly Undecided[];
  waiting: ReturnType<typeof waitingThreads>;
  loops: ReturnType<typeof closedLoops>;
  reopened: ReturnType<typeof regressions>;
  /** threads whose words are needed now */
  textsWanted: readonly ThreadRef[];
  /** clusters of which it must be known how much of them may not be shown */
  clustersWanted: readonly number[];
  /** clusters that are named, so that it must be known which thread stands for them */
  clustersNamed: readonly number[];
}

/** Measures, ranks and chooses what is worth reading. Costly: reads the whole record. */
export function prepareAgenda(basis: AgendaBasis): PreparedAgenda {
  const { record, place, decisions, before } = basis;
  const measures = measure(record, place.settings);
  const frame = frameOf(record, place.settings);
  const clusters = record.clusters ?? [];
  const considered = undecided({
    asOf: record.asOf,
    ranking: measures.ranking ?? [],
    problems: frame.problems,
    clusters,
    // What is decided in this very issue stays in it until it closes.
    decisions: decisions.filter((decision) => decision.week !== basis.week),
    decidedHere: new Set(
      decisions.flatMap((decision) => (decision.week === basis.week ? [decision.clusterId] : [])),
    ),
    before: before?.topics ?? [],
  });
  const kept = [
    ...considered.filter(({ weeksBefore }) => weeksBefore > 0),
    ...considered.filter(({ weeksBefore }) => weeksBefore === 0),
  ].slice(0, CONSIDERED_MAX);
  const waiting = waitingThreads(record.threads, record.asOf, clusters, decisions);
  const loops = closedLoops(clusters, record.asOf);
  const reopened = regressions(clusters, record.asOf);
  const audited = (measures.decisions ?? []).slice(0, AUDITED_MAX);
  const named = [...loops, ...reopened, ...audited, ...newestFirst(decisions).slice(0, LOGGED_MAX)];
  const titled = named.flatMap(
    ({ clusterId }) => frame.problems.get(clusterId)?.threads.find(({ type }) => type !== null) ?? [],
  );
  const wanted = [
    ...kept.flatMap(({ threads }) => threads.slice(0, TEXTS_READ_MAX)),
    ...waiting.slice(0, STUCK_READ_MAX).map(({ thread }) => thread),
    ...titled,
  ];
  return {
    ...basis,
    measures,
    frame,
    considered: kept,
    waiting,
    loops,
    reopened,
    textsWanted: refsOf(wanted),
    clustersWanted: numbersOf(kept),
    clustersNamed: numbersOf([...kept, ...named]),
  };
}

function numbersOf(clusters: readonly { clusterId: number }[]): number[] {
  return [...new Set(clusters.map(({ clusterId }) => clusterId))].sort((a, b) => a - b);
}

function refsOf(threads: readonly RecordedThread[]): ThreadRef[] {
  const refs = new Map<string, ThreadRef>();
  for (const { key, repositoryId, number } of threads) {
    if (repositoryId !== null) refs.set(key, { repositoryId, number });
  }
  return [...refs.values()].sort(byRef);
}
