import { commentOnDiscussion, commentOnIssue, deleteComment, editComment } from '../actions/comments.ts';
import { markAnswer, unmarkAnswer } from '../actions/discussions.ts';
import { addLabels, removeLabel } from '../actions/labels.ts';
import { react, unreact } from '../actions/reactions.ts';
import { closeThread, happened, reopenThread } from '../actions/threads.ts';
import { BODY_MAX } from '../rest/api.ts';
import type { Label, Node } from '../world/model.ts';
import type {
  Comment,
  Discussion,
  DiscussionComment,
  Issue,
  IssueComment,
  Reactable,
  Thread,
} from '../world/thread.ts';
import {
  type Context,
  demand,
  failure,
  permissionOf,
  threadOf,
  unresolved,
  type View,
  visibleNode,
} from './context.ts';
import { discussionCommentView, issueCommentView } from './views/comment.ts';
import { nodeView } from './views/node.ts';
import { REACTION_NAMES, reactionGroups, reactionView } from './views/reaction.ts';

interface Input {
  clientMutationId?: string | null;
}

type Mutation<I> = (input: I, context: Context) => View;

/** A mutation as a field of the schema, which gives back the caller's own id. */
function field<I extends Input>(change: Mutation<I>) {
  return ({ input }: { input: I }, context: Context): View => ({
    ...change(input, context),
    clientMutationId: input.clientMutationId ?? null,
  });
}

/** An entity of the given kinds that the app may change. */
function writable<K extends Node['kind']>(
  context: Context,
  id: string,
  ...kinds: K[]
): Extract<Node, { kind: K }> {
  const node = visibleNode(context, id);
  if (!isOf(node, kinds)) throw unresolved(id);
  const thread = threadOf(node);
  if (thread) demand(context, thread.repository, permissionOf(thread), 'write');
  return node;
}

function isOf<K extends Node['kind']>(node: Node, kinds: readonly K[]): node is Extract<Node, { kind: K }> {
  return kinds.some((kind) => kind === node.kind);
}

function text(body: string): string {
  if (body.trim() === '') throw failure('UNPROCESSABLE', "Body can't be blank");
  if (body.length > BODY_MAX)
    throw failure('UNPROCESSABLE', `Body is too long (maximum is ${BODY_MAX} characters)`);
  return body;
}

function labelsOf(context: Context, thread: Thread, ids: readonly string[]): Label[] {
  return ids.map((id) => {
    const label = visibleNode(context, id);
    if (label.kind !== 'label' || label.repository !== thread.repository) throw unresolved(id);
    return label;
  });
}

function issueOrNull(context: Context, id: string | null | undefined): Issue | null {
  if (!id) return null;
  const node = visibleNode(context, id);
  if (node.kind !== 'issue') throw unresolved(id);
  return node;
}

const THREADS = ['issue', 'pull_request', 'discussion'] as const;
const COMMENTS = ['issue_comment', 'discussion_comment', 'review', 'review_comment'] as const;

/** The fields of `Mutation`. Each changes what the REST side would change, and sends the same webhooks. */
export const MUTATION: View = {
  addComment: field(({ subjectId, body }: Input & { subjectId: string; body: string }, context) => {
    const thread = writable(context, subjectId, 'issue', 'pull_request');
    const comment = commentOnIssue(context.call.scene, context.call.actor, thread, text(body));
    return {
      commentEdge: { cursor: comment.nodeId, node: issueCommentView(comment) },
      subject: nodeView(thread),
    };
  }),
  updateIssueComment: field(({ id, body }: Input & { id: string; body: string }, context) => {
    const comment: IssueComment = writable(context, id, 'issue_comment');
    editComment(context.call.scene, context.call.actor, comment, text(body));
    return { issueComment: issueCommentView(comment) };
  }),
  deleteIssueComment: field(({ id }: Input & { id: string }, context) => {
    deleteComment(context.call.scene, context.call.actor, writable(context, id, 'issue_comment'));
    return {};
  }),
  addDiscussionComment: field(
    (input: Input & { discussionId: string; body: string; replyToId?: string | null }, context) => {
      const discussion: Discussion = writable(context, input.discussionId, 'discussion');
      const parent = input.replyToId ? writable(context, input.replyToId, 'discussion_comment') : null;
      if (parent && parent.thread !== discussion) throw unresolved(parent.nodeId);
      if (parent?.parent)
        throw failure('UNPROCESSABLE', 'Parent comment is already in a thread, cannot reply to it');
      const { scene, actor } = context.call;
      return {
        comment: discussionCommentView(
          commentOnDiscussion(scene, actor, discussion, text(input.body), parent),
        ),
      };
    },
  ),
  updateDiscussionComment: field(
    ({ commentId, body }: Input & { commentId: string; body: string }, context) => {
      const comment: DiscussionComment = writable(context, commentId, 'discussion_comment');
      editComment(context.call.scene, context.call.actor, comment, text(body));
      return { comment: discussionCommentView(comment) };
    },
  ),
  deleteDiscussionComment: field(({ id }: Input & { id: string }, context) => {
    const comment: DiscussionComment = writable(context, id, 'discussion_comment');
    deleteComment(context.call.scene, context.call.actor, comment);
    return { comment: discussionCommentView(comment) };
  }),
  addReaction: field(({ subjectId, content }: Input & { subjectId: string; content: string }, context) => {
    const subject: Reactable = writable(context, subjectId, ...THREADS, ...COMMENTS);
    const { reaction } = react(context.call.scene, context.call.actor, subject, reactionOf(content));
    return reacted(context, subject, reactionView(reaction));
  }),
  removeReaction: field(({ subjectId, content }: Input & { subjectId: string; content: string }, context) => {
    const subject: Reactable = writable(context, subjectId, ...THREADS, ...COMMENTS);
    const wanted = reactionOf(content);
    const given = subject.reactions.find(
      (each) => each.user === context.call.actor.account && each.content === wanted,
    );
    if (given) unreact(context.call.scene, given);
    return reacted(context, subject, given ? reactionView(given) : null);
  }),
  addLabelsToLabelable: field(
    (input: Input & { labelableId: string; labelIds: readonly string[] }, context) => {
      const thread: Thread = writable(context, input.labelableId, ...THREADS);
      addLabels(context.call.scene, context.call.actor, thread, labelsOf(context, thread, input.labelIds));
      return { labelable: nodeView(thread) };
    },
  ),
  removeLabelsFromLabelable: field(
    (input: Input & { labelableId: string; labelIds: readonly string[] }, context) => {
      const thread: Thread = writable(context, input.labelableId, ...THREADS);
      for (const label of labelsOf(context, thread, input.labelIds)) {
        removeLabel(context.call.scene, context.call.actor, thread, label);
      }
      return { labelable: nodeView(thread) };
    },
  ),
  minimizeComment: field(
    ({ subjectId, classifier }: Input & { subjectId: string; classifier: string }, context) => {
      const comment: Comment = writable(context, subjectId, ...COMMENTS);
      comment.minimized = classifier.toLowerCase().replaceAll('_', '-');
      return { minimizedComment: nodeView(comment) };
    },
  ),
  unminimizeComment: field(({ subjectId }: Input & { subjectId: string }, context) => {
    const comment: Comment = writable(context, subjectId, ...COMMENTS);
    comment.minimized = null;
    return { unminimizedComment: nodeView(comment) };
  }),
  closeIssue: field(
    (
      input: Input & { issueId: string; stateReason?: string | null; duplicateIssueId?: string | null },
      context,
    ) => {
      const issue: Issue = writable(context, input.issueId, 'issue');
      const duplicateOf = issueOrNull(context, input.duplicateIssueId);
      const reason = input.stateReason?.toLowerCase() ?? null;
      closeThread(context.call.scene, context.call.actor, issue, { reason, duplicateOf });
      return { issue: nodeView(issue) };
    },
  ),
  reopenIssue: field(({ issueId }: Input & { issueId: string }, context) => {
    const issue = writable(context, issueId, 'issue');
    reopenThread(context.call.scene, context.call.actor, issue);
    return { issue: nodeView(issue) };
  }),
  unmarkIssueAsDuplicate: field((input: Input & { canonicalId: string; duplicateId: string }, context) => {
    const duplicate: Issue = writable(context, input.duplicateId, 'issue');
    const canonical = duplicate.duplicateOf;
    if (canonical?.nodeId !== input.canonicalId) throw unresolved(input.canonicalId);
    const { scene, actor } = context.call;
    happened(scene, actor, duplicate, { event: 'unmarked_as_duplicate', canonical });
    duplicate.duplicateOf = null;
    return { duplicate: nodeView(duplicate) };
  }),
  closeDiscussion: field(
    ({ discussionId, reason }: Input & { discussionId: string; reason: string }, context) => {
      const discussion: Discussion = writable(context, discussionId, 'discussion');
      closeThread(context.call.scene, context.call.actor, discussion, { reason: reason.toLowerCase() });
      return { discussion: nodeView(discussion) };
    },
  ),
  reopenDiscussion: field(({ discussionId }: Input & { discussionId: string }, context) => {
    const discussion = writable(context, discussionId, 'discussion');
    reopenThread(context.call.scene, context.call.actor, discussion);
    return { discussion: nodeView(discussion) };
  }),
  markDiscussionCommentAsAnswer: field(({ id }: Input & { id: string }, context) => {
    const comment: DiscussionComment = writable(context, id, 'discussion_comment');
    if (!comment.thread.category.answerable) {
      throw failure('UNPROCESSABLE', 'Category does not allow marking a comment as an answer');
    }
    markAnswer(context.call.scene, context.call.actor, comment);
    return { discussion: nodeView(comment.thread) };
  }),
  unmarkDiscussionCommentAsAnswer: field(({ id }: Input & { id: string }, context) => {
    const comment: DiscussionComment = writable(context, id, 'discussion_comment');
    unmarkAnswer(context.call.scene, context.call.actor, comment.thread);
    return { discussion: nodeView(comment.thread) };
  }),
};

function reactionOf(name: string) {
  const content = REACTION_NAMES[name];
  if (!content) throw failure('UNPROCESSABLE', `unknown reaction ${name}`);
  return content;
}

function reacted(context: Context, subject: Reactable, reaction: View | null): View {
  return { reaction, subject: nodeView(subject), reactionGroups: reactionGroups(subject, context) };
}
