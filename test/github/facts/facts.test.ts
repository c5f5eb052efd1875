import { describe, expect, test } from 'vitest';
import { Limited, PermissionMissing } from '../../../src/github/errors.ts';
import { readAppInstallation, readAppInstallations } from '../../../src/github/facts/app-installations.ts';
import { CONFIG_BYTES_MAX, readConfigFile } from '../../../src/github/facts/config-file.ts';
import { readInstallationRepositories } from '../../../src/github/facts/installation-repositories.ts';
import { readOwnIdentity } from '../../../src/github/facts/own-identity.ts';
import { readPermission } from '../../../src/github/facts/permission.ts';
import { readPullPaths } from '../../../src/github/facts/pull-paths.ts';
import { readTeamMembers } from '../../../src/github/facts/team-members.ts';
import { API, nocked } from '../nocked.ts';

const { github, scope } = nocked();

function next(path: string): { link: string } {
  return { link: `<${API}${path}>; rel="next"` };
}

describe('permission', () => {
  const where = { owner: 'acme', name: 'widgets', login: 'ada' };
  const path = '/repos/acme/widgets/collaborators/ada/permission';

  test.each([
    ['read', { permission: 'read', role_name: 'read' }, { triage: false, write: false }],
    ['triage', { permission: 'read', role_name: 'triage' }, { triage: true, write: false }],
    ['write', { permission: 'write', role_name: 'write' }, { triage: true, write: true }],
    ['maintain', { permission: 'write', role_name: 'maintain' }, { triage: true, write: true }],
    ['admin', { permission: 'admin', role_name: 'admin' }, { triage: true, write: true }],
    ['none', { permission: 'none', role_name: 'none' }, { triage: false, write: false }],
    [
      'a role of the organisation, by its flags',
      { permission: 'read', role_name: 'Sheriff', user: { permissions: { triage: true, push: false } } },
      { triage: true, write: false },
    ],
    [
      'a role of the organisation, by its base',
      { permission: 'write', role_name: 'Sheriff' },
      { triage: true, write: true },
    ],
  ])('%s', async (_name, answer, expected) => {
    scope().get(path).reply(200, answer);
    await expect(readPermission(github, where)).resolves.toEqual(expected);
  });

  test('somebody unknown may do nothing', async () => {
    scope().get(path).reply(404, {});
    await expect(readPermission(github, where)).resolves.toEqual({ triage: false, write: false });
  });

  test('a limit is no answer', async () => {
    scope().get(path).reply(403, {}, { 'retry-after': '60' });
    await expect(readPermission(github, where)).rejects.toThrow(Limited);
  });
});

describe('team members', () => {
  const team = { organization: 'acme', slug: 'devrel' };
  const path = (page: number) => `/orgs/acme/teams/devrel/members?per_page=100&page=${page}`;

  test('of all pages, in lower case', async () => {
    scope()
      .get(path(1))
      .reply(200, [{ login: 'Ada' }], next(path(2)));
    scope()
      .get(path(2))
      .reply(200, [{ login: 'BOB' }]);
    await expect(readTeamMembers(github, team)).resolves.toEqual(['ada', 'bob']);
  });

  // A refusal is believed when a new token brings it, too.
  test.each([
    [404, 1],
    [403, 2],
  ])('null where it may not be read: %i', async (status, times) => {
    scope().get(path(1)).times(times).reply(status, {});
    await expect(readTeamMembers(github, team)).resolves.toBeNull();
  });
});

describe('config file', () => {
  const where = { owner: 'acme', name: 'widgets', ref: null };
  const path = '/repos/acme/widgets/contents/.github/fullcircle.yml';
  const content = Buffer.from('language: de # ✓\n').toString('base64');

  test('of the default branch', async () => {
    scope().get(path).reply(200, { type: 'file', sha: 's', size: 18, encoding: 'base64', content });
    const file = { found: 'text', text: 'language: de # ✓\n', sha: 's' };
    await expect(readConfigFile(github, where)).resolves.toEqual(file);
  });

  test('at a commit', async () => {
    scope()
      .get(`${path}?ref=abc`)
      .reply(200, { type: 'file', sha: 's', size: 0, encoding: 'base64', content: '' });
    await expect(readConfigFile(github, { ...where, ref: 'abc' })).resolves.toMatchObject({ text: '' });
  });

  test.each([
    ['a folder', [{ type: 'file', name: 'x', sha: 's', size: 1 }]],
    ['a symbolic link', { type: 'symlink', sha: 's', size: 9, target: '/etc/passwd' }],
    ['a submodule', { type: 'submodule', sha: 's', size: 0 }],
  ])('%s is none', async (_name, answer) => {
    scope().get(path).reply(200, answer);
    await expect(readConfigFile(github, where)).resolves.toEqual({ found: 'none' });
  });

  test('a missing one is none', async () => {
    scope().get(path).reply(404, {});
    await expect(readConfigFile(github, where)).resolves.toEqual({ found: 'none' });
  });

  test('one that is too large is not read', async () => {
    const bytes = CONFIG_BYTES_MAX + 1;
    scope().get(path).reply(200, { type: 'file', sha: 's', size: bytes, encoding: 'none', content: '' });
    await expect(readConfigFile(github, where)).resolves.toEqual({ found: 'tooLarge', bytes, sha: 's' });
  });

  test('a refusal is not read as none', async () => {
    scope().get(path).twice().reply(403, {});
    await expect(readConfigFile(github, where)).rejects.toThrow(PermissionMissing);
  });
});

test('paths of a pull request', async () => {
  const path = (page: number) => `/repos/acme/widgets/pulls/7/files?per_page=100&page=${page}`;
  scope()
    .get(path(1))
    .reply(200, [{ filename: 'a' }], next(path(2)));
  scope()
    .get(path(2))
    .reply(200, [{ filename: 'docs/b' }]);
  const paths = await readPullPaths(github, { owner: 'acme', name: 'widgets', number: 7 });
  expect(paths).toEqual(['a', 'docs/b']);
});

test('repositories of the installation, all pages', async () => {
  const path = (page: number) => `/installation/repositories?per_page=100&page=${page}`;
  const repository = {
    id: 12,
    node_id: 'R_12',
    name: 'widgets',
    owner: { login: 'acme' },
    private: true,
    archived: false,
    default_branch: 'trunk',
    has_issues: true,
    has_discussions: true,
  };
  scope()
    .get(path(1))
    .reply(200, { total_count: 2, repositories: [repository] }, next(path(2)));
  scope()
    .get(path(2))
    .reply(200, { total_count: 2, repositories: [{ ...repository, id: 13, default_branch: null }] });
  const all = await readInstallationRepositories(github);
  expect(all.map(({ id, defaultBranch }) => [id, defaultBranch])).toEqual([
    [12, 'trunk'],
    [13, null],
  ]);
  expect(all[0]).toMatchObject({ owner: 'acme', private: true, hasDiscussions: true, archived: false });
});

test('installations of the app; an enterprise has no threads', async () => {
  const common = { permissions: { issues: 'write' }, created_at: '2026-01-02T03:04:05Z' };
  scope()
    .get('/app/installations?per_page=100&page=1')
    .reply(200, [
      { id: 1, account: { id: 5, login: 'acme', type: 'Organization' }, suspended_at: null, ...common },
      { id: 2, account: { id: 6, slug: 'big' }, suspended_at: null, ...common },
      {
        id: 3,
        account: { id: 7, login: 'ada', type: 'User' },
        suspended_at: '2026-02-02T00:00:00Z',
        ...common,
      },
    ]);
  expect(await readAppInstallations(github)).toEqual([
    {
      id: 1,
      account: { id: 5, login: 'acme', type: 'Organization' },
      permissions: { issues: 'write' },
      suspended: false,
      createdAt: new Date('2026-01-02T03:04:05Z'),
    },
    expect.objectContaining({ id: 3, suspended: true }),
  ]);
});

test('one installation of the app, and none', async () => {
  scope()
    .get('/app/installations/3')
    .reply(200, {
      id: 3,
      account: { id: 7, login: 'ada', type: 'User' },
      permissions: { issues: 'read' },
      suspended_at: '2026-02-02T00:00:00Z',
      created_at: '2026-01-02T03:04:05Z',
    })
    .get('/app/installations/4')
    .reply(404, { message: 'Not Found' });
  expect(await readAppInstallation(github, 3)).toMatchObject({ id: 3, suspended: true });
  expect(await readAppInstallation(github, 4)).toBeNull();
});

test('who the app is', async () => {
  scope().get('/app').reply(200, { id: 7, slug: 'fullcircle-acme', name: 'Fullcircle' });
  expect(await readOwnIdentity(github)).toMatchObject({ appId: 7, botLogin: 'fullcircle-acme[bot]' });
});
