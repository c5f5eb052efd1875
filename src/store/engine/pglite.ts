import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { Database, Engine } from '../database.ts';
import { Mutex } from './mutex.ts';
import { DatabaseThread, DatabaseThreads, type Result } from './pglite-thread.ts';

/** The part of PGlite's interface that Drizzle uses, spoken with the thread. There is one connection only. */
class Connection {
  /** of a transaction: the one that it began on */
  readonly #threads: Pick<DatabaseThreads, 'alive'>;
  /** null inside a transaction, which holds it already */
  readonly #mutex: Mutex | null;
  readonly #isUrgent: boolean;

  constructor(threads: Pick<DatabaseThreads, 'alive'>, mutex: Mutex | null, isUrgent = false) {
    this.#threads = threads;
    this.#mutex = mutex;
    this.#isUrgent = isUrgent;
  }

  query(
    sql: string,
    params: unknown[] = [],
    options: { rowMode?: 'array' | 'object' } = {},
  ): Promise<Result> {
    const ask = async (): Promise<Result> => {
      const thread = await this.#threads.alive();
      return thread.ask({ op: 'query', sql, params, rowMode: options.rowMode ?? 'object' });
    };
    return this.#mutex === null ? ask() : this.#mutex.run(ask, this.#isUrgent);
  }

  /** Nothing gets between BEGIN and COMMIT, since the mutex is held all the while. */
  transaction<T>(work: (inside: Connection) => Promise<T>): Promise<T> {
    const run = async (): Promise<T> => {
      const thread = await this.#threads.alive();
      const exec = (sql: string) => thread.ask({ op: 'exec', sql });
      await exec('begin');
      try {
        const result = await work(new Connection({ alive: async () => thread }, null));
        await exec('commit');
        return result;
      } catch (error) {
        // Where the database ended in the middle, nothing of it stays anyway.
        if (!thread.hasEnded) await exec('rollback');
        throw error;
      }
    };
    return this.#mutex === null ? run() : this.#mutex.run(run, this.#isUrgent);
  }
}

/**
 * Makes a new database in a thread that ends with it: making one takes about 850 MiB, which stay with the thread for
 * good, opening it takes 290.
 */
async function makeFolder(folder: string): Promise<void> {
  const thread = new DatabaseThread({ folder });
  await thread.opened;
  await thread.ask({ op: 'close' });
  await thread.end();
}

/**
 * Opens the embedded database.
 * @param folder where it lives; null for one in memory that is gone when it is closed
 * @throws DatabaseFailed where the folder does not open
 */
export async function openPglite(folder: string | null): Promise<Engine> {
  if (folder !== null && !existsSync(join(folder, 'PG_VERSION'))) await makeFolder(folder);
  const thread = new DatabaseThread({ folder });
  await thread.opened;
  const threads = new DatabaseThreads(folder, thread);
  const mutex = new Mutex();
  const connection = new Connection(threads, mutex);
  // Drizzle calls `query` and `transaction` only, which `Connection` has; the rest of PGlite's interface is not ours.
  const over = (client: Connection): Database => drizzle({ client: client as unknown as PGlite });
  // Each for itself and outside of a transaction, as VACUUM and CHECKPOINT want it.
  const exec = async (statements: readonly string[]): Promise<void> => {
    for (const sql of statements) await connection.query(sql);
  };
  return {
    name: 'pglite',
    database: over(connection),
    urgent: over(new Connection(threads, mutex, true)),
    lockInstallation: async () => undefined,
    exec,
    tidy: (tables) => exec(tables.map((table) => `vacuum (analyze) ${table}`)),
    close: () => threads.close(),
  };
}
