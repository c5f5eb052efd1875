import type { Clock } from '../../clock.ts';
import { createSystemClock } from '../../clock.ts';

/** The time of a written story, shared by the sandbox and the app. */
export interface StoryClock extends Clock {
  /** Moves on to a moment; an earlier one changes nothing. */
  advanceTo(at: Date): void;
  /** From now on time goes by itself, at the machine's pace. */
  release(): void;
}

/** A clock that stands still at `start`. Until it is released, whoever waits moves it instead of waiting. */
export function createStoryClock(start: Date): StoryClock {
  let standing = start.getTime();
  let running: Clock | null = null;
  return {
    now: () => running?.now() ?? new Date(standing),
    async wait(ms, signal) {
      if (running !== null) return running.wait(ms, signal);
      if (!signal.aborted) standing += ms;
    },
    advanceTo(at) {
      standing = Math.max(standing, at.getTime());
    },
    release() {
      running ??= createSystemClock(standing - Date.now());
    },
  };
}
