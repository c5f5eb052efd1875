import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Grants } from '../../../src/sandbox/rest/grants.ts';
import { Meter } from '../../../src/sandbox/rest/meter.ts';
import { allRoutes } from '../../../src/sandbox/rest/routes.ts';
import { faultsOf, operationOf, refuseInvalid } from '../../openapi/validate.ts';
import { PUBLIC_KEY, type Started, startSandbox } from '../start.ts';

let started: Started & { installationId: number };
beforeEach(async () => {
  started = await startSandbox({ onRequest: refuseInvalid });
});
afterEach(() => started.sandbox.close());

describe('every route', () => {
  it("is one of GitHub's, under the same path", () => {
    const { world, webhooks } = started.sandbox;
    const routes = allRoutes(new Grants(world, started.clock, PUBLIC_KEY), webhooks, new Meter(world));
    const strange = routes.filter(({ method, path }) => operationOf({ method, path })?.template !== path);
    expect(strange.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    expect(routes.length).toBeGreaterThan(60);
  });
});

describe('a request that GitHub would not know', () => {
  it('fails, and is remembered', async () => {
    const octokit = started.installed(started.installationId);
    const path = '/repos/acme/core/issues/1/comments';
    started.sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title: 'x' });
    await expect(octokit.request(`POST ${path}`, { body: 'x', mood: 'good' })).rejects.toMatchObject({
      status: 500,
    });
    expect(started.sandbox.problems.join()).toContain('additional properties');
    expect(started.sandbox.state()['acme/core']?.threads[1]?.comments).toEqual([]);
  });

  it('is told apart from a good one', () => {
    expect(faultsOf({ method: 'GET', path: '/repos/acme/core/labels', query: {}, body: {} })).toEqual([]);
  });
});

describe('signing in', () => {
  const ask = (query: string) =>
    fetch(`${started.sandbox.baseUrl}/login/oauth/authorize?${query}`, { redirect: 'manual' });
  const change = async (code: string | null) => {
    const answer = await fetch(`${started.sandbox.baseUrl}/login/oauth/access_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ client_id: 'Iv1.4711', client_secret: 's', code }),
    });
    return (await answer.json()) as { access_token?: string; error?: string };
  };
  const read = async (path: string, token: string | undefined) => {
    const answer = await fetch(`${started.sandbox.baseUrl}/api/v3${path}`, {
      headers: { authorization: `bearer ${token}` },
    });
    return answer.json();
  };

  it('leads back with a code that is good once, and shows what the person may read', async () => {
    const { sandbox, installationId } = started;
    sandbox.people.createRepository({ owner: 'acme', name: 'secret', private: true });
    sandbox.people.setPermission('tess', 'acme/core', 'triage');
    expect((await ask('redirect_uri=http://app/back')).status).toBe(401);
    sandbox.signIn('tess');
    const back = new URL((await ask('redirect_uri=http://app/back&state=s')).headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('s');
    const code = back.searchParams.get('code');
    const { access_token: token } = await change(code);
    expect(await change(code)).toMatchObject({ error: 'bad_verification_code' });
    expect(await read('/user', token)).toMatchObject({ login: 'tess', type: 'User' });
    expect(await read('/user/installations', token)).toMatchObject({
      installations: [{ id: installationId }],
    });
    expect(await read(`/user/installations/${installationId}/repositories`, token)).toMatchObject({
      total_count: 1,
      repositories: [{ name: 'core' }],
    });
    expect(await read('/repos/acme/secret', token)).toMatchObject({ status: '404' });
  });
});
