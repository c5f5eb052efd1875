import type { Account, Category, Commit, Label, Milestone, Repository } from './model.ts';

/** Threads, what is said in them, and what happens to them. Plain data, as in model.ts. */

/** Reactions as REST names them. */
export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;
export type ReactionContent = (typeof REACTIONS)[number];

export interface Reaction {
  kind: 'reaction';
  id: number;
  nodeId: string;
  subject: Reactable;
  user: Account;
  content: ReactionContent;
  createdAt: Date;
}

/** What happened on a thread besides comments; REST calls them issue events. */
export type Happened =
  | { event: 'labeled' | 'unlabeled'; label: Label }
  | { event: 'closed'; stateReason: string | null; closer: PullRequest | Commit | null }
  | { event: 'reopened' }
  | { event: 'locked'; reason: string | null }
  | { event: 'unlocked' }
  | { event: 'renamed'; from: string; to: string }
  | { event: 'marked_as_duplicate' | 'unmarked_as_duplicate'; canonical: Issue }
  | { event: 'cross-referenced'; source: Issue | PullRequest; willClose: boolean }
  | { event: 'referenced'; commit: Commit }
  | { event: 'merged'; commitSha: string }
  | { event: 'transferred'; from: Repository }
  | { event: 'converted_to_discussion'; discussion: Discussion }
  | { event: 'milestoned' | 'demilestoned'; milestone: Milestone };

export type TimelineEvent = Happened & {
  kind: 'timeline';
  id: number;
  nodeId: string;
  thread: Thread;
  actor: Account;
  viaApp: boolean;
  createdAt: Date;
};

/** One state of a thread's text. The first is what it was opened with. */
export interface Edit {
  nodeId: string;
  /** null when the account was deleted ("ghost") */
  editor: Account | null;
  at: Date;
  text: string;
}

interface ThreadBase {
  /** database id; for a pull request that of its issue side */
  id: number;
  nodeId: string;
  repository: Repository;
  number: number;
  title: string;
  body: string;
  /** null when the account was deleted ("ghost") */
  author: Account | null;
  viaApp: boolean;
  state: 'open' | 'closed';
  stateReason: string | null;
  locked: boolean;
  lockReason: string | null;
  labels: Label[];
  reactions: Reaction[];
  timeline: TimelineEvent[];
  createdAt: Date;
  updatedAt: Date;
  editedAt: Date | null;
  /** oldest first; empty where nobody edited it */
  edits: Edit[];
  closedAt: Date | null;
  closedBy: Account | null;
}

export interface Issue extends ThreadBase {
  kind: 'issue';
  comments: IssueComment[];
  milestone: Milestone | null;
  /** the issue this one was closed as duplicate of */
  duplicateOf: Issue | null;
}

export interface PullRequest extends ThreadBase {
  kind: 'pull_request';
  /** database id on the pulls side of the API */
  pullId: number;
  comments: IssueComment[];
  milestone: Milestone | null;
  draft: boolean;
  baseRef: string;
  headRef: string;
  headOwner: Account;
  headSha: string;
  baseSha: string;
  commits: Commit[];
  mergedAt: Date | null;
  mergedBy: Account | null;
  mergeCommitSha: string | null;
  reviews: Review[];
}

export interface Discussion extends ThreadBase {
  kind: 'discussion';
  comments: DiscussionComment[];
  category: Category;
  answer: DiscussionComment | null;
  answerChosenAt: Date | null;
  answerChosenBy: Account | null;
}

export type Thread = Issue | PullRequest | Discussion;

interface CommentBase {
  id: number;
  nodeId: string;
  author: Account | null;
  viaApp: boolean;
  body: string;
  reactions: Reaction[];
  minimized: string | null;
  createdAt: Date;
  updatedAt: Date;
  editedAt: Date | null;
}

export interface IssueComment extends CommentBase {
  kind: 'issue_comment';
  thread: Issue | PullRequest;
}

export interface DiscussionComment extends CommentBase {
  kind: 'discussion_comment';
  thread: Discussion;
  parent: DiscussionComment | null;
  /** a comment with replies leaves an empty shell when deleted, as on GitHub */
  deletedAt: Date | null;
}

export interface Review extends CommentBase {
  kind: 'review';
  thread: PullRequest;
  state: 'commented' | 'approved' | 'changes_requested' | 'dismissed';
  comments: ReviewComment[];
}

export interface ReviewComment extends CommentBase {
  kind: 'review_comment';
  thread: PullRequest;
  review: Review;
  path: string;
}

export type Comment = IssueComment | DiscussionComment | Review | ReviewComment;
export type Reactable = Thread | Comment;
