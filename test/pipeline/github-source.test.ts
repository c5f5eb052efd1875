import { describe, expect, it } from 'vitest';
import type { Clients } from '../../src/github/client.ts';
import { Gone, PermissionMissing, Transient, Unauthorised } from '../../src/github/errors.ts';
import { CONFIG_BYTES_MAX } from '../../src/github/facts/config-file.ts';
import type { GitHub } from '../../src/github/github.ts';
import type { GitHubFactRequest } from '../../src/loop/fact-request.ts';
import { createGitHubSource, readConfig } from '../../src/pipeline/github-source.ts';
import { SetClock } from './on-store.ts';

const target = { repositoryId: 12, owner: 'larkspur', name: 'core' };
const configFile = { kind: 'configFile', ...target, ref: null, scope: 'only' } as const;

/** A GitHub of reads only: what it answers, and what it was asked. */
function source(read: (route: string, parameters: Record<string, unknown>) => unknown) {
  const asked: string[] = [];
  const refuse = async () => {
    throw new Error('nothing is written here');
  };
  const github = (name: string): GitHub => ({
    read: async (route, parameters) => {
      asked.push(`${name} ${route}`);
      return { status: 200, headers: {}, data: await read(route, parameters) };
    },
    write: refuse,
    query: refuse,
    mutate: refuse,
  });
  const clients: Clients = { app: github('app'), forInstallation: (id) => github(String(id)) };
  const clock = new SetClock();
  return { ...createGitHubSource(clients, 'git.example', clock), asked, clock };
}

const fileOf = (text: string) => ({
  type: 'file',
  sha: 'abc',
  size: text.length,
  encoding: 'base64',
  content: Buffer.from(text).toString('base64'),
});

describe('a config file', () => {
  it.each([
    ['none', { found: 'none' }, { file: null, refused: false, problems: [] }, 'success'],
    [
      'a valid one',
      { found: 'text', text: 'version: 1\nmode: act\n', sha: 'abc' },
      { file: { version: 1, mode: 'act' }, refused: false, problems: [] },
      'success',
    ],
    [
      'a valid one with what does not count there',
      { found: 'text', text: 'version: 1\nstaff: { logins: [mira] }\n', sha: 'abc' },
      { refused: false, problems: [] },
      'neutral',
    ],
    [
      'one with a wrong word',
      { found: 'text', text: 'version: 1\nmode: akt\n', sha: 'abc' },
      { file: null, refused: true, problems: [expect.stringMatching(/^line 2: mode: .*`act`\?$/)] },
      'failure',
    ],
    [
      'one that is no YAML',
      { found: 'text', text: 'version: [1', sha: 'abc' },
      { file: null, refused: true, problems: [expect.stringContaining('line 1')] },
      'failure',
    ],
    [
      'one that is too large',
      { found: 'tooLarge', bytes: CONFIG_BYTES_MAX + 1, sha: 'abc' },
      { file: null, refused: true, problems: [expect.stringContaining('1048577 bytes')] },
      'failure',
    ],
  ] as const)('%s', (_, file, expected, conclusion) => {
    expect(readConfig(file, 'repository')).toMatchObject({ ...expected, check: { conclusion } });
  });

  it('is read at its commit, by the rules of its place', async () => {
    const { ask, asked } = source(() => fileOf('version: 1\nstaff: { logins: [mira] }\n'));
    const only = await ask({ ...configFile, ref: 'abc' }, 7);
    expect(only).toMatchObject({ kind: 'configFile', value: { check: { conclusion: 'success' } } });
    expect(await ask({ ...configFile, scope: 'repository' }, 7)).toMatchObject({
      value: { check: { conclusion: 'neutral' } },
    });
    expect(asked).toEqual(Array.from({ length: 2 }, () => '7 GET /repos/{owner}/{repo}/contents/{+path}'));
  });

  it('that may not be read is a problem that is told, and no reason to stop', async () => {
    const { ask } = source(() => {
      throw new PermissionMissing('Resource not accessible', 403, null, 'contents=read');
    });
    expect(await ask(configFile, 7)).toMatchObject({
      value: { file: null, refused: true, problems: [expect.stringContaining('Contents: read')] },
    });
    const paths: GitHubFactRequest = { kind: 'pullPaths', ...target, number: 1 };
    await expect(ask(paths, 7)).rejects.toThrow(PermissionMissing);
  });

  it('of a moment in which GitHub is away is no config, but an error', async () => {
    const { ask } = source(() => {
      throw new Transient('a 502', 502, null);
    });
    await expect(ask(configFile, 7)).rejects.toThrow(Transient);
  });
});

describe('the app itself', () => {
  it('asks once for its name, and again after a failure', async () => {
    let away = true;
    const { botLogin, asked } = source(() => {
      if (away) throw new Transient('a 502', 502, null);
      return { id: 1, slug: 'fullcircle-of-larkspur', name: 'Fullcircle' };
    });
    await expect(botLogin()).rejects.toThrow(Transient);
    away = false;
    expect(await Promise.all([botLogin(), botLogin()])).toEqual([
      'fullcircle-of-larkspur[bot]',
      'fullcircle-of-larkspur[bot]',
    ]);
    await botLogin();
    expect(asked).toEqual(['app GET /app', 'app GET /app']);
  });

  it('reads its installations as the app, and their repositories as each', async () => {
    const { installations, repositories, asked } = source((route) =>
      route === 'GET /app/installations' ? [] : { repositories: [] },
    );
    expect(await installations()).toEqual([]);
    expect(await repositories(7)).toEqual([]);
    expect(asked).toEqual(['app GET /app/installations', '7 GET /installation/repositories']);
  });
});

it('has no list of repositories where GitHub has none', async () => {
  const failing = (error: Error) =>
    source(() => {
      throw error;
    });
  expect(await failing(new Gone('no', 404, null)).repositories(7)).toBeNull();
  await expect(failing(new Transient('a 502', 502, null)).repositories(7)).rejects.toThrow(Transient);
});

it('takes an installation for gone where GitHub says 404, and by nothing else', async () => {
  const failing = (error: Error) =>
    source(() => {
      throw error;
    });
  expect(await source(() => ({ id: 7 })).isGone(7)).toBe(false);
  expect(await failing(new Gone('no', 404, null)).isGone(7)).toBe(true);
  expect(await failing(new Gone('hidden', 451, null)).isGone(7)).toBe(false);
  for (const error of [new Transient('a 502', 502, null), new Unauthorised('no', 401, null)])
    await expect(failing(error).isGone(7)).rejects.toBe(error);
});

describe('who may write, for many threads at once', () => {
  const permission = (login: string, repositoryId = 12): GitHubFactRequest => ({
    kind: 'permission',
    ...target,
    repositoryId,
    login,
    fresh: false,
  });

  it('is listed once in a while', async () => {
    const { listed, asked, clock } = source(() => [{ login: 'Mira' }]);
    expect(await listed?.(permission('mira'), 7)).toMatchObject({ value: { triage: true, write: true } });
    expect(await listed?.(permission('TOM'), 7)).toMatchObject({ value: { triage: false, write: false } });
    expect(asked).toHaveLength(1);
    clock.set(new Date(clock.now().getTime() + 600_000));
    await listed?.(permission('mira'), 7);
    expect(asked).toHaveLength(2);
  });

  it('is not told from a list where it decides about a command, or where there is none', async () => {
    const { listed } = source(() => {
      throw new Gone('no', 404, null);
    });
    expect(await listed?.(permission('mira'), 7)).toBeNull();
    expect(await listed?.({ ...target, kind: 'permission', login: 'mira', fresh: true }, 7)).toBeNull();
    expect(await listed?.({ kind: 'team', organization: 'larkspur', slug: 'devrel' }, 7)).toBeNull();
  });

  it('is asked for again after a failure, and forgotten where repositories are too many', async () => {
    let away = true;
    const { listed, asked } = source(() => {
      if (away) throw new Transient('a 502', 502, null);
      return [];
    });
    await expect(listed?.(permission('mira'), 7)).rejects.toThrow(Transient);
    away = false;
    for (let id = 1; id <= 1_001; id += 1) await listed?.(permission('mira', id), 7);
    expect(asked).toHaveLength(1_002);
    await listed?.(permission('mira', 1_001), 7);
    expect(asked).toHaveLength(1_002);
    await listed?.(permission('mira', 1), 7);
    expect(asked).toHaveLength(1_003);
  });
});
