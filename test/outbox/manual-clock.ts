/** A clock that goes on only when it is told to, or when somebody waits. */
export class ManualClock {
  #nowMs: number;
  /** every wait, in ms */
  readonly waits: number[] = [];

  constructor(start: Date) {
    this.#nowMs = start.getTime();
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  advance(ms: number): void {
    this.#nowMs += ms;
  }

  /** Time passes at once. */
  readonly wait = async (ms: number): Promise<void> => {
    this.waits.push(ms);
    this.#nowMs += ms;
  };
}
