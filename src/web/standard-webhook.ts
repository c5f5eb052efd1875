import { createHmac, timingSafeEqual } from 'node:crypto';

/** So far clocks may be apart, and so long a message may be under way. */
export const TOLERANCE_MS = 5 * 60 * 1000;

const PREFIX = 'whsec_';

/** What comes before the body, by https://github.com/standard-webhooks/standard-webhooks (spec/standard-webhooks.md). */
export interface SignedHeaders {
  /** `webhook-id` */
  id: string | undefined;
  /** `webhook-timestamp`, seconds since 1970 */
  timestamp: string | undefined;
  /** `webhook-signature`, one or more of `v1,BASE64` with spaces between them */
  signature: string | undefined;
}

/** A message as it came. */
interface SignedMessage extends SignedHeaders {
  body: Uint8Array;
}

/** Why no body could be signed by these headers, in words for whoever sends; null: one could. */
export function whyUnsignable({ id, timestamp, signature }: SignedHeaders, now: Date): string | null {
  if (!id || !timestamp || !signature) {
    return 'The headers webhook-id, webhook-timestamp and webhook-signature are needed.';
  }
  if (!/^\d{1,12}$/.test(timestamp)) return 'webhook-timestamp is not a number of seconds.';
  return Math.abs(now.getTime() - Number(timestamp) * 1000) > TOLERANCE_MS
    ? 'webhook-timestamp is more than 5 minutes away from now.'
    : null;
}

/**
 * Whether a message was signed with this secret, lately.
 * @param secret `whsec_` and the key in base64
 * @returns why not, in words that tell nothing of the secret; null: it was
 */
export function whyUnsigned(message: SignedMessage, secret: string, now: Date): string | null {
  const unsignable = whyUnsignable(message, now);
  if (unsignable !== null) return unsignable;
  const { id = '', timestamp = '', signature = '', body } = message;
  const expected = signatureOf(id, timestamp, body, secret);
  const isSigned = signature.split(' ').some((each) => {
    const [version, given = ''] = each.split(',', 2);
    const bytes = Buffer.from(given, 'base64');
    return version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
  return isSigned ? null : 'The signature does not fit the message and the secret.';
}

function signatureOf(id: string, timestamp: string, body: Uint8Array, secret: string): Buffer {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}
