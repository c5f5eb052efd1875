import type { Worker } from 'node:worker_threads';
import { startThread } from '../../thread.ts';
import { DatabaseFailed, DatabaseUnavailable } from '../errors.ts';
import type { Answer, Request, WorkerStart } from './protocol.ts';
import { OPENED_ID } from './protocol.ts';

export type Result = Extract<Answer, { rows: unknown[] }>;
type Ask = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

/** The thread of the embedded database and the questions that it has not answered yet. */
export class DatabaseThread {
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

  /** Whether no question is answered any more. */
  get hasEnded(): boolean {
    return this.#ended !== null;
  }

  /** Resolves when the thread is no more and its memory is given back. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (!('failed' in answer)) {
      waiting?.resolve(answer);
      return;
    }
    const { message, code, isEnd } = answer.failed;
    waiting?.reject(new DatabaseFailed(message, code));
    if (!isEnd) return;
    // What is left of the database answers nothing, and would keep whoever asks waiting for ever.
    this.#end(new DatabaseUnavailable(`the embedded database stopped: ${message}`));
    void this.end();
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

/** Opening takes seconds of a processor, and fails again as long as the disk is full. */
const REOPEN_EVERY_MS = 10_000;

/** A database that has to be repaired first takes its time; one that does not open at all may keep silent. */
const REOPEN_WITHIN_MS = 60_000;

/**
 * The thread of a database, and the next one where the database ended by itself: without room for its log it does, to
 * the last commit unhurt, and is opened anew when it is asked for again. One in memory is gone.
 */
export class DatabaseThreads {
  readonly #folder: string | null;
  #current: DatabaseThread;
  #nextAtMs = 0;
  #isClosed = false;

  constructor(folder: string | null, first: DatabaseThread) {
    this.#folder = folder;
    this.#current = first;
  }

  /** The thread that answers. One at a time may ask. @throws DatabaseUnavailable */
  async alive(): Promise<DatabaseThread> {
    const isLost = this.#folder === null || this.#isClosed;
    if (!this.#current.hasEnded || isLost) return this.#current;
    if (performance.now() < this.#nextAtMs) return this.#current;
    const next = new DatabaseThread({ folder: this.#folder });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new DatabaseUnavailable('the embedded database does not open')),
        REOPEN_WITHIN_MS,
      );
    });
    try {
      await Promise.race([next.opened, late]);
    } catch (cause) {
      await next.end();
      throw new DatabaseUnavailable('the embedded database cannot be opened again yet', { cause });
    } finally {
      clearTimeout(timer);
      this.#nextAtMs = performance.now() + REOPEN_EVERY_MS;
    }
    this.#current = next;
    return next;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (!this.#current.hasEnded) await this.#current.ask({ op: 'close' });
  }
}
