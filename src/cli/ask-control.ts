import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import type { Listener } from '../operate/operation.ts';
import { type ControlLine, controlLine } from '../web/control.ts';
import { UserError } from './command.ts';

/** The process that holds a data folder. */
export interface Holder {
  port: number;
  token: string;
  pid: number;
  host: string;
}

/**
 * Asks the app that holds the data folder to do something, and passes on what it tells meanwhile.
 * @returns the operation's result, not parsed
 * @throws UserError with its message where a person can act on it, or where the holder does not answer
 */
export async function askControl(
  holder: Holder,
  operation: string,
  request: unknown,
  listener: Listener,
): Promise<unknown> {
  const answer = await post(holder, JSON.stringify({ operation, request }));
  if (answer.statusCode !== 200) {
    answer.resume();
    throw new UserError(`${named(holder)} refused to answer (${answer.statusCode}). Stop it first.`);
  }
  for await (const text of createInterface({ input: answer })) {
    const line: ControlLine = controlLine.parse(JSON.parse(text));
    if ('text' in line) await listener.text(line.text);
    else if ('progress' in line) listener.progress(...line.progress);
    else if ('failed' in line) {
      const { message, forPeople } = line.failed;
      throw forPeople ? new UserError(message) : new Error(message);
    } else return line.result;
  }
  throw new UserError(`${named(holder)} went away before it had answered.`);
}

function named({ pid, host }: Holder): string {
  return `The app that holds the data folder (process ${pid} on ${host})`;
}

function post(holder: Holder, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        host: '127.0.0.1',
        port: holder.port,
        method: 'POST',
        headers: {
          authorization: `Bearer ${holder.token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      resolve,
    );
    outgoing.once('error', (cause) =>
      reject(new UserError(`${named(holder)} does not answer. Stop it first.`, { cause })),
    );
    outgoing.end(body);
  });
}
