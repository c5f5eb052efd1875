import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../store/engines.ts';
import { visitor } from '../web/visitor.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** From GitHub's "install" to what there is to see, and to the file that lets the app act. */

const BEGUN = '2026-03-04T09:00:00Z';
const OAUTH = { GITHUB_CLIENT_ID: 'Iv1.test', GITHUB_CLIENT_SECRET: 'not told' };

describeOnEngines('the first five minutes', (on) => {
  let world: Sandboxed;

  beforeAll(async () => {
    world = await sandboxed(on.store, BEGUN, { WRITES_PER_MINUTE: '10000', WRITE_GAP_MS: '1', ...OAUTH });
    const { people } = world.sandbox;
    people.createOrganization({ login: 'acme', owner: 'olga', baseRole: 'none' });
    people.createRepository({ owner: 'acme', name: 'core' });
    people.setPermission('theo', 'acme/core', 'triage');
    for (const [author, title] of [
      ['mira', 'Install fails at the first step of the quickstart'],
      ['kenji', 'Getting started: the installer cannot find Node on a fresh laptop'],
    ] as const) {
      people.openIssue({ repo: 'acme/core', author, title, body: 'I am new here and cannot get it to run.' });
    }
    world.clock.advanceTo(new Date('2026-03-05T09:00:00Z'));
  });

  afterAll(() => world.close());

  it('lead from the installation over the reading of history to the config', async () => {
    const app = await world.start();
    const { people } = world.sandbox;
    world.sandbox.signIn('olga');
    const tab = visitor(new URL(world.sandbox.webhooks.url ?? '').origin);
    // Signed in before there is anything to see.
    await tab.follow('/');
    people.install('acme');
    await world.sandbox.settled();
    const id = world.sandbox.world.installations[0]?.id;
    const arrival = `/setup/installed?installation_id=${id}&setup_action=install`;
    const waiting = await tab.get(arrival);
    const text = await waiting.text();
    expect(text).toContain('GitHub is telling the app');
    expect(text).toContain('http-equiv="refresh"');
    await world.settle(app);
    const found = await tab.get(arrival);
    expect([found.status, found.headers.get('location')]).toEqual([302, `/i/${id}/welcome`]);
    // A busy machine takes longer for the figures than a request waits.
    let answer = await tab.follow(arrival);
    while (answer.status === 202) answer = await tab.follow(arrival);
    const page = await answer.text();
    expect(page).toContain('Read: 1 of 1 repositories, 2 threads');
    expect(page).not.toContain('http-equiv="refresh"');
    expect(page).toContain('2 people of the community opened 2 threads');
    expect(page).toMatch(/put 2 stage labels/);
    expect(page).toContain('Feedback triage: 2026-W10');
    expect(page).toContain('quickstart');
    const link = new URL(
      /href="([^"]+)"[^>]*>Write the config on GitHub/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '',
    );
    expect(link.pathname).toBe('/acme/core/new/main');
    expect(link.searchParams.get('filename')).toBe('.github/fullcircle.yml');
    expect(link.searchParams.get('value')).toContain('mode: act');
    expect(
      Object.values(world.sandbox.state()['acme/core']?.threads ?? {}).flatMap(({ comments }) => comments),
    ).toEqual([]);
  });

  it('say to members that an owner has to approve, and to others that there is nothing', async () => {
    world.sandbox.signIn('passer-by');
    const tab = visitor(new URL(world.sandbox.webhooks.url ?? '').origin);
    const asked = await (await tab.follow('/setup/installed?setup_action=request')).text();
    expect(asked).toContain('Once an owner of the organisation has approved it');
    const id = world.sandbox.world.installations[0]?.id;
    expect((await tab.get(`/i/${id}/welcome`)).status).toBe(404);
    expect(await (await tab.get(`/setup/installed?installation_id=${id}`)).text()).toContain('One moment');
  });
});
