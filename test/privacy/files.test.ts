import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { fillInstallation } from '../store/filled.ts';
import { at, NOW } from '../store/samples.ts';

/** Files of a folder that have a text, whatever kind of files they are. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    names.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isFile() && (await readFile(path)).includes(text) ? [path] : [];
    }),
  );
  return found.flat();
}

it('leaves nothing of a person in any file of the embedded database', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fullcircle-'));
  try {
    const open = () =>
      openStore({ databaseUrl: null, dataDir: folder, applicationName: 'test', startedAt: NOW });
    const store = await open();
    await fillInstallation(store, 7);
    await store.close();
    // What is not written to files can leave nothing there: it was in one.
    expect(await filesWith(folder, 'person-501')).not.toEqual([]);
    expect(await filesWith(folder, 'ERR_MODULE_NOT_FOUND')).not.toEqual([]);
    const again = await open();
    const found = await again.forInstallation(7).people.forget('person-501', at(900));
    expect(found).toMatchObject({ accounts: 1 });
    await again.close();
    expect(await filesWith(folder, 'person-501')).toEqual([]);
    expect(await filesWith(folder, 'ERR_MODULE_NOT_FOUND')).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
