import { link, open, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DataFolderInUse } from '../errors.ts';

/** How often the holder touches its lock. */
const HEARTBEAT_MS = 10_000;

/**
 * A lock of another host (of another container, too) that was not touched for so long is stale: its process cannot be
 * asked. Six missed heartbeats, so that a busy machine is not mistaken for a dead one.
 */
const FOREIGN_STALE_MS = 60_000;

const lockShape = z.object({
  pid: z.number().int(),
  host: z.string(),
  startedAt: z.string(),
  port: z.number().int().nullable(),
  /** tells a process from a later one with the same number; null where the system does not say */
  birth: z.string().nullable(),
});
type Lock = z.infer<typeof lockShape>;

/** The lock that this process holds on its data folder. */
export interface FolderLock {
  /** Tells others on which loopback port this process answers. */
  announce(port: number): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the lock of a data folder. PGlite itself would let a second process in, and lose its rows.
 * A lock whose process is gone is taken over.
 * @throws DataFolderInUse where a living process holds it
 */
export async function lockFolder(folder: string, startedAt: Date): Promise<FolderLock> {
  const path = join(folder, 'lock.json');
  const lock: Lock = {
    pid: process.pid,
    host: hostname(),
    startedAt: startedAt.toISOString(),
    port: null,
    birth: await birthOf(process.pid),
  };
  while (!(await create(path, lock))) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) continue;
    const holder = parse(text);
    if (holder !== null && (await isAlive(holder, path))) throw new DataFolderInUse(folder, holder);
    await removeStale(path, text);
  }
  const beat = setInterval(() => void touch(path), HEARTBEAT_MS);
  beat.unref();
  return {
    announce: (port) => writeFile(path, serialised({ ...lock, port })),
    release: async () => {
      clearInterval(beat);
      await rm(path, { force: true });
    },
  };
}

/** Who holds the folder now; null where nobody does. */
export async function folderHolder(folder: string): Promise<Lock | null> {
  const path = join(folder, 'lock.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  const holder = text === null ? null : parse(text);
  return holder !== null && (await isAlive(holder, path)) ? holder : null;
}

function serialised(lock: Lock): string {
  return `${JSON.stringify(lock)}\n`;
}

/** A lock that cannot be read was left by a crash in the midst of writing it. */
function parse(text: string): Lock | null {
  try {
    return lockShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function create(path: string, lock: Lock): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(serialised(lock));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isAlive(lock: Lock, path: string): Promise<boolean> {
  if (lock.host !== hostname()) {
    const { mtimeMs } = await stat(path);
    return Date.now() - mtimeMs < FOREIGN_STALE_MS;
  }
  try {
    process.kill(lock.pid, 0);
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  // In containers the next process gets the same number: it is the same one only if it was born at the same moment.
  const birth = await birthOf(lock.pid);
  return birth === null || lock.birth === null || birth === lock.birth;
}

/** When a process was started, as Linux counts it (field 22 of /proc/PID/stat, see proc(5)); null elsewhere. */
async function birthOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The second field is the command in brackets, which may itself hold spaces and brackets.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

/** Moves the stale lock aside before it is deleted, and back where another process was faster and it is theirs. */
async function removeStale(path: string, stale: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8').catch(() => stale)) !== stale)
    await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  // A folder that was deleted under the process is not worth a crash.
  await utimes(path, now, now).catch(() => undefined);
}
