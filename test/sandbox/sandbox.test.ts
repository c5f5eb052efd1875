import { createHmac } from 'node:crypto';
import { Octokit } from '@octokit/core';
import { afterEach, describe, expect, it } from 'vitest';
import { type Started, startReceiver, startSandbox } from './start.ts';

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function start(options?: Parameters<typeof startSandbox>[0]) {
  const started = await startSandbox(options);
  opened.push(started.sandbox);
  return started;
}

const repo = { owner: 'acme', repo: 'core' };

function status(promise: Promise<{ status: number }>): Promise<number> {
  return promise.then(
    (answer) => answer.status,
    (error: { status: number }) => error.status,
  );
}

describe('the app at the sandbox', () => {
  it('signs in with its key, finds its installation and writes as its bot', async () => {
    const { sandbox, app, installed, installationId } = await start();
    const { data: installations } = await app.request('GET /app/installations');
    expect(installations.map((each) => each.id)).toEqual([installationId]);

    const octokit = installed(installationId);
    const { data: issue } = await octokit.request('POST /repos/{owner}/{repo}/issues', {
      ...repo,
      title: 'Hello',
    });
    const { data: comment } = await octokit.request(
      'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
      {
        ...repo,
        issue_number: issue.number,
        body: 'World',
      },
    );
    expect(comment.user?.login).toBe('fullcircle[bot]');
    expect(comment.performed_via_github_app?.id).toBe(4711);
    expect(comment.html_url).toBe(`${sandbox.baseUrl}/acme/core/issues/1#issuecomment-${comment.id}`);
    expect(sandbox.state()['acme/core']?.threads[1]?.comments).toEqual([
      { author: 'fullcircle[bot]', body: 'World', reactions: [], minimized: null },
    ]);
    expect(sandbox.writes.map((write) => `${write.template} ${write.content}`)).toEqual([
      '/repos/{owner}/{repo}/issues true',
      '/repos/{owner}/{repo}/issues/{issue_number}/comments true',
    ]);
    expect(sandbox.problems).toEqual([]);
  });

  it('gets labels with a colour nobody chose when it names unknown ones, and sees who labelled', async () => {
    const { sandbox, installed, installationId } = await start();
    const { people } = sandbox;
    people.openIssue({ repo: 'acme/core', author: 'mira', title: 'It breaks' });
    const octokit = installed(installationId);
    const labels = { ...repo, issue_number: 1, labels: ['stage: retention', 'a/b?'] };
    const added = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', labels);
    expect(added.data.map((label) => label.name)).toEqual(['stage: retention', 'a/b?']);
    expect(added.data[0]?.color).toMatch(/^[0-9a-f]{6}$/);
    people.unlabel({ repo: 'acme/core', number: 1 }, { by: 'olga', labels: ['stage: retention'] });
    await octokit.request('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', {
      ...repo,
      issue_number: 1,
      name: 'a/b?',
    });
    const { data: events } = await octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}/events', {
      ...repo,
      issue_number: 1,
    });
    expect(
      events.map((each) => [each.event, each.actor?.login, each.performed_via_github_app?.slug]),
    ).toEqual([
      ['labeled', 'fullcircle[bot]', 'fullcircle'],
      ['labeled', 'fullcircle[bot]', 'fullcircle'],
      ['unlabeled', 'olga', undefined],
      ['unlabeled', 'fullcircle[bot]', 'fullcircle'],
    ]);
  });

  it('replaces labels by PATCH and closes as duplicate by database id', async () => {
    const { sandbox, installed, installationId } = await start();
    const canonical = sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title: 'First' });
    sandbox.people.openIssue({ repo: 'acme/core', author: 'tom', title: 'Second', labels: ['bug'] });
    const octokit = installed(installationId);
    const change = {
      ...repo,
      issue_number: 2,
      labels: ['docs'],
      state: 'closed',
      state_reason: 'duplicate',
    } as const;
    const refused = octokit.request({
      method: 'PATCH',
      url: '/repos/{owner}/{repo}/issues/{issue_number}',
      ...change,
      duplicate_issue_id: canonical.number,
    });
    expect(await status(refused)).toBe(422);
    await octokit.request({
      method: 'PATCH',
      url: '/repos/{owner}/{repo}/issues/{issue_number}',
      ...change,
      duplicate_issue_id: canonical.id,
    });
    const after = sandbox.state()['acme/core']?.threads[2];
    expect([after?.state, after?.stateReason, after?.labels]).toEqual(['closed', 'duplicate', ['docs']]);
  });

  it('reacts once however often it asks', async () => {
    const { sandbox, installed, installationId } = await start();
    const issue = sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title: 'Hi' });
    const comment = sandbox.people.comment(issue, { author: 'mira', body: '/why' });
    const octokit = installed(installationId);
    const ask = () =>
      octokit.request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
        ...repo,
        comment_id: comment.id,
        content: '+1',
      });
    expect([await status(ask()), await status(ask())]).toEqual([201, 200]);
    expect(sandbox.state()['acme/core']?.threads[1]?.comments[0]?.reactions).toEqual(['+1 fullcircle[bot]']);
  });

  it('pages with links', async () => {
    const { sandbox, installed, installationId } = await start();
    for (let count = 1; count <= 7; count++) {
      sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title: `Issue ${count}` });
    }
    const octokit = installed(installationId);
    const numbers: number[] = [];
    let url: string | undefined = `${sandbox.baseUrl}/api/v3/repos/acme/core/issues?per_page=3&direction=asc`;
    while (url) {
      const answer: { data: { number: number }[]; headers: { link?: string } } = await octokit.request(
        `GET ${url}`,
      );
      numbers.push(...answer.data.map((issue) => issue.number));
      url = /<([^>]+)>; rel="next"/.exec(answer.headers.link ?? '')?.[1];
    }
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('reads files, comparisons and permissions', async () => {
    const { sandbox, installed, installationId } = await start();
    const { people } = sandbox;
    people.setPermission('tess', 'acme/core', 'triage');
    const file = '.github/fullcircle.yml';
    people.push({ repo: 'acme/core', author: 'olga', message: 'Config', files: { [file]: 'version: 1\n' } });
    people.publishRelease({ repo: 'acme/core', author: 'olga', tag: 'core@1.0.0' });
    const pull = people.openPullRequest({
      repo: 'acme/core',
      author: 'ben',
      title: 'Mend it',
      body: 'Fixes #2',
      files: { 'src/a.ts': 'a' },
    });
    people.openIssue({ repo: 'acme/core', author: 'mira', title: 'Broken' });
    const sha = people.mergePullRequest(pull, { by: 'olga', method: 'squash' });
    const octokit = installed(installationId);
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/contents/{path}', {
      ...repo,
      path: file,
    });
    expect('content' in data && Buffer.from(data.content, 'base64').toString()).toBe('version: 1\n');
    const missing = octokit.request('GET /repos/{owner}/{repo}/contents/{path}', {
      ...repo,
      path: 'nothing',
    });
    expect(await status(missing)).toBe(404);
    const { data: comparison } = await octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      ...repo,
      basehead: `core@1.0.0...${sha}`,
    });
    expect([comparison.status, comparison.commits.map((each) => each.commit.message.split('\n')[0])]).toEqual(
      ['ahead', ['Mend it (#1)']],
    );
    expect(sandbox.state()['acme/core']?.threads[2]?.state).toBe('closed');
    const permission = async (username: string) => {
      const path = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
      const { data: role } = await octokit.request(path, { ...repo, username });
      return [role.permission, role.role_name, role.user?.permissions?.triage];
    };
    expect(await permission('tess')).toEqual(['read', 'triage', true]);
    expect(await permission('olga')).toEqual(['admin', 'admin', true]);
    expect(await permission('mira')).toEqual(['read', 'read', false]);
  });
});

describe('what the app may not do', () => {
  const write = (octokit: ReturnType<Started['installed']>, name = 'core') =>
    status(octokit.request('POST /repos/{owner}/{repo}/issues', { owner: 'acme', repo: name, title: 'x' }));

  it('is refused without the permission, outside the installation and where it cannot see', async () => {
    const { sandbox, installed, installationId } = await start();
    const { people } = sandbox;
    people.uninstall('acme');
    people.createRepository({ owner: 'acme', name: 'secret', private: true });
    people.createRepository({ owner: 'acme', name: 'open' });
    const permissions = { metadata: 'read', issues: 'read' } as const;
    const id = people.install('acme', { repositories: ['acme/core'], permissions });
    expect(id).not.toBe(installationId);
    const octokit = installed(id);
    expect(await write(octokit)).toBe(403);
    expect(await write(octokit, 'open')).toBe(403);
    expect(await write(octokit, 'secret')).toBe(404);
    const names = await octokit.request('GET /installation/repositories');
    expect(names.data.repositories.map((each) => each.name)).toEqual(['core']);
    people.grantPermissions('acme', { ...permissions, issues: 'write' });
    // A token keeps the permissions it was made with.
    expect(await write(octokit)).toBe(403);
    expect(await write(installed(id))).toBe(201);
    people.suspend('acme');
    expect(await write(installed(id))).toBe(403);
    people.unsuspend('acme');
    people.archive('acme/core');
    expect(await write(installed(id))).toBe(403);
    expect(await status(installed(installationId).request('GET /installation/repositories'))).toBe(404);
  });

  it('loses its token after an hour of the clock', async () => {
    const { sandbox, clock, app, installed, installationId } = await start();
    const { data } = await app.request('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: installationId,
    });
    expect(data.expires_at).toBe('2026-03-02T10:00:00Z');
    // The app's own way would try again for seconds, as it takes a refused new token for one that has yet to spread.
    const octokit = new Octokit({ baseUrl: `${sandbox.baseUrl}/api/v3`, auth: data.token });
    expect(await write(octokit)).toBe(201);
    clock.forward(3_600_000);
    expect(await write(octokit)).toBe(401);
    expect(await write(installed(installationId))).toBe(201);
    expect(sandbox.problems).toEqual([]);
  });

  it('finds deleted issues gone and transferred ones moved', async () => {
    const { sandbox, installed, installationId } = await start();
    const { people } = sandbox;
    people.createRepository({ owner: 'acme', name: 'docs' });
    const gone = people.openIssue({ repo: 'acme/core', author: 'mira', title: 'Gone' });
    const moves = people.openIssue({ repo: 'acme/core', author: 'mira', title: 'Moves' });
    people.comment(moves, { author: 'tom', body: 'Me too' });
    people.deleteThread(gone, 'olga');
    const there = people.transfer(moves, { by: 'olga', to: 'acme/docs' });
    const octokit = installed(installationId);
    const get = (number: number) =>
      octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}', { ...repo, issue_number: number });
    expect(await status(get(gone.number))).toBe(410);
    const { data } = await get(moves.number);
    expect([data.repository_url.endsWith('/acme/docs'), data.number, data.comments]).toEqual([
      true,
      there.number,
      1,
    ]);
  });
});

describe('webhooks', () => {
  it('arrive signed, with what GitHub puts in', async () => {
    const receiver = await startReceiver();
    opened.push(receiver);
    const { sandbox, installationId } = await start({ webhook: { url: receiver.url, secret: 's3cret' } });
    sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title: 'Broken', labels: ['bug'] });
    await sandbox.settled();
    const last = receiver.received.at(-1);
    const first = receiver.received.find((each) => each.body.includes('"action":"opened"'));
    expect(first?.headers['x-github-event']).toBe('issues');
    expect(first?.headers['x-github-hook-installation-target-id']).toBe('4711');
    expect(first?.headers['x-github-delivery']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const signature = createHmac('sha256', 's3cret')
      .update(first?.body ?? '')
      .digest('hex');
    expect(first?.headers['x-hub-signature-256']).toBe(`sha256=${signature}`);
    const payload = JSON.parse(first?.body ?? '{}');
    expect([payload.installation.id, payload.sender.login, payload.organization.login]).toEqual([
      installationId,
      'mira',
      'acme',
    ]);
    expect(JSON.parse(last?.body ?? '{}').action).toBe('labeled');
  });

  it('are held, shuffled and repeated on demand', async () => {
    const receiver = await startReceiver();
    opened.push(receiver);
    const { sandbox } = await start();
    sandbox.webhooks.hold();
    sandbox.webhooks.target({ url: receiver.url, secret: 'x' });
    const count = sandbox.webhooks.waiting().length;
    for (let each = 0; each < 5; each++) {
      sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title: `Issue ${each}` });
    }
    expect(receiver.received).toEqual([]);
    expect(await sandbox.webhooks.deliverAll({ shuffleSeed: 3, repeat: 2, concurrency: 4 })).toBe(
      (count + 5) * 2,
    );
    const ids = receiver.received.map((each) => each.headers['x-github-delivery']);
    expect(new Set(ids).size).toBe(count + 5);
    const inOrder = sandbox.webhooks.deliveries().map((each) => each.guid);
    expect([...new Set(ids)]).not.toEqual(inOrder);
    expect([...new Set(ids)].sort()).toEqual(inOrder.toSorted());
  });

  it('that failed are listed, and sent again with the same id', async () => {
    let answer = 503;
    const receiver = await startReceiver(() => answer);
    opened.push(receiver);
    const { sandbox, clock, app } = await start({ webhook: { url: receiver.url, secret: 's' } });
    for (let each = 0; each < 3; each++) {
      sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title: `Issue ${each}` });
    }
    await sandbox.settled();
    const all: { id: number | bigint; guid: string; event: string }[] = [];
    let cursor: string | undefined;
    do {
      const query = { status: 'failure', per_page: 2, ...(cursor ? { cursor } : {}) } as const;
      const page = await app.request('GET /app/hook/deliveries', query);
      all.push(...page.data);
      cursor = /cursor=([^&>]+)/.exec(page.headers.link ?? '')?.[1];
    } while (cursor);
    expect(all.filter((each) => each.event === 'issues')).toHaveLength(3);
    answer = 202;
    const [newest] = all;
    const before = receiver.received.length;
    await app.request('POST /app/hook/deliveries/{delivery_id}/attempts', {
      delivery_id: Number(newest?.id),
    });
    await sandbox.settled();
    expect(receiver.received.slice(before).map((each) => each.headers['x-github-delivery'])).toEqual([
      newest?.guid,
    ]);
    clock.forward(3 * 24 * 3_600_000 + 1);
    expect((await app.request('GET /app/hook/deliveries')).data).toEqual([]);
  });

  it('tell of what the app does itself, with its bot as sender', async () => {
    const { sandbox, installed, installationId } = await start();
    await installed(installationId).request('POST /repos/{owner}/{repo}/issues', { ...repo, title: 'Mine' });
    const delivery = sandbox.webhooks.deliveries().at(-1);
    expect([delivery?.event, delivery?.action]).toEqual(['issues', 'opened']);
    expect(delivery?.payload.sender).toMatchObject({ login: 'fullcircle[bot]', type: 'Bot' });
    expect(delivery?.payload.issue).toMatchObject({ performed_via_github_app: { id: 4711 } });
  });
});

describe('faults', () => {
  const post = (octokit: ReturnType<Started['installed']>) =>
    status(octokit.request('POST /repos/{owner}/{repo}/issues', { ...repo, title: 'x' }));
  const onIssues = (request: { template: string | null }) =>
    request.template === '/repos/{owner}/{repo}/issues';

  it.each([
    [{ kind: 'status', status: 502 } as const, 502, 0],
    [{ kind: 'status', status: 502, after: true } as const, 502, 1],
    [{ kind: 'secondary limit', status: 429, retryAfterS: 7 } as const, 429, 0],
    [{ kind: 'primary limit', resetInS: 60 } as const, 403, 0],
    [{ kind: 'cut', when: 'before' } as const, 500, 0],
    [{ kind: 'cut', when: 'after' } as const, 500, 1],
    [{ kind: 'permission withdrawn' } as const, 403, 0],
    [{ kind: 'slow', ms: 1 } as const, 201, 1],
  ])('%j', async (fault, expected, made) => {
    const { sandbox, installed, installationId } = await start();
    const octokit = installed(installationId);
    await octokit.request('GET /installation/repositories');
    sandbox.faults.add({ fault, when: onIssues });
    expect(await post(octokit)).toBe(expected);
    expect(Object.keys(sandbox.state()['acme/core']?.threads ?? {})).toHaveLength(made);
    expect(await post(octokit)).toBe(201);
    expect(sandbox.faults.struck).toHaveLength(1);
  });

  it('close cuts what is still open', async () => {
    const { sandbox, installed, installationId } = await start();
    const octokit = installed(installationId);
    await octokit.request('GET /installation/repositories');
    sandbox.faults.add({ fault: { kind: 'blocked', until: new Promise(() => {}) }, when: onIssues });
    const hanging = post(octokit);
    while (sandbox.faults.struck.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await sandbox.close();
    expect(await hanging).toBe(500);
  });
});
