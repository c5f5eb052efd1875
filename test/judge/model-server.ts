import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A question as it reached the endpoint. */
export interface Heard {
  path: string;
  authorization: string | undefined;
  body: string;
}

/** A chat endpoint on loopback that answers as a test wants it to. */
export interface ModelServer {
  /** base address, as an operator would configure it */
  url: string;
  heard: Heard[];
  /** what is done with the next requests */
  answer: (response: ServerResponse, heard: Heard) => void;
  close(): Promise<void>;
}

/** Answers with this as the model's words. */
export const saying =
  (content: string, status = 200) =>
  (response: ServerResponse): void => {
    response.statusCode = status;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
  };

export async function startModelServer(): Promise<ModelServer> {
  const server = createServer(async (request: IncomingMessage, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const heard = {
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: Buffer.concat(parts).toString('utf8'),
    };
    model.heard.push(heard);
    model.answer(response, heard);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const model: ModelServer = {
    url: `http://127.0.0.1:${port}/v1`,
    heard: [],
    answer: saying('{"answer": "none"}'),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return model;
}
