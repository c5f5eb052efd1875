import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOverview } from '../../../src/github/backfill/overview.ts';
import { readGone } from '../../../src/github/backfill/still-there.ts';
import { readThreadPage } from '../../../src/github/backfill/thread-page.ts';
import { createClients } from '../../../src/github/client.ts';
import { Gone, Limited, PermissionMissing } from '../../../src/github/errors.ts';
import { readWriters } from '../../../src/github/facts/writers.ts';
import type { GitHub } from '../../../src/github/github.ts';
import type { Repository, ThreadType } from '../../../src/loop/vocabulary.ts';
import { THREAD_TYPES } from '../../../src/loop/vocabulary.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const BEGUN = new Date('2026-03-02T09:00:00Z');
const WIDGETS = 'acme/widgets';

let now = BEGUN;
let sandbox: Sandbox;
let github: GitHub;
let repository: Repository;

beforeEach(async () => {
  now = BEGUN;
  sandbox = createSandbox({
    clock: { now: () => now },
    tokenClock: { now: () => new Date() },
    appId: 7,
    publicKeyPem: publicKey,
    webhook: null,
  });
  await sandbox.listen();
  sandbox.people.createOrganization({ login: 'acme', owner: 'olga' });
  repository = made('widgets');
  const installationId = sandbox.people.install('acme');
  github = createClients({
    appId: 7,
    privateKey,
    host: sandbox.host,
    protocol: 'http',
    userAgent: 'test',
    clock: { now: () => now },
    log: { warn: () => {} },
  }).forInstallation(installationId);
});

afterEach(async () => {
  await sandbox.close();
  expect(sandbox.problems).toEqual([]);
});

function made(name: string, files: Record<string, string> = {}): Repository {
  sandbox.people.createRepository({ owner: 'acme', name, files });
  const found = sandbox.world.findRepository('acme', name);
  if (!found) throw new Error(`no ${name}`);
  const { id, nodeId } = found;
  return {
    id,
    nodeId,
    owner: 'acme',
    name,
    private: false,
    archived: false,
    defaultBranch: 'main',
  };
}

/** The owner takes permissions back; tokens are given out anew. */
function revoke(...names: string[]): void {
  const { permissions } = sandbox.people.installation('acme');
  const kept = Object.entries(permissions).filter(([name]) => !names.includes(name));
  sandbox.people.grantPermissions('acme', Object.fromEntries(kept));
  sandbox.grants.expireAll();
}

function pass(): void {
  now = new Date(now.getTime() + 60_000);
}

function page(type: ThreadType, wanted: { since?: Date; cursor?: string | null; size?: number } = {}) {
  return readThreadPage(github, repository, {
    type,
    since: new Date(0),
    cursor: null,
    size: 100,
    ...wanted,
  });
}

describe('a page of threads', () => {
  it('goes from the newest back to a moment, in pages', async () => {
    for (const title of ['a', 'b', 'c', 'd']) {
      pass();
      sandbox.people.openPullRequest({ repo: WIDGETS, author: 'ada', title, files: { [title]: 'x' } });
    }
    const since = new Date(BEGUN.getTime() + 2 * 60_000);
    const first = await page('pull_request', { since, size: 2 });
    expect(first.threads.map(({ thread }) => thread.title)).toEqual(['d', 'c']);
    expect(first.ended).toBe(false);
    const second = await page('pull_request', { since, size: 2, cursor: first.cursor });
    expect(second.threads.map(({ thread }) => thread.title)).toEqual(['b']);
    expect(second.ended).toBe(true);
    expect(await page('issue')).toMatchObject({ threads: [], ended: true });
  });

  it('has every label change of a thread that changed often, oldest first', async () => {
    const issue = sandbox.people.openIssue({ repo: WIDGETS, author: 'ada', title: 'x', body: '' });
    for (let n = 0; n < 110; n += 1) {
      pass();
      const label = { by: 'olga', labels: ['stage: adoption'] };
      if (n % 2 === 0) sandbox.people.label(issue, label);
      else sandbox.people.unlabel(issue, label);
    }
    const { threads } = await page('issue');
    const changes = threads[0]?.labelChanges ?? [];
    expect(changes).toHaveLength(110);
    expect(changes.map(({ added }) => added).slice(0, 3)).toEqual([true, false, true]);
    expect(changes.every(({ actor }) => actor?.login === 'olga')).toBe(true);
    expect(changes.map(({ at }) => at.getTime())).toEqual(
      changes.map(({ at }) => at.getTime()).toSorted((a, b) => a - b),
    );
  });

  it('has comments, replies and reviews as webhooks tell them', async () => {
    const { people } = sandbox;
    const issue = people.openIssue({ repo: WIDGETS, author: 'ada', title: 'x', body: 'body' });
    const said = people.comment(issue, { author: 'bumper[bot]', body: 'Beep.' });
    people.close(issue, { by: 'olga', reason: 'not_planned' });
    const discussion = people.openDiscussion({
      repo: WIDGETS,
      author: 'ada',
      category: 'Q&A',
      title: 'How?',
    });
    const answer = people.comment(discussion, { author: 'olga', body: 'So.' });
    const replies = Array.from({ length: 35 }, (_, n) =>
      people.replyToDiscussion(answer, { author: 'ada', body: `reply ${n}` }),
    );
    people.markAnswer(answer, 'olga');
    const pull = people.openPullRequest({ repo: WIDGETS, author: 'ada', title: 'Fix', files: { a: 'b' } });
    people.review(pull, { author: 'olga', body: 'Nice.', state: 'approved' });
    people.mergePullRequest(pull, { by: 'olga' });

    const [read] = (await page('issue')).threads;
    expect(read).toMatchObject({
      thread: { id: issue.id, nodeId: issue.nodeId, state: 'closed', stateReason: 'not_planned' },
      closedBy: { login: 'olga', type: 'User' },
      comments: [{ id: said.id, family: 'issue_comment', author: { login: 'bumper[bot]', type: 'Bot' } }],
    });
    const [talk] = (await page('discussion')).threads;
    expect(talk).toMatchObject({ thread: { category: 'Q&A', answer: answer.nodeId }, closedBy: null });
    expect(talk?.comments.map(({ id }) => id)).toEqual([answer.id, ...replies.map(({ id }) => id)]);
    expect(talk?.comments[0]).toMatchObject({ isAnswer: true, parentId: null });
    expect(talk?.comments[35]).toMatchObject({ parentId: answer.id, parentNodeId: answer.nodeId });
    const [merged] = (await page('pull_request')).threads;
    expect(merged).toMatchObject({
      thread: { merged: true, state: 'closed', baseRef: 'main' },
      closedBy: { login: 'olga' },
      comments: [{ family: 'review', body: 'Nice.' }],
    });
    expect(merged?.thread.mergeCommitSha).toMatch(/^[0-9a-f]{40}$/);
  });

  it('says what is in its way', async () => {
    sandbox.faults.add({ fault: { kind: 'primary limit', resetInS: 600 } });
    await expect(page('issue')).rejects.toBeInstanceOf(Limited);
    revoke('discussions');
    await expect(page('discussion')).rejects.toBeInstanceOf(PermissionMissing);
    sandbox.people.deleteRepository(WIDGETS);
    await expect(page('issue')).rejects.toBeInstanceOf(Gone);
  });
});

describe('the overview of repositories', () => {
  it('tells what there is to read, and in which there is a config', async () => {
    const other = made('other', { '.github/fullcircle.yml': 'version: 1\n' });
    const gone = made('gone');
    pass();
    sandbox.people.openIssue({ repo: WIDGETS, author: 'ada', title: 'x', body: '' });
    sandbox.people.deleteRepository('acme/gone');
    const found = await readOverview(github, [repository, gone, other], THREAD_TYPES);
    const none = { total: 0, newestAt: null };
    expect([...found]).toEqual([
      [
        repository.id,
        {
          hasConfig: false,
          kinds: { issue: { total: 1, newestAt: now }, pull_request: none, discussion: none },
        },
      ],
      [other.id, { hasConfig: true, kinds: { issue: none, pull_request: none, discussion: none } }],
    ]);
  });

  it('leaves out what was not asked for and names what is refused', async () => {
    revoke('discussions', 'contents');
    const none = { total: 0, newestAt: null };
    expect((await readOverview(github, [repository], THREAD_TYPES)).get(repository.id)).toEqual({
      hasConfig: null,
      kinds: { issue: none, pull_request: none, discussion: 'refused' },
    });
    expect((await readOverview(github, [repository], ['issue'])).get(repository.id)?.kinds).toEqual({
      issue: none,
    });
  });
});

it('tells deleted threads from those that are merely refused', async () => {
  const { people } = sandbox;
  const kept = people.openIssue({ repo: WIDGETS, author: 'ada', title: 'kept', body: '' });
  const deleted = people.openIssue({ repo: WIDGETS, author: 'ada', title: 'deleted', body: '' });
  const asked = people.openDiscussion({ repo: WIDGETS, author: 'ada', category: 'Q&A', title: 'refused' });
  people.deleteThread(deleted, 'olga');
  revoke('discussions');
  const ids = [kept, deleted, asked].map(({ nodeId }) => nodeId);
  expect(await readGone(github, ids)).toEqual(new Set([deleted.nodeId]));
});

it('lists who may write', async () => {
  sandbox.people.setPermission('Wanda', WIDGETS, 'write');
  sandbox.people.setPermission('theo', WIDGETS, 'triage');
  expect(await readWriters(github, repository)).toEqual(new Set(['olga', 'wanda']));
  sandbox.people.deleteRepository(WIDGETS);
  expect(await readWriters(github, repository)).toBeNull();
});
