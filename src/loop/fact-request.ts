import type { WeightedTerm } from './cluster/bm25f.ts';
import type { MatchScope } from './cluster-record.ts';
import type { ConfigScope } from './known-repository.ts';
import type { Question } from './opinion.ts';
import type { Settings } from './settings.ts';
import type { ThreadRef } from './vocabulary.ts';
import { threadKey } from './vocabulary.ts';

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
  | { kind: 'week'; asOf: Date; timezone: string; visible: readonly number[] }
  /** the weekly issue of this number, or of this week where GitHub has not told its number yet; null: there is none */
  | { kind: 'weekIssue'; repositoryId: number; number: number; week: string | null }
  /** what was decided in weekly issues and stands, the latest 2,000, newest first */
  | { kind: 'decisions'; visible: readonly number[] }
  /** all that measuring rests on; reads everything */
  | {
      kind: 'record';
      asOf: Date;
      visible: readonly number[];
      audience: Settings['audience'];
      /** whether private signals of other channels count, too */
      withPrivateSignals: boolean;
    }
  /** of each of these clusters the thread that stands for it in view of `visible` */
  | { kind: 'canonicals'; clusters: readonly number[]; visible: readonly number[] }
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
  /**
   * What closes these threads, the landings with these keys (or commits), and all that takes any of them back, and so
   * on. Also of a landing that is not there yet: what takes it back may have been told before it.
   */
  | { kind: 'landings'; threads: readonly ThreadRef[]; keys: readonly string[] }
  /** items that these landings, or what they take back, close, or that somebody said they fix */
  | { kind: 'fixedItems'; landings: readonly string[] }
  /** landings of a repository up to a moment that this release was not asked about: the latest ones, by time */
  | { kind: 'waiting'; repositoryId: number; releaseId: number; before: Date; limit: number }
  /** landings that a release was found to have */
  | { kind: 'contained'; repositoryId: number; releaseId: number }
  /** items on whose threads somebody said `/fixed-in` and may have meant this tag */
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

/** Each kind that is asked for outside of the transaction. */
const REMOTE: Readonly<Record<RemoteFactRequest['kind'], true>> = {
  permission: true,
  team: true,
  configFile: true,
  textFile: true,
  pullPaths: true,
  compare: true,
  release: true,
  closing: true,
  reactions: true,
  duplicateOf: true,
  edits: true,
  opinion: true,
};

export function isRemote(request: FactRequest): request is RemoteFactRequest {
  return Object.hasOwn(REMOTE, request.kind);
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
      return `week:${request.asOf.toISOString()}:${request.timezone}:${request.visible.join(',')}`;
    case 'weekIssue':
      return `weekIssue:${request.repositoryId}-${request.number}:${request.week ?? ''}`;
    case 'decisions':
      return `decisions:${request.visible.join(',')}`;
    case 'record':
      return `record:${request.asOf.toISOString()}:${request.visible.join(',')}:${request.audience}:${request.withPrivateSignals}`;
    case 'canonicals':
      return `canonicals:${request.clusters.join(',')}:${request.visible.join(',')}`;
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
      return `landings:${request.threads.map(threadKey).join(',')}:${request.keys.join(',')}`;
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
