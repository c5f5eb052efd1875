import { z } from 'zod';
import { Gone, Invalid } from './errors.ts';
import type { GitHub } from './github.ts';

/** One attempt of GitHub to deliver a webhook of ours. Attempts of one delivery share its `guid`. */
export interface DeliveryAttempt {
  /** what a repeat is asked for by */
  id: number;
  /** `X-GitHub-Delivery` */
  guid: string;
  at: Date;
}

const attemptsSchema = z.array(z.looseObject({ id: z.number(), guid: z.string(), delivered_at: z.string() }));

const PAGE_ATTEMPTS = 100;
/** 20,000 failures: more than that in three days is an outage of which the newest are asked for first. */
const PAGES_MAX = 200;

/** The failed attempts of the app's webhooks since a moment, newest first. GitHub keeps three days. Needs the app's own client. */
export async function readFailedAttempts(app: GitHub, since: Date): Promise<DeliveryAttempt[]> {
  const failed: DeliveryAttempt[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await app.read('GET /app/hook/deliveries', {
      status: 'failure',
      per_page: PAGE_ATTEMPTS,
      ...(cursor === null ? {} : { cursor }),
    });
    const attempts = attemptsSchema
      .parse(answer.data)
      .map(({ id, guid, delivered_at }) => ({ id, guid, at: new Date(delivered_at) }));
    failed.push(...attempts.filter(({ at }) => at >= since));
    cursor = nextCursor(answer.headers.link ?? '');
    if (cursor === null || attempts.some(({ at }) => at < since)) break;
  }
  return failed;
}

function nextCursor(link: string): string | null {
  const next = /<([^>]+)>\s*;\s*rel="next"/.exec(link)?.[1];
  return next === undefined ? null : new URL(next).searchParams.get('cursor');
}

/** Asks GitHub to deliver once more. False where it has forgotten the delivery. Needs the app's own client. */
export async function redeliver(app: GitHub, attemptId: number): Promise<boolean> {
  try {
    await app.write('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: attemptId });
    return true;
  } catch (error) {
    if (error instanceof Gone || error instanceof Invalid) return false;
    throw error;
  }
}

const answersSchema = z.array(z.looseObject({ delivered_at: z.string(), status_code: z.number() }));

/** How an attempt to deliver was answered. */
export interface DeliveryAnswer {
  at: Date;
  /** HTTP status; 0 where nobody answered (GitHub's own 502 and 504 say the same) */
  status: number;
}

/** How the newest attempts were answered, newest first; none within three days is possible. Needs the app's own client. */
export async function readNewestAnswers(app: GitHub, count: number): Promise<DeliveryAnswer[]> {
  const { data } = await app.read('GET /app/hook/deliveries', { per_page: count });
  return answersSchema
    .parse(data)
    .map(({ delivered_at, status_code }) => ({ at: new Date(delivered_at), status: status_code }));
}
