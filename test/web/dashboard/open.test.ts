import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenStore } from '../../../src/store/open-store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { addDashboard, type DashboardOptions } from '../../../src/web/dashboard/dashboard.tsx';
import { figuresHere } from '../../../src/web/dashboard/figures.ts';
import { fillInstallation } from '../../store/filled.ts';
import { at, item, NOW } from '../../store/samples.ts';
import { memoryLog, startEdge } from '../edge.ts';

const TABS = [
  '',
  '/clusters',
  '/metrics',
  '/help',
  '/outbox',
  '/deliveries',
  '/config',
  '/precision',
  '/privacy',
  '/welcome',
];

describe('the dashboard', () => {
  let store: OpenStore;

  beforeAll(async () => {
    store = await openStore({
      databaseUrl: null,
      dataDir: null,
      applicationName: 'fullcircle tests',
      startedAt: new Date(0),
    });
    await fillInstallation(store, 7);
    const hostile = item(1, { title: '<img src=x onerror=alert(1)>', updatedAt: at(5) });
    await store.forInstallation(7).decide(
      null,
      async () => ({
        changes: [{ type: 'item.put', item: hostile, itemId: 701 }],
        effects: [],
        ignored: null,
      }),
      NOW,
    );
  });

  afterAll(() => store.close());

  async function served(options: Partial<DashboardOptions> = {}) {
    const { url, port } = await startEdge(null, {
      routes: (app) =>
        addDashboard(app, {
          store,
          figures: figuresHere(store),
          clock: { now: () => at(900) },
          log: memoryLog().log,
          github: { webUrl: 'https://github.com', apiUrl: 'https://api.github.com' },
          oauth: null,
          open: true,
          publicUrl: null,
          sessionSecret: 'a secret',
          shadow: true,
          openAs: null,
          onStored: () => undefined,
          ...options,
        }),
    });
    return { port, page: (path: string, init?: RequestInit) => fetch(url + path, init) };
  }

  it('that is neither open nor has sign-in says what to set', async () => {
    const { page } = await served({ open: false });
    const answer = await page('/');
    expect(answer.status).toBe(503);
    const text = await answer.text();
    expect(text).toContain('GITHUB_CLIENT_ID');
    expect(text).toContain('DASHBOARD_OPEN');
    expect((await page('/i/7/clusters?format=json')).status).toBe(503);
  });

  it('that is open says so on every page, and escapes what others wrote', async () => {
    const { page } = await served();
    for (const tab of [...TABS, '/clusters/c1']) {
      const answer = await page(`/i/7${tab}`);
      expect([tab, answer.status]).toEqual([tab, 200]);
      const text = await answer.text();
      expect(text).toContain('This dashboard is open');
      expect(text).not.toContain('<img');
      expect(text.length).toBeLessThan(150_000);
    }
    expect(await (await page('/i/7/clusters')).text()).toContain('&lt;img src=x');
    expect((await page('/')).status).toBe(200);
  });

  it('is open to this machine by its own names alone', async () => {
    const { port } = await served();
    const status = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        get({ port, host: '127.0.0.1', path: '/i/7', headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).on('error', reject);
      });
    expect(await status({ host: `localhost:${port}` })).toBe(200);
    expect(await status({ host: 'rebound.example' })).toBe(503);
    expect(await status({ host: `localhost:${port}`, 'x-forwarded-for': '198.51.100.7' })).toBe(503);
  });

  it('gives every page as JSON, and lists as CSV', async () => {
    const { page } = await served();
    for (const tab of [...TABS, '/clusters/c1']) {
      const json = await page(`/i/7${tab}?format=json`);
      expect([tab, await json.json()]).toEqual([
        tab,
        { installation: { id: 7, login: 'larkspur' }, asOf: at(900).toISOString(), data: expect.anything() },
      ]);
    }
    const csv = await (await page('/i/7/clusters?format=csv')).text();
    const [head, first] = csv.split('\r\n');
    expect(head).toMatch(/^cluster,title,state/);
    expect(first).toMatch(/^c1,<img src=x onerror=alert\(1\)>,fixed,2,1,/);
  });

  it('searches by words, and by filters that make no sense not at all', async () => {
    const { page } = await served();
    const found = async (query: string) => {
      const text = await (await page(`/i/7/clusters?${query}`)).text();
      return text.includes('/clusters/c1');
    };
    expect(await found('q=cannot+install')).toBe(true);
    expect(await found('q=zeppelin')).toBe(false);
    expect(await found('stage=onboarding&state=fixed&repository=12&shared=1')).toBe(true);
    expect(await found('stage=advocacy')).toBe(false);
    expect(await found('repository=99')).toBe(false);
    expect(await found('stage=%00&state=x&repository=-1&after=1-x')).toBe(true);
  });

  it('shows what would have been written', async () => {
    const { page } = await served();
    const text = await (await page('/i/7/outbox')).text();
    expect(text).toContain('Shadow mode');
    expect(text).toMatch(/comment on|add the label/);
  });

  it('shows how far the reading of history is', async () => {
    const { page } = await served();
    const text = await (await page('/i/7/welcome')).text();
    expect(text).toContain('Reading: 0 of 1 repositories, 0 threads');
    expect(text).toContain('http-equiv="refresh"');
    expect(text).not.toContain('Go live');
  });

  it('has nothing at other addresses', async () => {
    const { page } = await served();
    for (const path of ['/i/8', '/i/x', '/i/7/nothing', '/i/7/clusters/c99', '/i/7/clusters/%00']) {
      expect([path, (await page(path)).status]).toEqual([path, 404]);
    }
  });

  it('tells an admin what is stored of somebody, and forgets them by a form of its own', async () => {
    const { page } = await served();
    const post = (form: Record<string, string>, path = '/privacy/forget') =>
      page(`/i/7${path}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    const empty = await (await page('/i/7/privacy?login=person-501')).text();
    expect(empty).not.toContain('What is stored of person-501');
    const csrf = /name="csrf" value="([^"]+)"/.exec(empty)?.[1] ?? '';
    expect((await post({ login: 'person-501' }, '/privacy')).status).toBe(403);
    const look = async (login: string) => (await post({ login, csrf }, '/privacy')).text();
    const text = await look('person-501');
    expect(text).toMatch(/items<\/th><td class="number">[1-9]/);
    expect(await look('not a login')).toContain('is no login of GitHub');
    expect(await look('nobody-knows')).toContain('Nothing is stored of them');
    expect((await post({ login: 'person-501' })).status).toBe(403);
    expect((await post({ login: 'not a login', csrf })).status).toBe(400);
    expect(await look('person-501')).not.toContain('Nothing is stored of them');
    expect((await post({ login: 'person-501', csrf })).status).toBe(303);
    expect(await look('person-501')).toContain('Nothing is stored of them');
  });

  it('takes a delivery up again by its own form alone', async () => {
    let replayed = 0;
    const { page } = await served({
      onStored: () => {
        replayed += 1;
      },
    });
    const text = await (await page('/i/7/deliveries?state=finished')).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const post = (form: Record<string, string>) =>
      page('/i/7/deliveries/replay', { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    expect((await post({ id: 'delivery-of-7' })).status).toBe(403);
    expect((await post({ id: 'delivery-of-8', csrf })).status).toBe(404);
    expect(replayed).toBe(0);
    expect((await post({ id: 'delivery-of-7', csrf })).status).toBe(303);
    expect(replayed).toBe(1);
    expect(await store.inbox.known(['delivery-of-7'])).toEqual(new Map([['delivery-of-7', 'pending']]));
  });
});
