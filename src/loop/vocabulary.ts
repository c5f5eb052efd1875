/**
 * The words of the loop: what everything else is said in. No behaviour beyond reading these words.
 * Meanings are those of the product description; see ARCHITECTURE.md for the code map.
 */

/** The five places of an author in the developer journey, in their order. */
export const STAGES = ['awareness', 'onboarding', 'adoption', 'retention', 'advocacy'] as const;
export type Stage = (typeof STAGES)[number];

/** What a thread is about. */
export const KINDS = ['bug', 'feature', 'question', 'docs', 'other'] as const;
export type Kind = (typeof KINDS)[number];

/** How much it hurts; weights 8, 4, 2, 1 in the rank. */
export const SEVERITIES = ['blocker', 'major', 'minor', 'cosmetic'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Who somebody is to the organisation. Never derived from `author_association`. */
export const ROLES = ['bot', 'staff', 'community'] as const;
export type Role = (typeof ROLES)[number];

/** What the app may write, from nothing to comments. Later words include the earlier ones. */
export const MODES = ['observe', 'suggest', 'label', 'act'] as const;
export type Mode = (typeof MODES)[number];

export const THREAD_TYPES = ['issue', 'discussion', 'pull_request'] as const;
export type ThreadType = (typeof THREAD_TYPES)[number];

/** How a number came to be known. */
export type Provenance = 'observed' | 'declared' | 'inferred';

/** An account as GitHub names it at the moment. `id` is the identity, `login` may change. `null` where the account is gone. */
export interface Account {
  id: number;
  login: string;
  type: 'User' | 'Bot' | 'Organization' | 'Mannequin';
}

/** A repository as a payload describes it. */
export interface Repository {
  id: number;
  nodeId: string;
  owner: string;
  name: string;
  private: boolean;
  archived: boolean;
  /** null where the payload does not say */
  defaultBranch: string | null;
}

/** Names one thread on GitHub: issues, pull requests and discussions of a repository share their numbers. */
export interface ThreadRef {
  repositoryId: number;
  number: number;
}

/** The key of a thread in ordering, slots and markers: `REPOSITORY_ID-NUMBER`. */
export function threadKey(ref: ThreadRef): string {
  return `${ref.repositoryId}-${ref.number}`;
}

/** Orders threads by repository and number: what happened in the same second has no other order. */
export function byRef(a: ThreadRef, b: ThreadRef): number {
  return a.repositoryId - b.repositoryId || a.number - b.number;
}

/** One thread as GitHub shows it at `updatedAt`; the newest snapshot wins, whatever order they arrive in. */
export interface ThreadSnapshot {
  repository: Repository;
  number: number;
  type: ThreadType;
  nodeId: string;
  /** the database id; `duplicate_issue_id` takes this one */
  id: number;
  title: string;
  /** Markdown, '' where empty */
  body: string;
  author: Account | null;
  /** OWNER, MEMBER, …: kept as a hint only, never a role */
  authorAssociation: string;
  state: 'open' | 'closed';
  /** completed, not_planned, duplicate, reopened, resolved, outdated …; null where GitHub gives none */
  stateReason: string | null;
  locked: boolean;
  labels: string[];
  /** discussion category's name; null for others */
  category: string | null;
  /** pull requests only */
  merged: boolean;
  /** pull requests only: commit of the merge on the base branch */
  mergeCommitSha: string | null;
  /** pull requests only: branch it goes into */
  baseRef: string | null;
  /** pull requests only: commit of its head */
  headSha: string | null;
  /** discussions only: names the accepted answer (its node id where the payload has it, else its address); null: none */
  answer: string | null;
  /** 👍 on the thread itself, where the payload tells */
  thumbsUp: number;
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
}

/** One comment as GitHub shows it; reviews and review comments are comments too. */
export interface CommentSnapshot {
  /** the database id, unique with `family` */
  id: number;
  nodeId: string;
  family: 'issue_comment' | 'discussion_comment' | 'review' | 'review_comment';
  body: string;
  author: Account | null;
  /** database id of the parent comment in a discussion; null at the top level */
  parentId: number | null;
  /** node id of the parent comment in a discussion; null at the top level */
  parentNodeId: string | null;
  /** whether this comment is the accepted answer of its discussion */
  isAnswer: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** Fails to compile where a kind was forgotten; throws where the outside surprised us. */
export function assertNever(value: never): never {
  throw new Error(`unexpected kind: ${JSON.stringify(value)}`);
}
