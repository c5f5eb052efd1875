import { ApiError } from './rest/api.ts';
import type { SeenRequest } from './rest/serve.ts';
import { seededNumbers } from './webhooks/shuffle.ts';
import type { Clock } from './world/world.ts';

/** What can go wrong with a request. `after` means that it took effect and only its answer is lost. */
export type Fault =
  | { kind: 'status'; status: 500 | 502 | 503 | 504; after?: boolean }
  | { kind: 'secondary limit'; status: 403 | 429; retryAfterS: number }
  | { kind: 'primary limit'; resetInS: number }
  | { kind: 'slow'; ms: number }
  /** answers only once the promise is settled */
  | { kind: 'blocked'; until: Promise<unknown> }
  | { kind: 'cut'; when: 'before' | 'after' }
  | { kind: 'permission withdrawn' }
  | { kind: 'token expired' };

export type FaultRequest = SeenRequest & { text: string };

export interface FaultRule {
  fault: Fault;
  /** which requests; default all */
  when?: (request: FaultRequest) => boolean;
  /** how many requests are struck, default 1 */
  next?: number;
  /** how many matching ones pass before it strikes, default 0 */
  skip?: number;
  /** chance for each matching request, drawn from the seed; default 1 */
  probability?: number;
}

export interface Strike {
  wait?: Promise<unknown>;
  cut?: 'before' | 'after';
  reply?: ApiError;
  after?: boolean;
}

/** The faults that are set. Seeded: the same requests in the same order are struck the same way. */
export class Faults {
  readonly #clock: Clock;
  readonly #draw: () => number;
  #rules: (Required<Omit<FaultRule, 'when'>> & Pick<FaultRule, 'when'>)[] = [];
  /** every fault that struck, with what it struck */
  readonly struck: { fault: Fault; request: SeenRequest }[] = [];

  constructor(clock: Clock, seed: number) {
    this.#clock = clock;
    this.#draw = seededNumbers(seed);
  }

  add(rule: FaultRule): void {
    this.#rules.push({ next: 1, skip: 0, probability: 1, ...rule });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The first rule that applies strikes and is used up by one. */
  strike(request: FaultRequest): Strike | null {
    for (const rule of this.#rules) {
      if (rule.next <= 0 || (rule.when && !rule.when(request))) continue;
      if (rule.skip > 0) {
        rule.skip -= 1;
        continue;
      }
      if (rule.probability < 1 && this.#draw() >= rule.probability) continue;
      rule.next -= 1;
      const { text: _, ...seen } = request;
      this.struck.push({ fault: rule.fault, request: seen });
      return this.#strikeOf(rule.fault);
    }
    return null;
  }

  #strikeOf(fault: Fault): Strike {
    switch (fault.kind) {
      case 'status':
        return { reply: new ApiError(fault.status, 'Server Error'), after: fault.after ?? false };
      case 'secondary limit': {
        const message =
          'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
        const headers = { 'retry-after': String(fault.retryAfterS) };
        return { reply: new ApiError(fault.status, message, undefined, headers) };
      }
      case 'primary limit': {
        const reset = Math.ceil(this.#clock.now().getTime() / 1000) + fault.resetInS;
        const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
        return { reply: new ApiError(403, 'API rate limit exceeded for installation.', undefined, headers) };
      }
      case 'slow':
        return { wait: new Promise((resolve) => setTimeout(resolve, fault.ms).unref()) };
      case 'blocked':
        return { wait: fault.until };
      case 'cut':
        return { cut: fault.when };
      case 'permission withdrawn':
        return { reply: new ApiError(403, 'Resource not accessible by integration') };
      case 'token expired':
        return { reply: new ApiError(401, 'Bad credentials') };
    }
  }
}
