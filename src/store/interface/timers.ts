/** Work that comes due by the clock, each done by one process at a time. */
export interface Timers {
  /**
   * Takes a task that is due (or, with `early`, also before that) and that nobody else holds; null otherwise. A task
   * that was never heard of is due at `firstAt`. Installation 0 stands for the app as a whole.
   */
  take(options: {
    installationId: number;
    task: string;
    firstAt: Date;
    early?: boolean;
    now: Date;
    leaseMs: number;
  }): Promise<TimerTurn | null>;
}

export interface TimerTurn {
  /** when it was last done; null: never */
  readonly doneAt: Date | null;
  /** Keeps the turn while the work takes longer. Throws LeaseLost. */
  renew(leaseUntil: Date): Promise<void>;
  /** Ends the turn. `doneAt`: the work is done as of then; null: it is to go on at `nextAt`. */
  end(nextAt: Date, doneAt: Date | null): Promise<void>;
}
