import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';

const APP_ID = 4711;
const { publicKey: PUBLIC, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

export const PUBLIC_KEY: string = PUBLIC;

/** A clock that stands still until it is moved. */
class HandClock {
  #now: Date;

  constructor(start: string) {
    this.#now = new Date(start);
  }

  now(): Date {
    return this.#now;
  }

  forward(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
  }
}

export interface Started {
  sandbox: Sandbox;
  clock: HandClock;
  /** as the app, with its JWT */
  app: Octokit;
  /** as an installation, with its token */
  installed: (installationId: number) => Octokit;
}

/** A listening sandbox with the organisation `acme`, its repository `acme/core` and the app installed on it. */
export async function startSandbox(
  options: Partial<SandboxOptions> = {},
): Promise<Started & { installationId: number }> {
  const clock = new HandClock('2026-03-02T09:00:00Z');
  const sandbox = createSandbox({
    clock,
    appId: APP_ID,
    publicKeyPem: PUBLIC_KEY,
    webhook: null,
    ...options,
  });
  await sandbox.listen();
  sandbox.people.createOrganization({ login: 'acme', owner: 'olga' });
  sandbox.people.createRepository({ owner: 'acme', name: 'core' });
  const installationId = sandbox.people.install('acme');
  const base = { baseUrl: `${sandbox.baseUrl}/api/v3` };
  const auth = { appId: APP_ID, privateKey };
  return {
    sandbox,
    clock,
    installationId,
    app: new Octokit({ ...base, authStrategy: createAppAuth, auth }),
    installed: (id) =>
      new Octokit({ ...base, authStrategy: createAppAuth, auth: { ...auth, installationId: id } }),
  };
}

export interface Received {
  headers: Record<string, string>;
  body: string;
}

/** A receiver of webhooks that answers with the given status and keeps what it got. */
export async function startReceiver(status: () => number = () => 202): Promise<{
  url: string;
  received: Received[];
  close: () => Promise<void>;
}> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
      );
      received.push({ headers, body: Buffer.concat(chunks).toString('utf8') });
      response.statusCode = status();
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/github/webhooks`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
