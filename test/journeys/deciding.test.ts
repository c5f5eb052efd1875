import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseBoxes } from '../../src/loop/render/marker.ts';
import { describeOnEngines } from '../store/engines.ts';
import { formOf, visitor } from '../web/visitor.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** A decision by a button: from the page of a cluster to the weekly issue, once, by whom GitHub lets decide. */

/** A Wednesday, and the Monday after it. */
const BEGUN = '2026-03-04T09:00:00Z';
const MONDAY = '2026-03-09T09:00:00Z';
const DESK = 'acme/desk';
const OAUTH = { GITHUB_CLIENT_ID: 'Iv1.test', GITHUB_CLIENT_SECRET: 'not told' };
const CONFIG = 'version: 1\nmode: act\ntriage: { repository: desk }\n';

describeOnEngines('deciding on the dashboard', (on) => {
  let world: Sandboxed;
  let app: Awaited<ReturnType<Sandboxed['start']>>;
  let path: string;

  beforeEach(async () => {
    world = await sandboxed(on.store, BEGUN, { WRITES_PER_MINUTE: '10000', WRITE_GAP_MS: '1', ...OAUTH });
    const { people } = world.sandbox;
    people.createOrganization({ login: 'acme', owner: 'olga' });
    for (const name of ['core', 'desk']) people.createRepository({ owner: 'acme', name });
    people.createRepository({ owner: 'acme', name: '.github', files: { '.github/fullcircle.yml': CONFIG } });
    people.setPermission('theo', DESK, 'triage');
    people.setPermission('rita', DESK, 'read');
    for (const login of ['theo', 'rita']) people.setPermission(login, 'acme/core', 'read');
    people.install('acme');
    app = await world.start();
    await world.settle(app);
    for (const author of ['mira', 'kenji']) {
      people.openIssue({
        repo: 'acme/core',
        author,
        title: 'Crash with ERR_GATE_SHUT in production',
        body: 'Our service crashes since the deployment.\n\n```\nError: ERR_GATE_SHUT: the harbour gate stays shut\n    at gateOne (src/gate/one.ts:12:3)\n    at gateTwo (src/gate/two.ts:9:1)\n```',
      });
    }
    await world.settle(app);
    world.clock.advanceTo(new Date(MONDAY));
    await world.settle(app);
    const [installation] = await on.store.operator.installations();
    path = `/i/${installation?.id}/clusters/${parseBoxes(weekly().body)[0]?.id}`;
  });

  afterEach(async () => {
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  function weekly() {
    const found = Object.values(world.sandbox.state()[DESK]?.threads ?? {}).at(-1);
    if (found === undefined) throw new Error('there is no weekly issue');
    return found;
  }

  const ticked = () =>
    parseBoxes(weekly().body)
      .filter((box) => box.ticked)
      .map(({ action }) => action);

  async function as(login: string) {
    world.sandbox.signIn(login);
    const tab = visitor(new URL(world.sandbox.webhooks.url ?? '').origin);
    const page = await (await tab.follow(path)).text();
    return { tab, page, again: async () => (await tab.get(path)).text() };
  }

  it('ticks the weekly issue, once, and takes it back', async () => {
    const { tab, page, again } = await as('theo');
    const { action, fields } = formOf(page, 'fix');
    const sent = await tab.post(action, { ...fields, reason: 'it blocks\neverybody' });
    expect(sent.status).toBe(303);
    const waiting = await (await tab.get(sent.headers.get('location') ?? '')).text();
    expect(waiting).toContain('It is being carried out');
    expect(waiting).toContain('http-equiv="refresh"');
    await tab.post(action, { ...fields, reason: 'it blocks\neverybody' });
    await world.settle(app);
    expect(ticked()).toEqual(['fix']);
    expect(weekly().body.match(/\*\*Decided\*\*/g)).toHaveLength(1);
    expect(weekly().body).toMatch(/\*\*fix\*\* by theo, [^*]* UTC, on the dashboard: it blocks everybody/);
    const after = await (await tab.get(sent.headers.get('location') ?? '')).text();
    expect(after).toContain('Done. The weekly issue shows it');
    expect(after).not.toContain('http-equiv="refresh"');
    const undo = formOf(await again(), 'undo');
    await tab.post(undo.action, undo.fields);
    await world.settle(app);
    expect(ticked()).toEqual([]);
    expect(await again()).toContain('Nothing is decided');
  });

  it('takes back what was ticked before GitHub told of the tick', async () => {
    const { tab, page, again } = await as('theo');
    const fix = formOf(page, 'fix');
    await tab.post(fix.action, fix.fields);
    // The decision is made and written; what GitHub tells of the writing is still on its way.
    while (await app.step());
    expect(ticked()).toEqual(['fix']);
    const undo = formOf(await again(), 'undo');
    await tab.post(undo.action, undo.fields);
    while (await app.step());
    await world.settle(app);
    expect(ticked()).toEqual([]);
  });

  it('declines with a reason alone', async () => {
    const { tab, page } = await as('theo');
    const { action, fields } = formOf(page, 'decline');
    const without = await tab.post(action, { ...fields, reason: '  ' });
    expect(without.status).toBe(400);
    await tab.post(action, { ...fields, reason: 'the gate is somebody else’s' });
    await world.settle(app);
    expect(ticked()).toEqual(['decline']);
    expect(weekly().body).toContain('the gate is somebody else’s');
  });

  it('is for those with triage permission, as GitHub says at that moment', async () => {
    const reader = await as('rita');
    expect(reader.page).not.toContain('value="fix"');
    expect(reader.page).toContain('Deciding needs triage permission');
    const { tab, page } = await as('theo');
    const { action, fields } = formOf(page, 'fix');
    const csrf = /name="csrf" value="([^"]+)"/.exec(reader.page)?.[1] ?? '';
    expect((await reader.tab.post(action, fields)).status).toBe(403);
    expect((await reader.tab.post(action, { ...fields, csrf })).status).toBe(403);
    expect((await tab.post(action, { ...fields, csrf: 'made up' })).status).toBe(403);
    world.sandbox.people.setPermission('theo', DESK, 'read');
    expect((await tab.post(action, fields)).status).toBe(403);
    world.sandbox.people.setPermission('theo', DESK, 'triage');
    expect((await tab.post(action, fields)).status).toBe(303);
    // Between the form and the decision: GitHub is asked once more.
    world.sandbox.people.setPermission('theo', DESK, 'read');
    await world.settle(app);
    expect(ticked()).toEqual([]);
    const told = await (await tab.get(`${path}?form=${fields.form}`)).text();
    expect(told).toContain('Nothing changed: GitHub gives theo no triage permission there.');
  });

  it('is about what is there, in the issue that is open', async () => {
    const { tab, page } = await as('theo');
    const { action, fields } = formOf(page, 'fix');
    const other = action.replace(/c\d+/, 'c999');
    expect((await tab.post(other, fields)).status).toBe(404);
    expect((await tab.post(action, { ...fields, issue: '1-1' })).status).toBe(409);
    expect((await tab.post(action, { ...fields, action: 'merge' })).status).toBe(404);
    expect((await tab.post(action, { ...fields, form: 'x' })).status).toBe(404);
    const { number } = { number: Number(Object.keys(world.sandbox.state()[DESK]?.threads ?? {}).at(-1)) };
    world.sandbox.people.close({ repo: DESK, number }, { by: 'olga' });
    await world.settle(app);
    expect((await tab.post(action, fields)).status).toBe(409);
    expect(await (await tab.get(path)).text()).toContain('No weekly issue is open');
  });
});
