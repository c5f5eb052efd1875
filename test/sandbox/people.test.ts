import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Started, startSandbox } from './start.ts';

let started: Started & { installationId: number };
beforeEach(async () => {
  started = await startSandbox();
});
afterEach(() => started.sandbox.close());

const core = 'acme/core';

/** Events and actions since the given delivery. */
function told(from = 0): string[] {
  return started.sandbox.webhooks
    .deliveries()
    .slice(from)
    .map(({ event, action }) => (action ? `${event}.${action}` : event));
}

function payload(name: string): Record<string, unknown> | undefined {
  return started.sandbox.webhooks.deliveries().findLast((each) => `${each.event}.${each.action}` === name)
    ?.payload;
}

describe('roles', () => {
  it('bind people', () => {
    const { people } = started.sandbox;
    const issue = people.openIssue({ repo: core, author: 'mira', title: 'x' });
    expect(() => people.label(issue, { by: 'tom', labels: ['bug'] })).toThrow('no triage permission');
    expect(() => people.close(issue, { by: 'tom' })).toThrow('no triage permission');
    people.close(issue, { by: 'olga' });
    expect(() => people.reopen(issue, 'mira')).toThrow('no triage permission');
    people.reopen(issue, 'olga');
    people.close(issue, { by: 'mira' });
    people.reopen(issue, 'mira');
    people.lock(issue, { by: 'olga' });
    expect(() => people.comment(issue, { author: 'mira', body: 'But' })).toThrow('no write permission');
    people.privatise(core);
    expect(() => people.openIssue({ repo: core, author: 'tom', title: 'y' })).toThrow('no read permission');
    expect(() => people.push({ repo: core, author: 'mira', message: 'm', files: {} })).toThrow(
      'no write permission',
    );
  });
});

describe('merging', () => {
  it.each(['merge', 'squash', 'rebase'] as const)(
    'by %s puts the change on the branch and closes what it names',
    (method) => {
      const { people, world } = started.sandbox;
      const issue = people.openIssue({ repo: core, author: 'mira', title: 'Broken' });
      const pull = people.openPullRequest({
        repo: core,
        author: 'ben',
        title: 'Mend',
        body: `Resolves #${issue.number}`,
        commits: [
          { message: 'One', files: { 'a.ts': 'a' } },
          { message: 'Two', files: { 'b.ts': 'b', 'README.md': null } },
        ],
      });
      const from = told().length;
      const sha = people.mergePullRequest(pull, { by: 'olga', method });
      const [repository] = world.repositories;
      const landed = repository?.commits.get(sha);
      expect([...(landed?.tree.keys() ?? [])].sort()).toEqual(['a.ts', 'b.ts']);
      expect(repository?.branches.get('main')).toBe(sha);
      const headline = {
        merge: 'Merge pull request #2 from ben/patch-2',
        squash: 'Mend (#2)',
        rebase: 'Two',
      }[method];
      expect(landed?.message.split('\n')[0]).toBe(headline);
      expect(told(from)).toEqual(['push', 'pull_request.closed', 'issues.closed']);
      expect(payload('pull_request.closed')?.pull_request).toMatchObject({
        merged: true,
        merge_commit_sha: sha,
      });
      const pushed = { merge: 3, squash: 1, rebase: 2 }[method];
      const push = started.sandbox.webhooks.deliveries().at(from)?.payload;
      expect(push?.commits).toHaveLength(pushed);
    },
  );
});

describe('releases', () => {
  it.each([
    [false, ['create', 'push', 'release.published', 'release.created', 'release.released']],
    [true, ['create', 'push', 'release.published', 'release.created', 'release.prereleased']],
  ])('prerelease %s', (prerelease, expected) => {
    const from = told().length;
    started.sandbox.people.publishRelease({ repo: core, author: 'olga', tag: 'v1', prerelease });
    expect(told(from)).toEqual(expected);
  });
});

describe('moving things', () => {
  it('transfers an issue under a new number, and both sides name the other', () => {
    const { people } = started.sandbox;
    people.createRepository({ owner: 'acme', name: 'docs' });
    people.createLabel('acme/docs', { by: 'olga', name: 'bug', color: 'd73a4a' });
    people.openIssue({ repo: 'acme/docs', author: 'tom', title: 'Was there' });
    const issue = people.openIssue({
      repo: core,
      author: 'mira',
      title: 'Moves',
      labels: ['bug', 'core only'],
    });
    const comment = people.comment(issue, { author: 'tom', body: 'Yes' });
    const there = people.transfer(issue, { by: 'olga', to: 'acme/docs' });
    expect([there.repo, there.number]).toEqual(['acme/docs', 2]);
    expect(there.id).not.toBe(issue.id);
    expect(payload('issues.transferred')?.changes).toMatchObject({
      new_issue: { number: 2 },
      new_repository: { name: 'docs' },
    });
    expect(payload('issues.opened')?.changes).toMatchObject({
      old_issue: { number: 1 },
      old_repository: { name: 'core' },
    });
    people.editComment(comment, { body: 'Yes!' });
    expect(started.sandbox.state()['acme/docs']?.threads[2]).toMatchObject({
      author: 'mira',
      labels: ['bug'],
      comments: [{ author: 'tom', body: 'Yes!' }],
    });
    expect(started.sandbox.state()[core]?.threads).toEqual({});
  });

  it('renames and hides repositories', () => {
    const { people } = started.sandbox;
    const from = told().length;
    people.renameRepository(core, 'kernel');
    people.privatise(core);
    people.publicise('acme/kernel');
    expect(told(from)).toEqual([
      'repository.renamed',
      'repository.privatized',
      'public',
      'repository.publicized',
    ]);
    expect(payload('repository.renamed')?.changes).toEqual({ repository: { name: { from: 'core' } } });
  });
});

describe('what the app hears of', () => {
  it('ends with its permission, its subscription and its installation', () => {
    const { people } = started.sandbox;
    people.grantPermissions('acme', { metadata: 'read', issues: 'write' });
    let from = told().length;
    people.openDiscussion({ repo: core, author: 'mira', title: 'x', category: 'General' });
    people.openIssue({ repo: core, author: 'mira', title: 'x' });
    expect(told(from)).toEqual(['issues.opened']);
    people.uninstall('acme');
    people.install('acme', { repositories: [], events: ['issues'] });
    from = told().length;
    people.openIssue({ repo: core, author: 'mira', title: 'y' });
    expect(told(from)).toEqual([]);
    people.selectRepositories('acme', { add: [core] });
    people.label(people.openIssue({ repo: core, author: 'mira', title: 'z' }), {
      by: 'olga',
      labels: ['new'],
    });
    people.createRepository({ owner: 'acme', name: 'unseen' });
    expect(told(from)).toEqual(['installation_repositories.added', 'issues.opened', 'issues.labeled']);
    people.suspend('acme');
    people.openIssue({ repo: core, author: 'mira', title: 'asleep' });
    expect(told().at(-1)).toBe('installation.suspend');
  });

  it('has the same ids and delivery ids in every run of the same story', async () => {
    const tell = async () => {
      const { sandbox } = await startSandbox();
      const issue = sandbox.people.openIssue({ repo: core, author: 'mira', title: 'x', labels: ['bug'] });
      sandbox.people.comment(issue, { author: 'tom', body: 'y' });
      const { port } = new URL(sandbox.baseUrl);
      const told = sandbox.webhooks
        .deliveries()
        .map(({ guid, body }) => `${guid} ${body.replaceAll(`:${port}`, '')}`);
      await sandbox.close();
      return told;
    };
    expect(await tell()).toEqual(await tell());
  });
});

describe('a deleted account', () => {
  it('leaves what it wrote to a ghost, and nothing else', () => {
    const { people, world, webhooks } = started.sandbox;
    const issue = people.openIssue({ repo: core, author: 'mira', title: 'Broken' });
    people.comment(issue, { author: 'mira', body: 'Still.' });
    people.react(issue, { by: 'mira', content: '+1' });
    people.addMember('acme', 'mira');
    const before = webhooks.deliveries().length;
    const { id } = people.account('mira');
    people.deleteAccount('mira');
    expect(started.sandbox.state()[core]?.threads[issue.number]).toMatchObject({
      title: 'Broken',
      author: null,
      reactions: [],
      comments: [{ author: null, body: 'Still.' }],
    });
    expect(told(before)).toEqual([]);
    expect([...world.organization('acme').members.keys()].map(({ login }) => login)).not.toContain('mira');
    // Whoever takes the name is somebody else.
    expect(people.account('mira').id).not.toBe(id);
  });
});
