/** Lets one piece of asynchronous work run at a time, in the order in which they came; urgent ones go before all others. */
export class Mutex {
  readonly #urgent: (() => void)[] = [];
  readonly #ordinary: (() => void)[] = [];
  #isHeld = false;

  /** Runs `work` as soon as it is its turn, whatever became of what ran before. */
  async run<T>(work: () => Promise<T>, isUrgent = false): Promise<T> {
    if (this.#isHeld) {
      const line = isUrgent ? this.#urgent : this.#ordinary;
      await new Promise<void>((resolve) => line.push(resolve));
    }
    this.#isHeld = true;
    try {
      return await work();
    } finally {
      const next = this.#urgent.shift() ?? this.#ordinary.shift();
      // Handed over held, so that nobody gets in between.
      if (next === undefined) this.#isHeld = false;
      else next();
    }
  }
}
