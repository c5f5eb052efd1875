import type { Change } from '../change.ts';
import type { Decision } from '../decide.ts';
import type { InstallationEvent, MembershipEvent, RepositoryEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { Repository } from '../vocabulary.ts';
import { assertNever } from '../vocabulary.ts';
import { configFile, configPut } from './config.ts';

/**
 * The life of an installation: taken in, kept up to date, marked for purging when it is gone. Whether it is suspended
 * and what it permits is asked of GitHub and taken in before any decision.
 */
export function decideInstallation(event: InstallationEvent): Decision {
  return { changes: installationChanges(event), effects: [], ignored: null };
}

function installationChanges(event: InstallationEvent): Change[] {
  const { at, account, permissions } = event;
  switch (event.change) {
    case 'created':
    case 'discovered':
      return [
        { type: 'installation.put', account, permissions, suspended: false, at },
        { type: 'repositories.stale', at },
      ];
    case 'suspended':
    case 'unsuspended':
    case 'permissions_accepted':
      return [];
    case 'deleted':
      return [{ type: 'installation.gone', at }];
    case 'repositories_changed':
      return [
        ...event.removed.map(({ id }): Change => ({ type: 'repository.gone', repositoryId: id, at })),
        ...event.added.map((added): Change => ({ type: 'repository.put', repository: named(added), at })),
        { type: 'repositories.stale', at },
      ];
    default:
      return assertNever(event.change);
  }
}

/** Installation payloads name a repository with few words; the full list is read soon after. */
function named(added: InstallationEvent['added'][number]): Repository {
  return { ...added, archived: false, defaultBranch: null };
}

/** The life of a repository. Where its default branch is another one now, so is its config. */
export function decideRepository(event: RepositoryEvent, facts: Facts, now: Date): Decision {
  const { at, repository } = event;
  const gone = event.change === 'deleted';
  const changes: Change[] = gone
    ? [{ type: 'repository.gone', repositoryId: repository.id, at }]
    : [{ type: 'repository.put', repository, at }];
  // A new owner may be outside of the installation: the list tells.
  if (event.change === 'transferred') changes.push({ type: 'repositories.stale', at });
  if (event.change === 'edited') changes.push(...otherBranch(repository, facts, now));
  return { changes, effects: [], ignored: null };
}

function otherBranch(repository: Repository, facts: Facts, now: Date): Change[] {
  const known = facts.get({ kind: 'repository', repositoryId: repository.id });
  if (known === null || known.defaultBranch === null || known.defaultBranch === repository.defaultBranch) {
    return [];
  }
  return [configPut(known, facts.get(configFile(known, null)), now)];
}

/** Who belongs to what changed: roles that were kept are asked for again. */
export function decideMembership(event: MembershipEvent): Decision {
  const login = event.scope === 'repository' ? (event.member?.login ?? null) : null;
  return { changes: [{ type: 'roles.stale', login, at: event.at }], effects: [], ignored: null };
}
