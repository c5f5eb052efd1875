import type { Comment, Reaction, Thread } from './world/thread.ts';
import { fullName, type World } from './world/world.ts';

/** What is left of a comment when ids and times are taken away. */
interface CommentState {
  author: string | null;
  body: string;
  reactions: string[];
  minimized: string | null;
  replies?: CommentState[];
}

export interface ThreadState {
  type: Thread['kind'];
  title: string;
  body: string;
  author: string | null;
  state: 'open' | 'closed';
  stateReason: string | null;
  locked: boolean;
  labels: string[];
  /** title; null: none */
  milestone: string | null;
  reactions: string[];
  comments: CommentState[];
}

export interface RepositoryState {
  private: boolean;
  archived: boolean;
  labels: string[];
  /** by number */
  threads: Record<number, ThreadState>;
  /** by commit and name, the last conclusion */
  checks: Record<string, string | null>;
}

/**
 * The end state as plain, comparable data: the same whatever the order of ids, deliveries and times was.
 * Comments stand in the order in which they appear; reactions and labels are sorted.
 */
export function stateOf(world: World): Record<string, RepositoryState> {
  const repositories = world.repositories.map((repository): [string, RepositoryState] => [
    fullName(repository),
    {
      private: repository.private,
      archived: repository.archived,
      labels: repository.labels.map((label) => `${label.name} #${label.color}`).sort(),
      threads: Object.fromEntries(
        [...repository.threads].map(([number, thread]) => [number, threadState(thread)]),
      ),
      checks: Object.fromEntries(
        repository.checkRuns.map((each) => [`${each.sha} ${each.name}`, each.conclusion]),
      ),
    },
  ]);
  return Object.fromEntries(repositories.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function threadState(thread: Thread): ThreadState {
  const comments: readonly Comment[] = thread.comments;
  const top = comments.filter((comment) => comment.kind !== 'discussion_comment' || comment.parent === null);
  return {
    type: thread.kind,
    title: thread.title,
    body: thread.body,
    author: thread.author?.login ?? null,
    state: thread.state,
    stateReason: thread.stateReason,
    locked: thread.locked,
    labels: thread.labels.map((label) => label.name).sort(),
    milestone: thread.kind === 'discussion' ? null : (thread.milestone?.title ?? null),
    reactions: reactionState(thread.reactions),
    comments: top.map((comment) => commentState(comment, comments)),
  };
}

function commentState(comment: Comment, all: readonly Comment[]): CommentState {
  const replies = all.filter((each) => each.kind === 'discussion_comment' && each.parent === comment);
  return {
    author: comment.author?.login ?? null,
    body: comment.body,
    reactions: reactionState(comment.reactions),
    minimized: comment.minimized,
    ...(replies.length > 0 ? { replies: replies.map((each) => commentState(each, all)) } : {}),
  };
}

function reactionState(reactions: readonly Reaction[]): string[] {
  return reactions.map((reaction) => `${reaction.content} ${reaction.user.login}`).sort();
}
