import { describe, expect, test } from 'vitest';
import { Limited } from '../../../src/github/errors.ts';
import { readClosing } from '../../../src/github/facts/closing.ts';
import { compareCommits } from '../../../src/github/facts/compare.ts';
import { readRelease } from '../../../src/github/facts/release.ts';
import { graphql, nocked } from '../nocked.ts';

const { github, scope } = nocked();
const where = { repositoryId: 12, owner: 'acme', name: 'widgets' };

describe('a comparison', () => {
  const request = { ...where, base: 'v1.3.0', head: '@acme/core@1.4.0', pagesMax: 2 };
  const path = (page: number) =>
    `/repos/acme/widgets/compare/${encodeURIComponent('v1.3.0...@acme/core@1.4.0')}?per_page=250&page=${page}`;
  const commits = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({
      sha: `sha-${from + n}`,
      commit: { message: `Change ${from + n}` },
    }));

  test('is one call where it fits a page', async () => {
    scope()
      .get(path(1))
      .reply(200, { status: 'ahead', total_commits: 2, commits: commits(0, 2) });
    await expect(compareCommits(github, request)).resolves.toEqual({
      status: 'ahead',
      commits: [
        { sha: 'sha-0', message: 'Change 0' },
        { sha: 'sha-1', message: 'Change 1' },
      ],
      complete: true,
    });
  });

  test('goes on, and says where it stopped', async () => {
    scope()
      .get(path(1))
      .reply(200, { status: 'diverged', total_commits: 600, commits: commits(0, 250) });
    scope()
      .get(path(2))
      .reply(200, { status: 'diverged', total_commits: 600, commits: commits(250, 250) });
    const compared = await compareCommits(github, request);
    expect([compared?.commits.length, compared?.complete]).toEqual([500, false]);
  });

  test('keeps both ends of a long message', async () => {
    const message = `Open the gate (#45)\n${'x'.repeat(20_000)}\n(cherry picked from commit abc)`;
    scope()
      .get(path(1))
      .reply(200, { status: 'ahead', total_commits: 1, commits: [{ sha: 'a', commit: { message } }] });
    const compared = await compareCommits(github, request);
    expect(compared?.commits[0]?.message).toMatch(
      /^Open the gate \(#45\)[\s\S]*\(cherry picked from commit abc\)$/,
    );
    expect(compared?.commits[0]?.message.length).toBeLessThan(8_300);
  });

  test('is none where a tag is not there; a limit is no answer', async () => {
    scope().get(path(1)).reply(404, {});
    await expect(compareCommits(github, request)).resolves.toBeNull();
    scope().get(path(1)).reply(429, {}, { 'retry-after': '60' });
    await expect(compareCommits(github, request)).rejects.toThrow(Limited);
  });
});

describe('a release', () => {
  const path = '/repos/acme/widgets/releases/tags/v1.4.0';
  const body = {
    id: 99,
    tag_name: 'v1.4.0',
    html_url: 'https://x',
    body: '* Open the gate (#45)',
    draft: false,
    prerelease: false,
  };

  test('is read by its tag', async () => {
    scope()
      .get(path)
      .reply(200, { ...body, published_at: '2026-03-02T09:00:00Z' });
    await expect(readRelease(github, { ...where, tag: 'v1.4.0' })).resolves.toEqual({
      id: 99,
      repositoryId: 12,
      tag: 'v1.4.0',
      url: 'https://x',
      prerelease: false,
      publishedAt: new Date('2026-03-02T09:00:00Z'),
      named: [45],
      goneAt: null,
    });
  });

  test.each([
    ['is not there', 404, {}],
    ['is a draft', 200, { ...body, draft: true, published_at: null }],
  ])('none where it %s', async (_, status, answer) => {
    scope().get(path).reply(status, answer);
    await expect(readRelease(github, { ...where, tag: 'v1.4.0' })).resolves.toBeNull();
  });
});

describe('what a pull request closes', () => {
  const variables = { owner: 'acme', name: 'widgets', number: 45 };

  test('by links, and by no commit of which nothing says that it landed', async () => {
    graphql(scope(), 'Closing', variables, {
      data: {
        repository: {
          pullRequest: {
            closingIssuesReferences: { nodes: [{ number: 7, repository: { databaseId: 13 } }, null] },
            commits: { nodes: [{ commit: { oid: 'a1', message: 'Fixes #8' } }, null] },
            mergeCommit: null,
          },
        },
      },
    });
    await expect(readClosing(github, { ...where, number: 45 })).resolves.toEqual({
      closes: [{ repositoryId: 13, number: 7 }],
      commits: [{ sha: 'a1', message: 'Fixes #8', landed: false }],
    });
  });

  const OLD = { oid: 'm0', message: 'Fixes #1' };
  const HARMLESS = { oid: 'm1', message: 'Tidy up (#45)' };
  const rebased = { oid: 'm2', message: 'Fixes #8' };
  test.each([
    ['all under a merge commit', 2, [HARMLESS, OLD], [true, true]],
    ['each of a rebase', 1, [{ oid: 'm3', message: 'Fixes #9' }, rebased, OLD], [true, true]],
    ['those of a long rebase that are seen', 1, [{ oid: 'm3', message: 'Fixes #9' }], [false, true]],
    ['none of a squash', 1, [HARMLESS, OLD], [false, false]],
    ['none of a squash after somebody had said the same', 1, [HARMLESS, rebased, OLD], [false, false]],
  ])('commits land: %s', async (_, parents, history, expected) => {
    const own = [rebased, { oid: 'a2', message: 'Fixes #9' }];
    graphql(scope(), 'Closing', variables, {
      data: {
        repository: {
          pullRequest: {
            closingIssuesReferences: { nodes: [] },
            commits: { nodes: own.map((commit) => ({ commit })) },
            mergeCommit: { parents: { totalCount: parents }, history: { nodes: history } },
          },
        },
      },
    });
    const { commits } = await readClosing(github, { ...where, number: 45 });
    expect(commits.map(({ landed }) => landed)).toEqual([...expected, true]);
    expect(commits.at(-1)?.message).toBe(history[0]?.message);
  });

  test('is nothing where it is gone', async () => {
    graphql(scope(), 'Closing', variables, { data: { repository: { pullRequest: null } } });
    await expect(readClosing(github, { ...where, number: 45 })).resolves.toEqual({ closes: [], commits: [] });
  });
});
