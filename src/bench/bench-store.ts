import { type OpenStore, openStore } from '../store/open-store.ts';
import type { Closers } from './closing.ts';
import { databasesFor } from './databases.ts';

/**
 * The store over an empty database of its own: on a Postgres where one may be made, or embedded in a folder (null).
 * `url` is null where it is embedded.
 */
export async function openBenchStore(
  databaseUrl: string | null,
  closers: Closers,
): Promise<{ store: OpenStore; url: string | null }> {
  const { store: place } = await databasesFor(['store'], databaseUrl, closers);
  const url = 'folder' in place ? null : place.databaseUrl;
  const store = await openStore({
    databaseUrl: url,
    dataDir: 'folder' in place ? place.folder : null,
    applicationName: 'fullcircle bench',
    startedAt: new Date(0),
  });
  closers.push(store.close);
  return { store, url };
}
