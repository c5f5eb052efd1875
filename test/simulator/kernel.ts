import { setImmediate } from 'node:timers/promises';

/** A process of the app, as far as the simulator is concerned: it lives, and then it does not. */
export interface Process {
  readonly name: string;
  alive: boolean;
}

/** What a process asks of the database or of GitHub. */
export interface Call {
  process: Process;
  port: 'store' | 'github';
  name: string;
}

/** What becomes of a call. */
export interface Fate {
  /** under way for so long before it takes effect; what a dead process asked of GitHub still does */
  delayMs: number;
  /** and so long from there until its answer is there */
  answerMs: number;
  /** the process ends at this call, `after`: when it has taken effect */
  kill: 'before' | 'after' | null;
  /** how the port fails, in the words of the port; null: it does not */
  fault: string | null;
}

export const NO_TROUBLE: Fate = { delayMs: 0, answerMs: 0, kill: null, fault: null };

interface Pending {
  call: Call;
  fate: Fate | null;
  work: (fault: string | null) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

interface Timer {
  atMs: number;
  order: number;
  /** somebody only waits: time may go past it unless something else is due before */
  isWait: boolean;
  run: () => void;
}

export interface KernelOptions {
  startMs: number;
  /** numbers in [0, 1) from the seed */
  luck: () => number;
  fateOf(call: Call): Fate;
  onKill(process: Process): void;
  /** told whenever one more call is under way, with all that are */
  onUnderWay(calls: readonly Call[]): void;
}

/**
 * A discrete-event simulator: everything that processes ask of the outside waits here, and one call after the other is
 * carried out, in an order that follows from the seed. Time stands still but when nobody has anything to do.
 */
export class Kernel {
  readonly #options: KernelOptions;
  #nowMs: number;
  #order = 0;
  readonly #timers = new Set<Timer>();
  readonly #ready: Pending[] = [];
  /** calls that are under way, or whose answer is */
  readonly underWay: Call[] = [];
  /** calls carried out so far */
  calls = 0;

  constructor(options: KernelOptions) {
    this.#options = options;
    this.#nowMs = options.startMs;
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  /** Runs something at a time, at the earliest now. Returns what takes it back. */
  at(atMs: number, run: () => void, isWait = false): () => void {
    const timer: Timer = { atMs: Math.max(atMs, this.#nowMs), order: this.#order++, isWait, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  after(ms: number, run: () => void): () => void {
    return this.at(this.#nowMs + ms, run);
  }

  /** Somebody waits for so long, or longer. */
  wait(ms: number, run: () => void): () => void {
    return this.at(this.#nowMs + ms, run, true);
  }

  /** Asks something of the outside in the name of a process; never answered where the process has ended by then. */
  call<T>(call: Call, work: (fault: string | null) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // The value comes from `work` alone.
      const settle = resolve as (value: unknown) => void;
      if (call.process.alive) this.#ready.push({ call, fate: null, work, resolve: settle, reject });
    });
  }

  /** Carries out one call. False where there is none. */
  async step(): Promise<boolean> {
    // What follows from the last answer inside of the processes happens first.
    await setImmediate();
    const index = Math.floor(this.#options.luck() * this.#ready.length);
    const [pending] = this.#ready.splice(index, 1);
    if (pending === undefined) return false;
    await this.#carryOut(pending);
    return true;
  }

  /** When the next timer is due, and the next of those that are no mere waits. */
  next(): { anyMs: number; eventMs: number } {
    let anyMs = Number.POSITIVE_INFINITY;
    let eventMs = Number.POSITIVE_INFINITY;
    for (const { atMs, isWait } of this.#timers) {
      anyMs = Math.min(anyMs, atMs);
      if (!isWait) eventMs = Math.min(eventMs, atMs);
    }
    return { anyMs, eventMs };
  }

  /** Goes on to a moment, and runs what came due until then in its order. */
  advanceTo(atMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, atMs);
    const due = [...this.#timers].filter((timer) => timer.atMs <= this.#nowMs);
    for (const timer of due) this.#timers.delete(timer);
    for (const { run } of due.sort((a, b) => a.atMs - b.atMs || a.order - b.order)) run();
  }

  kill(process: Process): void {
    if (!process.alive) return;
    process.alive = false;
    this.#options.onKill(process);
  }

  /** Nothing that waits here ever happens. */
  forget(): void {
    this.#timers.clear();
    this.#ready.length = 0;
    this.underWay.length = 0;
  }

  async #carryOut(pending: Pending): Promise<void> {
    const { call, work } = pending;
    if (!call.process.alive && !(call.port === 'github' && pending.fate !== null)) return;
    this.calls += 1;
    const fate = pending.fate ?? this.#options.fateOf(call);
    if (pending.fate === null && fate.kill === 'before') {
      this.kill(call.process);
      return;
    }
    if (fate.delayMs > 0) {
      const later = { ...pending, fate: { ...fate, delayMs: 0 } };
      this.#later(call, fate.delayMs, () => this.#ready.push(later));
      return;
    }
    const outcome = await work(fate.fault).then(
      (value) => () => pending.resolve(value),
      (error: unknown) => () => pending.reject(error),
    );
    if (fate.kill === 'after') {
      this.kill(call.process);
      return;
    }
    const answer = (): void => {
      if (call.process.alive) outcome();
    };
    if (fate.answerMs > 0) this.#later(call, fate.answerMs, answer);
    else answer();
  }

  #later(call: Call, ms: number, run: () => void): void {
    this.underWay.push(call);
    this.#options.onUnderWay(this.underWay);
    this.after(ms, () => {
      this.underWay.splice(this.underWay.indexOf(call), 1);
      run();
    });
  }
}
