import { createVerify, generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { apiUrl, type ClientsOptions, createClients } from '../../src/github/client.ts';
import { Transient } from '../../src/github/errors.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

const options: ClientsOptions = {
  appId: 7,
  privateKey,
  host: '127.0.0.1:4567',
  protocol: 'http',
  userAgent: 'fullcircle/0.1.0',
  clock: { now: () => new Date() },
  log: { warn: () => {} },
};
const HOST = 'http://127.0.0.1:4567';

function isOurToken(authorization: string): boolean {
  const [header, payload, signature] = authorization.replace(/^bearer /i, '').split('.');
  const { iss } = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as { iss: unknown };
  const verify = createVerify('RSA-SHA256').update(`${header}.${payload}`);
  return String(iss) === '7' && verify.verify(publicKey, signature ?? '', 'base64url');
}

function announceToken(installationId: number, token: string): void {
  nock(HOST, { reqheaders: { authorization: isOurToken } })
    .post(`/api/v3/app/installations/${installationId}/access_tokens`)
    .reply(201, { token, expires_at: '2099-01-01T00:00:00Z', permissions: { issues: 'write' } });
}

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});
afterAll(() => {
  nock.restore();
  nock.enableNetConnect();
});

describe('clients', () => {
  test.each([
    [null, 'https', 'https://api.github.com'],
    ['127.0.0.1:4567', 'http', 'http://127.0.0.1:4567/api/v3'],
    ['github.example.org', 'https', 'https://github.example.org/api/v3'],
  ] as const)('host %s', (host, protocol, url) => {
    expect(apiUrl(host, protocol)).toBe(url);
  });

  test('the app speaks for itself with a signed JWT', async () => {
    nock(HOST, { reqheaders: { authorization: isOurToken, 'user-agent': /^fullcircle\/0\.1\.0/ } })
      .get('/api/v3/app')
      .reply(200, { id: 7 });
    const answer = await createClients(options).app.read('GET /app', {});
    expect(answer.data).toEqual({ id: 7 });
  });

  test('an installation has one token for REST and GraphQL', async () => {
    announceToken(81, 'ghs_one');
    nock(HOST, { reqheaders: { authorization: 'token ghs_one' } })
      .get('/api/v3/installation/repositories')
      .reply(200, {})
      .post('/api/graphql')
      .reply(200, { data: { viewer: null } });
    const github = createClients(options).forInstallation(81);
    await github.read('GET /installation/repositories', {});
    await expect(github.query('query A { viewer { login } }', {})).resolves.toEqual({ viewer: null });
  });

  test('a write that got a 502 is not repeated', async () => {
    announceToken(82, 'ghs_two');
    // One interceptor answers one request: a second one would fail for want of it, in other words.
    nock(HOST).post('/api/v3/repos/acme/widgets/issues/1/comments').reply(502, 'bad gateway');
    const calls: unknown[] = [];
    const clients = createClients({ ...options, onRequest: (call) => calls.push(call) });
    const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
    const parameters = { owner: 'acme', repo: 'widgets', issue_number: 1, body: 'x' };
    const error = await clients
      .forInstallation(82)
      .write(route, parameters)
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Transient);
    expect(error).toMatchObject({ status: 502 });
    expect(calls).toEqual([{ route, status: 502, remaining: null }]);
  });

  test('a read that got a 502 is repeated', async () => {
    announceToken(83, 'ghs_three');
    nock(HOST).get('/api/v3/rate_limit').reply(502).get('/api/v3/rate_limit').reply(200, { fine: true });
    const answer = await createClients(options).forInstallation(83).read('GET /rate_limit', {});
    expect(answer.data).toEqual({ fine: true });
  });
});
