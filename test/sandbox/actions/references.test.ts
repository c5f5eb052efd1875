import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readReferences } from '../../../src/sandbox/actions/references.ts';
import { type Started, startSandbox } from '../start.ts';

let started: Started & { installationId: number };
beforeEach(async () => {
  started = await startSandbox();
});
afterEach(() => started.sandbox.close());

describe('what GitHub reads out of a text', () => {
  it.each<[string, string[], string[], string[]]>([
    ['Thanks @mira and @acme/devrel!', ['mira', 'acme/devrel'], [], []],
    ['mail a@b.de, `@code`, a/@path', [], [], []],
    ['```\n@mira fixes #1\n```', [], [], []],
    ['<!-- @mira #1 -->', [], [], []],
    ['See #1, GH-2 and beta/one#3', [], ['acme/core#1', 'acme/core#2', 'beta/one#3'], []],
    [
      'Fixes #1, closes: acme/docs#2. Prefixes #3',
      [],
      ['acme/core#1', 'acme/docs#2', 'acme/core#3'],
      ['acme/core#1', 'acme/docs#2'],
    ],
    ['at http://gh.test/acme/docs/issues/9', [], ['acme/docs#9'], []],
    ['colour &#35; and a#b and #word', [], [], []],
  ])('%j', (text, mentions, threads, closing) => {
    const [repository] = started.sandbox.world.repositories;
    if (!repository) throw new Error('no repository');
    expect(readReferences(text, repository, 'http://gh.test')).toEqual({ mentions, threads, closing });
  });
});

describe('a hostile text', () => {
  const long = 65_536;
  it.each([
    [
      'backticks in runs of every length',
      Array.from({ length: 360 }, (_, length) => '`'.repeat(length + 1)).join(' '),
    ],
    ['fences that never close', '```a\n'.repeat(long / 5)],
    ['comments that never close', '<!--'.repeat(long / 4)],
    ['references one after another', '#1 '.repeat(long / 3)],
    ['blanks before a reference', `${' '.repeat(long)}#1`],
    ['a word without end', `${'a.'.repeat(long / 2)}#1`],
    ['slashes without end', 'a/'.repeat(long / 2)],
    ['mentions without end', '@a'.repeat(long / 2)],
  ])('%s is read at once', (_, text) => {
    const [repository] = started.sandbox.world.repositories;
    if (!repository) throw new Error('no repository');
    const before = performance.now();
    readReferences(text, repository, 'http://gh.test');
    // A second is far more than any of them takes and far less than a search that goes wrong.
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

describe('mail', () => {
  const told = () => started.sandbox.world.notifications.map((each) => `${each.to.login} ${each.reason}`);

  it('reaches participants by a new comment, and by an edit only whom it newly mentions', async () => {
    const { people } = started.sandbox;
    people.account('tom');
    const issue = people.openIssue({ repo: 'acme/core', author: 'mira', title: 'x', body: 'For @olga' });
    expect(told()).toEqual(['olga mention']);
    const octokit = started.installed(started.installationId);
    const path = { owner: 'acme', repo: 'core', issue_number: issue.number };
    const { data } = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...path,
      body: 'Hello',
    });
    expect(told().slice(1)).toEqual(['mira comment']);
    const edit = (body: string) =>
      octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
        owner: 'acme',
        repo: 'core',
        comment_id: data.id,
        body,
      });
    await edit('Hello again');
    expect(told()).toHaveLength(2);
    await edit('Hello @tom');
    expect(told().slice(2)).toEqual(['tom mention']);
  });

  it('of cross-references goes on the timeline of the other thread', async () => {
    const { people, world } = started.sandbox;
    people.openIssue({ repo: 'acme/core', author: 'mira', title: 'One' });
    const two = people.openIssue({ repo: 'acme/core', author: 'tom', title: 'Two' });
    people.comment(two, { author: 'tom', body: 'Like #1, not `#1`' });
    const [one] = [...world.threads()];
    expect(one?.timeline.map((each) => [each.event, each.actor.login])).toEqual([
      ['cross-referenced', 'tom'],
    ]);
  });
});
