import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { OpenStore } from '../../../src/store/open-store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { createReach } from '../../../src/web/dashboard/reach.ts';
import { createSeal } from '../../../src/web/dashboard/seal.ts';
import { type Sandboxed, sandboxed } from '../../journeys/sandboxed.ts';
import { visitor } from '../visitor.ts';

const BEGUN = '2026-11-16T09:00:00Z';
const SESSION_SECRET = 'a secret of these tests alone';
const OAUTH = { GITHUB_CLIENT_ID: 'Iv1.test', GITHUB_CLIENT_SECRET: 'not told', SESSION_SECRET };

const list = z.object({
  data: z.object({ clusters: z.array(z.object({ id: z.number(), title: z.string() })) }),
});
const listed = async (answer: Response) => list.parse(await answer.json()).data.clusters;

describe('somebody who is signed in', () => {
  let store: OpenStore;
  let world: Sandboxed;
  let base: string;
  let installationId: number;

  beforeAll(async () => {
    store = await openStore({
      databaseUrl: null,
      dataDir: null,
      applicationName: 'fullcircle tests',
      startedAt: new Date(0),
    });
    world = await sandboxed(store, BEGUN, OAUTH);
    const { people } = world.sandbox;
    people.createOrganization({ login: 'acme', owner: 'olga', baseRole: 'none' });
    people.createRepository({ owner: 'acme', name: 'core' });
    people.createRepository({ owner: 'acme', name: 'vault', private: true });
    people.createOrganization({ login: 'globex', owner: 'hank' });
    people.createRepository({ owner: 'globex', name: 'web' });
    people.setPermission('theo', 'acme/core', 'triage');
    const app = await world.start();
    base = new URL(world.sandbox.webhooks.url ?? '').origin;
    people.install('acme');
    people.install('globex');
    await world.settle(app);
    world.clock.advanceTo(new Date('2026-11-16T10:00:00Z'));
    people.openIssue({
      repo: 'acme/core',
      author: 'nia',
      title: 'Install fails at once',
      body: 'On Windows.',
    });
    people.openIssue({
      repo: 'acme/vault',
      author: 'olga',
      title: 'Heron customer is angry',
      body: 'Secretly.',
    });
    await world.settle(app);
    const installations = await store.operator.installations();
    installationId = installations.find(({ login }) => login === 'acme')?.id ?? 0;
  });

  beforeEach(() => world.sandbox.signIn(null));

  afterAll(async () => {
    await world.close();
    await store.close();
  });

  const signedIn = async (login: string) => {
    world.sandbox.signIn(login);
    const tab = visitor(base);
    const answer = await tab.follow(`/i/${installationId}/clusters`);
    return { tab, answer, text: await answer.text() };
  };

  it('is who GitHub says, and comes back to the page that was asked for', async () => {
    const { tab, answer, text } = await signedIn('olga');
    expect(answer.status).toBe(200);
    expect(text).toContain('Install fails at once');
    expect(text).toContain('Heron customer');
    const cookie = tab.cookies.get('fullcircle-session') ?? '';
    expect(Buffer.from(cookie, 'base64url').toString('latin1')).not.toContain('olga');
  });

  it('sees repositories that they may read, and nothing of others anywhere', async () => {
    const { tab, text } = await signedIn('theo');
    expect(text).toContain('Install fails at once');
    for (const page of ['', '/clusters', '/metrics', '/help', '/outbox', '/config', '/precision']) {
      const answer = await tab.get(`/i/${installationId}${page}?format=json`);
      expect([page, answer.status]).toEqual([page, 200]);
      const data = await answer.text();
      expect(data).not.toMatch(/heron|vault/i);
    }
    const { tab: admin } = await signedIn('olga');
    const all = await listed(await admin.get(`/i/${installationId}/clusters?format=json`));
    const hidden = all.find(({ title }) => title.startsWith('Heron'));
    expect((await admin.get(`/i/${installationId}/clusters/c${hidden?.id}`)).status).toBe(200);
    expect((await tab.get(`/i/${installationId}/clusters/c${hidden?.id}`)).status).toBe(404);
    const found = await tab.get(`/i/${installationId}/clusters?q=heron+customer+angry&format=json`);
    expect(await listed(found)).toEqual([]);
  });

  it('sees installations that are theirs, and finds others as little as those that are not there', async () => {
    const { tab } = await signedIn('theo');
    const installations = await store.operator.installations();
    const other = installations.find(({ login }) => login === 'globex')?.id ?? 0;
    expect((await tab.get(`/i/${other}`)).status).toBe(404);
    expect((await tab.get('/i/999999')).status).toBe(404);
    expect(await (await tab.get('/')).text()).not.toContain('globex');
  });

  it('reads deliveries only as an admin of everything', async () => {
    expect((await (await signedIn('theo')).tab.get(`/i/${installationId}/deliveries`)).status).toBe(404);
    expect((await (await signedIn('olga')).tab.get(`/i/${installationId}/deliveries`)).status).toBe(200);
    expect((await (await signedIn('theo')).tab.get(`/i/${installationId}/privacy`)).status).toBe(404);
  });

  it('has a delivery taken up again by a form of their own page alone', async () => {
    const { tab } = await signedIn('olga');
    const path = `/i/${installationId}/deliveries`;
    const page = await (await tab.get(`${path}?state=finished`)).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const id = /name="id" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(id).not.toBe('');
    expect((await tab.post(`${path}/replay`, { id, csrf: 'made up' })).status).toBe(403);
    expect((await tab.post(`${path}/replay`, { id })).status).toBe(403);
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect((await tab.post(`${path}/replay`, { id, csrf }, foreign)).status).toBe(403);
    const other = await (await signedIn('theo')).tab.post(`${path}/replay`, { id, csrf });
    expect(other.status).toBe(403);
    expect((await tab.post(`${path}/replay`, { id: 'of-nobody', csrf })).status).toBe(404);
    expect((await tab.post(`${path}/replay`, { id, csrf })).status).toBe(303);
    const [state] = (await store.inbox.known([id])).values();
    expect(['pending', 'claimed', 'done', 'ignored']).toContain(state);
  });

  it('has nobody forgotten, and looks for nobody, with a permission that was taken away a moment ago', async () => {
    const { people } = world.sandbox;
    people.setPermission('nia', 'acme/core', 'admin');
    people.setPermission('nia', 'acme/vault', 'admin');
    const { tab } = await signedIn('nia');
    const path = `/i/${installationId}/privacy`;
    const csrf = /name="csrf" value="([^"]+)"/.exec(await (await tab.get(path)).text())?.[1] ?? '';
    const form = { login: 'theo', csrf };
    expect((await tab.post(path, form)).status).toBe(200);
    people.setPermission('nia', 'acme/vault', 'read');
    expect((await tab.get(path)).status).toBe(200);
    for (const act of [path, `${path}/forget`]) expect((await tab.post(act, form)).status).toBe(404);
    expect(await store.forInstallation(installationId).people.forgotten()).toBeNull();
  });

  it('signs out by a form, and is nobody afterwards', async () => {
    const { tab, text } = await signedIn('olga');
    const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect((await tab.post('/auth/sign-out', { csrf: 'made up' })).status).toBe(403);
    expect((await tab.post('/auth/sign-out', { csrf })).status).toBe(200);
    expect(tab.cookies.has('fullcircle-session')).toBe(false);
    expect((await tab.get(`/i/${installationId}`)).status).toBe(302);
  });

  it('is nobody without a cookie of ours, whatever it says', async () => {
    const tab = visitor(base);
    expect((await tab.get(`/i/${installationId}?format=json`)).status).toBe(401);
    tab.cookies.set('fullcircle-session', createSeal('another secret').close('session', { login: 'olga' }));
    expect((await tab.get(`/i/${installationId}?format=json`)).status).toBe(401);
  });

  it.each([
    ['goes on', 60_000, 200],
    ['is nobody any more', -1, 401],
  ])('%s by a cookie of ours that is good for %i ms more', async (_, leftMs, status) => {
    const { tab } = await signedIn('olga');
    const seal = createSeal(SESSION_SECRET);
    const session = z
      .looseObject({})
      .parse(seal.open('session', tab.cookies.get('fullcircle-session') ?? ''));
    tab.cookies.set('fullcircle-session', seal.close('session', { ...session, until: Date.now() + leftMs }));
    expect((await tab.get(`/i/${installationId}?format=json`)).status).toBe(status);
  });

  it('has to have begun here: state, code and verifier belong together', async () => {
    world.sandbox.signIn('olga');
    const tab = visitor(base);
    const begun = await tab.get('/auth/sign-in?to=//evil.example/');
    const authorize = new URL(begun.headers.get('location') ?? '');
    expect(authorize.searchParams.get('code_challenge_method')).toBe('S256');
    const back = await fetch(authorize, { redirect: 'manual' });
    const callback = new URL(back.headers.get('location') ?? '');
    // Somebody else's browser has begun nothing.
    expect((await visitor(base).get(callback.href)).status).toBe(400);
    const forged = new URL(callback);
    forged.searchParams.set('state', 'made up');
    expect((await visitor(base).get(forged.href)).status).toBe(400);
    const done = await tab.get(callback.href);
    expect([done.status, done.headers.get('location')]).toEqual([302, '/']);
    // Once only.
    expect((await tab.get(callback.href)).status).toBe(400);
  });

  it('is nobody by the code of another, or by a state that this browser was not given', async () => {
    world.sandbox.signIn('olga');
    const back = async (tab: ReturnType<typeof visitor>): Promise<URL> => {
      const begun = await tab.get('/auth/sign-in');
      const agreed = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
      return new URL(agreed.headers.get('location') ?? '');
    };
    const own = visitor(base);
    const forged = await back(own);
    forged.searchParams.set('state', 'made up');
    expect((await own.get(forged.href)).status).toBe(400);
    expect([...own.cookies.keys()]).toEqual([]);
    // Led to the end of a sign-in that somebody else began, to act as them without knowing.
    const theirs = await back(visitor(base));
    await back(own);
    expect((await own.get(theirs.href)).status).toBe(400);
    expect(own.cookies.has('fullcircle-session')).toBe(false);
    // Their code with the state of this browser: the verifier is not the one that the code was asked for with.
    const mixed = await back(own);
    mixed.searchParams.set('code', theirs.searchParams.get('code') ?? '');
    expect((await own.get(mixed.href)).status).toBe(502);
    expect(own.cookies.has('fullcircle-session')).toBe(false);
  });

  it('begins a session of its own each time, whatever cookie was there before', async () => {
    const csrfOf = (text: string) => /name="csrf" value="([^"]+)"/.exec(text)?.[1];
    const first = await signedIn('olga');
    const known = first.tab.cookies.get('fullcircle-session') ?? '';
    const tab = visitor(base);
    tab.cookies.set('fullcircle-session', known);
    const text = await (await tab.follow(`/auth/sign-in?to=/i/${installationId}/clusters`)).text();
    expect(tab.cookies.get('fullcircle-session')).not.toBe(known);
    expect(csrfOf(first.text)).toBeDefined();
    expect(csrfOf(text)).toBeDefined();
    expect(csrfOf(text)).not.toBe(csrfOf(first.text));
  });

  it('gets pages that load nothing from elsewhere and are kept nowhere', async () => {
    const { answer, text } = await signedIn('olga');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(text).not.toMatch(/<script|<style|style="|src="/);
    const sheet = /href="(\/assets\/[^"]+)"/.exec(text)?.[1] ?? '';
    const style = await fetch(base + sheet);
    expect(style.headers.get('cache-control')).toContain('immutable');
    const loads = (await style.text()).match(/url\(["']?(?!["']?data:)[^)]{0,40}|@import/g);
    expect(loads).toBeNull();
    expect((await fetch(`${base}/assets/dashboard-0.css`)).status).toBe(404);
  });
});

describe('what GitHub says', () => {
  it('is asked again before ten minutes are over, and what failed at once', async () => {
    let now = 0;
    let asked = 0;
    let fails = false;
    const api = {
      authorizeUrl: () => '',
      exchange: async () => null,
      user: async () => ({ id: 1, login: 'olga' }),
      installations: async () => [],
      repositories: async () => {
        asked += 1;
        if (fails) throw new Error('away');
        return [{ id: asked, admin: false, triage: false }];
      },
    };
    const reach = createReach(api, () => now);
    const session = { id: 's', token: 't' };
    const first = () => reach.repositories(session, 1).then(([repository]) => repository?.id);
    expect([await first(), await first()]).toEqual([1, 1]);
    now = 9.9 * 60_000;
    expect(await first()).toBe(2);
    await reach.repositories({ id: 'other', token: 't' }, 1);
    expect(asked).toBe(3);
    now += 9.9 * 60_000;
    fails = true;
    await expect(first()).rejects.toThrow('away');
    fails = false;
    expect(await first()).toBe(5);
    expect(await reach.repositoriesNow(session, 1)).toEqual([{ id: 6, admin: false, triage: false }]);
    expect(await first()).toBe(6);
  });
});

describe('a seal', () => {
  const seal = createSeal('a secret');

  it('gives back what it closed, for its purpose alone', () => {
    const closed = seal.close('session', { login: 'olga' });
    expect(seal.open('session', closed)).toEqual({ login: 'olga' });
    expect(seal.open('other', closed)).toBeNull();
    expect(createSeal('another').open('session', closed)).toBeNull();
  });

  it.each(['', 'x', 'ü', 'A'.repeat(200)])('opens nothing that it did not close: %j', (text) => {
    expect(seal.open('session', text)).toBeNull();
  });

  it('notices a changed byte wherever it is', () => {
    const bytes = Buffer.from(seal.close('session', 1), 'base64url');
    for (const [index] of bytes.entries()) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(seal.open('session', changed.toString('base64url'))).toBeNull();
    }
  });

  it('proves a text', () => {
    expect(seal.isProof('form:1', seal.proof('form:1'))).toBe(true);
    expect(seal.isProof('form:2', seal.proof('form:1'))).toBe(false);
    expect(seal.isProof('form:1', '')).toBe(false);
  });
});
