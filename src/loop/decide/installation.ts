import type { Change } from '../change.ts';
import type { Decision } from '../decide.ts';
import type { InstallationEvent, MembershipEvent, RepositoryEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { Repository } from '../vocabulary.ts';
import { assertNever } from '../vocabulary.ts';

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

/**
 * The life of a repository. A word of it may be late, so that by itself it only hides; what shows more, or calls the
 * repository otherwise, is for the list to say.
 */
export function decideRepository(event: RepositoryEvent, facts: Facts): Decision {
  const { at, change, repository } = event;
  if (change === 'deleted') {
    return {
      changes: [{ type: 'repository.gone', repositoryId: repository.id, at }],
      effects: [],
      ignored: null,
    };
  }
  const known = facts.get({ kind: 'repository', repositoryId: repository.id });
  const changes: Change[] = [{ type: 'repository.put', repository, at }];
  if (known === null || needsList(repository, known)) changes.push({ type: 'repositories.stale', at });
  return { changes, effects: [], ignored: null };
}

function needsList(told: Repository, known: Repository): boolean {
  return (['private', 'owner', 'name', 'archived', 'defaultBranch'] as const).some(
    (key) => told[key] !== known[key],
  );
}

/** Who belongs to what changed: roles that were kept are asked for again. */
export function decideMembership(event: MembershipEvent): Decision {
  const login = event.scope === 'repository' ? (event.member?.login ?? null) : null;
  return { changes: [{ type: 'roles.stale', login, at: event.at }], effects: [], ignored: null };
}
