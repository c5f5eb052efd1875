import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import type { Answer, Request, WorkerStart } from './protocol.ts';
import { OPENED_ID } from './protocol.ts';

/**
 * The embedded database in its own thread, because PGlite blocks the event loop it runs on. Parsers are functions and
 * cannot come from the main thread; Drizzle wants dates as text and everything else parsed, which is settled here.
 */
const asText = (value: string): string => value;
const PARSERS = {
  [types.TIMESTAMP]: asText,
  [types.TIMESTAMPTZ]: asText,
  [types.INTERVAL]: asText,
  [types.DATE]: asText,
};

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
  return { id, failed: { message, code } };
}

async function answer(database: PGlite, request: Request): Promise<Answer> {
  const { id } = request;
  switch (request.op) {
    case 'query': {
      const { rows, fields, affectedRows } = await database.query(request.sql, request.params, {
        rowMode: request.rowMode,
        parsers: PARSERS,
      });
      return { id, rows, fields, affectedRows: affectedRows ?? 0 };
    }
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
  port.on('message', (request: Request) => {
    answer(database, request)
      .catch((error: unknown) => failure(request.id, error))
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
