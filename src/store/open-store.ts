import { mkdir } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { Database, Engine } from './database.ts';
import { applyMigrations, checkMigrations } from './engine/migrations.ts';
import { openPglite } from './engine/pglite.ts';
import type { PostgresOptions } from './engine/postgres.ts';
import { openPostgres, whileMigrating } from './engine/postgres.ts';
import { DatabaseUnavailable, ReadOnly, translated, translating } from './errors.ts';
import type { FolderLock } from './folder/lock.ts';
import { lockFolder } from './folder/lock.ts';
import { beginFolder, checkVersion, databaseFolder, writeVersion } from './folder/version.ts';
import { createInbox } from './inbox.ts';
import { createInstallationStore } from './installation/store.ts';
import { createOperator } from './operator.ts';
import { createOutbox } from './outbox.ts';
import type { Store } from './store.ts';
import { createTimers } from './timers.ts';
import { createUpkeep } from './upkeep.ts';
import { createWritable, type Writable } from './writable.ts';

export interface StoreOptions {
  /** Postgres; null: the embedded database */
  databaseUrl: string | null;
  /** folder of the embedded database; null: in memory, gone at the end */
  dataDir: string | null;
  applicationName: string;
  /** written into the lock of the data folder */
  startedAt: Date;
  /** whether missing migrations are applied (default), or are an error */
  migrate?: boolean;
}

/** An open store, and what only its opener may do. */
export interface OpenStore extends Store {
  /** Writes the loopback port of this process into the data folder's lock, for commands that find it held. */
  announce(port: number): Promise<void>;
  /** Writes a row, as a look at whether that is possible. @throws DatabaseUnavailable, ReadOnly, DiskFull */
  tryWriting(): Promise<void>;
  /** The database underneath, for export and import. */
  readonly underneath: Engine;
}

/** A ping without an answer by then counts as no answer: health checks ask often and wait little. */
const PING_TIMEOUT_MS = 3_000;

/**
 * Opens the database, migrates it and gives the store.
 * @throws DatabaseUnavailable, ReadOnly, SchemaNewer, SchemaOlder, DataFolderInUse, DataFolderVersion
 */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const { databaseUrl, dataDir, applicationName, startedAt } = options;
  const migrate = options.migrate ?? true;
  try {
    if (databaseUrl !== null) {
      return storeOn(await startPostgres({ databaseUrl, applicationName }, migrate), null);
    }
    if (dataDir === null) return storeOn(await startPglite(null, migrate), null);
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const lock = await lockFolder(dataDir, startedAt);
    try {
      await beginFolder(dataDir);
      await checkVersion(dataDir);
      const engine = await startPglite(databaseFolder(dataDir), migrate);
      await writeVersion(dataDir);
      return storeOn(engine, lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  } catch (error) {
    throw translated(error);
  }
}

async function startPglite(folder: string | null, migrate: boolean): Promise<Engine> {
  const engine = await openPglite(folder);
  try {
    await (migrate ? applyMigrations : checkMigrations)(engine.database);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function startPostgres(options: PostgresOptions, migrate: boolean): Promise<Engine> {
  if (migrate) {
    await whileMigrating(options, async ({ database }) => {
      await refuseReadOnly(database);
      await applyMigrations(database);
    });
    return openPostgres(options);
  }
  const engine = openPostgres(options);
  try {
    await refuseReadOnly(engine.database);
    await checkMigrations(engine.database);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function refuseReadOnly(database: Database): Promise<void> {
  const setting = sql<string>`current_setting('transaction_read_only')`;
  const [row] = await database.select({ setting }).from(sql`(select 1) as one`);
  if (row?.setting === 'on') {
    throw new ReadOnly(
      'The database takes no writes. Give the address of the primary server in DATABASE_URL.',
    );
  }
}

/** The store on an engine that is open and migrated; with it the lock of its data folder ends. */
export function storeOn(engine: Engine, lock: FolderLock | null): OpenStore {
  let closed: Promise<void> | null = null;
  const upkeep = createUpkeep(engine);
  const writable = createWritable(engine);
  const guarded = <T extends object>(api: T): T => translating(api, writable.noteError);
  const close = async (): Promise<void> => {
    await engine.close();
    await lock?.release();
  };
  return {
    engine: engine.name,
    underneath: engine,
    inbox: guarded(createInbox(engine)),
    outbox: guarded(createOutbox(engine)),
    timers: guarded(createTimers(engine)),
    operator: guarded(createOperator(engine)),
    forInstallation: (installationId) => guarded(createInstallationStore(engine, upkeep, installationId)),
    ping: () => ping(engine.database, writable),
    tryWriting: writable.tryWriting,
    announce: async (port) => lock?.announce(port),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

async function ping(database: Database, writable: Writable): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new DatabaseUnavailable('the database does not answer')),
      PING_TIMEOUT_MS,
    );
  });
  const answer = database
    .select({ one: sql`1` })
    .from(sql`(select 1) as one`)
    .then(() => writable.confirm());
  try {
    await Promise.race([answer, late]);
  } catch (error) {
    const reason = translated(error);
    throw reason instanceof DatabaseUnavailable
      ? reason
      : new DatabaseUnavailable('the database fails', { cause: reason });
  } finally {
    clearTimeout(timer);
  }
}
