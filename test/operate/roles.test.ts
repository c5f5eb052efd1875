import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { databaseUrl } from '../postgres.global.ts';
import type { Built, Running } from './built.ts';
import { answer, build, freePort, startGitHub, until } from './built.ts';

/** Processes that share a Postgres: one takes deliveries in, one works on them; and a database that comes and goes. */

const VAGUE = {
  title: 'Install fails at the first step of the quickstart',
  body: 'I am new here. `npm install` fails.',
};

// Found by test/postgres.global.ts, as are the suites of ../store/engines.ts.
const run = inject('postgres');
const server = 'missing' in run ? '' : run.url;

it('there is a Postgres to test on, unless it was left out on purpose', () => {
  if (process.env.CI !== undefined && process.env.SKIP_POSTGRES !== '1')
    expect(run).not.toHaveProperty('missing');
});

describe.skipIf(server === '')('processes that share a Postgres', () => {
  let built: Built;
  let github: Awaited<ReturnType<typeof startGitHub>>;
  let way: Awaited<ReturnType<typeof wayTo>>;
  let admin: postgres.Sql;
  const name = `fullcircle_roles_${randomUUID().slice(0, 8)}`;
  let url: string;
  let ports: { web: number; worker: number };
  let web: Running | undefined;
  let worker: Running | undefined;

  beforeAll(async () => {
    admin = postgres(server, { max: 1, onnotice: () => undefined });
    await admin.unsafe(`create database ${name}`);
    url = databaseUrl(server, name);
    ports = { web: await freePort(), worker: await freePort() };
    [built, github, way] = await Promise.all([build(), startGitHub(ports.web), wayTo(new URL(server))]);
  });
  afterAll(async () => {
    for (const each of [web, worker]) each?.child.kill('SIGKILL');
    await Promise.all([github.sandbox.close(), way.close(), built.remove()]);
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  });

  const environment = (role: 'web' | 'worker'): Record<string, string> => ({
    ...github.environment,
    PORT: String(ports[role]),
    ROLE: role,
    DATABASE_URL: way.url(url),
    DATA_DIR: `${built.folder}/data-${role}`,
  });

  it('start side by side, whoever migrates', async () => {
    web = built.start(environment('web'));
    worker = built.start(environment('worker'));
    await Promise.all([web.up(), worker.up()]);
    for (const port of Object.values(ports)) {
      await until(async () => (await answer(port, '/readyz')).status === 200);
      expect((await answer(port, '/metrics')).text).toContain('fullcircle_deliveries');
    }
  });

  it('take in with one and carry on with the other', async () => {
    const post = (port: number) => fetch(`http://127.0.0.1:${port}/api/github/webhooks`, { method: 'POST' });
    expect((await post(ports.worker)).status).toBe(404);
    expect((await post(ports.web)).status).toBe(400);
    github.sandbox.people.openIssue({ repo: 'acme/core', author: 'nia', ...VAGUE });
    for (const { id } of github.sandbox.webhooks.deliveries()) await github.sandbox.webhooks.deliver(id);
    await until(async () => labels() > 0);
    const processed = (port: number) =>
      answer(port, '/metrics').then(
        ({ text }) => /fullcircle_processed_total\{.*"done"\} (\d+)/.exec(text)?.[1],
      );
    expect([await processed(ports.web), Number(await processed(ports.worker)) > 0]).toEqual([
      undefined,
      true,
    ]);
  });

  it('answer commands from a third process', async () => {
    const { code, out } = await built.run(environment('worker'), 'tick', 'schedule', '--json');
    expect([code, JSON.parse(out).left]).toEqual([0, { deliveries: 0, effects: 0 }]);
  });

  it('refuse deliveries while the database is away, and go on when it is back', async () => {
    way.cut();
    await until(async () => (await answer(ports.web, '/readyz')).status === 503);
    expect(JSON.parse((await answer(ports.web, '/readyz')).text)).toMatchObject({
      ready: false,
      database: false,
    });
    expect((await answer(ports.web, '/healthz')).status).toBe(200);
    github.sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', ...VAGUE });
    const opened = github.sandbox.webhooks.deliveries().at(-1);
    await github.sandbox.webhooks.deliver(opened?.id ?? 0);
    expect(opened?.attempts.at(-1)?.statusCode).toBe(503);
    way.restore();
    await until(async () => (await answer(ports.web, '/readyz')).status === 200);
    await github.sandbox.webhooks.deliver(opened?.id ?? 0);
    await until(async () => labels() > 1);
  });

  it('stop with 0 while the database is away', async () => {
    way.cut();
    const ended = await Promise.all([web?.stop(), worker?.stop()]);
    expect(ended.map((each) => [each?.code, (each?.tookMs ?? 0) < 10_000])).toEqual([
      [0, true],
      [0, true],
    ]);
    const { code, err } = await built.start(environment('web')).ended;
    expect([code, err]).toEqual([1, expect.stringMatching(/^the database is away: .*\n$/)]);
    way.restore();
  });

  it('do not start on a database that is read-only, or that a newer release has migrated', async () => {
    const own = postgres(url, { max: 1, onnotice: () => undefined });
    await admin.unsafe(`alter database ${name} set default_transaction_read_only = on`);
    const readOnly = await built.start(environment('web')).ended;
    expect([readOnly.code, readOnly.err]).toEqual([
      1,
      expect.stringMatching(/^The database takes no writes\. .*\n$/),
    ]);
    await admin.unsafe(`alter database ${name} set default_transaction_read_only = off`);
    await own.unsafe(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`,
    );
    const newer = await built.start(environment('web')).ended;
    expect([newer.code, newer.err]).toEqual([
      1,
      expect.stringMatching(/^The database was migrated by a newer .*\n$/),
    ]);
    await own.end();
  });

  function labels(): number {
    const threads = github.sandbox.world.repositories[0]?.threads.values() ?? [];
    return [...threads].filter((thread) => thread.labels.length > 0).length;
  }
});

/** A way to the server that can be cut. */
async function wayTo(target: URL) {
  const sockets = new Set<Socket>();
  let open = true;
  const server = createServer((near) => {
    if (!open) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: (original: string) => {
      const changed = new URL(original);
      changed.host = `127.0.0.1:${port}`;
      return changed.href;
    },
    cut: () => {
      open = false;
      drop();
    },
    restore: () => {
      open = true;
    },
    close: async () => {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}
