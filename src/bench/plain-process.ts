import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { openPlainTable } from '../store/engine/plain-table.ts';
import { listen } from '../web/listen.ts';

/** The plainest receiver of webhooks, as a process of its own: collect, check the signature, one insert, answer. */

const start = z.object({
  secret: z.string(),
  place: z.union([z.object({ databaseUrl: z.string() }), z.object({ folder: z.string() })]),
});
export type PlainStart = z.infer<typeof start>;

process.once('message', (message) => {
  serve(start.parse(message)).then(
    (port) => process.send?.({ port }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
process.send?.('ready');

async function serve({ secret, place }: PlainStart): Promise<number> {
  const table = await openPlainTable(place);
  const server = createServer(async (incoming, outgoing) => {
    const body = await collected(incoming);
    const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
    const given = Buffer.from(String(incoming.headers['x-hub-signature-256'] ?? ''));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      outgoing.writeHead(401).end();
      return;
    }
    await table.put(String(incoming.headers['x-github-delivery']), body.toString('utf8'));
    outgoing.writeHead(202).end();
  });
  return listen(server, '127.0.0.1', 0);
}

function collected(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
  });
}
