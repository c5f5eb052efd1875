import type { IncomingMessage } from 'node:http';
import { DatabaseUnavailable } from '../store/errors.ts';
import { type BodyBudget, BUFFERED_BYTES_MAX, readBody } from './body.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

/** What takes verified deliveries: the `webhooks` of Probot. */
export interface Receiver {
  verify(payload: string, signature: string): Promise<boolean>;
  /** resolves when the delivery is stored; `text` is the body that was signed */
  receive(delivery: { id: string; name: string; payload: object; text: string }): Promise<void>;
  /** what became of a payload that was received */
  outcomeOf(payload: object): 'stored' | 'repeated' | undefined;
}

export interface WebhookOptions {
  receiver: Receiver;
  metrics: Metrics;
  log: Logger;
  /** after this long the answer is "try again": GitHub hangs up after 10 s */
  answerWithinMs?: number;
}

/** What is said back. The text is for whoever looks into GitHub's "recent deliveries". */
export interface Answer {
  status: number;
  text: string;
  headers?: Record<string, string>;
}

const ANSWER_WITHIN_MS = 9_000;

/** GitHub does not repeat by itself; the app asks for failed deliveries again, and a person may press "redeliver". */
const RETRY_AFTER = { 'retry-after': '30' };

const RESULTS = [
  'stored',
  'repeated',
  'malformed',
  'unsigned',
  'too_large',
  'unavailable',
  'failed',
] as const;
type Result = (typeof RESULTS)[number];

/** Seconds: from a local insert to the time at which GitHub hangs up. */
const ANSWER_BOUNDS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Refused before anything is read; the text says what to change. */
class Refused extends Error {
  readonly answer: Answer;
  readonly result: Result;
  constructor(status: number, result: Result, text: string) {
    super(text);
    this.answer = { status, text };
    this.result = result;
  }
}

/**
 * Takes one delivery: headers, size, signature, JSON, inbox, answer. 202 stored, 200 known already, 400 malformed,
 * 401 wrong signature, 413 too large, 503 database away. Nothing of the body, the signature or the secret is logged.
 */
export function createWebhookHandler(
  options: WebhookOptions,
): (incoming: IncomingMessage) => Promise<Answer> {
  const { metrics, log, receiver, answerWithinMs = ANSWER_WITHIN_MS } = options;
  const budget: BodyBudget = { bufferedBytes: 0, bytesMax: BUFFERED_BYTES_MAX };
  const deliveries = metrics.counter('fullcircle_webhook_deliveries_total', 'Webhook deliveries by result.', {
    result: RESULTS,
  });
  const answerTime = metrics.histogram(
    'fullcircle_webhook_answer_seconds',
    'Time from the head of a webhook delivery to its answer.',
    ANSWER_BOUNDS_S,
  );

  return async (incoming) => {
    const startedMs = performance.now();
    const { answer, result } = await handle(incoming).catch((error: unknown) => answerTo(error, log));
    deliveries.add({ result });
    answerTime.observe((performance.now() - startedMs) / 1000);
    return answer;
  };

  async function handle(incoming: IncomingMessage): Promise<{ answer: Answer; result: Result }> {
    const { id, name, signature } = readHeaders(incoming);
    const text = await readText(incoming, budget);
    if (!(await verified(receiver, text, signature))) {
      log.warn(
        { delivery: id, webhook: name },
        'A delivery has a wrong signature: is WEBHOOK_SECRET the one of the App?',
      );
      throw new Refused(401, 'unsigned', 'The signature does not fit the body and the webhook secret.');
    }
    const payload = parseObject(text);
    await within(answerWithinMs, receiver.receive({ id, name, payload, text }));
    const result = receiver.outcomeOf(payload) ?? 'stored';
    log.debug({ delivery: id, webhook: name, result }, 'Delivery received');
    return result === 'repeated'
      ? { answer: { status: 200, text: 'Known already.' }, result }
      : { answer: { status: 202, text: 'Stored.' }, result };
  }
}

/** GitHub sends a GUID; nobody needs more, and a name of our own (`week:…`) cannot be taken from outside. */
const DELIVERY_ID = /^[\w.-]{1,100}$/;
/** No dot: deliveries of our own (`fullcircle.backfill`) cannot come from outside. */
const EVENT_NAME = /^[a-z_]{1,60}$/;

function readHeaders(incoming: IncomingMessage): { id: string; name: string; signature: string } {
  const type = incoming.headers['content-type'] ?? '';
  if (/^\s*(?:application\/x-www-form-urlencoded|multipart\/)/i.test(type)) {
    throw new Refused(
      400,
      'malformed',
      'The body is a form. Set the content type of the webhook to application/json in the settings of the GitHub App.',
    );
  }
  const name = single(incoming, 'X-GitHub-Event');
  const id = single(incoming, 'X-GitHub-Delivery');
  const signature = single(incoming, 'X-Hub-Signature-256');
  if (!EVENT_NAME.test(name))
    throw new Refused(400, 'malformed', 'X-GitHub-Event is not the name of an event.');
  if (!DELIVERY_ID.test(id)) throw new Refused(400, 'malformed', 'X-GitHub-Delivery is not an id.');
  return { id, name, signature };
}

/** Exactly one: of two, a proxy and we might each believe another. */
function single(incoming: IncomingMessage, name: string): string {
  const values = incoming.headersDistinct[name.toLowerCase()] ?? [];
  const [value] = values;
  if (value === undefined || value === '') {
    const hint =
      name === 'X-Hub-Signature-256' ? ' Is a webhook secret set in the settings of the GitHub App?' : '';
    throw new Refused(400, 'malformed', `The header ${name} is missing.${hint}`);
  }
  if (values.length > 1) throw new Refused(400, 'malformed', `The header ${name} is there more than once.`);
  return value;
}

async function readText(incoming: IncomingMessage, budget: BodyBudget): Promise<string> {
  const body = await readBody(incoming, budget);
  switch (body.kind) {
    case 'complete':
      return body.bytes.toString('utf8');
    case 'too-large':
      throw new Refused(413, 'too_large', 'The body is larger than 25 MiB.');
    case 'busy':
      throw new DatabaseUnavailable('too many large deliveries at once');
    case 'aborted':
      throw new Refused(400, 'malformed', 'The body ended early.');
  }
}

async function verified(receiver: Receiver, text: string, signature: string): Promise<boolean> {
  // An empty body cannot be verified at all and is answered like every body that is not signed.
  return text !== '' && (await receiver.verify(text, signature));
}

/** GitHub's payloads go about ten deep. What copies a payload calls itself for each level and would run out of stack. */
const NESTING_MAX = 1_000;

const QUOTE = 34;
const BACKSLASH = 92;
const OPENING = new Set([91, 123]);
const CLOSING = new Set([93, 125]);

/** Whether lists and objects lie in each other deeper than any payload. One pass, brackets in texts left out. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (isText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isText = false;
    } else if (code === QUOTE) isText = true;
    else if (OPENING.has(code)) {
      depth += 1;
      if (depth > NESTING_MAX) return true;
    } else if (CLOSING.has(code)) depth -= 1;
  }
  return false;
}

function parseObject(text: string): object {
  if (isTooDeep(text)) throw new Refused(400, 'malformed', 'The body is nested deeper than any payload.');
  let payload: unknown;
  try {
    payload = JSON.parse(text);
  } catch {
    throw new Refused(400, 'malformed', 'The body is not JSON.');
  }
  if (typeof payload !== 'object' || payload === null) {
    throw new Refused(400, 'malformed', 'The body is not a JSON object.');
  }
  return payload;
}

/** Late is as good as away: the delivery may still be stored, then its repetition is known. */
async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DatabaseUnavailable('storing took too long')), limitMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function answerTo(error: unknown, log: Logger): { answer: Answer; result: Result } {
  if (error instanceof Refused) return { answer: error.answer, result: error.result };
  const causes = error instanceof AggregateError ? error.errors : [error];
  if (causes.some((cause) => cause instanceof DatabaseUnavailable)) {
    log.error({ err: causes[0] }, 'A delivery could not be stored; it will be asked for again');
    const text = 'The database is away. The delivery will be asked for again, or press "Redeliver".';
    return { answer: { status: 503, text, headers: RETRY_AFTER }, result: 'unavailable' };
  }
  log.error({ err: causes[0] }, 'A delivery failed');
  return { answer: { status: 500, text: 'Something failed; the log says what.' }, result: 'failed' };
}
