import sparticuz from '@sparticuz/chromium';
import axe, { type AxeResults } from 'axe-core';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import type { ThreadHandle } from '../../src/sandbox/people/handles.ts';
import { describeOnEngines } from '../store/engines.ts';
import { formOf, visitor } from '../web/visitor.ts';
import { CORE, telling } from './telling.ts';

/** Notices that wait for somebody's word, sent by a button of the dashboard: once, by whom GitHub lets decide. */

const DOCS = 'acme/docs';
const OAUTH = { GITHUB_CLIENT_ID: 'Iv1.test', GITHUB_CLIENT_SECRET: 'not told' };
/** One is told by itself, the others wait. */
const CONFIG = 'notices: { per_release_max: 1 }\ntriage: { repository: docs }\n';
/** After this, what GitHub refused is tried again. */
const LATER_MINUTES = 90;

describeOnEngines('approving on the dashboard', (on) => {
  const t = telling(on, OAUTH);
  const { begin, settle, pass, notes, report, say, fix, release, triage, bodyOf } = t;

  /** Three reports of one problem, whose fix is released: one of them is told, two wait. */
  async function waiting(): Promise<{ all: ThreadHandle[]; weekly: ThreadHandle; path: string }> {
    await begin(CONFIG, ['core', 'docs'], () => t.people.setPermission('rita', DOCS, 'read'));
    t.people.setPermission('rita', CORE, 'read');
    const first = report('person-0');
    await settle();
    const all = [first, report('person-1'), report('person-2')];
    await settle();
    for (const thread of all.slice(1)) say(thread, 'olga', `/cluster #${first.number}`);
    fix(`Fixes #${first.number}`, { author: 'olga' });
    release('v1.4.0');
    await settle();
    const weekly = await triage(report('ada', DOCS));
    const [installation] = await on.store.operator.installations();
    const cluster = /fullcircle:box:approve:(c\d+) /.exec(bodyOf(weekly))?.[1];
    return { all, weekly, path: `/i/${installation?.id}/clusters/${cluster}` };
  }

  const counted = (all: readonly ThreadHandle[]) => all.map((thread) => notes(thread).length);

  async function as(login: string, path: string) {
    t.world.sandbox.signIn(login);
    const tab = visitor(new URL(t.world.sandbox.webhooks.url ?? '').origin);
    const page = await (await tab.follow(path)).text();
    return { tab, page, again: async () => (await tab.get(path)).text() };
  }

  it('says to how many and what, sends it once, and ticks the box', async () => {
    const { all, weekly, path } = await waiting();
    expect(counted(all)).toEqual([1, 0, 0]);
    const { tab, page, again } = await as('theo', path);
    expect(page).toMatch(/<strong>2 people<\/strong> on 2 threads \(more than one release may tell\)/);
    expect(page).toContain('in repositories that you may not read would be told, too');
    expect(page.split('What they would read')[1]).toMatch(/<pre>[^<]*Good news[^<]*v1\.4\.0/);
    const { action, fields } = formOf(page, 'approve');
    const sent = await tab.post(action, fields);
    expect(sent.status).toBe(303);
    await tab.post(action, fields);
    await settle();
    expect(counted(all)).toEqual([1, 1, 1]);
    expect(notes(all[2] ?? weekly)[0]).toContain('v1.4.0');
    expect(bodyOf(weekly)).toMatch(/- \[x\] tell them.*fullcircle:box:approve/);
    const after = await (await tab.get(sent.headers.get('location') ?? '')).text();
    expect(after).toContain('Done. The weekly issue shows it');
    expect(after).not.toContain('value="approve"');
    expect(after).toMatch(/send the notices<\/span> by theo,/);
    // What was sent stays sent.
    const undo = formOf(await again(), 'undo');
    await tab.post(undo.action, undo.fields);
    await settle();
    expect(counted(all)).toEqual([1, 1, 1]);
    expect(bodyOf(weekly)).not.toMatch(/- \[x\] tell them/);
    expect(await again()).not.toContain('send the notices</span>');
  });

  it('holds back by Undo what is not sent yet', async () => {
    const { all, path } = await waiting();
    const { tab, page, again } = await as('theo', path);
    const { faults } = t.world.sandbox;
    faults.add({
      when: (request) => request.method === 'POST' && /core\/issues\/\d+\/comments$/.test(request.path),
      fault: { kind: 'status', status: 503 },
      next: 1_000,
    });
    const { action, fields } = formOf(page, 'approve');
    await tab.post(action, fields);
    await settle();
    expect(counted(all)).toEqual([1, 0, 0]);
    const undo = formOf(await again(), 'undo');
    await tab.post(undo.action, undo.fields);
    await settle();
    faults.clear();
    pass(LATER_MINUTES);
    await settle();
    expect(counted(all)).toEqual([1, 0, 0]);
    // They wait again, and may be sent after all.
    const once = formOf(await again(), 'approve');
    await tab.post(once.action, once.fields);
    await settle();
    expect(counted(all)).toEqual([1, 1, 1]);
  });

  it('is for those with triage permission, by a form of their own', async () => {
    const { all, path } = await waiting();
    const reader = await as('rita', path);
    expect(reader.page).not.toContain('value="approve"');
    expect(reader.page).toContain('waits: more than one release may tell');
    const { tab, page } = await as('theo', path);
    const { action, fields } = formOf(page, 'approve');
    const csrf = /name="csrf" value="([^"]+)"/.exec(reader.page)?.[1] ?? '';
    const attempts = [
      // Somebody else's form, and one with a token of their own.
      reader.tab.post(action, fields),
      reader.tab.post(action, { ...fields, csrf }),
      // A made-up token, none, and a page of another site that has the true one.
      tab.post(action, { ...fields, csrf: 'made up' }),
      tab.post(action, { ...fields, csrf: '' }),
      tab.post(action, fields, { 'sec-fetch-site': 'cross-site' }),
    ];
    expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    await settle();
    // Between the form and what follows, the permission is gone.
    expect((await tab.post(action, fields)).status).toBe(303);
    t.people.setPermission('theo', DOCS, 'read');
    await settle();
    expect(counted(all)).toEqual([1, 0, 0]);
    const told = await (await tab.get(`${path}?form=${fields.form}`)).text();
    expect(told).toContain('Nothing changed: GitHub gives theo no triage permission there.');
  });

  // The browser in the package is one for Linux.
  it.skipIf(process.platform !== 'linux')('is done by clicking, once the text was read', async () => {
    const { all, path } = await waiting();
    t.world.sandbox.signIn('theo');
    const browser = await chromium.launch({
      args: sparticuz.args,
      executablePath: await sparticuz.executablePath(),
    });
    try {
      const page = await browser.newPage();
      await page.goto(new URL(path, t.world.sandbox.webhooks.url ?? '').href);
      const form = page.locator('form', {
        has: page.getByRole('button', { name: 'Send the notices', exact: true }),
      });
      expect(await form.getByRole('listitem').allTextContents()).toEqual([
        '2 people on 2 threads (more than one release may tell)',
      ]);
      expect(await form.locator('pre').isVisible()).toBe(true);
      expect(await form.locator('pre').textContent()).toContain('v1.4.0');
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
      expect(violations.map(({ id }) => id)).toEqual([]);
      await page.getByRole('button', { name: 'Send the notices', exact: true }).click();
      await page.getByText('It is being carried out').waitFor();
      await settle();
      await page.getByText('Done. The weekly issue shows it').waitFor();
      expect(await page.getByRole('button', { name: 'Send the notices', exact: true }).count()).toBe(0);
      expect(await page.getByRole('button', { name: 'Undo: send the notices by theo' }).count()).toBe(1);
      expect(counted(all)).toEqual([1, 1, 1]);
    } finally {
      await browser.close();
    }
  });
});
