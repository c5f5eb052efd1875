import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ThreadHandle } from '../../src/sandbox/people/handles.ts';
import { describeOnEngines } from '../store/engines.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** A repository that is hidden from now on: what the app said elsewhere of its threads goes, though nothing happens there. */

const BEGUN = '2026-03-02T09:00:00Z';
const CORE = 'acme/core';
const DOCS = 'acme/docs';
const TRACE =
  '```\nError [ERR_MODULE_NOT_FOUND]: Cannot find package larkspur-core imported from loader\n    at resolveConfig (src/config/resolve.ts:41:9)\n    at loadWorkspace (src/workspace.ts:12:3)\n```';
const CONFIG = 'version: 1\nmode: act\nclusters: { canonical_from: 2 }\n';

describeOnEngines('a repository that is hidden', (on) => {
  let world: Sandboxed;
  let app: Awaited<ReturnType<Sandboxed['start']>>;

  beforeEach(async () => {
    world = await sandboxed(on.store, BEGUN, { WRITES_PER_MINUTE: '10000', WRITE_GAP_MS: '1' });
    const { people } = world.sandbox;
    people.createOrganization({ login: 'acme', owner: 'olga' });
    people.createRepository({
      owner: 'acme',
      name: '.github',
      files: { '.github/fullcircle.yml': CONFIG },
    });
    for (const name of ['core', 'docs']) people.createRepository({ owner: 'acme', name });
    people.install('acme', { repositories: ['acme/.github', CORE, DOCS] });
    app = await world.start();
    await settle();
  });

  afterEach(async () => {
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  const settle = () => world.settleWell(app);

  function report(repo: string, author: string, words: string): ThreadHandle {
    world.pass();
    const title = `resolveConfig throws ERR_MODULE_NOT_FOUND ${words}`;
    return world.sandbox.people.openIssue({ repo, author, title, body: `On 3.2.0, ${words}.\n\n${TRACE}` });
  }

  /** What the app says on a thread, as kinds and whether it names the hidden repository. */
  function said({ repo, number }: ThreadHandle): string[] {
    const comments = world.sandbox.state()[repo]?.threads[number]?.comments ?? [];
    return comments
      .filter(({ author }) => author === 'fullcircle[bot]')
      .map(({ body }) => {
        const kind = /<!-- fullcircle:(\w+):/.exec(body)?.[1] ?? '';
        return body.includes('docs#') || body.includes('docs/issues') ? `${kind} of docs` : kind;
      });
  }

  async function installed() {
    const [installation] = await on.store.operator.installations();
    return on.store.forInstallation(installation?.id ?? 0);
  }

  async function isPrivate(): Promise<boolean | undefined> {
    const all = await (await installed()).repositories();
    return all.find(({ name }) => name === 'docs')?.private;
  }

  it.each<[string, () => void]>([
    ['it becomes private', () => world.sandbox.people.privatise(DOCS)],
    [
      'it is taken out of the installation',
      () => world.sandbox.people.selectRepositories('acme', { remove: [DOCS] }),
    ],
    ['it is deleted', () => world.sandbox.people.deleteRepository(DOCS)],
  ])('takes back what was said of it elsewhere as soon as %s', async (_, hide) => {
    const first = report(DOCS, 'mira', 'with pnpm workspaces');
    await settle();
    const second = report(CORE, 'kenji', 'after the update, with pnpm');
    await settle();
    world.pass();
    world.sandbox.people.comment(second, { author: 'kenji', body: '/why' });
    await settle();
    expect(said(second)).toEqual(['related of docs', 'why of docs']);
    expect(said(first)).toEqual(['cluster']);
    world.pass();
    hide();
    await settle();
    expect(said(second)).toEqual(['why']);
    // Told again, nothing more follows.
    const written = world.sandbox.writes.length;
    for (const { id } of world.sandbox.webhooks.deliveries()) await world.sandbox.webhooks.deliver(id);
    await settle();
    expect(world.sandbox.writes).toHaveLength(written);
  });

  it('stays hidden when words of before come late, and when the night compares', async () => {
    const { people, webhooks } = world.sandbox;
    report(DOCS, 'mira', 'with pnpm workspaces');
    await settle();
    const second = report(CORE, 'kenji', 'after the update, with pnpm');
    await settle();
    expect(said(second)).toEqual(['related of docs']);
    webhooks.hold();
    people.archive(DOCS, true);
    people.archive(DOCS, false);
    const late = webhooks.waiting();
    world.pass();
    people.privatise(DOCS);
    for (const each of webhooks.waiting()) if (!late.includes(each)) await webhooks.deliver(each.id);
    await settle();
    expect(said(second)).toEqual([]);
    world.pass(20);
    await webhooks.release();
    await settle();
    expect(await isPrivate()).toBe(true);
    people.comment(second, { author: 'nia', body: 'Same here.' });
    await settle();
    expect(said(second)).toEqual([]);
    world.pass(2 * 24 * 60);
    await app.tick('reconcile');
    expect(await isPrivate()).toBe(true);
  });

  it('is hidden by what comes of it, though nobody told that it became private', async () => {
    const { people, webhooks } = world.sandbox;
    const first = report(DOCS, 'mira', 'with pnpm workspaces');
    await settle();
    webhooks.hold();
    people.privatise(DOCS);
    const lost = new Set(webhooks.waiting().map(({ id }) => id));
    world.pass();
    people.comment(first, { author: 'olga', body: 'Only among us from now on.' });
    const second = report(CORE, 'kenji', 'after the update, with pnpm');
    for (const { id } of webhooks.waiting()) if (!lost.has(id)) await webhooks.deliver(id);
    await settle();
    expect(await isPrivate()).toBe(true);
    expect(said(second)).toEqual([]);
  });

  it('is not hidden for long by a word of before that comes late', async () => {
    const { people, webhooks } = world.sandbox;
    report(DOCS, 'mira', 'with pnpm workspaces');
    await settle();
    const second = report(CORE, 'kenji', 'after the update, with pnpm');
    await settle();
    webhooks.hold();
    people.privatise(DOCS);
    const late = webhooks.waiting();
    world.pass();
    people.publicise(DOCS);
    for (const each of webhooks.waiting()) if (!late.includes(each)) await webhooks.deliver(each.id);
    await settle();
    world.pass(20);
    await webhooks.release();
    world.pass();
    people.comment(second, { author: 'nia', body: 'Same here.' });
    await settle();
    expect(await isPrivate()).toBe(false);
    expect(said(second)).toEqual(['related of docs']);
  });

  it('is shown again after a night where nobody told of it', async () => {
    const { people, webhooks } = world.sandbox;
    people.privatise(DOCS);
    await settle();
    // The next thing that happens has the list read.
    report(CORE, 'mira', 'with pnpm workspaces');
    await settle();
    expect(await isPrivate()).toBe(true);
    webhooks.hold();
    people.publicise(DOCS);
    world.pass();
    await settle();
    expect(await isPrivate()).toBe(true);
    await app.tick('reconcile');
    expect(await isPrivate()).toBe(false);
  });

  it('counts what is left on a thread that stands for others', async () => {
    const first = report(CORE, 'mira', 'with pnpm workspaces');
    await settle();
    report(DOCS, 'kenji', 'after the update, with pnpm');
    await settle();
    expect(said(first)).toEqual(['cluster of docs']);
    world.pass();
    world.sandbox.people.privatise(DOCS);
    await settle();
    expect(said(first)).toEqual([]);
  });

  it('counts a problem in one place when it is public again', async () => {
    const { people } = world.sandbox;
    people.privatise(DOCS);
    for (const login of ['mira', 'kenji']) people.setPermission(login, DOCS, 'read');
    await settle();
    const counted = await countedApart();
    expect(counted()).toEqual([['cluster of docs'], ['cluster']]);
    world.pass();
    people.publicise(DOCS);
    await settle();
    expect(counted()).toEqual([['cluster of docs'], []]);
  });

  it('counts a problem in one place, and reads what it missed, when it is put back into the installation', async () => {
    const { people } = world.sandbox;
    const counted = await countedApart();
    expect(counted()).toEqual([['cluster of docs'], []]);
    people.selectRepositories('acme', { remove: [DOCS] });
    await settle();
    expect(counted()).toEqual([['cluster of docs'], ['cluster']]);
    const missed = people.openIssue({ repo: DOCS, author: 'nia', title: 'While nobody looked', body: '' });
    world.pass(24 * 60);
    await app.tick('reconcile');
    people.selectRepositories('acme', { add: [DOCS] });
    await settle();
    expect(counted()).toEqual([['cluster of docs'], []]);
    expect(await knows(missed)).toBe(true);
  });

  async function knows({ number }: ThreadHandle): Promise<boolean> {
    const tenant = await installed();
    const docs = (await tenant.repositories()).find(({ name }) => name === 'docs');
    return (await tenant.backfill.threads(docs?.id ?? 0, [number])).size === 1;
  }

  /** Two reports in the repository and two outside of it, and what counts them in both. */
  async function countedApart(): Promise<() => string[][]> {
    const inside = report(DOCS, 'mira', 'with pnpm workspaces');
    await settle();
    report(DOCS, 'kenji', 'after the update, with pnpm');
    const outside = report(CORE, 'nia', 'on a fresh checkout, with pnpm');
    await settle();
    report(CORE, 'lars', 'since this week, with pnpm');
    await settle();
    return () => [inside, outside].map((place) => said(place).filter((one) => one.includes('cluster')));
  }

  it('shows it again when it is public again, at the next word on the thread', async () => {
    report(DOCS, 'mira', 'with pnpm workspaces');
    await settle();
    const second = report(CORE, 'kenji', 'after the update, with pnpm');
    await settle();
    world.pass();
    world.sandbox.people.privatise(DOCS);
    await settle();
    world.pass();
    world.sandbox.people.publicise(DOCS);
    await settle();
    world.pass();
    world.sandbox.people.comment(second, { author: 'nia', body: 'Same here.' });
    await settle();
    expect(said(second)).toEqual(['related of docs']);
  });
});
