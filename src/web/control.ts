import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { BUFFERED_BYTES_MAX, readBody } from './body.ts';
import { listen } from './listen.ts';
import type { Logger } from './log.ts';

/** Beside the embedded database: whoever may read the data may steer the process that holds it. */
export const CONTROL_TOKEN_FILE = 'control.token';

const TOKEN_BYTES = 32;

/** Requests name an operation and a few ids. */
const REQUEST_BYTES_MAX = 1024 * 1024;

/** What is answered, one JSON object a line: anything told meanwhile, then exactly one end. */
export const controlLine = z.union([
  z.object({ text: z.string() }),
  z.object({ progress: z.tuple([z.string(), z.number(), z.number()]) }),
  z.object({ result: z.unknown() }).refine((line) => 'result' in line),
  z.object({ failed: z.object({ message: z.string(), forPeople: z.boolean() }) }),
]);
export type ControlLine = z.infer<typeof controlLine>;

const question = z.object({ operation: z.string(), request: z.unknown() });

export interface ControlOptions {
  dataDir: string;
  /** Carries an operation out and tells of it; never rejects. */
  answer(operation: string, request: unknown, tell: (line: ControlLine) => Promise<void>): Promise<void>;
  log: Logger;
}

/**
 * Lets commands on this machine ask the process that holds the data folder. A server of its own on loopback, so that no
 * proxy in front of the app can reach it, and a token that only the folder's owner can read.
 */
export async function startControl(
  options: ControlOptions,
): Promise<{ port: number; close(): Promise<void> }> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const path = join(options.dataDir, CONTROL_TOKEN_FILE);
  await rm(path, { force: true });
  await writeFile(path, `${token}\n`, { mode: 0o600, flag: 'wx' });
  const budget = { bufferedBytes: 0, bytesMax: BUFFERED_BYTES_MAX };
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      options.log.error({ err: error }, 'A command could not be answered');
      outgoing.destroy();
    });
  });

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (!isToken(incoming.headers.authorization ?? '', token)) return end(outgoing, 401);
    if (incoming.method !== 'POST') return end(outgoing, 405);
    const body = await readBody(incoming, budget, REQUEST_BYTES_MAX);
    const asked = question.safeParse(body.kind === 'complete' ? parsed(body.bytes.toString('utf8')) : null);
    if (!asked.success) return end(outgoing, 400);
    const { operation, request } = asked.data;
    options.log.info({ operation }, 'Asked by a command');
    outgoing.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    await options.answer(operation, request, (line) => write(outgoing, line));
    outgoing.end();
  }

  const port = await listen(server, '127.0.0.1', 0);
  return {
    port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await rm(path, { force: true });
    },
  };
}

function isToken(authorization: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function end(outgoing: ServerResponse, status: number): void {
  outgoing.writeHead(status, { connection: 'close' }).end();
}

/** Resolves when the other side takes more; a command that went away takes everything. */
function write(outgoing: ServerResponse, line: ControlLine): Promise<void> {
  return new Promise((resolve) => {
    if (outgoing.destroyed || outgoing.write(`${JSON.stringify(line)}\n`)) return resolve();
    const done = () => {
      outgoing.off('drain', done).off('close', done);
      resolve();
    };
    outgoing.on('drain', done).on('close', done);
  });
}
