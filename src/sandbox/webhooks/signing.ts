import { createHash, createHmac } from 'node:crypto';
import type { Delivery } from './delivery.ts';

/** The headers with which GitHub sends a delivery of an app, signature included. */
export function headersOf(
  delivery: Pick<Delivery, 'guid' | 'event' | 'body'>,
  appId: number,
  secret: string,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: '*/*',
    'user-agent': 'GitHub-Hookshot/sandbox',
    'x-github-delivery': delivery.guid,
    'x-github-event': delivery.event,
    'x-github-hook-id': String(appId),
    'x-github-hook-installation-target-id': String(appId),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(delivery.body).digest('hex')}`,
  };
}

/** A UUID that follows from its seed. */
export function guid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
