import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolderInUse, DataFolderVersion } from '../../src/store/errors.ts';
import { folderHolder, lockFolder } from '../../src/store/folder/lock.ts';
import { beginFolder, checkVersion, databaseFolder, writeVersion } from '../../src/store/folder/version.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { fillInstallation, OTHER_INSTALLATION } from './filled.ts';
import { delivery, NOW } from './samples.ts';

let folder: string;
let opened: OpenStore[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fullcircle-'));
});
afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()));
  opened = [];
  await rm(folder, { recursive: true, force: true });
});

async function open(dataDir = join(folder, 'data')): Promise<OpenStore> {
  const store = await openStore({ databaseUrl: null, dataDir, applicationName: 'test', startedAt: NOW });
  opened.push(store);
  return store;
}

const lockFile = () => join(folder, 'lock.json');
const lockText = (more: object) =>
  JSON.stringify({
    pid: process.pid,
    host: hostname(),
    startedAt: NOW.toISOString(),
    port: null,
    birth: null,
    ...more,
  });

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('the lock of a data folder', () => {
  it('is held by one, who may say where it answers', async () => {
    const lock = await lockFolder(folder, NOW);
    await expect(lockFolder(folder, NOW)).rejects.toThrow(
      `process ${process.pid} on ${hostname()} since 2026-03-02`,
    );
    await lock.announce(4711);
    const refused = await lockFolder(folder, NOW).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DataFolderInUse);
    expect(refused).toMatchObject({
      holder: { pid: process.pid, port: 4711 },
      message: expect.stringContaining('4711'),
    });
    expect((await stat(lockFile())).mode & 0o077).toBe(0);
    await lock.release();
    expect(await folderHolder(folder)).toBeNull();
    await (await lockFolder(folder, NOW)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(Array.from({ length: 10 }, (_, i) => i))(
    'is given to one of many who ask at once, time %i',
    async () => {
      await writeFile(lockFile(), lockText({ pid: await deadPid() }));
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, NOW)));
      const won = asked.filter(({ status }) => status === 'fulfilled');
      expect(won).toHaveLength(1);
      for (const each of won) if (each.status === 'fulfilled') await each.value.release();
    },
  );

  it.each([
    ['a dead process', async () => lockText({ pid: await deadPid() })],
    ['an earlier process of the same number', async () => lockText({ birth: '1' })],
    ['nobody, being damaged', async () => '{"pid":'],
  ])('is taken over from %s', async (_name, text) => {
    await writeFile(lockFile(), await text());
    await (await lockFolder(folder, NOW)).release();
  });

  it('is another host’s as long as it is touched', async () => {
    await writeFile(lockFile(), lockText({ host: 'elsewhere', pid: 1 }));
    await expect(lockFolder(folder, NOW)).rejects.toThrow('elsewhere');
    await utimes(lockFile(), new Date(0), new Date(0));
    await (await lockFolder(folder, NOW)).release();
  });
});

describe('the version of a data folder', () => {
  const version = async (
    change: (known: { pglite: string; schema: { tag: string; when: number } }) => object,
  ) => {
    await writeVersion(folder);
    const known = JSON.parse(await readFile(join(folder, 'VERSION'), 'utf8'));
    await writeFile(join(folder, 'VERSION'), JSON.stringify(change(known)));
  };

  it('may be missing in an empty folder, and is this one after writing', async () => {
    await checkVersion(folder);
    await writeVersion(folder);
    await checkVersion(folder);
  });

  it('may be of an older schema', async () => {
    await version((known) => ({ ...known, schema: { tag: 'old', when: 1 } }));
    await checkVersion(folder);
  });

  it.each([
    ['another PGlite', () => version((known) => ({ ...known, pglite: '0.4' })), /PGlite 0\.4.*db export/],
    [
      'a newer schema',
      () => version((known) => ({ ...known, schema: { tag: '9999_later', when: known.schema.when + 1 } })),
      /9999_later/,
    ],
    ['something unreadable', () => writeFile(join(folder, 'VERSION'), '{'), /VERSION/],
    [
      'something that left none',
      async () => {
        await mkdir(databaseFolder(folder), { recursive: true });
        await writeFile(join(databaseFolder(folder), 'PG_VERSION'), '17');
      },
      /no readable VERSION/,
    ],
  ])('is refused where it was written by %s', async (_name, write, message) => {
    await write();
    const refused = checkVersion(folder);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(DataFolderVersion);
  });
});

describe('the embedded database in a folder', () => {
  it('is made anew where its making was cut off, and never once it was open', async () => {
    const dataDir = join(folder, 'data');
    // What a process leaves that is killed while it makes one.
    await mkdir(dataDir);
    await beginFolder(dataDir);
    await mkdir(databaseFolder(dataDir));
    await writeFile(join(databaseFolder(dataDir), 'PG_VERSION'), '17');
    const first = await open();
    await first.inbox.put(delivery('d1'));
    await first.close();
    // The same while it was noted that it is whole.
    await writeFile(join(dataDir, 'UNFINISHED'), '');
    const second = await open();
    expect((await second.inbox.known(['d1'])).has('d1')).toBe(true);
    await second.close();
    await rm(join(dataDir, 'VERSION'));
    await expect(open()).rejects.toThrow(/no readable VERSION/);
  });

  it('keeps what was written, is locked while open, and is refused when it is of another version', async () => {
    const dataDir = join(folder, 'data');
    const first = await open();
    await first.inbox.put(delivery('d1'));
    await first.announce(4711);
    await expect(open()).rejects.toThrow(/4711/);
    await first.close();
    await first.close();
    expect(existsSync(join(dataDir, 'lock.json'))).toBe(false);

    const again = await open();
    expect(await again.inbox.put(delivery('d1'))).toBe('repeated');
    await again.close();

    await writeFile(
      join(dataDir, 'VERSION'),
      JSON.stringify({ pglite: '0.1', schema: { tag: 'x', when: 1 } }),
    );
    await expect(open()).rejects.toBeInstanceOf(DataFolderVersion);
    expect(existsSync(join(dataDir, 'lock.json'))).toBe(false);
  });

  it('has nothing left of a purged installation, in no file', async () => {
    const store = await open();
    const secret = 'Wombat-Umbrella-7351';
    await store.inbox.put(delivery('with text', { installationId: 7, payload: secret.repeat(500) }));
    await store
      .forInstallation(7)
      .remember({ kind: 'team', organization: 'x', slug: 'y' }, { kind: 'team', value: [secret] }, NOW);
    await fillInstallation(store, OTHER_INSTALLATION);
    await store.inbox.prune(NOW);
    expect(await filesWith(secret)).not.toEqual([]);
    await store.operator.purge(7);
    expect(await filesWith(secret)).toEqual([]);
    expect((await store.forInstallation(OTHER_INSTALLATION).row())?.login).toBe('larkspur');
    await store.close();
    expect(await filesWith(secret)).toEqual([]);
  });

  async function filesWith(text: string): Promise<string[]> {
    const all = await readdir(folder, { recursive: true, withFileTypes: true });
    const found = await Promise.all(
      all
        .filter((entry) => entry.isFile())
        .map(async (entry) => {
          const path = join(entry.parentPath, entry.name);
          return (await readFile(path)).includes(text) ? [path] : [];
        }),
    );
    return found.flat();
  }
});
