import { z } from 'zod';
import type { CommentEvent } from '../loop/event.ts';
import type { Account, CommentSnapshot, ThreadSnapshot } from '../loop/vocabulary.ts';
import { happened, type Opened, type Received, unknownAction } from './delivery.ts';
import { discussionSchema, discussionSnapshot } from './discussion.ts';
import { issueSchema, issueSnapshot } from './issue.ts';
import { read } from './payload-refused.ts';
import { pullRequestSchema, pullRequestSnapshot } from './pull-request.ts';
import { authorSchema, surroundings, textSchema, timeSchema } from './shared.ts';
import { meaningOf } from './thread.ts';

const commentSchema = z.object({
  id: z.number().int(),
  node_id: z.string(),
  body: textSchema,
  user: authorSchema,
  created_at: timeSchema,
  updated_at: timeSchema,
});

const discussionCommentSchema = commentSchema.extend({
  parent_id: z.number().int().nullish(),
  html_url: z.string().nullish(),
});

const reviewSchema = z.object({
  id: z.number().int(),
  node_id: z.string(),
  body: textSchema.optional(),
  user: authorSchema,
  /** null while the review is a draft */
  submitted_at: timeSchema.nullish(),
  updated_at: timeSchema.nullish(),
});

const ISSUE_COMMENT = z.object({ issue: issueSchema, comment: commentSchema, ...surroundings });
const DISCUSSION_COMMENT = z.object({
  discussion: discussionSchema,
  comment: discussionCommentSchema,
  ...surroundings,
});
const REVIEW = z.object({ pull_request: pullRequestSchema, review: reviewSchema, ...surroundings });
const REVIEW_COMMENT = z.object({ pull_request: pullRequestSchema, comment: commentSchema, ...surroundings });

interface CommentReading {
  thread: ThreadSnapshot;
  comment: CommentSnapshot;
  actor: Account | null;
}

const MEANINGS: Readonly<Record<string, CommentEvent['type']>> = {
  created: 'comment.created',
  edited: 'comment.edited',
  deleted: 'comment.deleted',
};

/** A dismissed review stays readable: what it says did not change. */
const REVIEW_MEANINGS: Readonly<Record<string, CommentEvent['type']>> = {
  submitted: 'comment.created',
  edited: 'comment.edited',
  dismissed: 'comment.edited',
};

/** `issue_comment` deliveries, for issues and for pull requests. */
export function readIssueComment(opened: Opened): Received {
  return commentEvent(opened, MEANINGS, () => {
    const { issue, comment, repository, sender } = read(ISSUE_COMMENT, opened);
    return {
      thread: issueSnapshot(issue, repository),
      comment: snapshot(comment, 'issue_comment'),
      actor: sender,
    };
  });
}

/** `discussion_comment` deliveries. The parent's node id is not told, its database id is. */
export function readDiscussionComment(opened: Opened): Received {
  return commentEvent(opened, MEANINGS, () => {
    const { discussion, comment, repository, sender } = read(DISCUSSION_COMMENT, opened);
    const isAnswer = Boolean(comment.html_url) && comment.html_url === discussion.answer_html_url;
    return {
      thread: discussionSnapshot(discussion, repository, isAnswer ? comment.node_id : null),
      comment: {
        ...snapshot(comment, 'discussion_comment'),
        parentId: comment.parent_id ?? null,
        isAnswer,
      },
      actor: sender,
    };
  });
}

/** `pull_request_review` deliveries; a review without words is a comment with an empty body. */
export function readReview(opened: Opened): Received {
  return commentEvent(opened, REVIEW_MEANINGS, () => {
    const { review, pull_request, repository, sender } = read(REVIEW, opened);
    const createdAt = review.submitted_at ?? pull_request.updated_at;
    return {
      thread: pullRequestSnapshot(pull_request, repository),
      comment: snapshot(
        {
          ...review,
          body: review.body ?? '',
          created_at: createdAt,
          updated_at: review.updated_at ?? createdAt,
        },
        'review',
      ),
      actor: sender,
    };
  });
}

/** `pull_request_review_comment` deliveries. */
export function readReviewComment(opened: Opened): Received {
  return commentEvent(opened, MEANINGS, () => {
    const { comment, pull_request, repository, sender } = read(REVIEW_COMMENT, opened);
    return {
      thread: pullRequestSnapshot(pull_request, repository),
      comment: snapshot(comment, 'review_comment'),
      actor: sender,
    };
  });
}

function commentEvent(
  opened: Opened,
  meanings: Readonly<Record<string, CommentEvent['type']>>,
  readComment: () => CommentReading,
): Received {
  const type = meaningOf(meanings, opened.action);
  if (!type) return unknownAction(opened);
  const reading = readComment();
  return { event: { ...happened(opened, timeOf(type, reading.comment)), type, ...reading } };
}

/** Deleting leaves no time in the payload: that of receiving is the best there is. */
function timeOf(type: CommentEvent['type'], comment: CommentSnapshot): Date | null {
  if (type === 'comment.deleted') return null;
  return type === 'comment.created' ? comment.createdAt : comment.updatedAt;
}

function snapshot(
  comment: z.output<typeof commentSchema>,
  family: CommentSnapshot['family'],
): CommentSnapshot {
  return {
    id: comment.id,
    nodeId: comment.node_id,
    family,
    body: comment.body,
    author: comment.user,
    parentId: null,
    parentNodeId: null,
    isAnswer: false,
    createdAt: comment.created_at,
    updatedAt: comment.updated_at,
  };
}
