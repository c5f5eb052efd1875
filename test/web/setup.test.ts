import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, type Mock, onTestFinished, vi } from 'vitest';
import { STYLE_SOURCE } from '../../src/web/layout.tsx';
import type { Manifest } from '../../src/web/manifest.ts';
import { addSetup, type SetupOptions } from '../../src/web/setup.tsx';
import { isLocalRequest, requestBase } from '../../src/web/setup-access.ts';
import { type Edge, memoryLog, NOW, PATH, post, startEdge } from './edge.ts';

const APP_YML = `
name: fullcircle
description: Goes back to every reporter.
default_permissions: { issues: write, metadata: read }
default_events: [issues, issue_comment]
`;

const PEM = '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nabc=\n-----END RSA PRIVATE KEY-----\n';
const CONVERSION = {
  id: 4711,
  pem: PEM,
  webhook_secret: 'hook-secret-value',
  client_id: 'Iv1.abc',
  client_secret: 'client-secret-value',
  html_url: 'https://github.com/apps/fullcircle-larkspur',
};

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fullcircle-setup-'));
  return () => rm(dataDir, { recursive: true });
});

interface Setup extends Edge {
  key: string;
  /** seconds by which the clock is ahead */
  later: { s: number };
  /** told when the credentials are written */
  registered: Mock<() => void>;
}

async function startSetup(changes: Partial<SetupOptions> = {}): Promise<Setup> {
  const { log, lines } = memoryLog();
  const later = { s: 0 };
  const registered = vi.fn<() => void>();
  let key = '';
  const edge = await startEdge(null, {
    log,
    formTargets: ['https://github.com'],
    routes(app) {
      ({ key } = addSetup(app, {
        appYml: APP_YML,
        webUrl: 'https://github.com',
        apiUrl: 'http://127.0.0.1:9',
        publicUrl: null,
        webhookPath: PATH,
        webhookProxyUrl: null,
        dataDir,
        clock: { now: () => new Date(NOW.getTime() + later.s * 1000) },
        log,
        onRegistered: registered,
        ...changes,
      }));
    },
  });
  return { ...edge, lines, key, later, registered };
}

/** A GitHub that knows one endpoint; gives its address and what it was asked for. */
async function startGitHub(status = 201, answer: unknown = CONVERSION) {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { apiUrl: `http://127.0.0.1:${port}`, asked };
}

/** The first page as a browser sees it. */
async function firstPage(edge: Edge, query = '') {
  const answer = await fetch(`${edge.url}/${query}`);
  const html = await answer.text();
  const value = /name="manifest" value="([^"]*)"/.exec(html)?.[1] ?? '';
  const manifest = value && (JSON.parse(unescaped(value)) as Manifest);
  const action = unescaped(/<form action="([^"]*)" method="post"/.exec(html)?.[1] ?? '');
  return {
    answer,
    html,
    manifest,
    action,
    state: new URL(action || 'http://x').searchParams.get('state') ?? '',
  };
}

const unescaped = (html: string) => html.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** With headers that `fetch` would not send. */
function get(
  edge: Edge,
  headers: Record<string, string>,
  path = '/',
): Promise<{ status: number; html: string }> {
  return new Promise((resolve, reject) => {
    request({ port: edge.port, path, headers }, (answer) => {
      let html = '';
      answer.on('data', (chunk) => {
        html += String(chunk);
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, html }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the set-up page', () => {
  it('registers an app that is private and hears of everything at the webhook path', async () => {
    const edge = await startSetup();
    const { answer, manifest, action } = await firstPage(edge);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(manifest).toEqual({
      name: 'fullcircle',
      description: 'Goes back to every reporter.',
      url: edge.url,
      public: false,
      hook_attributes: { url: `${edge.url}/api/github/webhooks`, active: true },
      redirect_url: `${edge.url}/setup/callback`,
      callback_urls: [`${edge.url}/auth/callback`],
      setup_url: `${edge.url}/setup/installed`,
      default_permissions: { issues: 'write', metadata: 'read' },
      default_events: ['issues', 'issue_comment'],
    });
    expect(action).toMatch(/^https:\/\/github\.com\/settings\/apps\/new\?state=[\w-]{43}$/);
  });

  it('may use no script, one known style, and forms to GitHub', async () => {
    const { answer, html } = await firstPage(await startSetup());
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`style-src 'self' ${STYLE_SOURCE}`);
    expect(policy).toContain("form-action 'self' https://github.com");
    expect(html).not.toMatch(/<script|style="|\son\w+=/);
    expect(html).toMatch(/^<!doctype html>/);
  });

  it('leaves it to the file whether others may install the app', async () => {
    const page = await firstPage(await startSetup({ appYml: `${APP_YML}public: true\n` }));
    expect(page.manifest).toMatchObject({ public: true });
  });

  it('prefers the public address, and the proxy for deliveries', async () => {
    const page = await firstPage(
      await startSetup({ publicUrl: 'https://fc.example.org', webhookProxyUrl: 'https://smee.io/abc' }),
    );
    expect(page.manifest).toMatchObject({
      redirect_url: 'https://fc.example.org/setup/callback',
      hook_attributes: { url: 'https://smee.io/abc' },
    });
    expect(page.html).not.toContain('class="note"');
  });

  it('warns where GitHub cannot reach it', async () => {
    expect((await firstPage(await startSetup())).html).toContain('class="note"');
  });

  it('registers for an organization', async () => {
    const edge = await startSetup();
    const { action } = await firstPage(edge, '?organization=larkspur');
    expect(action).toMatch(/^https:\/\/github\.com\/organizations\/larkspur\/settings\/apps\/new\?state=/);
    const refused = await firstPage(edge, '?organization=../x"><script>');
    expect([refused.answer.status, refused.action]).toEqual([400, '']);
    expect(refused.html).not.toContain('<script');
  });

  it('refuses deliveries', async () => {
    expect((await post(await startSetup(), '{}')).status).toBe(503);
  });
});

describe('who may set up', () => {
  it.each<[string, Record<string, string>, number]>([
    ['a browser on the machine', { host: 'localhost:3000' }, 200],
    ['the same by number', { host: '127.0.0.1' }, 200],
    ['a name that was pointed here', { host: 'evil.example.org' }, 403],
    ['somebody behind a proxy', { host: 'localhost', 'x-forwarded-for': '203.0.113.9' }, 403],
    ['somebody behind another proxy', { host: 'localhost', forwarded: 'for=203.0.113.9' }, 403],
  ])('%s', async (_what, headers, status) => {
    const { status: got, html } = await get(await startSetup(), headers);
    expect(got).toBe(status);
    expect(html.includes('name="manifest"')).toBe(status === 200);
  });

  it('whoever has the key of the log, and keeps it while choosing an organization', async () => {
    const edge = await startSetup();
    const far = { host: 'fc.example.org', 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
    const { status, html } = await get(edge, far, `/?key=${edge.key}`);
    expect(status).toBe(200);
    expect(html).toContain('https://fc.example.org/api/github/webhooks');
    expect(html).toContain(`name="key" value="${edge.key}"`);
    expect((await get(edge, far, '/?key=guess')).status).toBe(403);
  });

  it.each([
    ['fc.example.org', 'http://fc.example.org'],
    ['[::1]:3000', 'http://[::1]:3000'],
    ['a b', null],
    ['evil.example.org/"><script>', null],
    ['x@y', null],
    ['', null],
  ])('Host %j → %j', (host, base) => {
    const incoming = { headers: { host }, socket: { remoteAddress: '::ffff:127.0.0.1' } };
    // The two functions read nothing else of a request.
    expect(requestBase(incoming as Parameters<typeof requestBase>[0])).toBe(base);
    expect(isLocalRequest(incoming as Parameters<typeof isLocalRequest>[0])).toBe(host === '[::1]:3000');
  });
});

describe('the way back from GitHub', () => {
  it('writes the credentials for the owner of the process alone, and shows none', async () => {
    const github = await startGitHub();
    const edge = await startSetup({ apiUrl: github.apiUrl });
    const { state } = await firstPage(edge);
    const answer = await fetch(`${edge.url}/setup/callback?code=a%2Fb&state=${state}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(github.asked).toEqual(['POST /app-manifests/a%2Fb/conversions']);

    const path = join(dataDir, '.env');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toBe(
      [
        'APP_ID=4711',
        'PRIVATE_KEY="-----BEGIN RSA PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA\\nabc=\\n-----END RSA PRIVATE KEY-----"',
        'WEBHOOK_SECRET=hook-secret-value',
        'GITHUB_CLIENT_ID=Iv1.abc',
        'GITHUB_CLIENT_SECRET=client-secret-value',
        '',
      ].join('\n'),
    );
    expect(html).toContain('https://github.com/apps/fullcircle-larkspur/installations/new');
    const told = html + edge.lines.join('');
    for (const secret of ['hook-secret-value', 'client-secret-value', 'MIIEpAIBAAKCAQEA']) {
      expect(told).not.toContain(secret);
    }
    expect(html).not.toContain('Restart the process');
    expect(edge.registered).toHaveBeenCalledOnce();
    for (const again of ['/', '/setup/installed?installation_id=1']) {
      expect(await (await fetch(edge.url + again)).text()).toContain('It is starting');
    }
    expect((await fetch(`${edge.url}/setup/callback?code=c&state=${state}`)).status).toBe(400);
  });

  it('shows them once where they cannot be written, and leaves an older file alone', async () => {
    await writeFile(join(dataDir, '.env'), 'MINE=1\n');
    const edge = await startSetup({ apiUrl: (await startGitHub()).apiUrl });
    const { state } = await firstPage(edge);
    const html = await (await fetch(`${edge.url}/setup/callback?code=c&state=${state}`)).text();
    expect(html).toContain('WEBHOOK_SECRET=hook-secret-value');
    expect(edge.lines.join('')).not.toContain('hook-secret-value');
    expect(await readFile(join(dataDir, '.env'), 'utf8')).toBe('MINE=1\n');
    expect(html).toContain('Restart the process');
    expect(edge.registered).not.toHaveBeenCalled();
    expect((await firstPage(edge)).html).toContain('restart the process');
  });

  it('takes no state that this page did not make, twice, or after an hour', async () => {
    const github = await startGitHub(404, { message: 'Not Found' });
    const edge = await startSetup({ apiUrl: github.apiUrl });
    const come = (state: string, code = 'c') =>
      fetch(`${edge.url}/setup/callback?code=${code}&state=${state}`).then(({ status }) => status);
    expect(await come('made-up')).toBe(400);
    expect(await come('')).toBe(400);
    const first = await firstPage(edge);
    expect(await come(first.state, '')).toBe(400);
    const second = await firstPage(edge);
    expect(await come(second.state)).toBe(502);
    expect(await come(second.state)).toBe(400);
    const third = await firstPage(edge);
    edge.later.s = 3_601;
    expect(await come(third.state)).toBe(400);
    expect(github.asked).toHaveLength(1);
  });

  it.each<[string, number, unknown]>([
    ['without credentials', 201, { id: 1 }],
    ['with a page that is none', 201, { ...CONVERSION, html_url: 'javascript:alert(1)' }],
    ['with an error', 500, {}],
  ])('says so when GitHub answers %s', async (_what, status, answer) => {
    const edge = await startSetup({ apiUrl: (await startGitHub(status, answer)).apiUrl });
    const { state } = await firstPage(edge);
    expect((await fetch(`${edge.url}/setup/callback?code=c&state=${state}`)).status).toBe(502);
    expect((await firstPage(edge)).manifest).not.toBe('');
  });
});
