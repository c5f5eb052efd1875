import type { FactRequest } from './fact-request.ts';
import type { Facts } from './facts.ts';
import type { KnownRepository } from './known-repository.ts';
import type { Account, Role } from './vocabulary.ts';

/** Whether an account is a machine by GitHub's own word, or by the config's list. */
export function isBot(account: Account, repository: KnownRepository): boolean {
  if (account.type === 'Bot' || account.login.endsWith('[bot]')) return true;
  return includesLogin(repository.settings.staff?.bots ?? [], account.login);
}

/**
 * Bot, staff or community: staff is who the config and the team membership say; where neither is configured,
 * whoever may write to the repository (marked inferred). Deleted accounts count as community.
 */
export function roleOf(
  account: Account | null,
  repository: KnownRepository,
  facts: Facts,
): { role: Role; inferred: boolean } {
  if (account === null) return { role: 'community', inferred: false };
  if (isBot(account, repository)) return { role: 'bot', inferred: false };
  if (!isConfigured(repository.settings.staff)) {
    const permission = facts.get({
      ...target(repository),
      kind: 'permission',
      login: account.login,
      fresh: false,
    });
    return { role: permission.write ? 'staff' : 'community', inferred: true };
  }
  return {
    role: isConfiguredStaff(account, repository, facts, false) ? 'staff' : 'community',
    inferred: false,
  };
}

/** What has to be known to tell the roles of these accounts, so that it can be asked for in one go. */
export function roleRequests(
  accounts: readonly (Account | null)[],
  repository: KnownRepository,
): FactRequest[] {
  const { staff } = repository.settings;
  const logins = new Set(
    accounts.flatMap((account) => (account === null || isBot(account, repository) ? [] : [account.login])),
  );
  if (logins.size === 0) return [];
  if (isConfigured(staff)) return teamRequests(staff.teams, repository);
  return [...logins].map((login) => ({
    kind: 'permission',
    ...target(repository),
    login,
    fresh: false,
  }));
}

/** What `mayTriage` asks first, so that it can be asked for several people in one go. */
export function triageRequest(
  { login }: Account,
  repository: KnownRepository,
): Extract<FactRequest, { kind: 'permission' }> {
  return { kind: 'permission', ...target(repository), login, fresh: true };
}

/** Whether the account may decide about threads here at this moment: triage permission, or staff by the config. */
export function mayTriage(account: Account, repository: KnownRepository, facts: Facts): boolean {
  const permission = facts.get(triageRequest(account, repository));
  return permission.triage || isConfiguredStaff(account, repository, facts, true);
}

/** @param fresh whether membership of teams must be as it is now: for commands and decisions */
function isConfiguredStaff(
  account: Account,
  repository: KnownRepository,
  facts: Facts,
  fresh: boolean,
): boolean {
  const { staff } = repository.settings;
  if (staff === null) return false;
  return (
    includesLogin(staff.logins, account.login) || isInTeams(account, staff.teams, repository, facts, fresh)
  );
}

/**
 * Whether the account is in one of these teams of the repository's organisation.
 * @param fresh whether as it is now, for commands and decisions, or as it was within the hour
 */
export function isInTeams(
  account: Account,
  teams: readonly string[],
  repository: KnownRepository,
  facts: Facts,
  fresh: boolean,
): boolean {
  const requests = teamRequests(teams, repository, fresh);
  facts.require(requests);
  return requests.some((team) => facts.get(team)?.includes(account.login.toLowerCase()));
}

/** Configured teams that cannot be read: whoever is in them counts as community, which somebody should be told. */
export function unreadableTeams(repository: KnownRepository, facts: Facts): string[] {
  const teams =
    repository.settings.staff === null ? [] : teamRequests(repository.settings.staff.teams, repository);
  facts.require(teams);
  return teams.filter((team) => facts.get(team) === null).map(({ slug }) => slug);
}

type Staff = NonNullable<KnownRepository['settings']['staff']>;

/** Whether a config says who is staff, so that nobody has to be taken for it. */
export function isConfigured(staff: Staff | null): staff is Staff {
  return staff !== null && (staff.teams.length > 0 || staff.logins.length > 0);
}

function teamRequests(
  teams: readonly string[],
  repository: KnownRepository,
  fresh = false,
): Extract<FactRequest, { kind: 'team' }>[] {
  return [...new Set(teams)].map((slug) => ({
    kind: 'team',
    organization: repository.owner,
    slug,
    ...(fresh && { fresh }),
  }));
}

function includesLogin(logins: readonly string[], login: string): boolean {
  return logins.some((other) => other.toLowerCase() === login.toLowerCase());
}

function target(repository: KnownRepository): { repositoryId: number; owner: string; name: string } {
  return { repositoryId: repository.id, owner: repository.owner, name: repository.name };
}
