import type { TermStatistics } from '../../loop/cluster/candidate-index.ts';
import type { MatchCandidate } from '../../loop/cluster/features.ts';
import type { LinkVerdicts } from '../../loop/cluster/threshold.ts';
import type { Canary, ClusterLog, MatchScope, Member, Pair } from '../../loop/cluster-record.ts';
import type { FactAnswer } from '../../loop/fact-answer.ts';
import type { FactRequest, RemoteFactRequest } from '../../loop/fact-request.ts';
import type { KnownLanding, KnownRelease } from '../../loop/fix-record.ts';
import type { ThreadState } from '../../loop/item.ts';
import type { LearnedModel } from '../../loop/observe/learned.ts';
import type { KnownOutside } from '../../loop/outside.ts';
import type { ProjectRecord } from '../../loop/record.ts';
import type { Settings } from '../../loop/settings.ts';
import type { MadeDecision } from '../../loop/triage/agenda.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { WeekFacts } from '../../loop/week-facts.ts';
import type { ClusterWord, PossiblePair, ThreadText, WeekIssueRecord } from '../../loop/week-record.ts';
import type { RecordMemory } from '../record-memory.ts';
import type { InstallationRow, RepositoryHome, StoredRepository } from './installed.ts';

/** The author of a thread and when it was opened: what the author did before is the history that counts. */
export interface ThreadAuthor {
  id: number;
  createdAt: Date;
}

/** What the record of an installation is read for. */
export interface RecordScope {
  /** what happened at or after this moment is left out */
  asOf: Date;
  /** repositories whose threads count; null: all of them */
  visible: readonly number[] | null;
  audience: Settings['audience'];
  /** whether private signals of other channels count; they do where all repositories are visible */
  withPrivateSignals?: boolean;
}

/**
 * What is read of one tenant, also inside the transaction of `decide`. Every query carries the installation's id.
 */
export interface InstallationReader {
  readonly installationId: number;
  row(): Promise<InstallationRow | null>;
  repositories(): Promise<StoredRepository[]>;
  repository(repositoryId: number): Promise<StoredRepository | null>;
  /** since when a repository is known to be gone; null: it is there, or was never known */
  repositoryGoneSince(repositoryId: number): Promise<Date | null>;
  home(repositoryId: number | null): Promise<RepositoryHome>;
  /**
   * What is known of a thread; `item` is null for unknown and for deleted ones, of which `deletedAt` tells.
   * @param author who wrote it: needed for the author's history where the thread is not stored yet
   */
  thread(ref: ThreadRef, author?: ThreadAuthor | null): Promise<ThreadState>;
  /** The repository's id by its name, whatever the case; null where the installation has none of that name. */
  repositoryNamed(owner: string, name: string): Promise<number | null>;
  /** Which of these lines are the template's: common among the latest reports of the repository. */
  templateLines(repositoryId: number, lines: readonly string[]): Promise<ReadonlySet<string>>;
  /** How many items there are in the scope, and in how many of them each of these terms stands. */
  terms(scope: MatchScope, terms: readonly string[]): Promise<TermStatistics>;
  /** Items that share heavy terms with a report, best first, newest first when tied. */
  candidates(request: Extract<FactRequest, { kind: 'candidates' }>): Promise<MatchCandidate[]>;
  /** The log of these items and of all that links and decisions lead to from them. */
  clusterLog(items: readonly number[]): Promise<ClusterLog>;
  members(items: readonly number[]): Promise<Member[]>;
  pairs(items: readonly number[]): Promise<ReadonlyMap<number, Pair[]>>;
  /** What the people of a repository taught; null: nothing yet. */
  learned(repositoryId: number): Promise<LearnedModel | null>;
  /** What people made of the certain links of a repository's items, by this version of the matcher. */
  linkVerdicts(repositoryId: number, algorithm: string): Promise<LinkVerdicts>;
  /** The newest item that can be looked up and found; null: there is none. */
  canary(): Promise<Canary | null>;
  outsideReports(wanted: { besides: string; limit: number }): Promise<KnownOutside[]>;
  /** What closes these threads, these pull requests, and what takes any of them back, by time. */
  landings(request: { threads: readonly ThreadRef[]; keys: readonly string[] }): Promise<KnownLanding[]>;
  /** Items that these landings, or what they take back, close or are said to fix. */
  fixedItems(landings: readonly string[]): Promise<number[]>;
  /** Landings up to a moment that this release was not asked about, the latest, by time. */
  waiting(request: {
    repositoryId: number;
    releaseId: number;
    before: Date;
    limit: number;
  }): Promise<KnownLanding[]>;
  /** Keys of the landings that a release was found to have. */
  contained(repositoryId: number, releaseId: number): Promise<string[]>;
  /** Items on whose threads somebody said `/fixed-in` and may have meant this tag. */
  saidFixedIn(tag: string): Promise<number[]>;
  /** Items of these clusters, and of what they have become part of. */
  clusterItems(clusters: readonly number[]): Promise<number[]>;
  /** Known releases, also those that are gone, latest first. */
  releases(repositoryId: number): Promise<KnownRelease[]>;
  /** What was decided and approved of these clusters in weekly issues, by time. */
  clusterWords(clusters: readonly number[]): Promise<ClusterWord[]>;
  /** Slots of the notices of a release that do not wait. */
  releaseNotices(release: string): Promise<string[]>;
  /** The fix that the notices of these slots announce as usable, by slot. */
  claims(slots: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Figures over threads of the `visible` repositories only; what lies in others is merely counted (`hidden`). */
  week(asOf: Date, timezone: string, visible: readonly number[]): Promise<WeekFacts>;
  /** The weekly issue of this number, else of this week where its number is not known; null: none. */
  weekIssue(issue: {
    repositoryId: number;
    number: number;
    week: string | null;
  }): Promise<WeekIssueRecord | null>;
  /** What was decided in weekly issues of these repositories and stands, newest first. null: of all. */
  decisions(repositories: readonly number[] | null): Promise<MadeDecision[]>;
  /**
   * Of each of these clusters the thread that stands for it, as far as these repositories tell; clusters without a thread
   * in them are missing.
   */
  canonicals(
    clusters: readonly number[],
    visible: readonly number[],
  ): Promise<ReadonlyMap<number, ThreadRef>>;
  /** Words of threads that are not deleted, and members of clusters outside of `visible`, counted. */
  threadTexts(
    request: Omit<Extract<FactRequest, { kind: 'threadTexts' }>, 'kind'>,
  ): Promise<{ texts: ThreadText[]; hidden: ReadonlyMap<number, number> }>;
  /** Pairs that nobody has judged, of threads opened in the two weeks before `asOf`, likeliest first. */
  possiblePairs(
    request: Omit<Extract<FactRequest, { kind: 'possiblePairs' }>, 'kind'>,
  ): Promise<PossiblePair[]>;
  /**
   * All that measuring rests on, as far as the store keeps it. Reads everything, which takes seconds for a large
   * installation; with the memory of an earlier reading only what changed since.
   */
  record(scope: RecordScope, memory?: RecordMemory): Promise<ProjectRecord>;
  /** A remote fact that was kept: permission, team; null where it is older than `notBefore` or stale. */
  remembered(request: RemoteFactRequest, notBefore: Date): Promise<FactAnswer | null>;
}
