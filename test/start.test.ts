import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { start } from '../src/start.ts';

/** A GitHub that registers one App and knows nothing else. */
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const CONVERSION = {
  id: 4711,
  pem: privateKey,
  webhook_secret: 'a secret of the hook',
  client_id: 'Iv1.abc',
  client_secret: 'a secret of the client',
  html_url: 'https://github.com/apps/fullcircle',
};

let dataDir: string;
let github: Server;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fullcircle-start-'));
  github = createServer((asked, answer) => {
    asked.resume();
    const isConversion = asked.url?.endsWith('/conversions') === true;
    answer.writeHead(isConversion ? 201 : 404, { 'content-type': 'application/json' });
    answer.end(JSON.stringify(isConversion ? CONVERSION : { message: 'Not Found' }));
  });
  await listening(github);
});

afterEach(async () => {
  github.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('goes on from the set-up page to the app by itself, in the same process', async () => {
  const port = await freePort();
  const host = `127.0.0.1:${(github.address() as AddressInfo).port}`;
  const ended = start({
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(port),
    GHE_HOST: host,
    GHE_PROTOCOL: 'http',
    LOG_LEVEL: 'fatal',
  });
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const patience = { timeout: 60_000, interval: 50 };
  const page = await vi.waitFor(async () => (await get('/')).text(), patience);
  const state = /state=([\w-]+)/.exec(page)?.[1] ?? '';
  expect((await get('/readyz')).status).toBe(503);
  expect(await (await get(`/setup/callback?code=c&state=${state}`)).text()).toContain(
    'starting with them now',
  );
  await vi.waitFor(async () => {
    expect((await get('/readyz')).status).toBe(200);
  }, patience);
  process.emit('SIGTERM');
  expect(await ended).toBe(0);
});
