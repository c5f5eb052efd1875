import type { IncomingMessage } from 'node:http';

/** GitHub caps payloads at 25 MB: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
export const BODY_BYTES_MAX = 26_214_400;

/** All bodies of deliveries that are being received at once; one process is meant to live in less than 1 GiB. */
export const BUFFERED_BYTES_MAX = 256 * 1024 * 1024;

export type Body =
  | { kind: 'complete'; bytes: Buffer }
  /** more than the limit, told or sent; reading has stopped */
  | { kind: 'too-large' }
  /** too many bytes of other requests are waiting */
  | { kind: 'busy' }
  /** the client went away */
  | { kind: 'aborted' };

/** Bytes in memory for bodies that are not complete yet, over all requests that share it. */
export interface BodyBudget {
  bufferedBytes: number;
  readonly bytesMax: number;
}

/**
 * Reads a request's body up to `limit` bytes, whatever Content-Length says or does not say, and stops reading at
 * once where it is longer.
 */
export function readBody(
  incoming: IncomingMessage,
  budget: BodyBudget,
  limit: number = BODY_BYTES_MAX,
): Promise<Body> {
  const told = Number(incoming.headers['content-length'] ?? 0);
  if (told > limit) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let finished = false;
    const finish = (body: Body) => {
      if (finished) return;
      finished = true;
      budget.bufferedBytes -= bytes;
      incoming.off('data', onData).off('end', onEnd).off('close', onClose);
      if (body.kind !== 'complete') incoming.pause();
      resolve(body);
    };
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      budget.bufferedBytes += chunk.length;
      chunks.push(chunk);
      if (bytes > limit) finish({ kind: 'too-large' });
      else if (budget.bufferedBytes > budget.bytesMax) finish({ kind: 'busy' });
    };
    const onEnd = () => finish({ kind: 'complete', bytes: Buffer.concat(chunks) });
    const onClose = () => finish({ kind: 'aborted' });
    incoming.on('data', onData).on('end', onEnd).on('close', onClose);
    incoming.once('error', onClose);
  });
}
