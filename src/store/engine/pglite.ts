import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { startThread } from '../../thread.ts';
import type { Database, Engine } from '../database.ts';
import { DatabaseFailed } from '../errors.ts';
import { DatabaseUnavailable } from '../store.ts';
import { Mutex } from './mutex.ts';
import type { Answer, Request, WorkerStart } from './protocol.ts';
import { OPENED_ID } from './protocol.ts';

type Result = Extract<Answer, { rows: unknown[] }>;
type Ask = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

/** The thread of the database and the questions that it has not answered yet. */
class DatabaseThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<
    number,
    { resolve: (result: Result) => void; reject: (error: Error) => void }
  >();
  #lastId = OPENED_ID;
  #ended: Error | null = null;
  readonly opened: Promise<Result>;

  constructor(start: WorkerStart) {
    this.#worker = startThread('pglite-worker', import.meta.url, start);
    this.opened = new Promise((resolve, reject) => {
      this.#waiting.set(OPENED_ID, { resolve, reject });
    });
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    this.#worker.on('error', (error) =>
      this.#end(new DatabaseUnavailable('the embedded database stopped', { cause: error })),
    );
    this.#worker.on('exit', () => this.#end(new DatabaseUnavailable('the embedded database is closed')));
  }

  ask(question: Ask): Promise<Result> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      // Only a question that waits for its answer keeps the process alive.
      if (this.#waiting.size === 0) this.#worker.ref();
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...question });
    });
  }

  /** Resolves when the thread is no more and its memory is given back. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ('failed' in answer) waiting?.reject(new DatabaseFailed(answer.failed.message, answer.failed.code));
    else waiting?.resolve(answer);
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

/** The part of PGlite's interface that Drizzle uses, spoken with the thread. There is one connection only. */
class Connection {
  readonly #thread: DatabaseThread;
  /** null inside a transaction, which holds it already */
  readonly #mutex: Mutex | null;
  readonly #isUrgent: boolean;

  constructor(thread: DatabaseThread, mutex: Mutex | null, isUrgent = false) {
    this.#thread = thread;
    this.#mutex = mutex;
    this.#isUrgent = isUrgent;
  }

  query(
    sql: string,
    params: unknown[] = [],
    options: { rowMode?: 'array' | 'object' } = {},
  ): Promise<Result> {
    const ask = () => this.#thread.ask({ op: 'query', sql, params, rowMode: options.rowMode ?? 'object' });
    return this.#mutex === null ? ask() : this.#mutex.run(ask, this.#isUrgent);
  }

  /** Nothing gets between BEGIN and COMMIT, since the mutex is held all the while. */
  transaction<T>(work: (inside: Connection) => Promise<T>): Promise<T> {
    const run = async (): Promise<T> => {
      await this.exec('begin');
      try {
        const result = await work(new Connection(this.#thread, null));
        await this.exec('commit');
        return result;
      } catch (error) {
        await this.exec('rollback');
        throw error;
      }
    };
    return this.#mutex === null ? run() : this.#mutex.run(run, this.#isUrgent);
  }

  private async exec(sql: string): Promise<void> {
    await this.#thread.ask({ op: 'exec', sql });
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
  const mutex = new Mutex();
  const connection = new Connection(thread, mutex);
  // Drizzle calls `query` and `transaction` only, which `Connection` has; the rest of PGlite's interface is not ours.
  const over = (client: Connection): Database => drizzle({ client: client as unknown as PGlite });
  // Each for itself and outside of a transaction, as VACUUM and CHECKPOINT want it.
  const exec = async (statements: readonly string[]): Promise<void> => {
    for (const sql of statements) await connection.query(sql);
  };
  return {
    name: 'pglite',
    database: over(connection),
    urgent: over(new Connection(thread, mutex, true)),
    lockInstallation: async () => undefined,
    exec,
    tidy: (tables) => exec(tables.map((table) => `vacuum (analyze) ${table}`)),
    close: async () => {
      await thread.ask({ op: 'close' });
    },
  };
}
