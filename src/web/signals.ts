import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { z } from 'zod';
import type { SignalEvent } from '../loop/event.ts';
import { ADAPTERS } from '../receive/adapters/adapters.ts';
import { SIGNAL, signalDeliveryId, signalPayload } from '../receive/signal.ts';
import { signalBodySchema } from '../receive/signal-body.ts';
import { meaningOf } from '../receive/thread.ts';
import { DatabaseUnavailable } from '../store/errors.ts';
import type { Inbox } from '../store/interface/inbox.ts';
import { type Body, type BodyBudget, readBody } from './body.ts';
import { createIntakePace } from './intake-pace.ts';
import { intakeSecret } from './intake-secret.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { WebApp } from './server.ts';
import { type SignedHeaders, TOLERANCE_MS, whyUnsignable, whyUnsigned } from './standard-webhook.ts';

export interface SignalsOptions {
  inbox: Pick<Inbox, 'put'>;
  clock: { now(): Date };
  log: Logger;
  metrics: Metrics;
  /** `INTAKE_SECRET`; null: nothing is taken */
  secret: string | null;
  /** key by which people of other channels get numbers; stays the same for ever */
  peopleKey: string;
  /** something new waits in the inbox */
  onStored(): void;
}

/** The longest text, each character escaped, and the rest. */
const BODY_BYTES_MAX = 512 * 1024;

/** All bodies that are being received at once, of which it is not known yet whether anybody signed them. */
const BUFFERED_BYTES_MAX = 64 * 1024 * 1024;

const RESULTS = [
  'stored',
  'repeated',
  'ignored',
  'malformed',
  'unsigned',
  'too_large',
  'too_many',
  'unavailable',
] as const;
type Result = (typeof RESULTS)[number];

interface Answered {
  status: 200 | 202 | 400 | 401 | 413 | 429 | 503;
  text: string;
  result: Result;
  headers?: Record<string, string>;
}

const RETRY_AFTER = { 'retry-after': '30' };

/** Answers where there is no whole body. */
const NOT_READ: Readonly<Record<Exclude<Body['kind'], 'complete'>, Answered>> = {
  'too-large': { status: 413, text: `The body is larger than ${BODY_BYTES_MAX} bytes.`, result: 'too_large' },
  busy: {
    status: 503,
    text: 'Too many signals at once; send it again.',
    result: 'unavailable',
    headers: RETRY_AFTER,
  },
  aborted: { status: 400, text: 'The body ended early.', result: 'malformed' },
};

/**
 * `POST /api/signals/INSTALLATION_ID`: what other channels tell, signed by them, into the inbox. 202 stored, 200 known
 * already or about nobody, 400 malformed, 401 not signed, 413 too large, 429 too many, 503 not configured, too many at once or
 * database away. Nothing of the body is logged, and who told is known by a number from here on.
 */
export function addSignals(app: WebApp, options: SignalsOptions): void {
  const { clock, log, secret, inbox, peopleKey } = options;
  const pace = createIntakePace();
  const budget: BodyBudget = { bufferedBytes: 0, bytesMax: BUFFERED_BYTES_MAX };
  const taken = options.metrics.counter('fullcircle_signals_total', 'Signals of other channels by result.', {
    result: RESULTS,
  });
  const path = '/api/signals/:installation{[1-9][0-9]{0,14}}';

  const answer = (
    context: Context<{ Bindings: HttpBindings }>,
    { status, text, result, headers }: Answered,
  ) => {
    taken.add({ result });
    return context.text(`${text}\n`, status, {
      'cache-control': 'no-store',
      ...headers,
      // What was not read to its end would be taken for the next request.
      ...(context.env.incoming.complete ? {} : { connection: 'close' }),
    });
  };

  app.post(path, async (context) => {
    const installationId = Number(context.req.param('installation'));
    const header = (name: string) => context.req.header(name);
    const headers = {
      id: header('webhook-id'),
      timestamp: header('webhook-timestamp'),
      signature: header('webhook-signature'),
    };
    const from = context.req.query('from') ?? null;
    return answer(context, await take(installationId, headers, context.env.incoming, from));
  });
  app.all(path, (context) => context.text('Signals are sent by POST.\n', 405, { allow: 'POST' }));

  async function take(
    installationId: number,
    headers: SignedHeaders,
    incoming: IncomingMessage,
    from: string | null,
  ): Promise<Answered> {
    if (secret === null) {
      return { status: 503, text: 'INTAKE_SECRET is not set: no signals are taken.', result: 'unavailable' };
    }
    const unsignable = whyUnsignable(headers, clock.now());
    if (unsignable !== null) return { status: 401, text: unsignable, result: 'unsigned' };
    const body = await readBody(incoming, budget, BODY_BYTES_MAX);
    if (body.kind !== 'complete') return NOT_READ[body.kind];
    const now = clock.now();
    const { bytes } = body;
    const unsigned = whyUnsigned({ ...headers, body: bytes }, intakeSecret(secret, installationId), now);
    if (unsigned !== null) return { status: 401, text: unsigned, result: 'unsigned' };
    const waitMs = pace.take(installationId, now);
    if (waitMs > 0) {
      const later = { 'retry-after': String(Math.ceil(waitMs / 1000)) };
      return { status: 429, text: 'More than 60 signals in a minute.', result: 'too_many', headers: later };
    }
    const read = readSignal(bytes, from, installationId, peopleKey, now);
    if (read === null) return { status: 200, text: 'It says nothing of anybody.', result: 'ignored' };
    if ('wrong' in read) return { status: 400, text: read.wrong, result: 'malformed' };
    return store(installationId, read, now);
  }

  async function store(
    installationId: number,
    told: Pick<SignalEvent, 'at' | 'signal'>,
    now: Date,
  ): Promise<Answered> {
    const id = signalDeliveryId(installationId, told.signal);
    try {
      const outcome = await inbox.put({
        id,
        installationId,
        name: SIGNAL,
        action: null,
        // They wait for nobody: none says anything of another.
        orderKey: id,
        payload: signalPayload(told),
        receivedAt: now,
      });
      if (outcome === 'repeated') return { status: 200, text: 'Known already.', result: 'repeated' };
      options.onStored();
      return { status: 202, text: 'Stored.', result: 'stored' };
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      log.warn({ err: error }, 'A signal could not be stored');
      const text = 'The database is away; send it again.';
      return { status: 503, text, result: 'unavailable', headers: RETRY_AFTER };
    }
  }
}

function readSignal(
  bytes: Uint8Array,
  from: string | null,
  installationId: number,
  peopleKey: string,
  now: Date,
): Pick<SignalEvent, 'at' | 'signal'> | { wrong: string } | null {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { wrong: 'The body is not JSON.' };
  }
  if (from !== null) {
    const adapter = meaningOf(ADAPTERS, from);
    if (adapter === undefined) return { wrong: `from: one of ${Object.keys(ADAPTERS).join(', ')}` };
    const adapted = adapter.safeParse(json);
    if (!adapted.success) return { wrong: firstIssue(adapted.error) };
    if (adapted.data === null) return null;
    json = adapted.data;
  }
  const parsed = signalBodySchema.safeParse(json);
  if (!parsed.success) return { wrong: firstIssue(parsed.error) };
  const { source, id, type, title, text, authorKey, url, visibility, minutes } = parsed.data;
  const at = new Date(parsed.data.at);
  if (at.getTime() > now.getTime() + TOLERANCE_MS) return { wrong: 'at: lies in the future' };
  return {
    at,
    signal: {
      source,
      id,
      kind: type,
      person: personOf(peopleKey, installationId, source, authorKey),
      title: title ?? '',
      text: text ?? '',
      url: url ?? null,
      private: visibility === 'private',
      minutes: minutes ?? null,
    },
  };
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'body'}: ${issue?.message}`;
}

/** Bits that a number holds exactly, the sign aside. */
const PERSON_BITS = 52n;

/**
 * A number for somebody of another channel: the same each time, another one in each installation and channel, and
 * nothing leads back from it. Negative, since accounts of GitHub are positive.
 */
function personOf(peopleKey: string, installationId: number, source: string, authorKey: string): number {
  const hash = createHmac('sha256', peopleKey)
    .update(JSON.stringify([installationId, source, authorKey]))
    .digest();
  return -1 - Number(hash.readBigUInt64BE() >> (64n - PERSON_BITS));
}
