import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { missingPermissions } from '../../src/loop/permissions.ts';
import { checkGitHub } from '../../src/operate/doctor/github.ts';
import { readAppFile } from '../../src/operate/open-parts.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { listen } from '../../src/web/listen.ts';
import { createLog } from '../../src/web/log.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const HOOK = { url: 'https://app.example.org/api/github/webhooks', content_type: 'json', insecure_ssl: '0' };

interface Answers {
  status?: number;
  app?: object;
  hook?: object | null;
  date?: Date;
  /** how the newest deliveries were answered, newest first */
  answered?: number[];
  headers?: Record<string, string>;
}

/** What the checks say of a GitHub that answers this. */
async function checks(answers: Answers = {}, publicUrl = 'https://app.example.org') {
  const { default_permissions: permissions, default_events: events } = readAppFile();
  const app = { id: 7, slug: 'f', name: 'Full', html_url: 'https://github.com/apps/f', permissions, events };
  const server = createServer((incoming, outgoing) => {
    outgoing.sendDate = false;
    outgoing.setHeader('date', (answers.date ?? new Date()).toUTCString());
    outgoing.setHeader('content-type', 'application/json');
    for (const [name, value] of Object.entries(answers.headers ?? {})) outgoing.setHeader(name, value);
    const delivered = (answers.answered ?? [202]).map((status_code) => ({
      delivered_at: new Date().toISOString(),
      status_code,
    }));
    if (incoming.url?.includes('/app/hook/deliveries')) {
      outgoing.end(JSON.stringify(delivered));
      return;
    }
    const isHook = incoming.url?.endsWith('/app/hook/config') ?? false;
    const hook = answers.hook === undefined ? HOOK : answers.hook;
    outgoing.statusCode = answers.status ?? (isHook && hook === null ? 404 : 200);
    outgoing.end(JSON.stringify(isHook ? hook : { ...app, ...answers.app }));
  });
  const port = await listen(server, '127.0.0.1', 0);
  onTestFinished(() => void server.close());
  return checksAt(`127.0.0.1:${port}`, publicUrl);
}

async function checksAt(host: string, publicUrl: string) {
  const environment = readEnvironment({
    APP_ID: '7',
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: 'secret',
    GHE_HOST: host,
    GHE_PROTOCOL: 'http',
    ...(publicUrl === '' ? {} : { PUBLIC_URL: publicUrl }),
  });
  const log = createLog({ level: 'fatal', format: 'json', destination: { write: () => undefined } });
  const found = await checkGitHub(environment, log);
  return Object.fromEntries(
    found.map(({ name, status, message, advice }) => [name, { status, message, advice }]),
  );
}

describe('what GitHub says of the app', () => {
  it('is fine where all fits', async () => {
    const found = await checks();
    expect(Object.entries(found).map(([name, { status }]) => `${name} ${status}`)).toEqual([
      'credentials ok',
      'clock ok',
      'permissions ok',
      'events ok',
      'webhook ok',
      'arrivals ok',
    ]);
  });

  it.each<[string, Answers, string, string, string]>([
    ['credentials', { status: 401 }, 'failed', 'does not accept the key for App 7', 'APP_ID'],
    ['credentials', { status: 404 }, 'failed', 'could not be asked', 'GHE_HOST'],
    [
      'credentials',
      { app: { id: 8 } },
      'failed',
      'the key is that of App 8, APP_ID says 7',
      'one and the same App',
    ],
    ['clock', { date: new Date(Date.now() + 120_000) }, 'failed', ' s behind', 'NTP'],
    ['clock', { date: new Date(Date.now() - 120_000) }, 'failed', ' s ahead of', 'NTP'],
    [
      'permissions',
      { app: { permissions: { issues: 'read' } } },
      'failed',
      'issues: write',
      'owners are then asked',
    ],
    ['events', { app: { events: ['issues'] } }, 'failed', 'discussion', 'Subscribe'],
    ['webhook', { hook: null }, 'failed', 'no webhook address', HOOK.url],
    ['webhook', { hook: { ...HOOK, content_type: 'form' } }, 'failed', 'as form', 'application/json'],
    [
      'webhook',
      { hook: { ...HOOK, url: 'https://old.example.org/' } },
      'failed',
      'old.example.org',
      HOOK.url,
    ],
    [
      'credentials',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'retry-after': '60' } },
      'note',
      'limit is used up',
      'goes on by itself',
    ],
    ['arrivals', { answered: [401, 202] }, 'failed', '1 of the newest 2 failed', 'WEBHOOK_SECRET'],
    ['arrivals', { answered: [0, 0] }, 'failed', 'nobody answered', 'reaches the address'],
    ['arrivals', { answered: [502] }, 'failed', 'nobody answered', 'reaches the address'],
    ['arrivals', { answered: [503, 202] }, 'failed', 'with 503', 'log of the app'],
    ['arrivals', { answered: [202, 503] }, 'note', '1 of the newest 2 failed', 'asked for again'],
  ])('%s: %j', async (name, answers, status, message, advice) => {
    expect((await checks(answers))[name]).toEqual({
      status,
      message: expect.stringContaining(message),
      advice: expect.stringContaining(advice),
    });
  });

  it('cannot be compared with an address that is not known', async () => {
    expect((await checks({}, '')).webhook).toMatchObject({
      status: 'note',
      advice: expect.stringContaining('PUBLIC_URL'),
    });
  });
});

it('is fine in the sandbox, where webhooks go to the app', async () => {
  const { url } = HOOK;
  const sandbox = createSandbox({
    clock: { now: () => new Date() },
    appId: 7,
    publicKeyPem: publicKey,
    webhook: { url, secret: 'secret' },
  });
  await sandbox.listen();
  onTestFinished(() => sandbox.close());
  const found = await checksAt(sandbox.host, 'https://app.example.org');
  expect(Object.values(found).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
  expect(found.webhook).toMatchObject({ message: url });
  sandbox.webhooks.target(null);
  expect(await checksAt(sandbox.host, 'https://app.example.org')).toMatchObject({
    webhook: { status: 'failed', message: 'the App has no webhook address' },
  });
});

describe('permissions that an owner has not granted', () => {
  const wanted = { issues: 'write', contents: 'read', members: 'read' };
  it.each([
    [{ issues: 'write', contents: 'read', members: 'read' }, 'Organization', []],
    [{ issues: 'admin', contents: 'write', members: 'read' }, 'Organization', []],
    [{ issues: 'read', contents: 'read' }, 'Organization', ['issues: write', 'members: read']],
    [{ issues: 'write', contents: 'read' }, 'User', []],
    [{}, 'User', ['issues: write', 'contents: read']],
  ] as const)('%j of a %s lacks %j', (granted, type, lacking) => {
    expect(missingPermissions(wanted, granted, type)).toEqual(lacking);
  });
});
