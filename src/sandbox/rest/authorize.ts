import { atLeast, roleOf } from '../world/access.ts';
import type { Repository } from '../world/model.ts';
import { fullName, nodeId } from '../world/world.ts';
import { ApiError, type Call, forbidden, notFound, param, type RepositoryNeeds } from './api.ts';
import { holds, reaches } from './grants.ts';

/** Finds the repository of a call and refuses what the caller may not see or do. */
export function repositoryFor(call: Call, needs: RepositoryNeeds, method: string): Repository {
  const { world } = call.scene;
  const owner = param(call, 'owner');
  const name = param(call, 'repo');
  const repository = world.findRepository(owner, name);
  if (!repository || !visible(call, repository)) throw notFound();
  if (fullName(repository).toLowerCase() !== `${owner}/${name}`.toLowerCase()) {
    const url = new URL(call.url);
    url.pathname = url.pathname.replace(`/repos/${owner}/${name}`, `/repos/${fullName(repository)}`);
    throw new ApiError(method === 'GET' ? 301 : 307, 'Moved Permanently', undefined, { location: url.href });
  }
  permit(call, repository, needs);
  if (needs.level === 'write' && repository.archived) {
    throw new ApiError(403, 'Repository was archived so is read-only.');
  }
  return repository;
}

/** Public repositories are there for everybody, private ones for those who are let in. */
export function visible(call: Pick<Call, 'grant' | 'scene'>, repository: Repository): boolean {
  if (!repository.private) return true;
  if (call.grant.kind === 'user') {
    return atLeast(roleOf(call.scene.world, repository, call.grant.account), 'read');
  }
  return reaches(call.grant, repository);
}

/**
 * Stricter than GitHub in one point: on a repository where the app is installed, reading needs the permission
 * even if the repository is public, so that a permission the app forgot to ask for shows.
 */
function permit(call: Call, repository: Repository, needs: RepositoryNeeds): void {
  const { grant } = call;
  if (grant.kind === 'user' || grant.kind === 'nobody') {
    if (needs.level === 'write')
      throw new ApiError(grant.kind === 'user' ? 403 : 401, 'Requires authentication');
    return;
  }
  if (!reaches(grant, repository)) {
    if (needs.level === 'write') throw forbidden();
    return;
  }
  const accepted =
    needs.permission === 'thread' ? threadPermissions(call, repository) : needs.permission.split('|');
  if (!accepted.some((name) => holds(grant, name, needs.level))) throw forbidden();
}

function threadPermissions(call: Call, repository: Repository): string[] {
  const comment = call.scene.world.nodes.get(nodeId('IC', Number(call.params.comment_id)));
  const thread =
    comment?.kind === 'issue_comment'
      ? comment.thread
      : repository.threads.get(Number(call.params.issue_number));
  return thread?.kind === 'pull_request' ? ['issues', 'pull_requests'] : ['issues'];
}
