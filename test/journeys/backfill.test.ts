import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SeenRequest } from '../../src/sandbox/rest/serve.ts';
import { APP_PERMISSIONS } from '../../src/sandbox/world/model.ts';
import { startReceiver } from '../sandbox/start.ts';
import { describeOnEngines } from '../store/engines.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** History before the installation, and what webhooks did not tell after it. */

const BEGUN = '2026-03-02T09:00:00Z';
const CORE = 'acme/core';

describeOnEngines('history', (on) => {
  let world: Sandboxed;

  beforeEach(async () => {
    world = await sandboxed(on.store, BEGUN);
    world.sandbox.people.createOrganization({ login: 'acme', owner: 'olga' });
    world.sandbox.people.createRepository({ owner: 'acme', name: 'core' });
    world.sandbox.people.createRepository({ owner: 'acme', name: 'empty' });
    world.sandbox.people.setPermission('theo', CORE, 'triage');
  });

  afterEach(async () => {
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  /** 250 threads, one with 250 comments, one discussion with 40 replies, a pull request with a review. */
  function writeHistory(): void {
    const { people } = world.sandbox;
    for (let n = 0; n < 210; n += 1) {
      world.pass();
      const issue = people.openIssue({
        repo: CORE,
        author: `person-${n % 40}`,
        title: `Install fails at step ${n}`,
        body: 'I am new here and cannot get started: the quickstart fails on the very first run.',
      });
      if (n % 10 === 0) people.comment(issue, { author: 'theo', body: '/stage adoption' });
      if (n === 7) {
        for (let each = 0; each < 250; each += 1)
          people.comment(issue, { author: `voice-${each % 30}`, body: `Me too ${each}` });
      }
      if (n === 8) {
        people.label(issue, { by: 'theo', labels: ['stage: retention'] });
        world.pass();
        people.unlabel(issue, { by: 'theo', labels: ['stage: retention'] });
        people.close(issue, { by: 'theo' });
      }
    }
    for (let n = 0; n < 30; n += 1) {
      world.pass();
      const discussion = people.openDiscussion({
        repo: CORE,
        author: `person-${n % 40}`,
        category: 'Q&A',
        title: `How do I deploy ${n}?`,
        body: 'I am taking this to production.',
      });
      if (n === 3) {
        const first = people.comment(discussion, { author: 'theo', body: 'Like this.' });
        for (let each = 0; each < 40; each += 1)
          people.replyToDiscussion(first, { author: 'kenji', body: `And ${each}?` });
        people.markAnswer(first, 'theo');
      }
    }
    for (let n = 0; n < 10; n += 1) {
      world.pass();
      const pull = people.openPullRequest({
        repo: CORE,
        author: `person-${n}`,
        title: `Fix ${n}`,
        files: { [`src/${n}.ts`]: 'export {};\n' },
      });
      if (n === 0) people.review(pull, { author: 'olga', body: 'Thank you!', state: 'approved' });
      if (n === 1) people.mergePullRequest(pull, { by: 'olga' });
    }
  }

  /** pages of issues, pull requests and discussions, and two further pages of comments, one of replies */
  const LEAST = 3 + 1 + 1 + 2 + 1;

  function made(calls: readonly SeenRequest[]): SeenRequest[] {
    return calls.filter(({ path }) => !path.endsWith('/access_tokens'));
  }

  async function expectWhole(installationId: number): Promise<void> {
    const tenant = on.store.forInstallation(installationId);
    const core = (await tenant.repositories()).find(({ name }) => name === 'core');
    const repositoryId = core?.id ?? 0;
    const refs = Array.from({ length: 250 }, (_, index) => ({ repositoryId, number: index + 1 }));
    const threads = await Promise.all(refs.map((ref) => tenant.thread(ref)));
    expect(threads.map(({ item }) => item?.snapshot.title ?? null)).not.toContain(null);
    expect(new Set(threads.map(({ item }) => item?.origin))).toEqual(new Set(['history']));
    const talk = await tenant.backfill.threads(
      repositoryId,
      refs.map(({ number }) => number),
    );
    const counts = [...talk.values()].map(({ comments }) => comments.length);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(21 + 250 + 41 + 1);
    expect(threads[8]?.judgements.map(({ verb, label }) => `${verb} ${label}`)).toEqual([
      'added stage: retention',
      'removed stage: retention',
    ]);
    expect(threads[8]?.item).toMatchObject({
      closedBy: { login: 'theo' },
      stage: null,
      stageSource: 'human',
    });
    expect(threads[213]?.item?.snapshot.answer).not.toBeNull();
    expect(threads[240]?.item?.snapshot).toMatchObject({ type: 'pull_request', merged: false });
    expect(threads[241]?.item?.snapshot).toMatchObject({ merged: true, state: 'closed' });
    expect(world.sandbox.writes).toEqual([]);
  }

  it('is read whole, quietly, with hardly more calls than it takes', async () => {
    writeHistory();
    world.pass();
    const installationId = world.sandbox.people.install('acme');
    world.sandbox.webhooks.target(null);
    const app = await world.start();
    world.calls.length = 0;
    await world.settle(app);
    await expectWhole(installationId);
    const calls = made(world.calls);
    const reading = calls.filter(isReading);
    expect(reading.map(nameOf)).toHaveLength(LEAST);
    // Once for the app: itself, installations, failed deliveries; once for the installation: repositories, overview;
    // once for each repository with threads: who may write.
    expect(calls.length - reading.length, calls.map(nameOf).join('\n')).toBeLessThanOrEqual(6);
    expect(await on.store.operator.backfill()).toEqual({
      installations: 1,
      repositoriesDone: 2,
      repositories: 2,
      threads: 250,
    });
  });

  it('goes on where it was after a process died twice, limits and outages', async () => {
    writeHistory();
    world.pass();
    const installationId = world.sandbox.people.install('acme');
    world.sandbox.webhooks.target(null);
    const { faults } = world.sandbox;
    const isPage = (each: SeenRequest): boolean => isReading(each);
    let revive: () => void = () => undefined;
    const until = new Promise<void>((resolve) => {
      revive = resolve;
    });
    // The second and the fifth page never come for those who asked for them.
    for (const skip of [1, 4]) faults.add({ fault: { kind: 'blocked', until }, when: isPage, skip, next: 1 });
    faults.add({ fault: { kind: 'primary limit', resetInS: 1_800 }, when: isPage, skip: 6, next: 1 });
    faults.add({ fault: { kind: 'status', status: 502 }, when: isPage, skip: 7, next: 1 });

    const dead: Promise<void>[] = [];
    for (let life = 0; life < 2; life += 1) {
      const app = await world.start();
      const struck = faults.struck.length;
      dead.push(world.settle(app));
      while (faults.struck.length === struck) await new Promise((resolve) => setTimeout(resolve, 5));
      // Nobody renews what it held.
      world.pass(2);
    }
    const app = await world.start();
    await world.settle(app);
    const before = await on.store.operator.backfill();
    expect(before?.repositoriesDone).toBe(1);
    world.pass(31);
    await world.settle(app);
    await expectWhole(installationId);
    const calls = made(world.calls).filter(isReading);
    // Two pages that nobody got, one refused by the limit, one repeated after the 502.
    expect(calls.length).toBeLessThanOrEqual(LEAST + 2 * 2 + 1 + 1);

    // The dead awake and bring what they had asked for: it is known.
    revive();
    await Promise.all(dead);
    await world.settle(app);
    await expectWhole(installationId);
    expect((await on.store.operator.backfill())?.threads).toBe(250);
  }, 120_000);

  it('asks again for what came while the app answered 503', async () => {
    const installationId = world.sandbox.people.install('acme');
    world.sandbox.webhooks.target(null);
    const app = await world.start();
    await world.settle(app);
    const { people, webhooks } = world.sandbox;
    const away = await startReceiver(() => 503);
    webhooks.target({ url: away.url, secret: 'x' });
    world.pass();
    const lost = people.openIssue({
      repo: CORE,
      author: 'mira',
      title: 'Regression: crashes since upgrading to 3.2',
      body: 'After upgrading from 3.1 to 3.2 our build, which used to work for months, crashes again.',
    });
    await webhooks.settled();
    expect(away.received).not.toHaveLength(0);
    await away.close();
    const again = await world.start();
    world.pass(11);
    await world.settle(again);
    const repositoryId = world.sandbox.world.findRepository('acme', 'core')?.id ?? 0;
    const { item } = await on.store
      .forInstallation(installationId)
      .thread({ repositoryId, number: lost.number });
    expect(item?.snapshot.title).toContain('Regression');
    expect(world.sandbox.state()[CORE]?.threads[lost.number]?.labels).toEqual(['stage: retention']);
    const asked = world.calls.filter(({ path }) => path.endsWith('/attempts')).length;
    world.pass(11);
    await world.settle(again);
    // What came is not asked for again.
    expect(world.calls.filter(({ path }) => path.endsWith('/attempts'))).toHaveLength(asked);
  });

  it('finds what no webhook told in the night', async () => {
    const { people, webhooks } = world.sandbox;
    const installationId = people.install('acme');
    webhooks.target(null);
    const app = await world.start();
    await world.settle(app);
    world.pass();
    const open = (title: string) =>
      people.openIssue({ repo: CORE, author: 'mira', title, body: 'It used to work and crashes since 3.2.' });
    const renamed = open('Before');
    const asked = open('With a question');
    const deleted = open('Soon gone');
    await webhooks.deliverAll();
    await world.settle(app);
    const repositoryId = world.sandbox.world.findRepository('acme', 'core')?.id ?? 0;
    const known = async (number: number) =>
      (await on.store.forInstallation(installationId).thread({ repositoryId, number })).item?.snapshot.title;
    expect(await Promise.all([renamed, asked, deleted].map(({ number }) => known(number)))).toEqual([
      'Before',
      'With a question',
      'Soon gone',
    ]);
    // From now on GitHub reaches nobody.
    webhooks.hold();
    world.pass();
    people.editThread(renamed, { title: 'After' });
    people.comment(asked, { author: 'theo', body: '/stage adoption' });
    people.deleteThread(deleted, 'olga');
    const fresh = open('Never told');
    world.pass(60 * 24);
    await world.settle(app);
    expect(await Promise.all([renamed, asked, deleted, fresh].map(({ number }) => known(number)))).toEqual([
      'After',
      'With a question',
      undefined,
      'Never told',
    ]);
    const thread = world.sandbox.state()[CORE]?.threads[asked.number];
    expect(thread?.labels).toEqual(['stage: adoption']);
    expect(thread?.comments[0]?.reactions).toEqual(['+1 fullcircle[bot]']);
    // The next night finds the labels that the app has put by then, the one after it nothing more.
    const nights = [];
    for (let night = 0; night < 2; night += 1) {
      world.pass(60 * 24);
      await world.settle(app);
      nights.push((await on.store.inbox.counts(world.clock.now())).byState);
    }
    expect(nights[1]).toEqual(nights[0]);
  });

  it('reads what it may, names what it may not, and reads that when it is allowed to', async () => {
    const { people } = world.sandbox;
    people.openDiscussion({ repo: CORE, author: 'mira', category: 'Q&A', title: 'How do I start?' });
    people.openIssue({ repo: CORE, author: 'mira', title: 'Install fails', body: 'At the first step.' });
    const installationId = people.install('acme', {
      permissions: { metadata: 'read', issues: 'write', contents: 'read', pull_requests: 'read' },
    });
    const app = await world.start();
    world.pass();
    await world.settle(app);
    const { backfill } = on.store.forInstallation(installationId);
    const problems = async () =>
      (await backfill.rows()).flatMap(({ type, problem }) =>
        problem === null ? [] : [`${type}: ${problem}`],
      );
    expect(await problems()).toEqual(
      Array.from({ length: 2 }, () => 'discussion: permission missing: discussions'),
    );
    expect((await on.store.operator.backfill())?.threads).toBe(1);
    people.grantPermissions('acme', {
      metadata: 'read',
      issues: 'write',
      contents: 'read',
      pull_requests: 'read',
      discussions: 'write',
    });
    // Tokens from before end within the hour.
    world.sandbox.grants.expireAll();
    await world.settle(app);
    world.pass(24 * 60);
    await world.settle(app);
    expect(await problems()).toEqual([]);
    expect((await on.store.operator.backfill())?.threads).toBe(2);
  });

  it('reads what it might not compare for some nights when it is allowed to again', async () => {
    const { people } = world.sandbox;
    const installationId = people.install('acme');
    const app = await world.start();
    const open = (title: string) =>
      people.openIssue({ repo: CORE, author: 'mira', title, body: 'It crashes.' });
    const known = open('Before');
    await world.settle(app);
    const night = async () => {
      world.pass(24 * 60);
      world.sandbox.grants.expireAll();
      await world.settle(app);
    };
    await night();
    const { issues: _, ...less } = APP_PERMISSIONS;
    people.grantPermissions('acme', less);
    await world.settle(app);
    people.editThread(known, { title: 'After' });
    const unheard = open('Nobody may tell');
    await night();
    await night();
    people.grantPermissions('acme', APP_PERMISSIONS);
    await world.settle(app);
    await night();
    const repositoryId = world.sandbox.world.findRepository('acme', 'core')?.id ?? 0;
    const { backfill } = on.store.forInstallation(installationId);
    const threads = await backfill.threads(repositoryId, [known.number, unheard.number]);
    expect([...threads.values()].map(({ snapshot }) => snapshot.title).sort()).toEqual([
      'After',
      'Nobody may tell',
    ]);
    const rows = await backfill.rows();
    expect(rows.map(({ problem }) => problem)).toEqual(rows.map(() => null));
  });

  it('labels old threads only where the config asks for it, and only those that nobody has labelled', async () => {
    const { people } = world.sandbox;
    people.push({
      repo: CORE,
      author: 'olga',
      message: 'Configure',
      files: { '.github/fullcircle.yml': 'backfill: { label_old_threads: true }\n' },
    });
    const body = 'I am new here and cannot get started: the quickstart fails on the very first run.';
    const plain = people.openIssue({ repo: CORE, author: 'mira', title: 'Install fails', body });
    const refused = people.openIssue({ repo: CORE, author: 'mira', title: 'Install fails, too', body });
    people.label(refused, { by: 'theo', labels: ['stage: onboarding'] });
    world.pass();
    people.unlabel(refused, { by: 'theo', labels: ['stage: onboarding'] });
    world.pass();
    people.install('acme', { repositories: [CORE] });
    const app = await world.start();
    await world.settle(app);
    const labels = (number: number) => world.sandbox.state()[CORE]?.threads[number]?.labels;
    expect(labels(plain.number)).toEqual(['stage: onboarding']);
    // A removal from before the installation counts: this may be a new install.
    expect(labels(refused.number)).toEqual([]);
    const threads = Object.values(world.sandbox.state()[CORE]?.threads ?? {});
    expect(threads.flatMap(({ comments }) => comments)).toEqual([]);
  });

  it('keeps the word of a human when a thread arrives before it left', async () => {
    const { people, webhooks } = world.sandbox;
    people.createRepository({ owner: 'acme', name: 'docs' });
    const installationId = people.install('acme');
    const app = await world.start();
    await world.settle(app);
    const issue = people.openIssue({
      repo: CORE,
      author: 'mira',
      title: 'Install fails at the first step of the quickstart',
      body: 'I am new here and cannot get started: the quickstart fails on the very first run.',
    });
    await world.settle(app);
    expect(world.sandbox.state()[CORE]?.threads[issue.number]?.labels).toEqual(['stage: onboarding']);
    people.createLabel('acme/docs', { by: 'olga', name: 'stage: onboarding', color: 'ffffff' });
    world.pass();
    people.unlabel(issue, { by: 'theo', labels: ['stage: onboarding'] });
    await world.settle(app);
    webhooks.hold();
    world.pass();
    const moved = people.transfer(issue, { by: 'olga', to: 'acme/docs' });
    const [arrival, departure] = webhooks.waiting().filter(({ event }) => event === 'issues');
    expect([arrival?.action, departure?.action]).toEqual(['opened', 'transferred']);
    for (const each of [arrival, departure]) {
      await webhooks.deliver(each?.id ?? 0);
      await world.settle(app);
      expect(world.sandbox.state()['acme/docs']?.threads[moved.number]?.labels).toEqual([]);
    }
    const docs = world.sandbox.world.findRepository('acme', 'docs')?.id ?? 0;
    const there = await on.store
      .forInstallation(installationId)
      .thread({ repositoryId: docs, number: moved.number });
    expect(there.judgements.map(({ verb }) => verb)).toEqual(['removed']);
    expect(there.item).toMatchObject({ stage: null, stageSource: 'human' });
  });
});

/** Operation of a GraphQL call, or path of another one. */
function nameOf({ path, body }: SeenRequest): string {
  const query = typeof body === 'object' && body !== null && 'query' in body ? String(body.query) : '';
  return /query (\w+)/.exec(query)?.[1] ?? path;
}

/** Calls that bring threads or comments. */
function isReading(request: SeenRequest): boolean {
  const name = nameOf(request);
  return name.startsWith('History') && name !== 'HistoryOverview';
}
