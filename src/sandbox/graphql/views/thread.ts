import type { GraphQLResolveInfo } from 'graphql';
import { closedBy } from '../../actions/references.ts';
import { visible } from '../../rest/authorize.ts';
import { iso, isoOrNull, repositoryHtml } from '../../shapes/json.ts';
import { changedFiles, pullRequestJson } from '../../shapes/pull-request.ts';
import { associationOf } from '../../world/access.ts';
import type { Discussion, Edit, Issue, PullRequest, Thread } from '../../world/thread.ts';
import { connection, nodes, type PageArgs } from '../connection.ts';
import type { Context, View } from '../context.ts';
import { type OrderArgs, ordered } from '../order.ts';
import { actorView } from './account.ts';
import { commitView } from './code.ts';
import { discussionCommentView, issueCommentView, reviewView } from './comment.ts';
import { reactableFields } from './reaction.ts';
import { categoryView, labelView, milestoneView, repositoryView } from './repository.ts';
import { timelineFields } from './timeline.ts';

/** Path of a thread's page below its repository. */
const PAGES = { issue: 'issues', pull_request: 'pull', discussion: 'discussions' } as const;

function threadFields(thread: Thread): View {
  const url = (_: unknown, context: Context) =>
    repositoryHtml(context.call.scene.world, thread.repository, `/${PAGES[thread.kind]}/${thread.number}`);
  return {
    id: thread.nodeId,
    databaseId: thread.id,
    number: thread.number,
    title: thread.title,
    body: thread.body,
    bodyText: thread.body,
    author: () => actorView(thread.author),
    authorAssociation: associationOf(thread.repository, thread.author),
    editor: thread.editedAt ? () => actorView(thread.edits.at(-1)?.editor ?? null) : null,
    createdAt: iso(thread.createdAt),
    publishedAt: iso(thread.createdAt),
    updatedAt: iso(thread.updatedAt),
    lastEditedAt: isoOrNull(thread.editedAt),
    closed: thread.state === 'closed',
    closedAt: isoOrNull(thread.closedAt),
    stateReason: thread.stateReason?.toUpperCase() ?? null,
    locked: thread.locked,
    activeLockReason: thread.lockReason?.replaceAll(/[- ]/g, '_').toUpperCase() ?? null,
    repository: () => repositoryView(thread.repository),
    url,
    resourcePath: (args: unknown, context: Context) => new URL(url(args, context)).pathname,
    viewerCanLabel: true,
    viewerDidAuthor: (_: unknown, context: Context) => thread.author === context.call.actor.account,
    labels: (args: PageArgs & OrderArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(ordered(thread.labels, args.orderBy), args, info, labelView),
    ...reactableFields(thread),
  };
}

/** What issues and pull requests have beyond discussions. */
function issueSideFields(thread: Issue | PullRequest): View {
  return {
    ...threadFields(thread),
    fullDatabaseId: String(thread.id),
    milestone: () => (thread.milestone ? milestoneView(thread.milestone) : null),
    comments: (args: PageArgs & OrderArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(ordered(thread.comments, args.orderBy), args, info, issueCommentView),
    ...timelineFields(thread),
  };
}

export function issueView(issue: Issue): View {
  return {
    __typename: 'Issue',
    ...issueSideFields(issue),
    state: issue.state.toUpperCase(),
    // Without the argument GitHub shows a duplicate as not planned.
    stateReason: (args: { enableDuplicate?: boolean | null }) =>
      issue.stateReason === 'duplicate' && !args.enableDuplicate
        ? 'NOT_PLANNED'
        : (issue.stateReason?.toUpperCase() ?? null),
    // The newest first, each with the whole text as it was then.
    userContentEdits: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(issue.edits.toReversed(), args, info, editView),
    closedByPullRequestsReferences: (
      args: PageArgs & { includeClosedPrs?: boolean | null },
      { call }: Context,
      info: GraphQLResolveInfo,
    ) => {
      const pulls = call.scene.world.repositories
        .filter((repository) => repository.pulls.size > 0 && visible(call, repository))
        .flatMap((repository) => [...repository.pulls])
        // Whether GitHub leaves out merged ones too is not documented: who wants them should ask.
        .filter((pull) => args.includeClosedPrs === true || pull.state === 'open')
        .filter((pull) => closedBy(call.scene, pull).includes(issue));
      return nodes(pulls, args, info, pullRequestView);
    },
  };
}

function editView({ nodeId, editor, at, text }: Edit): View {
  return {
    __typename: 'UserContentEdit',
    id: nodeId,
    createdAt: iso(at),
    editedAt: iso(at),
    updatedAt: iso(at),
    deletedAt: null,
    deletedBy: null,
    diff: text,
    editor: () => actorView(editor),
  };
}

export function pullRequestView(pull: PullRequest): View {
  const json = (context: Context) => pullRequestJson(context.call.scene.world, pull);
  return {
    __typename: 'PullRequest',
    ...issueSideFields(pull),
    databaseId: pull.pullId,
    fullDatabaseId: String(pull.pullId),
    state: pull.mergedAt ? 'MERGED' : pull.state.toUpperCase(),
    merged: pull.mergedAt !== null,
    mergedAt: isoOrNull(pull.mergedAt),
    mergedBy: () => actorView(pull.mergedBy),
    mergeCommit: () => {
      const commit = pull.mergeCommitSha ? pull.repository.commits.get(pull.mergeCommitSha) : undefined;
      return commit ? commitView(commit) : null;
    },
    isDraft: pull.draft,
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    permalink: (_: unknown, context: Context) => json(context).html_url,
    additions: (_: unknown, context: Context) => json(context).additions,
    deletions: 0,
    changedFiles: changedFiles(pull).length,
    files: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
      connection(
        changedFiles(pull),
        args,
        info,
        ({ path, status }) => ({
          path,
          additions: 1,
          deletions: 0,
          changeType: { added: 'ADDED', modified: 'MODIFIED', removed: 'DELETED' }[status],
        }),
        ({ path }) => path,
      ),
    commits: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(pull.commits, args, info, (commit) => ({
        id: `PRC_${commit.nodeId}`,
        commit: commitView(commit),
        pullRequest: () => pullRequestView(pull),
        url: (_args: unknown, context: Context) => `${json(context).html_url}/commits/${commit.sha}`,
        resourcePath: `/commits/${commit.sha}`,
      })),
    reviews: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(pull.reviews, args, info, reviewView),
    closingIssuesReferences: (args: PageArgs, context: Context, info: GraphQLResolveInfo) =>
      nodes(closedBy(context.call.scene, pull), args, info, issueView),
  };
}

export function discussionView(discussion: Discussion): View {
  return {
    __typename: 'Discussion',
    ...threadFields(discussion),
    category: () => categoryView(discussion.category),
    answer: () => (discussion.answer ? discussionCommentView(discussion.answer) : null),
    answerChosenAt: isoOrNull(discussion.answerChosenAt),
    answerChosenBy: () => actorView(discussion.answerChosenBy),
    isAnswered: discussion.category.answerable ? discussion.answer !== null : null,
    upvoteCount: 1,
    comments: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(
        discussion.comments.filter((each) => each.parent === null),
        args,
        info,
        discussionCommentView,
      ),
  };
}
