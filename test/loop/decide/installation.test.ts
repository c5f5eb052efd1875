import { describe, expect, it } from 'vitest';
import type { InstallationEvent, MembershipEvent, RepositoryEvent } from '../../../src/loop/event.ts';
import type { KnownRepository } from '../../../src/loop/known-repository.ts';
import type { Repository } from '../../../src/loop/vocabulary.ts';
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

  const TOLD = thread().repository;
  const types = (event: RepositoryEvent, known: KnownRepository[] = [repository()]) =>
    decideIn({ repositories: known }, event).changes.map(({ type }) => type);

  it('deleted: is gone by itself', () => {
    expect(types(changed('deleted'))).toEqual(['repository.gone']);
  });

  it('needs no list where it says nothing new', () => {
    expect(types(changed('edited'))).toEqual(['repository.put']);
    expect(types(changed('archived'))).toEqual(['repository.put']);
  });

  it.each<[RepositoryEvent['change'], Partial<Repository>, Partial<KnownRepository>]>([
    // A late word of it must not hide for long what was shown again meanwhile.
    ['privatized', { private: true }, {}],
    ['publicized', {}, { private: true }],
    ['renamed', { name: 'gadgets' }, {}],
    ['transferred', { owner: 'zenith' }, {}],
    ['archived', { archived: true }, {}],
    ['unarchived', {}, { archived: true }],
    ['edited', { defaultBranch: 'next' }, {}],
  ])('%s: has the list read again', (change, told, known) => {
    const event = { ...changed(change), repository: { ...TOLD, ...told } };
    expect(types(event, [repository(known)])).toEqual(['repository.put', 'repositories.stale']);
  });

  it('has the list read again for one that is not known', () => {
    expect(types(changed('created'), [])).toEqual(['repository.put', 'repositories.stale']);
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
