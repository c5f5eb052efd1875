import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, inject, it } from 'vitest';
import { DatabaseUnavailable, ReadOnly, SchemaNewer, SchemaOlder } from '../../src/store/errors.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { databaseUrl } from '../postgres.global.ts';
import { describeOnEngines } from './engines.ts';
import { delivery, NOW } from './samples.ts';

const OPTIONS = { dataDir: null, applicationName: 'test', startedAt: NOW };

describe('a Postgres that is not there', () => {
  it.each([
    'postgres://nobody@127.0.0.1:1/none',
    'postgres://nobody@no-such-host.invalid/none',
    'postgres://nobody@127.0.0.1:1,127.0.0.1:2/none',
  ])(
    'is told as unavailable: %s',
    async (url) => {
      await expect(openStore({ ...OPTIONS, databaseUrl: url })).rejects.toBeInstanceOf(DatabaseUnavailable);
    },
    10_000,
  );

  it('is told within seconds where it accepts and says nothing', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const began = performance.now();
    const url = `postgres://nobody@127.0.0.1:${port}/none`;
    await expect(openStore({ ...OPTIONS, databaseUrl: url })).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(performance.now() - began).toBeLessThan(8_000);
    server.close();
  });
});

describeOnEngines('the start', (on) => {
  const run = inject('postgres');
  const server = 'missing' in run ? null : run.url;

  /** A new, empty database. */
  async function empty(
    name: string,
  ): Promise<{ url: string; query: (text: string) => Promise<unknown>; drop: () => Promise<void> }> {
    const admin = postgres(server ?? '', { max: 1, onnotice: () => undefined });
    await admin.unsafe(`create database ${name}`);
    const url = databaseUrl(server ?? '', name);
    const own = postgres(url, { max: 1, onnotice: () => undefined });
    return {
      url,
      query: (text) => own.unsafe(text),
      drop: async () => {
        await own.end();
        await admin.unsafe(`drop database if exists ${name} with (force)`);
        await admin.end();
      },
    };
  }

  it('pings', async () => {
    await on.store.ping();
  });

  // The rest is about servers; the suite's name says where it was skipped.
  it.skipIf(server === null)('migrates once, whoever comes first', async () => {
    if (on.url === null) return;
    const fresh = await empty('start_together');
    const stores = await Promise.all(
      Array.from({ length: 4 }, () => openStore({ ...OPTIONS, databaseUrl: fresh.url })),
    );
    expect(new Set(await Promise.all(stores.map((store) => store.operator.schemaVersion()))).size).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
    await fresh.drop();
  });

  it.skipIf(server === null)(
    'refuses an older schema where it may not migrate, a newer one and a read-only server',
    async () => {
      if (on.url === null) return;
      const fresh = await empty('start_refused');
      const open = (migrate: boolean) => openStore({ ...OPTIONS, databaseUrl: fresh.url, migrate });
      await expect(open(false)).rejects.toBeInstanceOf(SchemaOlder);
      await (await open(true)).close();
      await (await open(false)).close();
      await fresh.query('alter database start_refused set default_transaction_read_only = on');
      await expect(open(true)).rejects.toBeInstanceOf(ReadOnly);
      await fresh.query('set default_transaction_read_only = off');
      await fresh.query('alter database start_refused set default_transaction_read_only = off');
      await fresh.query(
        `insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`,
      );
      await expect(open(true)).rejects.toBeInstanceOf(SchemaNewer);
      await expect(open(false)).rejects.toBeInstanceOf(SchemaNewer);
      await fresh.drop();
    },
  );

  it.skipIf(server === null)('is unavailable while the server is away, and back by itself', async () => {
    if (on.url === null) return;
    const way = await proxyTo(new URL(on.url));
    const store: OpenStore = await openStore({ ...OPTIONS, databaseUrl: way.url(on.url) });
    expect(await store.inbox.put(delivery('before'))).toBe('stored');
    way.cut();
    await expect(store.ping()).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(store.inbox.put(delivery('while'))).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(
      store.forInstallation(7).decide(null, async () => ({ changes: [], effects: [], ignored: null }), NOW),
    ).rejects.toBeInstanceOf(DatabaseUnavailable);
    way.restore();
    await store.ping();
    expect(await store.inbox.put(delivery('while'))).toBe('stored');
    await store.close();
    await way.close();
  });

  // A driver that wrote to a connection that had gone ended the process, and one that forgot to write hung for ever.
  it.skipIf(server === null)(
    'outlives connections that end in the midst of transactions',
    async () => {
      if (on.url === null) return;
      const way = await proxyTo(new URL(on.url));
      const store = await openStore({ ...OPTIONS, databaseUrl: way.url(on.url) });
      const { database } = store.underneath;
      const waiting = () =>
        database.transaction(async (transaction) => {
          for (;;) await transaction.select({ slept: sql`pg_sleep(0.01)` }).from(sql`(select 1) as one`);
        });
      for (let round = 0; round < 10; round += 1) {
        const all = Promise.allSettled(Array.from({ length: 12 }, waiting));
        await setTimeout(40 + round);
        way.cut(round % 2 === 0 ? 'softly' : 'hard');
        expect((await all).map(({ status }) => status)).toEqual(Array(12).fill('rejected'));
        way.restore();
        await Promise.all(Array.from({ length: 40 }, () => store.operator.installations()));
      }
      await store.close();
      await way.close();
    },
    60_000,
  );

  it.skipIf(server === null)(
    'says nothing more in a transaction whose connection is somebody else’s by now',
    async () => {
      if (on.url === null) return;
      const way = await proxyTo(new URL(on.url));
      const store = await openStore({ ...OPTIONS, databaseUrl: way.url(on.url) });
      const { database } = store.underneath;
      const numberOf = (transaction: Pick<typeof database, 'select'>) =>
        transaction.select({ number: sql`pg_current_xact_id()::text` }).from(sql`(select 1) as one`);
      const steps = new EventEmitter();
      const goesOn = once(steps, 'go on');
      const begun = once(steps, 'begun');
      const ended = once(steps, 'ended');
      const lost = database.transaction(async (transaction) => {
        await numberOf(transaction);
        steps.emit('begun');
        await goesOn;
        await numberOf(transaction).finally(() => steps.emit('ended'));
      });
      await begun;
      way.cut('softly');
      await expect(lost).rejects.toThrow();
      way.restore();
      // Every connection of the pool is in a transaction when the one that is lost goes on.
      const others = Array.from({ length: 10 }, () =>
        database.transaction(async (transaction) => {
          const before = await numberOf(transaction);
          steps.emit('go on');
          await ended;
          await setTimeout(50);
          expect(await numberOf(transaction)).toEqual(before);
        }),
      );
      await Promise.all(others);
      await store.close();
      await way.close();
    },
  );

  // The driver took such a connection for a sound one, and nothing ever answered.
  it.skipIf(server === null)(
    'fails what is asked between the error of a connection and its end',
    async () => {
      if (on.url === null) return;
      const { hostname, port } = new URL(on.url);
      const sockets: Socket[] = [];
      const dialled = {
        socket: () => {
          const socket = connect(Number(port), hostname);
          sockets.push(socket);
          return socket;
        },
      };
      const client = postgres(on.url, { ...dialled, max: 2, backoff: false, fetch_types: false });
      const ask = () => client.unsafe('select pg_sleep(0.05)').execute();
      await Promise.all([ask(), ask()]);
      const asked = sockets.map(async (socket) => {
        await once(socket, 'error', { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
        await Promise.allSettled([ask(), client.begin((transaction) => transaction.unsafe('select 1'))]);
      });
      for (const socket of sockets) socket.destroy(new Error('lost'));
      await Promise.all(asked);
      await client.end({ timeout: 1 });
    },
    5_000,
  );

  it.skipIf(server === null)('is unavailable where the session was ended', async () => {
    if (on.url === null) return;
    const kill = sql`pg_terminate_backend(pid)`;
    const others = on.store.underneath.database
      .select({ kill })
      .from(sql`pg_stat_activity`)
      .where(sql`datname = current_database()`);
    // Ends its own session, too.
    await expect(others).rejects.toThrow();
    await on.store.ping();
  });
});

/** A way to the server that can be cut. */
async function proxyTo(target: URL) {
  const sockets = new Set<Socket>();
  let open = true;
  const server = createServer((near) => {
    if (!open) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const drop = (how: 'hard' | 'softly' = 'hard') => {
    for (const socket of sockets) how === 'hard' ? socket.resetAndDestroy() : socket.end();
  };
  return {
    url: (original: string) => {
      const changed = new URL(original);
      changed.port = String(port);
      changed.hostname = '127.0.0.1';
      return changed.href;
    },
    cut: (how: 'hard' | 'softly' = 'hard') => {
      open = false;
      drop(how);
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
