import { Agent, request } from 'node:http';
import { z } from 'zod';
import { headersOf, type SignedDelivery, signedDeliveries } from './deliveries.ts';

/** The load on a receiver, as `load-process.ts` makes it. */

export const loadJob = z.object({
  url: z.string(),
  secret: z.string(),
  deliveries: z.number(),
  /** requests under way at once */
  connections: z.number(),
  /** sent at this rate whatever the answers do; null: as fast as they are answered */
  perSecond: z.number().nullable(),
  firstIssue: z.number(),
  /** by turns of so many installations */
  installations: z.number(),
});
export type LoadJob = z.infer<typeof loadJob>;

/** What came of a job. Times are from the moment at which a delivery was to be sent. */
export const loadFigures = z.object({
  accepted: z.number(),
  refused: z.number(),
  seconds: z.number(),
  perSecond: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  maxMs: z.number(),
});
export type LoadFigures = z.infer<typeof loadFigures>;

/** Sends what the job says and measures the answers. */
export async function load(job: LoadJob): Promise<LoadFigures> {
  const signed = signedDeliveries(job.firstIssue, job.deliveries, job.secret, job.installations);
  const agent = new Agent({ keepAlive: true, maxSockets: job.connections });
  const times: number[] = [];
  let accepted = 0;
  const begun = performance.now();
  const send = async (delivery: SignedDelivery, dueMs: number): Promise<void> => {
    if ((await post(job.url, delivery, agent)) === 202) accepted += 1;
    times.push(performance.now() - dueMs);
  };
  if (job.perSecond === null) await closedLoop(signed, job.connections, send);
  else await openLoop(signed, job.perSecond, begun, send);
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return {
    accepted,
    refused: job.deliveries - accepted,
    seconds,
    perSecond: accepted / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
  };
}

type Send = (delivery: SignedDelivery, dueMs: number) => Promise<void>;

async function closedLoop(signed: readonly SignedDelivery[], connections: number, send: Send): Promise<void> {
  const queue = signed[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const delivery of queue) await send(delivery, performance.now());
  };
  await Promise.all(Array.from({ length: connections }, lane));
}

async function openLoop(
  signed: readonly SignedDelivery[],
  perSecond: number,
  begunMs: number,
  send: Send,
): Promise<void> {
  const sent: Promise<void>[] = [];
  for (const [at, delivery] of signed.entries()) {
    const dueMs = begunMs + (at / perSecond) * 1000;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    sent.push(send(delivery, dueMs));
  }
  await Promise.all(sent);
}

/** The status; 0 where no answer came. */
function post(url: string, delivery: SignedDelivery, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const outgoing = request(url, { method: 'POST', agent, headers: headersOf(delivery) }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    outgoing.on('error', () => resolve(0));
    outgoing.end(delivery.body);
  });
}
