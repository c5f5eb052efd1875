import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { Database, Engine } from '../../src/store/database.ts';
import { applyMigrations } from '../../src/store/engine/migrations.ts';
import { Mutex } from '../../src/store/engine/mutex.ts';
import { Statements } from '../../src/store/engine/statements.ts';
import { DatabaseFailed } from '../../src/store/errors.ts';
import { type OpenStore, storeOn } from '../../src/store/open-store.ts';

/** The embedded database on the thread of the simulator: runs wait for nothing else, and no thread for another. */
class Connection {
  readonly #pglite: PGlite;
  readonly #statements: Statements;
  /** one statement at a time, also where a transaction asks for several at once */
  readonly #turns: Mutex;
  /** null inside a transaction, which holds it already */
  readonly #mutex: Mutex | null;

  constructor(pglite: PGlite, statements: Statements, turns: Mutex, mutex: Mutex | null) {
    this.#pglite = pglite;
    this.#turns = turns;
    this.#statements = statements;
    this.#mutex = mutex;
  }

  query(sql: string, params: unknown[] = [], options: { rowMode?: 'array' | 'object' } = {}) {
    const ask = () =>
      failing(this.#turns.run(() => this.#statements.run(sql, params, options.rowMode ?? 'object')));
    return this.#mutex === null ? ask() : this.#mutex.run(ask);
  }

  transaction<T>(work: (inside: Connection) => Promise<T>): Promise<T> {
    const run = async (): Promise<T> => {
      await this.#pglite.exec('begin');
      try {
        const result = await work(new Connection(this.#pglite, this.#statements, this.#turns, null));
        await this.#pglite.exec('commit');
        return result;
      } catch (error) {
        await this.#pglite.exec('rollback');
        throw error;
      }
    };
    return this.#mutex === null ? run() : this.#mutex.run(run);
  }
}

async function failing<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    throw new DatabaseFailed(error instanceof Error ? error.message : String(error), code);
  }
}

/** The real store, migrated and in memory. */
export async function openSimulated(): Promise<OpenStore> {
  const pglite = await PGlite.create('memory://');
  await pglite.exec('set enable_seqscan = off');
  const connection = new Connection(pglite, new Statements(pglite), new Mutex(), new Mutex());
  // Drizzle calls `query` and `transaction` only.
  const database: Database = drizzle({ client: connection as unknown as PGlite });
  const exec = async (statements: readonly string[]): Promise<void> => {
    for (const sql of statements) await connection.query(sql);
  };
  const engine: Engine = {
    name: 'pglite',
    database,
    urgent: database,
    lockInstallation: async () => undefined,
    exec,
    tidy: (tables) => exec(tables.map((table) => `vacuum (analyze) ${table}`)),
    close: () => pglite.close(),
  };
  await applyMigrations(database);
  return storeOn(engine, null);
}
