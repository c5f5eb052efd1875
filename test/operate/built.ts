import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';

/** The project as an operator has it: built, with its package.json, started by npm or by node, stopped by signals. */

const ROOT = join(import.meta.dirname, '../..');

/** On a busy machine a start with an empty folder takes some seconds, and npm adds one. */
const WITHIN_MS = 60_000;
const POLL_MS = 50;

export const APP_ID = 4711;
export const SECRET = 'known to both ends';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

export interface Built {
  folder: string;
  /** Starts the app, by node or as `npm start`. */
  start(environment: Record<string, string>, by?: 'node' | 'npm'): Running;
  /** Runs `fullcircle` with these words to its end. */
  run(environment: Record<string, string>, ...words: string[]): Promise<Ended>;
  remove(): Promise<void>;
}

export interface Ended {
  code: number | null;
  out: string;
  err: string;
  tookMs: number;
}

export interface Running {
  child: ChildProcess;
  output(): string;
  /** Resolves when it answers `/healthz`; rejects with what it wrote where it ended. */
  up(): Promise<void>;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
  ended: Promise<Ended>;
}

/** Compiles the sources into a folder of their own beside links to what is shared. */
export async function build(): Promise<Built> {
  const folder = await mkdtemp(join(tmpdir(), 'fullcircle-built-'));
  await Promise.all([
    symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules')),
    cp(join(ROOT, 'drizzle'), join(folder, 'drizzle'), { recursive: true }),
    ...['package.json', 'app.yml'].map((name) => cp(join(ROOT, name), join(folder, name))),
  ]);
  const config = join(ROOT, 'tsconfig.build.json');
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  // Types are another step's care.
  const words = [compiler, '-p', config, '--noCheck', '--outDir', join(folder, 'dist')];
  await promisify(execFile)(process.execPath, words);
  return {
    folder,
    start(environment, by = 'node') {
      const [command, words] = by === 'npm' ? ['npm', ['start']] : [process.execPath, ['dist/main.js']];
      return running(launch(folder, command, words, environment), Number(environment.PORT ?? 0));
    },
    run: (environment, ...words) =>
      running(launch(folder, process.execPath, ['dist/cli/fullcircle.js', ...words], environment), 0).ended,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function launch(cwd: string, command: string, words: string[], environment: Record<string, string>) {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(command, words, {
    cwd,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function running(child: ChildProcess, port: number): Running {
  const begun = performance.now();
  const text = { out: '', err: '' };
  child.stdout?.on('data', (part: Buffer) => {
    text.out += part.toString();
  });
  child.stderr?.on('data', (part: Buffer) => {
    text.err += part.toString();
  });
  const ended = once(child, 'close').then(
    ([code]): Ended => ({
      code: typeof code === 'number' ? code : null,
      ...text,
      tookMs: performance.now() - begun,
    }),
  );
  return {
    child,
    ended,
    output: () => text.out + text.err,
    up: () =>
      until(async () => {
        if (child.exitCode !== null) throw new Error(`it ended:\n${text.out}${text.err}`);
        return (await answer(port, '/healthz')).status === 200;
      }),
    async stop(signal = 'SIGTERM') {
      const since = performance.now();
      child.kill(signal);
      return { ...(await ended), tookMs: performance.now() - since };
    },
  };
}

/** Looks again and again until it holds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + WITHIN_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it took too long');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** What a running app answers; status 0 where nobody does. */
export async function answer(port: number, path: string): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '' };
  }
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

/** A GitHub on this machine with one organisation that has installed the app, and the environment that leads to it. */
export async function startGitHub(port: number) {
  const sandbox: Sandbox = createSandbox({
    clock: { now: () => new Date() },
    appId: APP_ID,
    publicKeyPem: keys.publicKey,
    webhook: { url: `http://127.0.0.1:${port}/api/github/webhooks`, secret: SECRET },
  });
  await sandbox.listen();
  sandbox.people.createOrganization({ login: 'acme', owner: 'olga' });
  sandbox.people.createRepository({ owner: 'acme', name: 'core' });
  sandbox.webhooks.hold();
  const installationId = sandbox.people.install('acme');
  const environment = {
    APP_ID: String(APP_ID),
    PRIVATE_KEY: keys.privateKey,
    WEBHOOK_SECRET: SECRET,
    GHE_HOST: sandbox.host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'json',
    WRITE_GAP_MS: '1',
    WRITES_PER_MINUTE: '100000',
  };
  return { sandbox, installationId, environment };
}

/** Process ids below a process, as Linux tells them. */
export async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = text
    .split(' ')
    .filter((word) => word !== '')
    .map(Number);
  const below = await Promise.all(children.map(childrenOf));
  return [...children, ...below.flat()];
}
