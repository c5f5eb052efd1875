import type { Json } from '../shapes/json.ts';
import type { World } from '../world/world.ts';
import type { Announced, Attempt, DeliverAllOptions, Delivery, WebhookTarget } from './delivery.ts';
import { shuffled } from './shuffle.ts';
import { guid, headersOf } from './signing.ts';

/** GitHub waits that long for an answer to a delivery (docs: "within 10 seconds"). */
const ANSWER_TIMEOUT_MS = 10_000;
/** GitHub keeps deliveries, and lets them be sent again, for three days. */
const DELIVERIES_KEPT_MS = 3 * 24 * 3_600_000;

/**
 * The outgoing deliveries. Sent at once, in order and one after another, unless held: then the caller
 * delivers them in any order and as often as wanted.
 */
export class WebhookQueue {
  readonly #world: World;
  readonly #seed: string;
  readonly #all: Delivery[] = [];
  readonly #byId = new Map<number, Delivery>();
  readonly #attempts: Attempt[] = [];
  /** sent at once, but still behind others in the line */
  readonly #lined = new Set<Delivery>();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #abort = new AbortController();
  #target: WebhookTarget | null;
  #held = false;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(world: World, target: WebhookTarget | null, seed: string) {
    this.#world = world;
    this.#target = target;
    this.#seed = seed;
  }

  /** Where deliveries go from now on; `null` keeps them undelivered. */
  target(target: WebhookTarget | null): void {
    this.#target = target;
  }

  /** Where deliveries go; null where nobody has said so. */
  get url(): string | null {
    return this.#target?.url ?? null;
  }

  /** Keeps new deliveries back until `release`, `deliver` or `deliverAll`. */
  hold(): void {
    this.#held = true;
  }

  /** Sends what was held back, in order, and everything new at once again. */
  async release(): Promise<void> {
    this.#held = false;
    await this.deliverAll();
  }

  add(announced: Announced): Delivery {
    const id = this.#world.id('delivery');
    const { payload, ...rest } = announced;
    const delivery: Delivery = {
      ...rest,
      id,
      guid: guid(`${this.#seed} ${id}`),
      body: JSON.stringify(payload),
      get payload(): Json {
        return JSON.parse(this.body);
      },
      createdAt: this.#world.now(),
      attempts: [],
    };
    this.#all.push(delivery);
    this.#byId.set(id, delivery);
    if (!this.#held && this.#target) {
      this.#lined.add(delivery);
      const sent = this.#tail.then(() => {
        this.#lined.delete(delivery);
        // Held in the meantime: it waits like those that come later.
        return this.#held ? null : this.#send(delivery, false);
      });
      this.#tail = sent;
      this.#track(sent);
    }
    return delivery;
  }

  /** Every delivery so far, oldest first. */
  deliveries(): readonly Delivery[] {
    return this.#all;
  }

  /** Those that were never tried and that nobody is about to try. */
  waiting(): Delivery[] {
    return this.#all.filter((delivery) => delivery.attempts.length === 0 && !this.#lined.has(delivery));
  }

  /** Sends one delivery, again if it was sent before. */
  async deliver(id: number): Promise<Attempt> {
    const delivery = this.#byId.get(id);
    if (!delivery) throw new Error(`no delivery ${id}`);
    return this.#track(this.#send(delivery, delivery.attempts.length > 0));
  }

  /** Sends all that were never tried, and what comes of them while it runs. */
  async deliverAll(options: DeliverAllOptions = {}): Promise<number> {
    const { shuffleSeed, repeat = 1, concurrency = 1 } = options;
    let count = 0;
    for (let batch = this.waiting(); batch.length > 0; batch = this.waiting()) {
      const repeated = batch.flatMap((delivery) => Array.from({ length: repeat }, () => delivery));
      const order = shuffleSeed === undefined ? repeated : shuffled(repeated, shuffleSeed + count);
      count += order.length;
      const queue = order[Symbol.iterator]();
      const lane = async () => {
        for (const delivery of queue) {
          await this.#track(this.#send(delivery, delivery.attempts.length > 0));
        }
      };
      await Promise.all(Array.from({ length: concurrency }, lane));
      if (!this.#target) break;
    }
    return count;
  }

  /** Resolves once nothing is on its way any more. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  /** What `GET /app/hook/deliveries` lists: newest first, three days back. */
  attempts(): Attempt[] {
    const oldest = this.#world.now().getTime() - DELIVERIES_KEPT_MS;
    return this.#attempts.filter((attempt) => attempt.at.getTime() >= oldest).reverse();
  }

  /** `POST /app/hook/deliveries/{id}/attempts`: false when there is no such attempt any more. */
  redeliver(attemptId: number): boolean {
    const attempt = this.attempts().find((each) => each.id === attemptId);
    if (!attempt) return false;
    this.#track(this.#send(attempt.delivery, true));
    return true;
  }

  /** The headers of a delivery, signature included. */
  headers(delivery: Delivery): Record<string, string> {
    return headersOf(delivery, this.#world.app.id, this.#target?.secret ?? '');
  }

  /** Breaks off what is on its way. */
  close(): void {
    this.#held = true;
    this.#target = null;
    this.#abort.abort();
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    const done = () => this.#underWay.delete(work);
    work.then(done, done);
    return work;
  }

  async #send(delivery: Delivery, redelivery: boolean): Promise<Attempt> {
    const attempt: Attempt = {
      id: delivery.attempts.length === 0 ? delivery.id : this.#world.id('delivery'),
      delivery,
      at: this.#world.now(),
      redelivery,
      durationS: 0,
      statusCode: 0,
      status: 'failed to connect to host',
      response: null,
    };
    const target = this.#target;
    if (!target) return attempt;
    delivery.attempts.push(attempt);
    this.#attempts.push(attempt);
    const started = performance.now();
    try {
      const answer = await (target.fetch ?? fetch)(target.url, {
        method: 'POST',
        headers: this.headers(delivery),
        body: delivery.body,
        signal: AbortSignal.any([this.#abort.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      attempt.statusCode = answer.status;
      attempt.status = answer.ok ? 'OK' : `Invalid HTTP Response: ${answer.status}`;
      attempt.response = await answer.text();
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      attempt.statusCode = timedOut ? 504 : 502;
      if (timedOut) attempt.status = 'timed out';
    }
    attempt.durationS = (performance.now() - started) / 1000;
    return attempt;
  }
}
