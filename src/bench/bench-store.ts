import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../store/engine/postgres.ts';
import { type OpenStore, openStore } from '../store/open-store.ts';

/**
 * An empty database of its own: on a Postgres where one may be made, or embedded in a folder (null). `closers` give
 * everything back, last one first.
 */
export async function openBenchStore(
  databaseUrl: string | null,
  closers: (() => Promise<unknown>)[],
): Promise<{ store: OpenStore; url: string | null }> {
  const open = async (place: { databaseUrl: string } | { dataDir: string }): Promise<OpenStore> => {
    const store = await openStore({
      databaseUrl: null,
      dataDir: null,
      ...place,
      applicationName: 'fullcircle bench',
      startedAt: new Date(0),
    });
    closers.push(store.close);
    return store;
  };
  if (databaseUrl === null) {
    const folder = await mkdtemp(join(tmpdir(), 'fullcircle-bench-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    return { store: await open({ dataDir: folder }), url: null };
  }
  const admin = openPostgres({ databaseUrl, applicationName: 'fullcircle bench' });
  const own = `fullcircle_bench_${randomUUID().slice(0, 8)}`;
  closers.push(async () => {
    await admin.exec([`drop database if exists ${own} with (force)`]);
    await admin.close();
  });
  await admin.exec([`create database ${own}`]);
  const url = new URL(databaseUrl);
  url.pathname = `/${own}`;
  return { store: await open({ databaseUrl: url.href }), url: url.href };
}
