import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type LoadFigures, type LoadJob, loadFigures } from './load.ts';
import type { PlainStart } from './plain-process.ts';

/** A first start makes an embedded database, which takes seconds, and minutes where the machine has much else to do. */
const START_WITHIN_MS = 300_000;
const LOOK_EVERY_MS = 50;

/** A process that receives deliveries. */
export interface Receiving {
  pid: number;
  /** where deliveries are posted to */
  url: string;
  stop(): Promise<void>;
}

/** A module beside this one as a process: `.js` when built, `.ts` when run from the sources. */
function launch(name: string, env: Record<string, string | undefined>): ChildProcess {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fork(new URL(`./${name}.${ending}`, import.meta.url), {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

/** The process that sends. */
export async function startLoad(env: Record<string, string | undefined>) {
  const child = launch('load-process', env);
  await once(child, 'message');
  return {
    async run(job: LoadJob): Promise<LoadFigures> {
      const answered = once(child, 'message');
      child.send(job);
      const [figures] = await answered;
      return loadFigures.parse(figures);
    },
    stop: () => stopped(child),
  };
}

/** The plainest receiver. */
export async function startPlain(
  start: PlainStart,
  env: Record<string, string | undefined>,
): Promise<Receiving> {
  const child = launch('plain-process', env);
  await once(child, 'message');
  const answered = once(child, 'message');
  child.send(start);
  const [{ port }] = await answered;
  if (typeof port !== 'number') throw new Error('the plain receiver did not start');
  return { pid: child.pid ?? 0, url: `http://127.0.0.1:${port}/`, stop: () => stopped(child) };
}

/** The app itself, by its own entry point. */
export async function startReceiving(
  env: Record<string, string | undefined>,
  port: number,
): Promise<Receiving> {
  const child = launch('../main', { ...env, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'fatal' });
  const end = performance.now() + START_WITHIN_MS;
  while ((await ready(port)) !== 200) {
    if (child.exitCode !== null || performance.now() > end) {
      await stopped(child);
      throw new Error('the app did not start');
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}/api/github/webhooks`,
    stop: () => stopped(child),
  };
}

async function ready(port: number): Promise<number> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status,
    () => 0,
  );
}

const KIB_PER_MIB = 1024;

/** Starts counting anew what `peakMib` tells (5 in clear_refs, proc(5)), where the system lets us. */
export async function forgetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => undefined);
}

/** Most memory that a process had resident, in MiB, as Linux counts it (VmHWM of proc(5)); null elsewhere. */
export async function peakMib(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(text)?.[1];
  return found === undefined ? null : Math.round(Number(found) / KIB_PER_MIB);
}
