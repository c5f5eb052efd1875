import type { GraphQLResolveInfo } from 'graphql';
import { discussionCommentJson } from '../../shapes/discussion.ts';
import { issueCommentJson } from '../../shapes/issue.ts';
import { iso, isoOrNull } from '../../shapes/json.ts';
import { reviewCommentJson, reviewJson } from '../../shapes/pull-request.ts';
import { associationOf } from '../../world/access.ts';
import type { Comment, DiscussionComment, IssueComment, Review, ReviewComment } from '../../world/thread.ts';
import { nodes, type PageArgs } from '../connection.ts';
import type { Context, View } from '../context.ts';
import { actorView } from './account.ts';
import { reactableFields } from './reaction.ts';
import { repositoryView } from './repository.ts';
import { discussionView, issueView, pullRequestView } from './thread.ts';

/** What all comments have in common. */
function commentFields(comment: Comment, address: (context: Context) => unknown): View {
  return {
    id: comment.nodeId,
    databaseId: comment.id,
    author: () => actorView(comment.author),
    authorAssociation: associationOf(comment.thread.repository, comment.author),
    body: comment.body,
    bodyText: comment.body,
    createdAt: iso(comment.createdAt),
    publishedAt: iso(comment.createdAt),
    updatedAt: iso(comment.updatedAt),
    lastEditedAt: isoOrNull(comment.editedAt),
    editor: comment.editedAt ? () => actorView(comment.author) : null,
    isMinimized: comment.minimized !== null,
    minimizedReason: comment.minimized,
    viewerCanMinimize: true,
    viewerDidAuthor: (_: unknown, context: Context) => comment.author === context.call.actor.account,
    url: (_: unknown, context: Context) => address(context),
    resourcePath: (_: unknown, context: Context) => {
      const { pathname, hash } = new URL(String(address(context)));
      return `${pathname}${hash}`;
    },
    ...reactableFields(comment),
  };
}

export function issueCommentView(comment: IssueComment): View {
  const { thread } = comment;
  return {
    __typename: 'IssueComment',
    ...commentFields(comment, ({ call }) => issueCommentJson(call.scene.world, comment).html_url),
    fullDatabaseId: String(comment.id),
    repository: () => repositoryView(thread.repository),
    // A comment of a pull request names that as its issue too, where GitHub's type allows nothing else.
    issue: () => (thread.kind === 'issue' ? issueView(thread) : pullRequestView(thread)),
    pullRequest: () => (thread.kind === 'pull_request' ? pullRequestView(thread) : null),
  };
}

export function discussionCommentView(comment: DiscussionComment): View {
  const { thread } = comment;
  return {
    __typename: 'DiscussionComment',
    ...commentFields(comment, ({ call }) => discussionCommentJson(call.scene.world, comment).html_url),
    deletedAt: isoOrNull(comment.deletedAt),
    discussion: () => discussionView(thread),
    isAnswer: thread.answer === comment,
    replyTo: () => (comment.parent ? discussionCommentView(comment.parent) : null),
    replies: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(
        thread.comments.filter((each) => each.parent === comment),
        args,
        info,
        discussionCommentView,
      ),
    upvoteCount: 1,
    viewerCanMarkAsAnswer: thread.category.answerable && comment.parent === null,
  };
}

export function reviewView(review: Review): View {
  return {
    __typename: 'PullRequestReview',
    ...commentFields(review, ({ call }) => reviewJson(call.scene.world, review).html_url),
    fullDatabaseId: String(review.id),
    state: review.state.toUpperCase(),
    submittedAt: iso(review.createdAt),
    repository: () => repositoryView(review.thread.repository),
    pullRequest: () => pullRequestView(review.thread),
    comments: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(review.comments, args, info, reviewCommentView),
  };
}

export function reviewCommentView(comment: ReviewComment): View {
  return {
    __typename: 'PullRequestReviewComment',
    ...commentFields(comment, ({ call }) => reviewCommentJson(call.scene.world, comment).html_url),
    fullDatabaseId: String(comment.id),
    path: comment.path,
    repository: () => repositoryView(comment.thread.repository),
    pullRequest: () => pullRequestView(comment.thread),
  };
}
