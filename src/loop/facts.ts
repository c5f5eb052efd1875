import type { ThreadState } from './item.ts';
import type { Settings } from './settings.ts';
import type { Repository, Stage, ThreadRef, ThreadType } from './vocabulary.ts';
import { threadKey } from './vocabulary.ts';

/** What a person may do in a repository, as GitHub says. */
export interface Permission {
  triage: boolean;
  write: boolean;
}

/** A repository the installation knows, with the config in force there. */
export interface KnownRepository extends Repository {
  settings: Settings;
  hasIssues: boolean;
}

/** What the weekly issue of part one is made of; all counts over threads of the installation. */
export interface WeekFacts {
  /** threads opened in the seven days before the as-of moment, by stage (`none` for the rest), bots and staff left out */
  opened: Record<Stage | 'none', number>;
  /** the same for the seven days before those */
  openedBefore: Record<Stage | 'none', number>;
  /** newest open community threads without a stage, at most 20 */
  unstaged: {
    repositoryId: number;
    number: number;
    type: ThreadType;
    title: string;
    createdAt: Date;
    guess: Stage | null;
    confidence: number;
  }[];
  /** the weekly issues that this installation opened and did not close, oldest first */
  openWeeks: { week: string; repositoryId: number; asOf: Date; body: string }[];
  /** config problems in force, one line each */
  configProblems: string[];
  /** threads seen by the app over all threads known, 0..1 */
  coverage: number;
}

/** Something `decide` may ask for. Local ones are answered by the store inside the transaction, remote ones by GitHub outside of it. */
export type FactRequest = LocalFactRequest | RemoteFactRequest;

export type LocalFactRequest =
  | { kind: 'thread'; ref: ThreadRef }
  | { kind: 'repository'; repositoryId: number }
  | { kind: 'repositories' }
  | { kind: 'week'; asOf: Date };

export type RemoteFactRequest =
  | {
      kind: 'permission';
      repositoryId: number;
      owner: string;
      name: string;
      login: string;
      /** true for commands and decisions: never from a cache */
      fresh: boolean;
    }
  | { kind: 'team'; organization: string; slug: string }
  | {
      /** the config file of a repository at a commit (`ref`: null for the default branch); null where there is none */
      kind: 'configFile';
      repositoryId: number;
      owner: string;
      name: string;
      ref: string | null;
    }
  | { kind: 'pullPaths'; repositoryId: number; owner: string; name: string; number: number };

export function isRemote(request: FactRequest): request is RemoteFactRequest {
  switch (request.kind) {
    case 'permission':
    case 'team':
    case 'configFile':
    case 'pullPaths':
      return true;
    case 'thread':
    case 'repository':
    case 'repositories':
    case 'week':
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
      return `week:${request.asOf.toISOString()}`;
    case 'permission':
      return `permission:${request.repositoryId}:${request.login.toLowerCase()}:${request.fresh}`;
    case 'team':
      return `team:${request.organization}/${request.slug}`;
    case 'configFile':
      return `configFile:${request.repositoryId}:${request.ref ?? ''}`;
    case 'pullPaths':
      return `pullPaths:${request.repositoryId}-${request.number}`;
  }
}

/** An answer, tagged like its request. */
export type FactAnswer =
  | { kind: 'thread'; value: ThreadState }
  | { kind: 'repository'; value: KnownRepository | null }
  | { kind: 'repositories'; value: KnownRepository[] }
  | { kind: 'week'; value: WeekFacts }
  | { kind: 'permission'; value: Permission }
  /** lower-case logins; null where the team does not exist or may not be read */
  | { kind: 'team'; value: string[] | null }
  | { kind: 'configFile'; value: { text: string; sha: string } | null }
  | { kind: 'pullPaths'; value: string[] };

type ValueOf<K extends FactRequest['kind']> = Extract<FactAnswer, { kind: K }>['value'];

/** Thrown by `Facts.get` where an answer is missing; `decide` turns it into its `needs`, nobody else sees it. */
export class FactsMissing extends Error {
  readonly requests: FactRequest[];
  constructor(requests: FactRequest[]) {
    super(`facts missing: ${requests.map(requestKey).join(', ')}`);
    this.requests = requests;
  }
}

/** The answers known so far. Asking for one that is missing suspends the decision until it was gathered. */
export class Facts {
  readonly #answers: ReadonlyMap<string, FactAnswer>;
  /** login of the app's own bot account, `fullcircle[bot]` */
  readonly botLogin: string;

  constructor(botLogin: string, answers: ReadonlyMap<string, FactAnswer>) {
    this.botLogin = botLogin;
    this.#answers = answers;
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
