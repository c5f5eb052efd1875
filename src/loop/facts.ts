import type { WeightedTerm } from './cluster/bm25f.ts';
import type { TermStatistics } from './cluster/candidate-index.ts';
import type { MatchCandidate } from './cluster/features.ts';
import type { LinkVerdicts } from './cluster/threshold.ts';
import type { ClusterLog, MatchScope, Member, Pair } from './cluster-record.ts';
import type { KnownLanding, KnownRelease, Release } from './fix-record.ts';
import type {
  ClosedByPull,
  ComparedCommits,
  ConfigReading,
  Permission,
  SeenEdit,
  SeenReaction,
} from './github-facts.ts';
import type { ThreadState } from './item.ts';
import type { LearnedModel } from './observe/learned.ts';
import type { Question, Verdict } from './opinion.ts';
import type { KnownOutside } from './outside.ts';
import type { ProjectRecord } from './record.ts';
import type { Settings } from './settings.ts';
import type { MadeDecision } from './triage/agenda.ts';
import type { Account, Repository, ThreadRef } from './vocabulary.ts';
import { threadKey } from './vocabulary.ts';
import type { WeekFacts } from './week-facts.ts';
import type { PossiblePair, ThreadText, WeekIssueRecord } from './week-record.ts';

/** A repository the installation knows, with the config in force there. */
export interface KnownRepository extends Repository {
  settings: Settings;
  /** where its own config file counts: for the whole organisation, for itself, or as the only one there is */
  configScope: ConfigScope;
  hasIssues: boolean;
}

/** Name of the repository whose config speaks for the whole organisation. */
export const ORGANIZATION_REPOSITORY = '.github';

export type ConfigScope = 'organization' | 'repository' | 'only';

/** A report of which a copy must be found. */
export interface Canary {
  itemId: number;
  repositoryId: number;
  title: string;
  body: string;
  createdAt: Date;
}

/** What was said of a cluster in a weekly issue. */
export interface ClusterWord {
  clusterId: number;
  /** of the weekly issue */
  repositoryId: number;
  key: string;
  actor: Account;
  at: Date;
  /** null: `/approve` */
  decision: Pick<MadeDecision, 'action' | 'reason'> | null;
}

/**
 * Something `decide` may ask for. Local ones are answered by the store inside the transaction, remote ones outside of it,
 * by GitHub or by a language model.
 */
export type FactRequest = LocalFactRequest | RemoteFactRequest;

export type LocalFactRequest =
  /** `author`: who opened it and when, whose history counts where the thread is not stored yet */
  | { kind: 'thread'; ref: ThreadRef; author?: { id: number; createdAt: Date } | null }
  | { kind: 'repository'; repositoryId: number }
  | { kind: 'repositories' }
  | { kind: 'week'; asOf: Date; visible: readonly number[] }
  /** the weekly issue of this number, or of this week where GitHub has not told its number yet; null: there is none */
  | { kind: 'weekIssue'; repositoryId: number; number: number; week: string | null }
  /** what was decided in weekly issues and stands, the latest 2,000, newest first */
  | { kind: 'decisions' }
  /** all that measuring rests on; reads everything */
  | {
      kind: 'record';
      asOf: Date;
      visible: readonly number[];
      audience: Settings['audience'];
      /** whether private signals of other channels count, too */
      withPrivateSignals: boolean;
    }
  /** the words of these threads, and how many members of these clusters lie outside of `visible` */
  | {
      kind: 'threadTexts';
      threads: readonly ThreadRef[];
      clusters: readonly number[];
      visible: readonly number[];
    }
  /** pairs that may be one problem, of which nobody has said whether they are: of new open threads, likeliest first */
  | { kind: 'possiblePairs'; asOf: Date; visible: readonly number[]; limit: number }
  /** what the people of a repository taught; null: nothing yet */
  | { kind: 'learned'; repositoryId: number }
  /** what people made of the certain links of a repository, by this version of the matcher */
  | { kind: 'linkVerdicts'; repositoryId: number; algorithm: string }
  /** the newest report that can be found */
  | { kind: 'canary' }
  /** the repository of that name in the installation, whatever the case */
  | { kind: 'repositoryNamed'; owner: string; name: string }
  /** which of these lines (keys of a document's `lines`) are the template's: common among the repository's latest 500 reports */
  | { kind: 'templateLines'; repositoryId: number; lines: readonly string[] }
  | { kind: 'terms'; scope: MatchScope; terms: readonly string[] }
  /** the items that share heavy terms with a report, best first; `itemId` and `repositoryId` are the report's own */
  | {
      kind: 'candidates';
      scope: MatchScope;
      itemId: number;
      repositoryId: number;
      query: readonly WeightedTerm[];
      limit: number;
    }
  /** the newest reports of other channels whose text is still there, oldest first */
  | { kind: 'outsideReports'; besides: string; limit: number }
  | { kind: 'clusterLog'; items: readonly number[] }
  /** known, not deleted threads among these items, by item number */
  | { kind: 'members'; items: readonly number[] }
  /** what the matcher said of these items when each was last looked up */
  | { kind: 'pairs'; items: readonly number[] }
  /** what closes these threads, these pull requests themselves, and all that takes any of them back, and so on */
  | { kind: 'landings'; threads: readonly ThreadRef[]; pulls: readonly ThreadRef[] }
  /** items that these landings, or what they take back, close, or that somebody said they fix */
  | { kind: 'fixedItems'; landings: readonly string[] }
  /** landings of a repository up to a moment that this release was not asked about: the latest ones, by time */
  | { kind: 'waiting'; repositoryId: number; releaseId: number; before: Date; limit: number }
  /** landings that a release was found to have */
  | { kind: 'contained'; repositoryId: number; releaseId: number }
  /** items on whose threads somebody said `/fixed-in` of this tag */
  | { kind: 'saidFixedIn'; tag: string }
  /** items of these clusters, former ids included */
  | { kind: 'clusterItems'; clusters: readonly number[] }
  /** all releases of a repository that are known, the latest 1,000 */
  | { kind: 'releases'; repositoryId: number }
  /** what was decided and approved of these clusters and stands, by time */
  | { kind: 'clusterWords'; clusters: readonly number[] }
  /** slots of the notices that tell of a release and do not wait; `release`: `REPOSITORY_ID-RELEASE_ID` or a version that was said */
  | { kind: 'releaseNotices'; release: string }
  /** the fix that the notices of these slots announce as usable, by slot */
  | { kind: 'claims'; slots: readonly string[] };

export type RemoteFactRequest =
  | GitHubFactRequest
  /** what the language model says; asked only where `Standing.languageModel` names one */
  | { kind: 'opinion'; question: Question };

export type GitHubFactRequest =
  | {
      kind: 'permission';
      repositoryId: number;
      owner: string;
      name: string;
      login: string;
      /** true for commands and decisions: never from a cache */
      fresh: boolean;
    }
  | {
      kind: 'team';
      organization: string;
      slug: string;
      /** for commands and decisions: never from a cache */
      fresh?: true;
    }
  | {
      /** the config file of a repository at a commit (`ref`: null for the default branch) */
      kind: 'configFile';
      repositoryId: number;
      owner: string;
      name: string;
      ref: string | null;
      scope: ConfigScope;
    }
  /** the text of a file at a commit; null: there is none, it is no text, or it is too large to be read */
  | { kind: 'textFile'; repositoryId: number; owner: string; name: string; path: string; ref: string }
  | { kind: 'pullPaths'; repositoryId: number; owner: string; name: string; number: number }
  /** null: one of the two is not there */
  | {
      kind: 'compare';
      repositoryId: number;
      owner: string;
      name: string;
      base: string;
      head: string;
      /** pages of 250 commits */
      pagesMax: number;
    }
  /** the published release of a tag; null: there is none */
  | { kind: 'release'; repositoryId: number; owner: string; name: string; tag: string }
  /** what a merged pull request closes, beyond the words of its own text */
  | { kind: 'closing'; repositoryId: number; owner: string; name: string; number: number }
  /** what people reacted to a comment of the app with */
  | { kind: 'reactions'; repositoryId: number; owner: string; name: string; nodeId: string }
  /** the thread that an issue was last marked as a duplicate of, by hand */
  | { kind: 'duplicateOf'; repositoryId: number; owner: string; name: string; number: number }
  /** who wrote what into an issue, as it was found at that moment */
  | { kind: 'edits'; repositoryId: number; owner: string; name: string; number: number; foundAt: Date };

export function isRemote(request: FactRequest): request is RemoteFactRequest {
  switch (request.kind) {
    case 'permission':
    case 'team':
    case 'configFile':
    case 'textFile':
    case 'pullPaths':
    case 'reactions':
    case 'duplicateOf':
    case 'edits':
    case 'compare':
    case 'release':
    case 'closing':
    case 'opinion':
      return true;
    case 'thread':
    case 'repository':
    case 'repositories':
    case 'week':
    case 'weekIssue':
    case 'decisions':
    case 'record':
    case 'threadTexts':
    case 'possiblePairs':
    case 'learned':
    case 'linkVerdicts':
    case 'canary':
    case 'repositoryNamed':
    case 'templateLines':
    case 'terms':
    case 'candidates':
    case 'outsideReports':
    case 'clusterLog':
    case 'members':
    case 'landings':
    case 'fixedItems':
    case 'waiting':
    case 'contained':
    case 'saidFixedIn':
    case 'clusterItems':
    case 'releases':
    case 'clusterWords':
    case 'releaseNotices':
    case 'claims':
    case 'pairs':
      return false;
  }
}

/** One string for one request, so that answers can be found again. */
export function requestKey(request: FactRequest): string {
  switch (request.kind) {
    case 'thread':
      return `thread:${threadKey(request.ref)}`;
    case 'repository':
      return `repository:${request.repositoryId}`;
    case 'repositories':
      return 'repositories';
    case 'week':
      return `week:${request.asOf.toISOString()}:${request.visible.join(',')}`;
    case 'weekIssue':
      return `weekIssue:${request.repositoryId}-${request.number}:${request.week ?? ''}`;
    case 'decisions':
      return 'decisions';
    case 'record':
      return `record:${request.asOf.toISOString()}:${request.visible.join(',')}:${request.audience}:${request.withPrivateSignals}`;
    case 'threadTexts':
      return `threadTexts:${request.threads.map(threadKey).join(',')}:${request.clusters.join(',')}:${request.visible.join(',')}`;
    case 'possiblePairs':
      return `possiblePairs:${request.asOf.toISOString()}:${request.visible.join(',')}:${request.limit}`;
    case 'linkVerdicts':
      return `linkVerdicts:${request.repositoryId}:${request.algorithm}`;
    case 'canary':
      return 'canary';
    case 'learned':
      return `learned:${request.repositoryId}`;
    case 'repositoryNamed':
      return `repositoryNamed:${request.owner}/${request.name}`.toLowerCase();
    case 'templateLines':
      return `templateLines:${request.repositoryId}:${JSON.stringify(request.lines)}`;
    case 'terms':
      return `terms:${scopeKey(request.scope)}:${JSON.stringify(request.terms)}`;
    case 'candidates':
      return `candidates:${scopeKey(request.scope)}:${request.itemId}:${request.limit}:${JSON.stringify(request.query)}`;
    case 'outsideReports':
      return `outsideReports:${request.limit}:${request.besides}`;
    case 'clusterLog':
    case 'members':
    case 'pairs':
      return `${request.kind}:${request.items.join(',')}`;
    case 'landings':
      return `landings:${request.threads.map(threadKey).join(',')}:${request.pulls.map(threadKey).join(',')}`;
    case 'fixedItems':
      return `fixedItems:${request.landings.join(',')}`;
    case 'waiting':
      return `waiting:${request.repositoryId}:${request.releaseId}:${request.before.toISOString()}:${request.limit}`;
    case 'contained':
      return `contained:${request.repositoryId}:${request.releaseId}`;
    case 'saidFixedIn':
      return `saidFixedIn:${request.tag}`;
    case 'clusterItems':
      return `clusterItems:${request.clusters.join(',')}`;
    case 'releases':
      return `releases:${request.repositoryId}`;
    case 'clusterWords':
      return `clusterWords:${request.clusters.join(',')}`;
    case 'releaseNotices':
      return `releaseNotices:${request.release}`;
    case 'claims':
      return `claims:${request.slots.join(',')}`;
    case 'compare':
      return `compare:${request.repositoryId}:${request.base}...${request.head}:${request.pagesMax}`;
    case 'release':
      return `release:${request.repositoryId}:${request.tag}`;
    case 'closing':
      return `closing:${request.repositoryId}-${request.number}`;
    case 'permission':
      return `permission:${request.repositoryId}:${request.login.toLowerCase()}:${request.fresh}`;
    case 'team':
      return `team:${request.organization}/${request.slug}${request.fresh ? ':fresh' : ''}`;
    case 'configFile':
      return `configFile:${request.repositoryId}:${request.ref ?? ''}`;
    case 'textFile':
      return `textFile:${request.repositoryId}:${request.ref}:${request.path}`;
    case 'pullPaths':
      return `pullPaths:${request.repositoryId}-${request.number}`;
    case 'reactions':
      return `reactions:${request.nodeId}`;
    case 'duplicateOf':
      return `duplicateOf:${request.repositoryId}-${request.number}`;
    case 'edits':
      return `edits:${request.repositoryId}-${request.number}:${request.foundAt.toISOString()}`;
    case 'opinion':
      return `opinion:${JSON.stringify(request.question)}`;
  }
}

function scopeKey({ repositories }: MatchScope): string {
  return repositories === null ? '*' : repositories.join(',');
}

/** An answer, tagged like its request. */
export type FactAnswer =
  | { kind: 'thread'; value: ThreadState }
  | { kind: 'repository'; value: KnownRepository | null }
  | { kind: 'repositories'; value: KnownRepository[] }
  | { kind: 'week'; value: WeekFacts }
  | { kind: 'weekIssue'; value: WeekIssueRecord | null }
  | { kind: 'decisions'; value: MadeDecision[] }
  | { kind: 'record'; value: ProjectRecord }
  | { kind: 'threadTexts'; value: { texts: ThreadText[]; hidden: ReadonlyMap<number, number> } }
  | { kind: 'possiblePairs'; value: PossiblePair[] }
  | { kind: 'learned'; value: LearnedModel | null }
  | { kind: 'linkVerdicts'; value: LinkVerdicts }
  | { kind: 'canary'; value: Canary | null }
  | { kind: 'repositoryNamed'; value: KnownRepository | null }
  | { kind: 'templateLines'; value: ReadonlySet<string> }
  | { kind: 'terms'; value: TermStatistics }
  | { kind: 'candidates'; value: MatchCandidate[] }
  | { kind: 'outsideReports'; value: KnownOutside[] }
  | { kind: 'clusterLog'; value: ClusterLog }
  | { kind: 'members'; value: Member[] }
  | { kind: 'pairs'; value: ReadonlyMap<number, Pair[]> }
  | { kind: 'landings'; value: KnownLanding[] }
  | { kind: 'fixedItems'; value: number[] }
  | { kind: 'waiting'; value: KnownLanding[] }
  | { kind: 'contained'; value: string[] }
  | { kind: 'saidFixedIn'; value: number[] }
  | { kind: 'clusterItems'; value: number[] }
  | { kind: 'releases'; value: KnownRelease[] }
  | { kind: 'clusterWords'; value: ClusterWord[] }
  | { kind: 'releaseNotices'; value: string[] }
  | { kind: 'claims'; value: ReadonlyMap<string, string> }
  | { kind: 'compare'; value: ComparedCommits | null }
  | { kind: 'release'; value: Release | null }
  | { kind: 'closing'; value: ClosedByPull }
  | { kind: 'permission'; value: Permission }
  /** lower-case logins; null where the team does not exist or may not be read */
  | { kind: 'team'; value: string[] | null }
  | { kind: 'configFile'; value: ConfigReading }
  | { kind: 'textFile'; value: string | null }
  | { kind: 'pullPaths'; value: string[] }
  | { kind: 'reactions'; value: SeenReaction[] }
  | { kind: 'edits'; value: SeenEdit[] }
  | { kind: 'duplicateOf'; value: { repository: { owner: string; name: string }; number: number } | null }
  | { kind: 'opinion'; value: Verdict };

type ValueOf<K extends FactRequest['kind']> = Extract<FactAnswer, { kind: K }>['value'];

/** Thrown by `Facts.get` where an answer is missing; `decide` turns it into its `needs`, nobody else sees it. */
export class FactsMissing extends Error {
  readonly requests: FactRequest[];
  constructor(requests: FactRequest[]) {
    super(`facts missing: ${requests.map(requestKey).join(', ')}`);
    this.requests = requests;
  }
}

/** What is known before any question: who the app is, and of whom it is installed. */
export interface Standing {
  /** login of the app's own bot account, `fullcircle[bot]` */
  botLogin: string;
  /** login of the organisation or person that installed the app */
  accountLogin: string;
  /** threads created before are history and are left alone */
  installedAt: Date;
  /** host of the links, `github.com` or a GitHub Enterprise Server's */
  host: string;
  /** name of the language model that may be asked where the config says so; left out: there is none */
  languageModel?: string | undefined;
}

/** The answers known so far. Asking for one that is missing suspends the decision until it was gathered. */
export class Facts {
  readonly #answers: ReadonlyMap<string, FactAnswer>;
  readonly #worked: Map<string, unknown>;
  readonly standing: Standing;

  /** @param worked what earlier rounds over the same event and facts have worked out; filled by `once` */
  constructor(
    standing: Standing,
    answers: ReadonlyMap<string, FactAnswer>,
    worked: Map<string, unknown> = new Map(),
  ) {
    this.standing = standing;
    this.#answers = answers;
    this.#worked = worked;
  }

  /**
   * Costly work that has to be done once only, though the decision begins anew after each missing fact. What it is
   * made of must be settled by `key`, the event and facts that were asked for before.
   */
  once<T>(key: string, work: () => T): T {
    if (!this.#worked.has(key)) this.#worked.set(key, work());
    // One key is used at one place, with one type.
    return this.#worked.get(key) as T;
  }

  get<R extends FactRequest>(request: R): ValueOf<R['kind']> {
    const answer = this.#answers.get(requestKey(request));
    if (answer === undefined) throw new FactsMissing([request]);
    // The key starts with the kind, so the answer found under it is of that kind.
    return answer.value as ValueOf<R['kind']>;
  }

  /** Asks for several at once, so that they are gathered in one round. */
  require(requests: readonly FactRequest[]): void {
    const missing = requests.filter((request) => !this.#answers.has(requestKey(request)));
    if (missing.length > 0) throw new FactsMissing(missing);
  }
}
