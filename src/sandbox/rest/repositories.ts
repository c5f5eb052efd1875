import { legacy } from '../actions/repositories.ts';
import { userJson } from '../shapes/account.ts';
import type { Json } from '../shapes/json.ts';
import { milestoneJson, repositoryJson } from '../shapes/repository.ts';
import { atLeast, roleOf } from '../world/access.ts';
import type { Account, Repository, RoleName } from '../world/model.ts';
import type { World } from '../world/world.ts';
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
    path: '/repos/{owner}/{repo}/collaborators',
    needs: READ,
    handle: collaborators,
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

/** What the `permission` of a listing asks for, as a role of at least. */
const WANTED: Readonly<Record<string, RoleName>> = {
  pull: 'read',
  triage: 'triage',
  push: 'write',
  maintain: 'maintain',
  admin: 'admin',
};

/** Everybody who was let in: owners, members, teams, invited. That a repository is public lets nobody in here. */
function collaborators(call: RepositoryCall): Reply {
  const { repository } = call;
  const { world } = call.scene;
  const least = WANTED[call.url.searchParams.get('permission') ?? 'pull'] ?? 'read';
  const members = world.organizations.get(repository.owner.login.toLowerCase())?.members.keys() ?? [];
  const teams = [...repository.teamRoles.keys()].flatMap((team) => [...team.members]);
  const owner = repository.owner.type === 'User' ? [repository.owner] : [];
  const all = new Set([...owner, ...members, ...teams, ...repository.roles.keys()]);
  const chosen = [...all].filter((account) => atLeast(roleOf(world, repository, account), least));
  return paged(call, chosen, (account) => withRights(world, repository, account));
}

/** Legacy permission, role name and the account with its single rights. */
function permission(call: RepositoryCall): Reply {
  const { world } = call.scene;
  const account = world.accounts.get(param(call, 'username').toLowerCase());
  if (!account) throw notFound();
  const role = roleOf(world, call.repository, account);
  return ok({
    permission: legacy(role),
    role_name: role,
    user: withRights(world, call.repository, account),
  });
}

function withRights(world: World, repository: Repository, account: Account): Json {
  const role = roleOf(world, repository, account);
  return {
    ...userJson(world, account),
    permissions: {
      pull: atLeast(role, 'read'),
      triage: atLeast(role, 'triage'),
      push: atLeast(role, 'write'),
      maintain: atLeast(role, 'maintain'),
      admin: atLeast(role, 'admin'),
    },
    role_name: role,
  };
}
