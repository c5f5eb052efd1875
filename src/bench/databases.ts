import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../store/engine/postgres.ts';
import type { Closers } from './closing.ts';

/** Where a database is. */
export type DatabasePlace = { databaseUrl: string } | { folder: string };

/**
 * A database of its own for each name, gone afterwards.
 * @param databaseUrl Postgres where databases may be made; null: embedded, each in a folder of its own
 */
export async function databasesFor<N extends string>(
  names: readonly N[],
  databaseUrl: string | null,
  closers: Closers,
): Promise<Record<N, DatabasePlace>> {
  const place = databaseUrl === null ? () => folderOfItsOwn(closers) : await placesOn(databaseUrl, closers);
  const made: [string, DatabasePlace][] = [];
  for (const name of names) made.push([name, await place(name)]);
  // The entries are made of `names` one line above.
  return Object.fromEntries(made) as Record<N, DatabasePlace>;
}

/** A folder that is gone afterwards. */
export async function folderOfItsOwn(closers: Closers): Promise<{ folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'fullcircle-bench-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  return { folder };
}

async function placesOn(
  databaseUrl: string,
  closers: Closers,
): Promise<(name: string) => Promise<DatabasePlace>> {
  const admin = openPostgres({ databaseUrl, applicationName: 'fullcircle bench' });
  closers.push(admin.close);
  const own = `fullcircle_bench_${randomUUID().slice(0, 8)}`;
  return async (name) => {
    await admin.exec([`create database ${own}_${name}`]);
    closers.push(() => admin.exec([`drop database if exists ${own}_${name} with (force)`]));
    const url = new URL(databaseUrl);
    url.pathname = `/${own}_${name}`;
    return { databaseUrl: url.href };
  };
}
