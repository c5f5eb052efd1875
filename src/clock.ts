/** Where the time comes from. Everything behind the edge takes it as an argument. */
export interface Clock {
  now(): Date;
  /** resolves after `ms`, or at once when the signal aborts; never rejects */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock, shifted by `offsetMs` (rehearsals against a GitHub on this machine only). */
export function createSystemClock(offsetMs: number): Clock {
  return {
    now: () => new Date(Date.now() + offsetMs),
    wait(ms, signal) {
      return new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener('abort', done);
      });
    },
  };
}
