import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { openPostgres } from '../store/engine/postgres.ts';
import { listen } from '../web/listen.ts';
import { BENCH } from './deliveries.ts';

/** What the app as a process of its own needs for a bench. */

/** Where its data are. */
export type Place = { databaseUrl: string } | { folder: string };

/**
 * A database of its own for each receiver, gone afterwards.
 * @param databaseUrl Postgres where databases may be made; null: embedded, each in its own part of `folder`
 */
export async function placesFor<N extends string>(
  names: readonly N[],
  databaseUrl: string | null,
  folder: string,
  closers: (() => Promise<unknown>)[],
): Promise<Record<N, Place>> {
  if (databaseUrl === null) {
    const made = names.map((name): [string, Place] => [name, { folder: join(folder, name) }]);
    // The entries are made of `names` one line above.
    return Object.fromEntries(made) as Record<N, Place>;
  }
  const admin = openPostgres({ databaseUrl, applicationName: 'fullcircle bench' });
  const own = `fullcircle_bench_${randomUUID().slice(0, 8)}`;
  closers.push(async () => {
    await admin.exec(names.map((name) => `drop database if exists ${own}_${name} with (force)`));
    await admin.close();
  });
  const made: [string, Place][] = [];
  for (const name of names) {
    await admin.exec([`create database ${own}_${name}`]);
    const url = new URL(databaseUrl);
    url.pathname = `/${own}_${name}`;
    made.push([name, { databaseUrl: url.href }]);
  }
  // As above.
  return Object.fromEntries(made) as Record<N, Place>;
}

/** Its environment, against a GitHub of the bench; nothing is sent. */
export function appEnvironment(place: Place, secret: string, githubHost: string): Record<string, string> {
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
