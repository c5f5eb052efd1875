import type { FactAnswer } from '../loop/fact-answer.ts';
import type { GitHubFactRequest, RemoteFactRequest } from '../loop/fact-request.ts';
import type { Question, Verdict } from '../loop/opinion.ts';
import type { Account } from '../loop/vocabulary.ts';
import type { StoredRepository } from '../store/interface/installed.ts';
import type { Store } from '../store/store.ts';
import { answerWithout } from './without-forgotten.ts';

/** Who may do what changes seldom and tells itself by webhooks; this bounds the harm of one that got lost. */
const REMEMBERED_MS = 60 * 60 * 1000;

/** Where facts come from that the store does not have: GitHub, or a written history. */
export interface FactSource {
  /** Asks GitHub. Throws what the edge throws: limits, missing permissions, outages. */
  ask(request: GitHubFactRequest, installationId: number): Promise<FactAnswer>;
  /** An answer from a list that may be some minutes old, for one of very many questions; null where there is no such list. */
  listed?(request: GitHubFactRequest, installationId: number): Promise<FactAnswer | null>;
  /** An answer without asking anybody, or null; for sources that know everything from the start. */
  instant?(request: GitHubFactRequest): FactAnswer | null;
  /** Every installation of the app, as GitHub has them. */
  installations(): Promise<FoundInstallation[]>;
  /** One of them as it stands now; null where GitHub knows none of this number. */
  installation(id: number): Promise<FoundInstallation | null>;
  /** Whether GitHub itself says that there is none of this number: 404, and nothing else. */
  isGone(id: number): Promise<boolean>;
  /** All repositories of the installation; null where GitHub has no list of them. */
  repositories(
    installationId: number,
  ): Promise<
    | Pick<
        StoredRepository,
        | 'id'
        | 'nodeId'
        | 'owner'
        | 'name'
        | 'private'
        | 'archived'
        | 'defaultBranch'
        | 'hasIssues'
        | 'hasDiscussions'
      >[]
    | null
  >;
  /** login of the app's own bot account */
  botLogin(): Promise<string>;
  /** host of links to threads */
  host: string;
}

/** A language model that confirms or denies what the app found. */
export interface Judge {
  /** its name, as the operator calls it */
  model: string;
  /** Never rejects: what fails is `inconclusive`. */
  ask(question: Question): Promise<Verdict>;
}

/** An installation as GitHub describes it. */
export interface FoundInstallation {
  id: number;
  account: Account;
  permissions: Record<string, string>;
  suspended: boolean;
  createdAt: Date;
}

/** Whether an answer may be used again for a while. What decides about a command never is. */
export function mayBeRemembered(request: RemoteFactRequest): boolean {
  return (request.kind === 'team' || request.kind === 'permission') && !request.fresh;
}

/** Answers older than this are asked for again. */
export function rememberedSince(now: Date): Date {
  return new Date(now.getTime() - REMEMBERED_MS);
}

/**
 * Asks for all that is missing, side by side, and remembers what may be.
 * @param bulk for threads of history, of which there are many: lists will do where the source has them
 */
export async function gather(
  requests: readonly RemoteFactRequest[],
  installationId: number,
  deps: { store: Store; source: FactSource; judge?: Judge | null },
  now: Date,
  bulk: boolean,
): Promise<[RemoteFactRequest, FactAnswer][]> {
  const tenant = deps.store.forInstallation(installationId);
  const forgotten = await tenant.people.forgotten();
  return Promise.all(
    requests.map(async (request): Promise<[RemoteFactRequest, FactAnswer]> => {
      if (request.kind === 'opinion') {
        const value = (await deps.judge?.ask(request.question)) ?? 'inconclusive';
        return [request, { kind: 'opinion', value }];
      }
      const listed = bulk ? await deps.source.listed?.(request, installationId) : null;
      if (listed) return [request, listed];
      const told = await deps.source.ask(request, installationId);
      const answer = forgotten === null ? told : answerWithout(told, forgotten);
      if (mayBeRemembered(request)) await tenant.remember(request, answer, now);
      return [request, answer];
    }),
  );
}
