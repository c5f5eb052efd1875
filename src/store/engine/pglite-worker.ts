import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { Mutex } from './mutex.ts';
import type { Answer, Request, WorkerStart } from './protocol.ts';
import { OPENED_ID } from './protocol.ts';
import { Statements } from './statements.ts';

/**
 * The embedded database in its own thread, because PGlite blocks the event loop it runs on. Parsers are functions and
 * cannot come from the main thread, so they are settled in `statements.ts`.
 */

function required<T>(value: T | null): T {
  if (value === null) throw new Error('this file runs as a worker thread only');
  return value;
}

const port = required(parentPort);
// The only writer of `workerData` is `pglite.ts`.
const { folder } = workerData as WorkerStart;

function failure(id: number, error: unknown): Answer {
  const message = error instanceof Error ? error.message : String(error);
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  const severity = error instanceof Error && 'severity' in error ? error.severity : null;
  return { id, failed: { message, code, isEnd: severity === 'PANIC' || severity === 'FATAL' } };
}

async function answer(database: PGlite, statements: Statements, request: Request): Promise<Answer> {
  const { id } = request;
  switch (request.op) {
    case 'query':
      return { id, ...(await statements.run(request.sql, request.params, request.rowMode)) };
    case 'exec':
      await database.exec(request.sql);
      return { id, rows: [], fields: [], affectedRows: 0 };
    case 'close':
      await database.close();
      return { id, rows: [], fields: [], affectedRows: 0 };
  }
}

try {
  const database = await PGlite.create(folder === null ? 'memory://' : folder);
  // Plans are kept from the first use on, when tables may be empty and reading all of them looks cheap, and nothing
  // analyses them later. Every query of the app has its index: 600 waiting deliveries took 50 ms to claim from, now 2.
  await database.exec('set enable_seqscan = off');
  const statements = new Statements(database);
  const turns = new Mutex();
  /** what ended the database: who asked it something afterwards would wait for ever */
  let end: Answer | null = null;
  port.on('message', (request: Request) => {
    turns
      .run(async () => {
        if (end !== null) return { ...end, id: request.id };
        const reply = await answer(database, statements, request).catch((error: unknown) =>
          failure(request.id, error),
        );
        if ('failed' in reply && reply.failed.isEnd) end = reply;
        return reply;
      })
      .then((reply) => {
        port.postMessage(reply);
        if (request.op === 'close') port.close();
      });
  });
  port.postMessage({ id: OPENED_ID, rows: [], fields: [], affectedRows: 0 } satisfies Answer);
} catch (error) {
  port.postMessage(failure(OPENED_ID, error));
  port.close();
}
