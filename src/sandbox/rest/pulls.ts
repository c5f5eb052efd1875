import { commitJson } from '../shapes/commit.ts';
import { repositoryApi } from '../shapes/json.ts';
import { changedFiles, pullRequestJson, reviewCommentJson, reviewJson } from '../shapes/pull-request.ts';
import type { PullRequest, ReviewComment } from '../world/thread.ts';
import { nodeId } from '../world/world.ts';
import {
  notFound,
  numberParam,
  ok,
  paged,
  type Reply,
  type RepositoryCall,
  type RepositoryRoute,
} from './api.ts';

const READ = { permission: 'pull_requests', level: 'read' } as const;

/** Pull requests: their own side of them, files, commits, reviews. */
export const pullRoutes: RepositoryRoute[] = [
  { method: 'GET', path: '/repos/{owner}/{repo}/pulls', needs: READ, handle: list },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    needs: READ,
    handle: (call) => ok(pullRequestJson(call.scene.world, pullOf(call))),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/files',
    needs: READ,
    handle: (call) => {
      const pull = pullOf(call);
      return paged(call, changedFiles(pull), ({ path, status }) => ({
        sha: pull.headSha,
        filename: path,
        status,
        additions: 1,
        deletions: 0,
        changes: 1,
        blob_url: '',
        raw_url: '',
        contents_url: repositoryApi(
          call.scene.world,
          call.repository,
          `/contents/${path}?ref=${pull.headSha}`,
        ),
      }));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/commits',
    needs: READ,
    handle: (call) => paged(call, pullOf(call).commits, (each) => commitJson(call.scene.world, each)),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    needs: READ,
    handle: (call) =>
      paged(call, pullOf(call).reviews, (each) => ({
        ...reviewJson(call.scene.world, each),
        body: each.body,
        state: each.state.toUpperCase(),
      })),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/comments',
    needs: READ,
    handle: (call) =>
      paged(
        call,
        pullOf(call).reviews.flatMap((each) => each.comments),
        (each) => reviewCommentJson(call.scene.world, each),
      ),
  },
];

function pullOf(call: RepositoryCall): PullRequest {
  const number = numberParam(call, 'pull_number');
  const pull = call.repository.threads.get(number);
  if (pull?.kind !== 'pull_request') throw notFound();
  return pull;
}

export function reviewCommentOf(call: RepositoryCall): ReviewComment {
  const id = numberParam(call, 'comment_id');
  const comment = call.scene.world.nodes.get(nodeId('PRRC', id));
  if (comment?.kind !== 'review_comment' || comment.thread.repository !== call.repository) throw notFound();
  return comment;
}

function list(call: RepositoryCall): Reply {
  const query = call.url.searchParams;
  const state = query.get('state') ?? 'open';
  const base = query.get('base');
  const field = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  const pulls = [...call.repository.pulls]
    .filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => base === null || pull.baseRef === base)
    .sort(
      (one, other) => sign * (one[field].getTime() - other[field].getTime() || one.number - other.number),
    );
  return paged(call, pulls, (each) => pullRequestJson(call.scene.world, each));
}
