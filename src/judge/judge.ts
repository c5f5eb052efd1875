import type { Logger } from 'pino';
import type { Environment } from '../config/environment.ts';
import type { Question, Verdict } from '../loop/opinion.ts';
import { LINK_ANSWERS, messagesFor, STAGE_ANSWERS } from './prompt.ts';
import { verdictOf } from './verdict.ts';

/**
 * How long an answer may take. A delivery asks twice at most, and its effects are due within ten seconds.
 * Slower models are of no use here.
 */
const ANSWER_WITHIN_MS = 4_000;

/** An answer is one word in some JSON; what is longer than this is none. */
const ANSWER_BYTES_MAX = 64 * 1024;

/** Tokens that are asked for: the answer needs ten. Those that think aloud first are cut short, and inconclusive. */
const ANSWER_TOKENS_MAX = 300;

/** After so many failures on end nobody is asked for a while, so that an outage holds no delivery up. */
const FAILURES_MAX = 3;
const REST_MS = 60_000;

/** Questions a minute and process: a flood of threads must not become a flood of bills. */
const QUESTIONS_PER_MINUTE_MAX = 60;
const MINUTE_MS = 60_000;

/** What became of a question: answered, failed, or not asked, since the model rests or was asked enough. */
export const JUDGE_OUTCOMES = ['agrees', 'disagrees', 'inconclusive', 'failed', 'skipped'] as const;
export type JudgeOutcome = (typeof JUDGE_OUTCOMES)[number];

export interface JudgeOptions {
  clock: { now(): Date };
  log: Pick<Logger, 'warn'>;
  onAsked?: (about: Question['about'], outcome: JudgeOutcome) => void;
  answerWithinMs?: number;
}

/**
 * A language model behind any chat endpoint of OpenAI's kind (Ollama included). It gets one question with the texts
 * concerned, no tools, no token of ours, and one word back counts. Whatever fails is `inconclusive`, never a "no".
 */
export interface LanguageModel {
  /** its name, as the operator calls it */
  model: string;
  /** Never rejects. */
  ask(question: Question): Promise<Verdict>;
  /** Why it is not asked at the moment, one sentence for operators; null: it is. */
  trouble(): string | null;
}

/** Why there was no answer, in words for operators; never what was asked or said. */
class NoAnswer extends Error {}

type Configured = NonNullable<Environment['judge']>;

/** @param configured where the operator has the model */
export function createLanguageModel(configured: Configured, options: JudgeOptions): LanguageModel {
  const { clock, log } = options;
  const { model } = configured;
  const withinMs = options.answerWithinMs ?? ANSWER_WITHIN_MS;
  let asked: number[] = [];
  let failures = 0;
  let restUntil = 0;
  /** whether the endpoint refuses what not all of them know, a schema for the answer above all */
  let plain = false;

  async function answered(question: Question): Promise<Verdict> {
    const signal = AbortSignal.timeout(withinMs);
    const first = await post(configured, requestBody(question, model, plain), signal);
    if (first.status !== 400 && first.status !== 422) return verdictOf(question, textOf(first));
    if (plain) throw new NoAnswer(`status ${first.status}`);
    const second = await post(configured, requestBody(question, model, true), signal);
    const verdict = verdictOf(question, textOf(second));
    plain = true;
    return verdict;
  }

  function mayAsk(now: number): boolean {
    asked = asked.filter((at) => now - at < MINUTE_MS);
    if (now < restUntil || asked.length >= QUESTIONS_PER_MINUTE_MAX) return false;
    asked.push(now);
    return true;
  }

  return {
    model,
    async ask(question) {
      const now = clock.now().getTime();
      if (!mayAsk(now)) {
        options.onAsked?.(question.about, 'skipped');
        return 'inconclusive';
      }
      try {
        const verdict = await answered(question);
        failures = 0;
        options.onAsked?.(question.about, verdict);
        return verdict;
      } catch (error) {
        failures += 1;
        if (failures >= FAILURES_MAX) restUntil = clock.now().getTime() + REST_MS;
        log.warn(
          { reason: reasonOf(error), failures },
          'the language model gave no answer; all goes on without it',
        );
        options.onAsked?.(question.about, 'failed');
        return 'inconclusive';
      }
    },
    trouble: () =>
      failures >= FAILURES_MAX ? `The language model gave no answer ${failures} times on end.` : null,
  };
}

interface Answer {
  status: number;
  text: string;
}

/** Sends a question. No redirect is followed: the texts go where the operator said, and nowhere else. */
async function post({ url, apiKey }: Configured, body: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(chatUrl(url), {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
    },
    body,
    redirect: 'manual',
    signal,
  });
  return { status: response.status, text: await boundedText(response) };
}

async function boundedText({ body }: Response): Promise<string> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (bytes > ANSWER_BYTES_MAX) throw new NoAnswer(`more than ${ANSWER_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function textOf({ status, text }: Answer): string {
  if (status !== 200) throw new NoAnswer(`status ${status}`);
  return text;
}

/** The address of the chat: what was configured is that, or what stands before it, or a bare host. */
export function chatUrl(configured: string): string {
  const url = new URL(configured);
  const path = url.pathname.replace(/\/+$/, '');
  if (!path.endsWith('/chat/completions')) url.pathname = `${path === '' ? '/v1' : path}/chat/completions`;
  return url.href;
}

function requestBody(question: Question, model: string, plain: boolean): string {
  const messages = messagesFor(question);
  if (plain) return JSON.stringify({ model, messages, stream: false });
  const answers = question.about === 'stage' ? STAGE_ANSWERS : LINK_ANSWERS;
  return JSON.stringify({
    model,
    messages,
    stream: false,
    temperature: 0,
    max_tokens: ANSWER_TOKENS_MAX,
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'answer',
        strict: true,
        schema: {
          type: 'object',
          properties: { answer: { type: 'string', enum: answers } },
          required: ['answer'],
          additionalProperties: false,
        },
      },
    },
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof NoAnswer) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'too slow';
  // fetch puts what happened into the cause, and addresses into its message.
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}
