import { describe, expect, it } from 'vitest';
import type { InstallationEvent, MembershipEvent, RepositoryEvent } from '../../../src/loop/event.ts';
import { decideIn, happened, person, repository, thread } from '../situations.ts';

const account = person(500, { login: 'acme', type: 'Organization' });
const installation = (change: InstallationEvent['change']): InstallationEvent => ({
  ...happened,
  type: 'installation.changed',
  change,
  account,
  permissions: { issues: 'write' },
  added: [{ id: 5, nodeId: 'R_5', owner: 'acme', name: 'new', private: true }],
  removed: [{ id: 6 }],
  actor: person(60),
});

describe('installations', () => {
  it.each<[InstallationEvent['change'], string[]]>([
    ['created', ['installation.put', 'repositories.stale']],
    ['discovered', ['installation.put', 'repositories.stale']],
    // GitHub itself was asked how it stands, and that was taken in.
    ['unsuspended', []],
    ['permissions_accepted', []],
    ['suspended', []],
    ['deleted', ['installation.gone']],
    ['repositories_changed', ['repository.gone', 'repository.put', 'repositories.stale']],
  ])('%s', (change, expected) => {
    expect(decideIn({}, installation(change)).changes.map(({ type }) => type)).toEqual(expected);
  });

  it('refuses a change that no release of it knows', () => {
    // What the type forbids is what is tried here.
    const newer = { ...installation('created'), change: 'exploded' } as unknown as InstallationEvent;
    expect(() => decideIn({}, newer)).toThrow('unexpected kind');
  });
});

describe('repositories', () => {
  const changed = (change: RepositoryEvent['change']): RepositoryEvent => ({
    ...happened,
    type: 'repository.changed',
    change,
    repository: thread().repository,
    actor: person(60),
  });

  it.each<[RepositoryEvent['change'], string[]]>([
    ['created', ['repository.put']],
    ['privatized', ['repository.put']],
    ['renamed', ['repository.put']],
    ['transferred', ['repository.put', 'repositories.stale']],
    ['edited', ['repository.put']],
    ['deleted', ['repository.gone']],
  ])('%s', (change, expected) => {
    expect(decideIn({}, changed(change)).changes.map(({ type }) => type)).toEqual(expected);
  });

  it('has another config where it has another default branch', () => {
    const event = { ...changed('edited'), repository: { ...thread().repository, defaultBranch: 'next' } };
    expect(decideIn({}, event).changes).toMatchObject([
      { type: 'repository.put' },
      { type: 'config.put', repositoryId: 12, file: { version: 1 } },
    ]);
    const unread = { repositories: [repository({ defaultBranch: null })] };
    expect(decideIn(unread, event).changes).toHaveLength(1);
    expect(decideIn({ repositories: [] }, event).changes).toHaveLength(1);
  });
});

it.each<[MembershipEvent['scope'], string | null]>([
  ['team', null],
  ['organization', null],
  ['repository', 'person-5'],
])('roles are asked for again when membership of a %s changes', (scope, login) => {
  const event: MembershipEvent = {
    ...happened,
    type: 'membership.changed',
    scope,
    member: person(5),
    team: null,
    repositoryId: null,
    actor: null,
  };
  expect(decideIn({}, event).changes).toEqual([{ type: 'roles.stale', login, at: happened.at }]);
  expect(decideIn({}, { ...event, member: null }).changes).toMatchObject([{ login: null }]);
});
