import { type Account, type Repository, ROLE_NAMES, type RoleName } from './model.ts';
import type { World } from './world.ts';

/** The strongest role that somebody has in a repository, by ownership, membership, teams, invitation or publicity. */
export function roleOf(world: World, repository: Repository, account: Account): RoleName {
  const roles: RoleName[] = [repository.private ? 'none' : 'read'];
  if (account === repository.owner) roles.push('admin');
  roles.push(repository.roles.get(account) ?? 'none');
  const organization = world.organizations.get(repository.owner.login.toLowerCase());
  const membership = organization?.members.get(account);
  if (organization && membership) roles.push(membership === 'admin' ? 'admin' : organization.baseRole);
  for (const [team, role] of repository.teamRoles) if (team.members.has(account)) roles.push(role);
  return roles.reduce((best, role) => (atLeast(role, best) ? role : best), 'none');
}

export function atLeast(role: RoleName, needed: RoleName): boolean {
  return ROLE_NAMES.indexOf(role) >= ROLE_NAMES.indexOf(needed);
}

/**
 * `author_association` as payloads show it: memberships are private in the sandbox unless the account owns the
 * repository, so a member of the organisation reads as CONTRIBUTOR or COLLABORATOR, as it often does on GitHub.
 */
export function associationOf(repository: Repository, account: Account | null): string {
  if (!account) return 'NONE';
  if (account === repository.owner) return 'OWNER';
  const role = repository.roles.get(account);
  if (role && atLeast(role, 'triage')) return 'COLLABORATOR';
  if (repository.contributors.has(account)) return 'CONTRIBUTOR';
  return 'NONE';
}
