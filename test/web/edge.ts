import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createReceiver } from '../../src/receive/receiver.ts';
import type { Inbox, NewDelivery } from '../../src/store/interface/inbox.ts';
import { createLog } from '../../src/web/log.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import type { Readiness } from '../../src/web/readiness.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../src/web/server.ts';

export const SECRET = 'it stays between us';
export const PATH = '/api/github/webhooks';
export const NOW = new Date('2026-03-20T12:00:00Z');

const READY: Readiness = {
  ready: true,
  database: true,
  migrations: true,
  workers: true,
  backlogAgeS: 0,
  backfill: null,
  notes: [],
};

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

/** Log lines in memory, at the most talkative level. */
export function memoryLog() {
  const lines: string[] = [];
  const log = createLog({
    level: 'trace',
    format: 'json',
    destination: { write: (line) => void lines.push(line) },
  });
  return { log, lines };
}

/** An inbox that keeps its deliveries in a list. */
export function memoryInbox() {
  const stored: NewDelivery[] = [];
  const put: Inbox['put'] = async (delivery) => {
    if (stored.some(({ id }) => id === delivery.id)) return 'repeated';
    stored.push(delivery);
    return 'stored';
  };
  return { put, stored };
}

export interface Edge {
  url: string;
  port: number;
  lines: string[];
  server: RunningServer;
}

/** The real server on a free port, with the real Probot and the inbox that is given; closed with the test. */
export async function startEdge(
  inbox: Pick<Inbox, 'put'> | null,
  options: Partial<ServerOptions> & { answerWithinMs?: number } = {},
): Promise<Edge> {
  const { log, lines } = memoryLog();
  const { answerWithinMs, ...serverOptions } = options;
  const receiver = inbox ? await receiverFor(inbox, log) : null;
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    webhook: { path: PATH, receiver, answerWithinMs },
    readiness: async () => READY,
    metrics: createMetrics(),
    log,
    ...serverOptions,
  });
  onTestFinished(() => server.close());
  return { url: `http://127.0.0.1:${server.port}`, port: server.port, lines, server };
}

async function receiverFor(inbox: Pick<Inbox, 'put'>, log: ReturnType<typeof createLog>) {
  const outcomes = new WeakMap<object, 'stored' | 'repeated'>();
  const app = createApp({ inbox, clock: { now: () => NOW }, outcomes });
  const receiver = await createReceiver({
    appId: 1,
    privateKey,
    webhookSecret: SECRET,
    log,
    app,
  });
  return { ...receiver, outcomeOf: (payload: object) => outcomes.get(payload) };
}

export function sign(body: string | Buffer, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export function headersFor(
  body: string | Buffer,
  changes: Record<string, string> = {},
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': sign(body),
    ...changes,
  };
}

export function post(edge: Edge, body: string, changes: Record<string, string> = {}): Promise<Response> {
  return fetch(edge.url + PATH, { method: 'POST', headers: headersFor(body, changes), body });
}
