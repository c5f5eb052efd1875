import type { Json } from '../shapes/json.ts';

/** One event on its way to the app. `guid` stays the same however often it is sent. */
export interface Delivery {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  /** the exact bytes that are signed and sent */
  body: string;
  /** `body` read again: only the text is kept, as there can be very many */
  readonly payload: Json;
  createdAt: Date;
  attempts: Attempt[];
}

/** One try to deliver; this is what `GET /app/hook/deliveries` lists, each with an id of its own. */
export interface Attempt {
  id: number;
  delivery: Delivery;
  at: Date;
  redelivery: boolean;
  durationS: number;
  /** 0 when nobody answered */
  statusCode: number;
  status: string;
  response: string | null;
}

export interface WebhookTarget {
  url: string;
  secret: string;
  /** what carries the request there; left out: the network */
  fetch?: typeof fetch;
}

export interface Announced {
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  payload: Json;
}

export interface DeliverAllOptions {
  /** deliver in an order drawn from this seed; left out: in the order of the events */
  shuffleSeed?: number;
  /** how often each is sent, default 1 */
  repeat?: number;
  /** how many are on their way at once, default 1 */
  concurrency?: number;
}

/** Whether an attempt counts as failed in `?status=failure`. */
export function failed(attempt: Attempt): boolean {
  return attempt.statusCode < 200 || attempt.statusCode >= 300;
}
