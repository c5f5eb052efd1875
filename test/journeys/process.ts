import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/** The app as an operator runs it: a process of its own that can be killed. */

const ROOT = join(import.meta.dirname, '../..');

/** A first start on an empty folder takes some seconds, and minutes on a machine that does much else. */
const START_MS = 180_000;

/** Asking whether it is up or quiet more often only slows it down. */
const POLL_MS = 50;

/** Waits double: what was struck, cut off or limited eight times is tried again after four minutes. */
const QUIET_MS = 600_000;

const backfillShape = z.object({
  backfill: z.object({ repositoriesDone: z.number(), repositories: z.number() }).nullable(),
});

export interface AppProcess {
  readonly port: number;
  /** Resolves once nothing is left to process or to send. */
  quiet(): Promise<void>;
  /** kill -9 */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code */
  stop(): Promise<number | null>;
  /** what it wrote so far */
  output(): string;
}

/** A port that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Processes that are still there; a test that fails must not leave one behind. */
const alive = new Set<ChildProcess>();

/** Ends every process that is left. */
export function endAll(): void {
  for (const child of alive) child.kill('SIGKILL');
}

/** Starts the app with this environment and waits until it answers. */
export async function startApp(environment: Record<string, string>): Promise<AppProcess> {
  const port = Number(environment.PORT);
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/main.ts')], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  const parts: string[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part.toString()));
  child.stderr.on('data', (part: Buffer) => parts.push(part.toString()));
  const output = (): string => parts.join('');
  await until(async () => (await status(port, '/healthz')) === 200, START_MS, child, output);
  return {
    port,
    output,
    async quiet() {
      let left = '';
      const isQuiet = async () => {
        left = await notDone(port);
        return left === '';
      };
      await until(isQuiet, QUIET_MS, child, () => `${left}\n${output()}`);
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await ended;
      return typeof code === 'number' ? code : null;
    },
  };
}

async function until(
  holds: () => Promise<boolean>,
  withinMs: number,
  child: ChildProcess,
  output: () => string,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the app ended:\n${output()}`);
    if (performance.now() > end) throw new Error(`the app took too long:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function status(port: number, path: string): Promise<number> {
  try {
    return (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  } catch {
    return 0;
  }
}

/**
 * What is left to be done: '' once history is read to its end, and nothing is pending, claimed or being sent. One look is
 * enough, since effects are written together with the end of their delivery.
 */
async function notDone(port: number): Promise<string> {
  const { backfill } = backfillShape.parse(await (await fetch(`http://127.0.0.1:${port}/readyz`)).json());
  if (backfill === null || backfill.repositoriesDone < backfill.repositories) {
    return `history: ${JSON.stringify(backfill)}`;
  }
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const open =
    /^fullcircle_(?:deliveries\{state="(?:pending|claimed)"|effects\{state="(?:pending|sending)")\} [1-9].*$/gm;
  return (text.match(open) ?? []).join('\n');
}
