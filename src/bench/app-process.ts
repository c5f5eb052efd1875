import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from '../web/listen.ts';
import type { DatabasePlace } from './databases.ts';
import { BENCH } from './deliveries.ts';

/** What the app as a process of its own needs for a bench. */

/** Its environment, against a GitHub of the bench; nothing is sent. */
export function appEnvironment(
  place: DatabasePlace,
  secret: string,
  githubHost: string,
): Record<string, string> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return {
    APP_ID: String(BENCH.appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: secret,
    GHE_HOST: githubHost,
    GHE_PROTOCOL: 'http',
    SHADOW: '1',
    ...('folder' in place ? { DATA_DIR: place.folder } : { DATABASE_URL: place.databaseUrl }),
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, '127.0.0.1', 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Deliveries that are not finished, as an app tells in its metrics. */
export async function openDeliveries(url: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  const of = (state: string): number =>
    Number(new RegExp(`^fullcircle_deliveries\\{state="${state}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return of('pending') + of('claimed');
}
