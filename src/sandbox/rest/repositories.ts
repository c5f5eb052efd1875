import { legacy } from '../actions/repositories.ts';
import { userJson } from '../shapes/account.ts';
import { milestoneJson, repositoryJson } from '../shapes/repository.ts';
import { atLeast, roleOf } from '../world/access.ts';
import { notFound, ok, paged, param, type Reply, type RepositoryCall, type RepositoryRoute } from './api.ts';

const READ = { permission: 'metadata', level: 'read' } as const;

/** A repository, who may do what in it, and its milestones. */
export const repositoryRoutes: RepositoryRoute[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    needs: READ,
    handle: ({ scene, repository }) =>
      ok({ ...repositoryJson(scene.world, repository), network_count: 0, subscribers_count: 0 }),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    needs: READ,
    handle: permission,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/milestones',
    needs: { permission: 'issues|pull_requests', level: 'read' },
    handle: (call) => {
      const state = call.url.searchParams.get('state') ?? 'open';
      const milestones = call.repository.milestones.filter((each) => state === 'all' || each.state === state);
      return paged(call, milestones, (each) => milestoneJson(call.scene.world, each));
    },
  },
];

/** Legacy permission, role name and the account with its single rights. */
function permission(call: RepositoryCall): Reply {
  const { world } = call.scene;
  const account = world.accounts.get(param(call, 'username').toLowerCase());
  if (!account) throw notFound();
  const role = roleOf(world, call.repository, account);
  return ok({
    permission: legacy(role),
    role_name: role,
    user: {
      ...userJson(world, account),
      permissions: {
        pull: atLeast(role, 'read'),
        triage: atLeast(role, 'triage'),
        push: atLeast(role, 'write'),
        maintain: atLeast(role, 'maintain'),
        admin: atLeast(role, 'admin'),
      },
      role_name: role,
    },
  });
}
