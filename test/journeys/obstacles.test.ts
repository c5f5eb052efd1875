import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../store/engines.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** What owners have not granted, have taken back, switched off or deleted: named where it is told, and the rest goes on. */

const BEGUN = '2026-03-02T09:00:00Z';
const CORE = 'acme/core';
const PERMISSIONS = {
  metadata: 'read',
  issues: 'write',
  discussions: 'write',
  pull_requests: 'write',
  contents: 'read',
  checks: 'write',
  actions: 'read',
  members: 'read',
} as const;
const CRASH = {
  title: 'Regression: crashes since upgrading to 3.2',
  body: 'After upgrading from 3.1 to 3.2 our build, which used to work for months, crashes again.',
};

describeOnEngines('obstacles', (on) => {
  let world: Sandboxed;

  beforeEach(async () => {
    world = await sandboxed(on.store, BEGUN);
    world.sandbox.people.createOrganization({ login: 'acme', owner: 'olga' });
    world.sandbox.people.createRepository({ owner: 'acme', name: 'core' });
    world.sandbox.people.createRepository({ owner: 'acme', name: 'docs' });
    world.sandbox.people.setPermission('theo', CORE, 'triage');
  });

  afterEach(async () => {
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  const labels = (repo: string, number: number) => world.sandbox.state()[repo]?.threads[number]?.labels;
  const dead = () => on.store.inbox.list({ state: 'dead', limit: 10 });
  const failed = async () =>
    (await on.store.outbox.list({ state: 'failed', limit: 50 })).map(({ effect }) => effect.kind).sort();

  it('does what it may where a permission is missing, and the rest once it is granted', async () => {
    const { people } = world.sandbox;
    const { discussions: _, ...granted } = PERMISSIONS;
    people.install('acme', { permissions: { ...granted, issues: 'read', pull_requests: 'read' } });
    const app = await world.start();
    await world.settle(app);
    world.pass();
    const issue = people.openIssue({ repo: CORE, author: 'mira', ...CRASH });
    people.comment(issue, { author: 'theo', body: '/stage adoption' });
    await world.settle(app);
    expect(labels(CORE, issue.number)).toEqual([]);
    expect(await failed()).toContain('labels.create');
    expect(await dead()).toEqual([]);
    world.pass();
    people.grantPermissions('acme', PERMISSIONS);
    await world.settle(app);
    world.pass();
    await world.settle(app);
    expect(labels(CORE, issue.number)).toEqual(['stage: adoption']);
    expect(world.sandbox.state()[CORE]?.threads[issue.number]?.comments[0]?.reactions).toEqual([
      '+1 fullcircle[bot]',
    ]);
  });

  it.each([
    ['deleted', { delete: true }],
    ['renamed', { delete: false }],
  ])('goes without a label that people have %s, until they make it again', async (_, how) => {
    const { people } = world.sandbox;
    people.install('acme');
    const app = await world.start();
    const report = async (repo = CORE) => {
      world.pass();
      const issue = people.openIssue({ repo, author: 'mira', ...CRASH });
      people.comment(issue, { author: 'theo', body: '/stage adoption' });
      await world.settle(app);
      return issue.number;
    };
    people.setPermission('theo', 'acme/docs', 'triage');
    const before = await report();
    expect(labels(CORE, before)).toEqual(['stage: adoption']);
    world.pass(120_000);
    if (how.delete) people.deleteLabel(CORE, 'stage: adoption', 'olga');
    else people.editLabel(CORE, 'stage: adoption', { by: 'olga', name: 'in use' });
    const without = await report();
    expect(labels(CORE, before)).toEqual(how.delete ? [] : ['in use']);
    expect([labels(CORE, without), await failed()]).toEqual([[], []]);
    expect(labels('acme/docs', await report('acme/docs'))).toEqual(['stage: adoption']);
    people.createLabel(CORE, { by: 'olga', name: 'Stage: Adoption', color: '123456' });
    await world.settle(app);
    expect(labels(CORE, without)).toEqual(['Stage: Adoption']);
    expect(labels(CORE, await report())).toEqual(['Stage: Adoption']);
    expect([labels(CORE, before), await dead()]).toEqual([how.delete ? [] : ['in use'], []]);
  });

  it('does after a suspension what was wanted before it', async () => {
    const { people, webhooks } = world.sandbox;
    people.install('acme');
    const app = await world.start();
    await world.settle(app);
    world.pass();
    webhooks.hold();
    const issue = people.openIssue({ repo: CORE, author: 'mira', ...CRASH });
    people.suspend('acme');
    await webhooks.deliverAll();
    await world.settle(app);
    expect(labels(CORE, issue.number)).toEqual([]);
    world.pass(5);
    people.unsuspend('acme');
    await webhooks.release();
    await world.settle(app);
    world.pass(2);
    await world.settle(app);
    expect(labels(CORE, issue.number)).toEqual(['stage: retention']);
    expect(await dead()).toEqual([]);
  });

  it('waits where its token is not accepted, and loses nothing', async () => {
    const { people, faults } = world.sandbox;
    people.install('acme');
    const app = await world.start();
    await world.settle(app);
    world.pass();
    faults.add({
      fault: { kind: 'token expired' },
      next: Number.POSITIVE_INFINITY,
      when: ({ path }) => !path.startsWith('/app'),
    });
    const issue = people.openIssue({ repo: CORE, author: 'mira', ...CRASH });
    await world.settle(app);
    expect(labels(CORE, issue.number)).toEqual([]);
    expect(await dead()).toEqual([]);
    faults.clear();
    for (let minute = 0; minute < 6; minute += 1) {
      world.pass();
      await world.settle(app);
    }
    expect(labels(CORE, issue.number)).toEqual(['stage: retention']);
    expect(await failed()).toEqual([]);
  });

  it('lets go of what is gone: a thread, a repository, the installation', async () => {
    const { people, webhooks } = world.sandbox;
    const installationId = people.install('acme');
    const app = await world.start();
    await world.settle(app);
    world.pass();
    webhooks.hold();
    const gone = people.openIssue({ repo: CORE, author: 'mira', ...CRASH });
    const lost = people.openIssue({ repo: 'acme/docs', author: 'mira', ...CRASH });
    const told = webhooks.waiting();
    people.deleteThread(gone, 'olga');
    people.deleteRepository('acme/docs');
    for (const { id } of told) await webhooks.deliver(id);
    await world.settle(app);
    expect(lost.number).toBe(1);
    expect(await dead()).toEqual([]);
    await webhooks.deliverAll();
    await world.settle(app);
    const repositories = await on.store.forInstallation(installationId).repositories();
    expect(repositories.map(({ name }) => name)).toEqual(['core']);
    world.pass();
    const last = people.openIssue({ repo: CORE, author: 'mira', ...CRASH });
    const late = webhooks.waiting();
    people.uninstall('acme');
    for (const { id } of late) await webhooks.deliver(id);
    await webhooks.release();
    await world.settle(app);
    expect(labels(CORE, last.number)).toEqual([]);
    expect(await dead()).toEqual([]);
    world.pass(24 * 60);
    await world.settle(app);
    expect(await on.store.operator.installations()).toEqual([]);
  });

  it('takes repositories as they are: empty, without issues, without discussions', async () => {
    const { people } = world.sandbox;
    people.setFeatures('acme/docs', { issues: false, discussions: false });
    people.push({
      repo: CORE,
      author: 'olga',
      message: 'Configure',
      files: { '.github/fullcircle.yml': 'version: 1\n' },
    });
    const installationId = people.install('acme');
    const app = await world.start();
    await world.settle(app);
    world.pass();
    const pull = people.openPullRequest({
      repo: 'acme/docs',
      author: 'mira',
      title: 'Fix the crash in 3.2',
      body: 'Here is a patch for the regression.',
      files: { 'a.md': 'b' },
    });
    await world.settle(app);
    expect(labels('acme/docs', pull.number)).toHaveLength(1);
    const rows = await on.store.forInstallation(installationId).backfill.rows();
    expect(rows.every(({ doneAt }) => doneAt !== null)).toBe(true);
    expect(await dead()).toEqual([]);
    expect(await failed()).toEqual([]);
  });
});
