import type { Socket } from 'node:net';
import { connect as connectSocket } from 'node:net';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Engine } from '../database.ts';

/** Enough for one process (its workers are few), and a small share of a server's usual 100. */
const POOL_MAX = 10;

/** Deliveries are stored on connections of their own, or they would wait for those that wait for an installation's turn. */
const URGENT_POOL_MAX = 4;

/** A server that does not answer by then counts as away: the webhook has 10 s to be answered. */
const CONNECT_TIMEOUT_S = 3;

/** How long `close` waits for queries in work before it cuts them off. */
const CLOSE_TIMEOUT_S = 5;

export interface PostgresOptions {
  databaseUrl: string;
  /** shown in pg_stat_activity */
  applicationName: string;
}

/**
 * A socket that fails where the other side hangs up before it said anything, as a proxy does whose server is away.
 * Left to itself the driver would connect again and again without an end, and the query would never fail.
 */
function dial(where: { host: string[]; port: number[]; path: string | false | undefined }): Socket {
  const path = where.path || null;
  const socket = path === null ? connectSocket(where.port[0] ?? 5432, where.host[0]) : connectSocket(path);
  socket.once('end', () => {
    if (socket.bytesRead > 0) return;
    socket.destroy(Object.assign(new Error('the server hung up'), { code: 'ECONNRESET' }));
  });
  // What the driver would note itself: the name that a certificate must bear.
  return Object.assign(socket, { host: where.host[0] });
}

function connect({ databaseUrl, applicationName }: PostgresOptions, connections: number) {
  // Of several hosts the driver takes the next by itself, on its own sockets only.
  const severalHosts = /^[^?]*,/.test(databaseUrl);
  return postgres(databaseUrl, {
    ...(severalHosts ? {} : { socket: dial }),
    max: connections,
    connect_timeout: CONNECT_TIMEOUT_S,
    // Arrays go as texts. The driver would ask for their types on each connection, and end the process where that fails.
    fetch_types: false,
    // Tried again at every query: the pool reconnects by itself as soon as the server is back.
    backoff: false,
    onnotice: () => undefined,
    connection: { application_name: applicationName, TimeZone: 'UTC' },
  });
}

/** The server behind the URL. Connects at the first query, and again after the server was away. */
export function openPostgres(options: PostgresOptions): Engine {
  const client = connect(options, POOL_MAX);
  const urgent = connect(options, URGENT_POOL_MAX);
  return {
    name: 'postgres',
    database: drizzle({ client }),
    urgent: drizzle({ client: urgent }),
    // Keys of one bigint are installations; migrations use a key that no installation has.
    lockInstallation: async (transaction, installationId) => {
      await transaction.execute(sql`select pg_advisory_xact_lock(${installationId}::bigint)`);
    },
    exec: async (statements) => {
      for (const statement of statements) await client.unsafe(statement);
    },
    // Autovacuum does.
    tidy: async () => undefined,
    close: async () => {
      await Promise.all([client, urgent].map((each) => each.end({ timeout: CLOSE_TIMEOUT_S })));
    },
  };
}

/** Key of the lock around migrations; negative, so that no installation's id meets it. */
const MIGRATION_LOCK = -7_266_471;

/**
 * Runs `work` on a connection of its own while holding the lock around migrations, so that several processes may
 * start at once: the later ones find everything done.
 */
export async function whileMigrating<T>(
  options: PostgresOptions,
  work: (engine: Pick<Engine, 'database'>) => Promise<T>,
): Promise<T> {
  const client = connect(options, 1);
  try {
    // The lock is the session's, and goes with it where this process dies.
    await client`select pg_advisory_lock(${MIGRATION_LOCK}::bigint)`;
    return await work({ database: drizzle({ client }) });
  } finally {
    await client.end({ timeout: CLOSE_TIMEOUT_S });
  }
}
