import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClients } from '../../src/github/client.ts';
import { perform } from '../../src/github/effects/perform.ts';
import { Gone, Limited, PermissionMissing, Transient } from '../../src/github/errors.ts';
import { readAppInstallations } from '../../src/github/facts/app-installations.ts';
import { readConfigFile } from '../../src/github/facts/config-file.ts';
import { readDuplicateOf } from '../../src/github/facts/duplicate-of.ts';
import { readInstallationRepositories } from '../../src/github/facts/installation-repositories.ts';
import { readOwnIdentity } from '../../src/github/facts/own-identity.ts';
import { readPermission } from '../../src/github/facts/permission.ts';
import { readPullPaths } from '../../src/github/facts/pull-paths.ts';
import { readReactions } from '../../src/github/facts/reactions.ts';
import { readTeamMembers } from '../../src/github/facts/team-members.ts';
import type { GitHub } from '../../src/github/github.ts';
import type { Effect, ThreadTarget } from '../../src/loop/effect.ts';
import type { ThreadType } from '../../src/loop/vocabulary.ts';
import type { ThreadHandle } from '../../src/sandbox/people/handles.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { again, BOT, first, wanted } from './nocked.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const NOW = new Date('2026-11-20T12:00:00Z');
const clock = { now: () => NOW };
const WIDGETS = 'acme/widgets';
const repository = { repositoryId: 1, owner: 'acme', name: 'widgets' };
const stage = { name: 'stage: adoption', color: '0e8a16', description: 'They use it' };

let sandbox: Sandbox;
let installationId: number;
let app: GitHub;
let github: GitHub;

beforeEach(async () => {
  sandbox = createSandbox({
    clock,
    tokenClock: { now: () => new Date() },
    appId: 7,
    publicKeyPem: publicKey,
    webhook: null,
  });
  await sandbox.listen();
  sandbox.people.createOrganization({ login: 'acme', owner: 'olga' });
  sandbox.people.createRepository({ owner: 'acme', name: 'widgets', files: { 'docs/a.md': 'a' } });
  installationId = sandbox.people.install('acme');
  const clients = createClients({
    appId: 7,
    privateKey,
    host: sandbox.host,
    protocol: 'http',
    userAgent: 'test',
    clock,
    log: { warn: () => {} },
  });
  app = clients.app;
  github = clients.forInstallation(installationId);
});

afterEach(async () => {
  await sandbox.close();
  expect(sandbox.problems).toEqual([]);
});

function open(type: ThreadType): ThreadHandle {
  const words = { repo: WIDGETS, author: 'ada', title: 'It breaks', body: 'Help' };
  switch (type) {
    case 'issue':
      return sandbox.people.openIssue(words);
    case 'discussion':
      return sandbox.people.openDiscussion({ ...words, category: 'Q&A' });
    case 'pull_request':
      return sandbox.people.openPullRequest({ ...words, files: { 'src/new.ts': 'x' } });
  }
}

function target(type: ThreadType, { number, nodeId }: ThreadHandle): ThreadTarget {
  return { ...repository, number, nodeId, type };
}

function stateOf(number: number) {
  const state = sandbox.state()[WIDGETS]?.threads[number];
  if (state === undefined) throw new Error(`no thread ${number}`);
  return state;
}

const send = (effect: Effect, context: Parameters<typeof perform>[2] = first) =>
  perform(github, effect, context);

describe.each(['issue', 'discussion', 'pull_request'] as const)('every effect on a thread: %s', (type) => {
  test('label', async () => {
    const opened = open(type);
    const label: Effect = { ...wanted, kind: 'label.add', thread: target(type, opened), label: stage.name };
    await expect(send(label)).rejects.toThrow(Transient);
    await send({ ...wanted, kind: 'labels.create', repository, labels: [stage] });
    await send(label);
    await send(label, again);
    expect(stateOf(opened.number).labels).toEqual([stage.name]);
    expect(sandbox.state()[WIDGETS]?.labels).toContain('stage: adoption #0e8a16');
    const remove: Effect = { ...label, kind: 'label.remove' };
    await send(remove);
    await send(remove);
    expect(stateOf(opened.number).labels).toEqual([]);
  });

  test('comment', async () => {
    const opened = open(type);
    const body = (words: string) => `${words}\n\n<!-- fullcircle:why:1-1 -->`;
    sandbox.people.comment(opened, { author: 'mallory', body: body('mine') });
    const put: Effect = {
      ...wanted,
      kind: 'comment.put',
      thread: target(type, opened),
      marker: 'why:1-1',
      body: body('one'),
      replyToNodeId: null,
    };
    const { remote } = await send(put);
    await send(put, again);
    await send({ ...put, body: body('two') }, again);
    await send({ ...put, body: body('three') }, { ...first, remote });
    const own = () => stateOf(opened.number).comments.filter(({ author }) => author === BOT);
    expect(own().map(({ body: text }) => text)).toEqual([body('three')]);
    const remove: Effect = { ...wanted, kind: 'comment.remove', thread: put.thread, marker: put.marker };
    await send(remove);
    await send(remove, { ...first, remote });
    expect(own()).toEqual([]);
    await expect(send(put, { ...first, remote })).rejects.toThrow(Gone);
    expect(stateOf(opened.number).comments.length).toBe(1);
  });

  test('reaction, on the thread and on a comment', async () => {
    const opened = open(type);
    const comment = sandbox.people.comment(opened, { author: 'ada', body: '/why' });
    const family = type === 'discussion' ? 'discussion_comment' : 'issue_comment';
    for (const on of [null, { id: comment.id, nodeId: comment.nodeId, family } as const]) {
      const reactions = () => {
        const state = stateOf(opened.number);
        return on === null ? state.reactions : state.comments[0]?.reactions;
      };
      const put = {
        ...wanted,
        kind: 'reaction.set',
        thread: target(type, opened),
        comment: on,
        content: '+1',
        removed: false,
      } as const;
      const { remote } = await send(put);
      await send(put, again);
      expect(reactions()?.length).toBe(1);
      await send({ ...put, removed: true }, { ...first, remote });
      await send({ ...put, removed: true });
      expect(reactions()).toEqual([]);
    }
  });
});

test('a reply in a discussion is found again where it was posted', async () => {
  const opened = open('discussion');
  const question = sandbox.people.comment(opened, { author: 'ada', body: '/why' });
  const put: Effect = {
    ...wanted,
    kind: 'comment.put',
    thread: target('discussion', opened),
    marker: 'why:1-1',
    body: 'Because\n<!-- fullcircle:why:1-1 -->',
    replyToNodeId: question.nodeId,
  };
  await send(put);
  await send(put, again);
  const [top] = stateOf(opened.number).comments;
  expect(top?.replies?.map(({ author }) => author)).toEqual([BOT]);
  await send({ ...wanted, kind: 'comment.remove', thread: put.thread, marker: put.marker });
  expect(stateOf(opened.number).comments[0]?.replies ?? []).toEqual([]);
});

test('an issue of our own is opened once, edited, closed; a person’s is left alone', async () => {
  const marker = 'triage:2026-W48';
  const body = `Agenda\n<!-- fullcircle:${marker} -->`;
  const fake = sandbox.people.openIssue({ repo: WIDGETS, author: 'mallory', title: 'x', body });
  const put: Effect = {
    ...wanted,
    kind: 'issue.put',
    repository,
    marker,
    title: 'Feedback triage: 2026-W48',
    body,
  };
  const close: Effect = { ...wanted, kind: 'issue.close', repository, marker };
  await send(close);
  const { remote } = await send(put);
  expect((await send(put, again)).remote).toEqual(remote);
  await send({ ...put, title: 'Feedback triage: 2026-W48, again' }, { ...first, remote });
  await send(close);
  const number = remote?.number ?? 0;
  expect(stateOf(number)).toMatchObject({ title: 'Feedback triage: 2026-W48, again', state: 'closed' });
  expect(stateOf(fake.number).state).toBe('open');
  expect(Object.keys(sandbox.state()[WIDGETS]?.threads ?? {}).length).toBe(2);
});

test('a check run is made once and said anew', async () => {
  const headSha = sandbox.people.push({
    repo: WIDGETS,
    author: 'olga',
    message: 'x',
    files: { 'a.md': 'b' },
  });
  const put: Effect = {
    ...wanted,
    kind: 'check.put',
    repository,
    headSha,
    name: 'fullcircle config',
    conclusion: 'failure',
    title: 'One mistake',
    summary: 'Line 1',
    annotations: [{ path: 'a.md', line: 1, message: 'no' }],
  };
  const { remote } = await send(put);
  expect((await send(put, again)).remote).toMatchObject({ id: remote?.id });
  await send({ ...put, conclusion: 'success' }, { ...first, remote });
  expect(sandbox.state()[WIDGETS]?.checks).toEqual({ [`${headSha} fullcircle config`]: 'success' });
});

describe('facts', () => {
  test('who the app is, where it is installed, on what', async () => {
    expect((await readOwnIdentity(app)).botLogin).toBe(BOT);
    expect(await readAppInstallations(app)).toMatchObject([
      { id: installationId, account: { login: 'acme', type: 'Organization' }, suspended: false },
    ]);
    expect(await readInstallationRepositories(github)).toMatchObject([{ owner: 'acme', name: 'widgets' }]);
  });

  test('who may do what', async () => {
    sandbox.people.setPermission('tess', WIDGETS, 'triage');
    sandbox.people.setPermission('wes', WIDGETS, 'write');
    const of = (login: string) => readPermission(github, { ...repository, login });
    expect(await of('tess')).toEqual({ triage: true, write: false });
    expect(await of('wes')).toEqual({ triage: true, write: true });
    expect(await of('ada')).toEqual({ triage: false, write: false });
    expect(await of('nobody-of-this-name')).toEqual({ triage: false, write: false });
  });

  test('teams', async () => {
    sandbox.people.addMember('acme', 'Tess');
    sandbox.people.team('acme', 'devrel', ['Tess']);
    expect(await readTeamMembers(github, { organization: 'acme', slug: 'devrel' })).toEqual(['tess']);
    expect(await readTeamMembers(github, { organization: 'acme', slug: 'none' })).toBeNull();
  });

  test('config and paths', async () => {
    const where = { ...repository, ref: null };
    expect(await readConfigFile(github, where)).toEqual({ found: 'none' });
    const files = { '.github/fullcircle.yml': 'mode: label\n' };
    const sha = sandbox.people.push({ repo: WIDGETS, author: 'olga', message: 'config', files });
    expect(await readConfigFile(github, { ...where, ref: sha })).toMatchObject({ text: 'mode: label\n' });
    const pull = open('pull_request');
    expect(await readPullPaths(github, { ...repository, number: pull.number })).toEqual(['src/new.ts']);
  });
});

describe('what goes wrong', () => {
  const effect = (): Effect => ({
    ...wanted,
    kind: 'issue.put',
    repository,
    marker: 'triage:2026-W48',
    title: 't',
    body: 'b\n<!-- fullcircle:triage:2026-W48 -->',
  });
  const isWrite = ({ method }: { method: string }) => method === 'POST';

  test('a lost reply, then a look: one issue', async () => {
    sandbox.faults.add({
      fault: { kind: 'cut', when: 'after' },
      when: (r) => isWrite(r) && r.path.endsWith('/issues'),
    });
    await expect(send(effect())).rejects.toThrow(Transient);
    await send(effect(), again);
    expect(Object.keys(sandbox.state()[WIDGETS]?.threads ?? {}).length).toBe(1);
  });

  test('a limit says when it ends', async () => {
    sandbox.faults.add({
      fault: { kind: 'secondary limit', status: 403, retryAfterS: 30 },
      when: (r) => r.path.endsWith('/issues'),
    });
    const error = await send(effect()).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Limited);
    expect(error).toMatchObject({ resumeAt: new Date(NOW.getTime() + 30_000) });
  });

  test('a permission that was withdrawn is named', async () => {
    sandbox.people.grantPermissions('acme', { metadata: 'read', issues: 'read' });
    await expect(send(effect())).rejects.toThrow(PermissionMissing);
  });
});

describe('what people say of links on GitHub itself', () => {
  test('thumbs on our comments, by people', async () => {
    const opened = open('issue');
    const body = 'alike\n\n<!-- fullcircle:related:1-1 -->';
    const { remote } = await send({
      ...wanted,
      kind: 'comment.put',
      thread: target('issue', opened),
      marker: 'related:1-1',
      body,
      replyToNodeId: null,
    });
    const nodeId = remote?.nodeId ?? '';
    const comment = { thread: opened, id: remote?.id ?? 0, nodeId };
    sandbox.people.react(comment, { by: 'ada', content: '-1' });
    sandbox.people.react(comment, { by: 'grace', content: 'heart' });
    const seen = await readReactions(github, [nodeId, 'IC_nowhere']);
    expect([...seen.keys()]).toEqual([nodeId]);
    expect(seen.get(nodeId)).toMatchObject([{ content: '-1', actor: { login: 'ada' }, at: NOW }]);
  });

  test('the issue that one was closed in favour of', async () => {
    const [canonical, duplicate] = [open('issue'), open('issue')];
    const where = { owner: 'acme', name: 'widgets', number: duplicate.number };
    expect(await readDuplicateOf(github, where)).toBeNull();
    sandbox.people.close(duplicate, { by: 'olga', reason: 'duplicate', duplicateOf: canonical });
    expect(await readDuplicateOf(github, where)).toEqual({
      repository: { owner: 'acme', name: 'widgets' },
      number: canonical.number,
    });
    expect(await readDuplicateOf(github, { ...where, number: 999 })).toBeNull();
  });

  function closing() {
    const [canonical, duplicate] = [open('issue'), open('issue')];
    const close = {
      ...wanted,
      kind: 'issue.state',
      thread: target('issue', duplicate),
      state: { is: 'duplicate', of: canonical.id, command: 'x' },
    } satisfies Effect;
    return { duplicate, close };
  }

  test('our own closing as a duplicate, and opening again', async () => {
    const { duplicate, close } = closing();
    await send(close);
    await send(close, again);
    expect(stateOf(duplicate.number)).toMatchObject({ state: 'closed', stateReason: 'duplicate' });
    await send({ ...close, state: { is: 'open' } });
    expect(stateOf(duplicate.number)).toMatchObject({ state: 'open' });
  });

  test('our own closing stays undone where a human undid it before its reply was missed', async () => {
    const { duplicate, close } = closing();
    await send(close);
    sandbox.people.reopen(duplicate, 'olga');
    await send(close, again);
    expect(stateOf(duplicate.number)).toMatchObject({ state: 'open' });
  });
});
