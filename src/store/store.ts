import type { Change } from '../loop/change.ts';
import type { TermStatistics } from '../loop/cluster/candidate-index.ts';
import type { MatchCandidate } from '../loop/cluster/features.ts';
import type { LinkVerdicts } from '../loop/cluster/threshold.ts';
import type { ClusterLog, MatchScope, Member, Pair } from '../loop/cluster-record.ts';
import type { Effect } from '../loop/effect.ts';
import type { Canary, ClusterWord, FactAnswer, FactRequest, RemoteFactRequest } from '../loop/facts.ts';
import type { KnownLanding, KnownRelease } from '../loop/fix-record.ts';
import type { ThreadState } from '../loop/item.ts';
import type { KindExample } from '../loop/observe/kind-model.ts';
import type { LearnedModel } from '../loop/observe/learned.ts';
import type { TextModel } from '../loop/observe/text-model.ts';
import type { KnownOutside } from '../loop/outside.ts';
import type { ProjectRecord } from '../loop/record.ts';
import type { Settings } from '../loop/settings.ts';
import type { MadeDecision } from '../loop/triage/agenda.ts';
import type {
  CommentSnapshot,
  Repository,
  ThreadRef,
  ThreadSnapshot,
  ThreadType,
} from '../loop/vocabulary.ts';
import type { WeekFacts } from '../loop/week-facts.ts';
import type { PossiblePair, ThreadText, WeekIssueRecord } from '../loop/week-record.ts';
import type { DashboardStore } from './dashboard-store.ts';
import type { PeopleStore } from './people-store.ts';
import type { RecordMemory } from './record-memory.ts';

/**
 * What the rest of the app sees of the database. One implementation (Drizzle) on two engines: embedded
 * PGlite and Postgres. All times come in as arguments; the database's own clock is never read.
 */
export interface Store {
  readonly engine: 'pglite' | 'postgres';
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly timers: Timers;
  /** What belongs to the operator, not to a tenant: known installations, health, secrets that were generated, retention. */
  readonly operator: Operator;
  /** The only way to a tenant's data. */
  forInstallation(installationId: number): InstallationStore;
  /** Resolves when a query was answered, rejects with `DatabaseUnavailable` otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The database is away, read-only or refusing; the caller may try again later. `cause` is kept. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

/** Another worker took over this delivery or effect after the lease ran out: what was being done must be rolled back. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

export interface NewDelivery {
  /** `X-GitHub-Delivery`, or a name of our own for timers and backfill (`week:1:2026-W48`); unique for ever within its retention */
  id: string;
  /** null for deliveries without an installation (ping, marketplace …) */
  installationId: number | null;
  /** `X-GitHub-Event`, or `fullcircle.backfill`, `fullcircle.schedule` … */
  name: string;
  action: string | null;
  /** deliveries of one key are processed one after the other in order of arrival: `12-34` for a thread, `r12`, `i7` */
  orderKey: string;
  /** JSON text as received */
  payload: string;
  receivedAt: Date;
}

export interface ClaimedDelivery extends NewDelivery {
  seq: number;
  /** 1 at the first attempt */
  attempts: number;
  /** names this claim; settling needs it */
  leaseToken: string;
}

export type DeliveryState = 'pending' | 'claimed' | 'done' | 'ignored' | 'dead';

export interface Inbox {
  /** One insert. `repeated` where the id is known. */
  put(delivery: NewDelivery): Promise<'stored' | 'repeated'>;
  /** One statement for many; known ids are left alone. Returns how many were new. */
  putMany(deliveries: readonly NewDelivery[]): Promise<number>;
  /** Those of these ids that came already, with what became of them. */
  known(ids: readonly string[]): Promise<Map<string, DeliveryState>>;
  /**
   * Takes up to `limit` due deliveries, each the oldest unfinished of its key, also those whose lease ran out
   * (whose attempt goes on). Safe between processes (`FOR UPDATE SKIP LOCKED`).
   */
  claim(options: { worker: string; now: Date; leaseMs: number; limit: number }): Promise<ClaimedDelivery[]>;
  /** Done outside of an installation's transaction (nothing to change), or not for us. Throws LeaseLost. */
  settle(claim: ClaimedDelivery, state: 'done' | 'ignored', reason: string | null, now: Date): Promise<void>;
  /** Back to pending at `runAt`, or dead with the reason. `free`: the attempt does not count. Throws LeaseLost. */
  fail(
    claim: ClaimedDelivery,
    outcome: { error: string; runAt: Date; free: boolean } | { error: string; dead: true },
    now: Date,
  ): Promise<void>;
  /** Keeps claims that are still being worked on. Those that somebody else has by now are left to them. */
  renew(claims: readonly ClaimedDelivery[], leaseUntil: Date): Promise<void>;
  /** Gives claims back untouched (graceful stop); the attempt does not count. */
  release(claims: readonly ClaimedDelivery[]): Promise<void>;
  /** Dead (or, with ids, any finished delivery whose payload is still there) → pending. Returns how many. */
  replay(which: { ids: readonly string[] } | 'dead', now: Date): Promise<number>;
  list(filter: { state?: DeliveryState; installationId?: number; limit: number }): Promise<
    {
      id: string;
      installationId: number | null;
      name: string;
      action: string | null;
      state: DeliveryState;
      attempts: number;
      error: string | null;
      receivedAt: Date;
      finishedAt: Date | null;
    }[]
  >;
  /**
   * Whether deliveries of an installation that were received until a moment are due and not done, but for those of one
   * name; what failed waits, and is not due.
   */
  hasBacklog(
    installationId: number,
    options: { besides: string; receivedUntil: Date; now: Date },
  ): Promise<boolean>;
  /** What waits or was given up. Costs as much as there is of that, however much was finished before. */
  backlog(now: Date): Promise<{
    byState: Record<'pending' | 'claimed' | 'dead', number>;
    /** age of the oldest due, unfinished delivery; 0 where there is none */
    backlogAgeMs: number;
  }>;
  /** All that is stored, finished ones included: for looking on, since its cost grows with them. */
  counts(now: Date): Promise<{
    byState: Record<DeliveryState, number>;
    /** age of the oldest due, unfinished delivery; 0 where there is none */
    backlogAgeMs: number;
    /** earliest `runAt` of an unfinished delivery in the future */
    nextDueAt: Date | null;
  }>;
  /** Deletes payloads of finished deliveries after 3 days and of dead ones after 30; rows (ids) after 90, so that redeliveries stay known. */
  prune(now: Date): Promise<{ payloads: number; rows: number }>;
}

export interface PendingEffect {
  id: number;
  installationId: number;
  effect: Effect;
  deliveryId: string;
  createdAt: Date;
  /** attempts begun before this one; above 0 the write may already have happened */
  attemptsBefore: number;
  /** when the first attempt began; null at the first */
  firstAttemptAt: Date | null;
  /** where the slot was last written to, if ever */
  remote: RemotePost | null;
}

/** What GitHub gave back for a slot. */
export interface RemotePost {
  id: number | null;
  nodeId: string | null;
  /** issue number for the app's own issues */
  number: number | null;
}

export type EffectState = 'pending' | 'sending' | 'sent' | 'withheld' | 'failed' | 'superseded';

/** Serial per installation: whoever holds an installation's turn sends its effects one by one. */
export interface Outbox {
  /** Takes the turn of one installation that has a due effect and no live holder; null where there is none. */
  takeTurn(options: { worker: string; now: Date; leaseMs: number }): Promise<OutboxTurn | null>;
  list(filter: { installationId?: number; state?: EffectState; limit: number }): Promise<
    {
      id: number;
      installationId: number;
      effect: Effect;
      state: EffectState;
      attempts: number;
      error: string | null;
      createdAt: Date;
      settledAt: Date | null;
      deliveryId: string;
    }[]
  >;
  /** What waits or was given up; does not look at what was sent. */
  backlog(now: Date): Promise<{
    byState: Record<'pending' | 'sending' | 'failed', number>;
    oldestPendingMs: number;
  }>;
  /** All that is stored: for looking on, since its cost grows with it. */
  counts(now: Date): Promise<{
    byState: Record<EffectState, number>;
    byKindAndResult: { kind: string; state: EffectState; count: number }[];
    oldestPendingMs: number;
    nextDueAt: Date | null;
  }>;
  prune(now: Date): Promise<number>;
}

export interface OutboxTurn {
  readonly installationId: number;
  /** The next due effect (priority, then age), or null. Effects of a slot keep their order. */
  next(now: Date): Promise<PendingEffect | null>;
  /** Committed before the request goes out, so that a crash after it is known to be possible. Also counts the write for the budget. Extends the lease. Throws LeaseLost. */
  begin(effect: PendingEffect, now: Date): Promise<void>;
  /** Records the result and what the slot now is on GitHub. Throws LeaseLost. */
  settle(
    effect: PendingEffect,
    result:
      | { state: 'sent'; remote: RemotePost | null }
      | { state: 'withheld'; reason: string }
      | { state: 'failed'; error: string }
      | { state: 'retry'; error: string; runAt: Date }
      /** one write of several was done: the next may begin at once, as a first attempt */
      | { state: 'more'; emptied?: boolean },
    now: Date,
  ): Promise<void>;
  /** Writes begun in the trailing window, by all processes. */
  writesSince(since: Date): Promise<{ count: number; newestAt: Date | null; oldestAt: Date | null }>;
  /** Keeps the turn while a request is under way. Throws LeaseLost. */
  renew(leaseUntil: Date): Promise<void>;
  /** Nobody sends for this installation before `until` (a limit, a budget). */
  pause(until: Date, reason: string): Promise<void>;
  release(): Promise<void>;
}

export interface InstallationRow {
  id: number;
  login: string;
  accountType: 'User' | 'Organization';
  permissions: Record<string, string>;
  suspended: boolean;
  installedAt: Date;
  /** set when it was uninstalled; purged within a day */
  goneAt: Date | null;
  repositoriesStale: boolean;
}

/** Work that comes due by the clock, each done by one process at a time. */
export interface Timers {
  /**
   * Takes a task that is due (or, with `early`, also before that) and that nobody else holds; null otherwise. A task
   * that was never heard of is due at `firstAt`. Installation 0 stands for the app as a whole.
   */
  take(options: {
    installationId: number;
    task: string;
    firstAt: Date;
    early?: boolean;
    now: Date;
    leaseMs: number;
  }): Promise<TimerTurn | null>;
}

export interface TimerTurn {
  /** when it was last done; null: never */
  readonly doneAt: Date | null;
  /** Keeps the turn while the work takes longer. Throws LeaseLost. */
  renew(leaseUntil: Date): Promise<void>;
  /** Ends the turn. `doneAt`: the work is done as of then; null: it is to go on at `nextAt`. */
  end(nextAt: Date, doneAt: Date | null): Promise<void>;
}

/** How far the reading of one kind of thread of a repository is. */
export interface BackfillRow {
  repositoryId: number;
  type: ThreadType;
  /** threads that were last updated before are left out */
  since: Date;
  /** where the next page begins; null: at the beginning */
  cursor: string | null;
  /** threads asked for at once */
  pageSize: number;
  /** handed in so far */
  threads: number;
  /** why it could not be read to its end, where that is so */
  problem: string | null;
  doneAt: Date | null;
}

/** A stored thread as reconciliation compares it. */
export interface KnownThread {
  snapshot: ThreadSnapshot;
  /** of people; those of the app itself are not among them */
  comments: Pick<CommentSnapshot, 'family' | 'id' | 'updatedAt'>[];
}

/** A comment of the app on GitHub whose thumbs count. */
export interface ReactableComment {
  ref: ThreadRef;
  nodeId: string;
}

/** The reading of a tenant's history. */
export interface BackfillStore {
  /** by repository and type */
  rows(): Promise<BackfillRow[]>;
  /** Begins readings, those that were begun before included; readings of repositories outside of `all` are dropped. */
  plan(rows: readonly BackfillRow[], all: readonly number[]): Promise<void>;
  /**
   * Moves a reading on from where it was and puts what it found into the inbox, in one transaction.
   * @returns how many deliveries were new; null, with nothing done, where somebody else has moved it on meanwhile
   */
  advance(from: BackfillRow, to: BackfillRow, deliveries: readonly NewDelivery[]): Promise<number | null>;
  /** Unfinished deliveries of this name. */
  waiting(name: string): Promise<number>;
  /** Stored threads of a repository that are not deleted, by number, with their comments. */
  threads(repositoryId: number, numbers: readonly number[]): Promise<Map<number, KnownThread>>;
  /** Stored threads of a repository and kind that are not deleted, with numbers above `after`, in their order. */
  after(repositoryId: number, type: ThreadType, after: number, limit: number): Promise<ThreadSnapshot[]>;
}

/** How far the reading of history is in all installations together. */
export interface BackfillProgress {
  /** with a reading that has begun */
  installations: number;
  repositoriesDone: number;
  repositories: number;
  threads: number;
}

export interface Operator {
  installations(): Promise<InstallationRow[]>;
  /** Null where no reading of history ever began. */
  backfill(): Promise<BackfillProgress | null>;
  /** Installations in force with a repository whose history was not read to its end. */
  backfillsDue(): Promise<number[]>;
  /** A generated secret, created by `make` at the first call and the same ever after, in every process. */
  secret(name: string, make: () => string): Promise<string>;
  schemaVersion(): Promise<string>;
  /** Frees what processes that are no more had claimed. Only where no other process can be there: the embedded database. */
  takeOver(now: Date): Promise<void>;
  /** Deletes everything of an installation at once, embedded files included. */
  purge(installationId: number): Promise<void>;
  /**
   * Purges installations that are gone, tombstones and texts past retention.
   * @param daysOf days for which texts are kept, by installation, where they differ from 730
   */
  retain(now: Date, daysOf?: ReadonlyMap<number, number>): Promise<void>;
}

/** A repository as stored, with its own config file as it was last accepted. */
export interface StoredRepository extends Repository {
  hasIssues: boolean;
  hasDiscussions: boolean;
  /** parsed and checked file as plain JSON; null: none in force */
  configFile: unknown;
  configProblems: string[];
  configReadAt: Date | null;
}

/** A repository beside what decides which config files count there. Cheap, however many there are. */
export interface RepositoryHome {
  /** null where the installation does not have it, or nobody asked for one */
  repository: StoredRepository | null;
  /** the repository whose config speaks for the whole organisation, `.github` */
  organization: StoredRepository | null;
  /** the installation's only repository; null where it has several, or none */
  only: StoredRepository | null;
}

/** The author of a thread and when it was opened: what the author did before is the history that counts. */
export interface ThreadAuthor {
  id: number;
  createdAt: Date;
}

/** A repository with threads whose kind a human or a label told. */
export interface LabelledRepository {
  repositoryId: number;
  /** how many there are, since the last reset */
  labelled: number;
  /** when one of them was last updated */
  latestAt: Date | null;
  /** how many there were when the kind model was last trained; null: never looked at */
  trainedFrom: number | null;
  trainedAt: Date | null;
}

/** What training the kinds of repositories needs and leaves. */
export interface LessonStore {
  /** Repositories with at least one labelled thread, by id. */
  labelled(): Promise<LabelledRepository[]>;
  /** The newest labelled threads of each kind, at most so many, oldest first. */
  examples(repositoryId: number, perKind: number): Promise<KindExample[]>;
  /** @param count labelled threads that there were */
  keepKinds(repositoryId: number, kinds: TextModel | null, count: number, now: Date): Promise<void>;
  /** All that was learnt in a repository is forgotten; what is said and opened from now on teaches again. */
  reset(repositoryId: number, now: Date): Promise<void>;
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

/** Reads and writes of one tenant. Every query carries the installation's id. */
export interface InstallationStore {
  readonly installationId: number;
  readonly backfill: BackfillStore;
  readonly lessons: LessonStore;
  readonly dashboard: DashboardStore;
  readonly people: PeopleStore;
  row(): Promise<InstallationRow | null>;
  repositories(): Promise<StoredRepository[]>;
  repository(repositoryId: number): Promise<StoredRepository | null>;
  home(repositoryId: number | null): Promise<RepositoryHome>;
  putRepositories(
    all: readonly (Repository & { hasIssues: boolean; hasDiscussions: boolean })[],
    now: Date,
  ): Promise<void>;
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
  /** Comments of the app whose thumbs count, that stand on GitHub and were written or changed since, newest first. */
  reactable(since: Date, limit: number): Promise<ReactableComment[]>;
  /** The weekly issues that are open, as far as GitHub has given them their numbers. */
  openWeekThreads(): Promise<ThreadRef[]>;
  /** What closes these threads, these pull requests, and what takes any of them back, by time. */
  landings(request: { threads: readonly ThreadRef[]; pulls: readonly ThreadRef[] }): Promise<KnownLanding[]>;
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
  /** Items on whose threads somebody said `/fixed-in` of this tag. */
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
  week(asOf: Date, days: number, visible: readonly number[]): Promise<WeekFacts>;
  /** The weekly issue of this number, else of this week where its number is not known; null: none. */
  weekIssue(issue: {
    repositoryId: number;
    number: number;
    week: string | null;
  }): Promise<WeekIssueRecord | null>;
  /** What was decided in weekly issues and stands, newest first. */
  decisions(): Promise<MadeDecision[]>;
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
  remember(request: RemoteFactRequest, answer: FactAnswer, now: Date): Promise<void>;
  /**
   * One transaction that no other writer of this installation is inside of. What `work` returns is applied: changes,
   * effects into the outbox (superseding unsent ones of their slot, keeping the slots' state), delivery done.
   * `work` may return null to change nothing and leave the delivery claimed. Throws LeaseLost, DatabaseUnavailable.
   */
  decide(
    claim: ClaimedDelivery | null,
    work: (read: InstallationReader) => Promise<Decided | null>,
    now: Date,
  ): Promise<void>;
}

/** Reading inside the transaction of `decide`. */
export type InstallationReader = Pick<
  InstallationStore,
  | 'installationId'
  | 'row'
  | 'repositories'
  | 'repository'
  | 'home'
  | 'thread'
  | 'repositoryNamed'
  | 'templateLines'
  | 'terms'
  | 'candidates'
  | 'clusterLog'
  | 'members'
  | 'pairs'
  | 'learned'
  | 'linkVerdicts'
  | 'canary'
  | 'outsideReports'
  | 'landings'
  | 'fixedItems'
  | 'waiting'
  | 'contained'
  | 'saidFixedIn'
  | 'clusterItems'
  | 'releases'
  | 'clusterWords'
  | 'releaseNotices'
  | 'claims'
  | 'week'
  | 'weekIssue'
  | 'decisions'
  | 'record'
  | 'threadTexts'
  | 'possiblePairs'
  | 'remembered'
>;

export interface Decided {
  changes: readonly Change[];
  effects: readonly Effect[];
  /** why nothing was done, where that is worth counting */
  ignored: string | null;
}
