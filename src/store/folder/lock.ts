import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
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

/** Deleting a stale lock takes milliseconds: a guard that is older was left by a crash. */
const GUARD_STALE_MS = 5_000;
const GUARD_WAIT_MS = 20;

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
  let mine = serialised(lock);
  const beat = setInterval(() => void touch(path), HEARTBEAT_MS);
  beat.unref();
  return {
    announce: async (port) => {
      mine = serialised({ ...lock, port });
      const whole = await prepared(path, mine);
      await rename(whole, path);
    },
    release: async () => {
      clearInterval(beat);
      if ((await readFile(path, 'utf8').catch(() => null)) === mine) await rm(path, { force: true });
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

/** Nothing of ours writes such a lock: it was damaged. */
function parse(text: string): Lock | null {
  try {
    return lockShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Writes a file beside the lock that can become it in one step: nobody ever reads half a lock. */
async function prepared(path: string, text: string): Promise<string> {
  const beside = `${path}.${randomUUID()}`;
  await writeFile(beside, text, { mode: 0o600 });
  return beside;
}

async function create(path: string, lock: Lock): Promise<boolean> {
  const whole = await prepared(path, serialised(lock));
  try {
    await link(whole, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(whole, { force: true });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function isAlive(lock: Lock, path: string): Promise<boolean> {
  if (lock.host !== hostname()) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
    return Date.now() - mtimeMs < FOREIGN_STALE_MS;
  }
  try {
    process.kill(lock.pid, 0);
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return hasCode(error, 'EPERM');
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

/**
 * Deletes the lock if it is still the stale one. Only who has made the guard folder may do so: otherwise two processes
 * could both see the stale lock, and the slower one delete the new lock of the faster.
 */
async function removeStale(path: string, stale: string): Promise<void> {
  const guard = `${path}.guard`;
  try {
    await mkdir(guard);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const { mtimeMs } = await stat(guard).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > GUARD_STALE_MS) await rmdir(guard).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, GUARD_WAIT_MS));
    return;
  }
  try {
    if ((await readFile(path, 'utf8').catch(() => null)) === stale) await rm(path, { force: true });
  } finally {
    await rmdir(guard).catch(() => undefined);
  }
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  // A folder that was deleted under the process is not worth a crash.
  await utimes(path, now, now).catch(() => undefined);
}
