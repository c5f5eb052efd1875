import type { FactAnswer, FactValue } from './fact-answer.ts';
import type { FactRequest } from './fact-request.ts';
import { requestKey } from './fact-request.ts';

/** Thrown by `Facts.get` where an answer is missing; `decide` turns it into its `needs`, nobody else sees it. */
export class FactsMissing extends Error {
  readonly requests: FactRequest[];
  constructor(requests: FactRequest[]) {
    super(`facts missing: ${requests.map(requestKey).join(', ')}`);
    this.requests = requests;
  }
}

/** What is known before any question: who the app is, and of whom it is installed. */
export interface Standing {
  /** login of the app's own bot account, `fullcircle[bot]` */
  botLogin: string;
  /** login of the organisation or person that installed the app */
  accountLogin: string;
  /** threads created before are history and are left alone */
  installedAt: Date;
  /** host of the links, `github.com` or a GitHub Enterprise Server's */
  host: string;
  /** name of the language model that may be asked where the config says so; left out: there is none */
  languageModel?: string | undefined;
}

/** The answers known so far. Asking for one that is missing suspends the decision until it was gathered. */
export class Facts {
  readonly #answers: ReadonlyMap<string, FactAnswer>;
  readonly #worked: Map<string, unknown>;
  readonly standing: Standing;

  /** @param worked what earlier rounds over the same event and facts have worked out; filled by `once` */
  constructor(
    standing: Standing,
    answers: ReadonlyMap<string, FactAnswer>,
    worked: Map<string, unknown> = new Map(),
  ) {
    this.standing = standing;
    this.#answers = answers;
    this.#worked = worked;
  }

  /**
   * Costly work that has to be done once only, though the decision begins anew after each missing fact. What it is
   * made of must be settled by `key`, the event and facts that were asked for before.
   */
  once<T>(key: string, work: () => T): T {
    if (!this.#worked.has(key)) this.#worked.set(key, work());
    // One key is used at one place, with one type.
    return this.#worked.get(key) as T;
  }

  get<R extends FactRequest>(request: R): FactValue<R['kind']> {
    const answer = this.#answers.get(requestKey(request));
    if (answer === undefined) throw new FactsMissing([request]);
    // The key starts with the kind, so the answer found under it is of that kind.
    return answer.value as FactValue<R['kind']>;
  }

  /** Asks for several at once, so that they are gathered in one round. */
  require(requests: readonly FactRequest[]): void {
    const missing = requests.filter((request) => !this.#answers.has(requestKey(request)));
    if (missing.length > 0) throw new FactsMissing(missing);
  }
}
