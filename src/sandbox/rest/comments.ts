import { commentOnIssue, deleteComment, editComment } from '../actions/comments.ts';
import { issueCommentJson } from '../shapes/issue.ts';
import type { IssueComment } from '../world/thread.ts';
import { nodeId } from '../world/world.ts';
import {
  checkBody,
  created,
  invalid,
  noContent,
  notFound,
  numberParam,
  ok,
  paged,
  READ_THREADS,
  type Reply,
  type RepositoryCall,
  type RepositoryRoute,
  textIn,
  WRITE_THREADS,
} from './api.ts';
import { issueOf } from './issues.ts';

/** Comments of issues and pull requests. */
export const commentRoutes: RepositoryRoute[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    needs: READ_THREADS,
    handle: (call) => list(call, issueOf(call).comments),
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    needs: WRITE_THREADS,
    handle: (call) => {
      const comment = commentOnIssue(call.scene, call.actor, issueOf(call), bodyOf(call));
      return created(issueCommentJson(call.scene.world, comment));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/comments',
    needs: READ_THREADS,
    handle: (call) => list(call, commentsOf(call)),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    needs: READ_THREADS,
    handle: (call) => ok(issueCommentJson(call.scene.world, issueCommentOf(call))),
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    needs: WRITE_THREADS,
    handle: (call) => {
      const comment = issueCommentOf(call);
      editComment(call.scene, call.actor, comment, bodyOf(call));
      return ok(issueCommentJson(call.scene.world, comment));
    },
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    needs: WRITE_THREADS,
    handle: (call) => {
      deleteComment(call.scene, call.actor, issueCommentOf(call));
      return noContent;
    },
  },
];

function bodyOf(call: RepositoryCall): string {
  const body = textIn(call.body, 'body', 'IssueComment');
  if (body === undefined || body.trim() === '') throw invalid('IssueComment', 'body', 'missing_field');
  checkBody('IssueComment', body);
  return body;
}

function commentsOf(call: RepositoryCall): IssueComment[] {
  return [...call.repository.threads.values()]
    .flatMap((thread) => (thread.kind === 'discussion' ? [] : thread.comments))
    .sort((one, other) => one.id - other.id);
}

export function issueCommentOf(call: RepositoryCall): IssueComment {
  const id = numberParam(call, 'comment_id');
  const comment = call.scene.world.nodes.get(nodeId('IC', id));
  if (comment?.kind !== 'issue_comment' || comment.thread.repository !== call.repository) throw notFound();
  return comment;
}

function list(call: RepositoryCall, comments: readonly IssueComment[]): Reply {
  const since = call.url.searchParams.get('since');
  const descending = call.url.searchParams.get('direction') === 'desc';
  const shown = comments.filter((each) => since === null || each.updatedAt.getTime() >= Date.parse(since));
  const ordered = descending ? shown.toReversed() : shown;
  return paged(call, ordered, (each) => issueCommentJson(call.scene.world, each));
}
