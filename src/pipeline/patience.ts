import type { Clock } from '../clock.ts';
import { Limited, Transient } from '../github/errors.ts';

/** Waits after an answer that did not come, one after the other; then it is given up. */
const AFTER_OUTAGE_MS = [10_000, 60_000, 300_000];

/** A limit that has not ended after so many waits of up to an hour is no limit but a mistake. */
const LIMITS_MAX = 24;

/**
 * Makes a read of long work again after limits and outages of GitHub, so that the work goes on where it was instead of
 * beginning anew. Rejects with what is no matter of waiting.
 * @param onWait told before each wait, with its end
 */
export async function patiently<T>(
  read: () => Promise<T>,
  deps: { clock: Clock; signal: AbortSignal; onWait(until: Date): Promise<void> },
): Promise<T> {
  let limits = 0;
  let outages = 0;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      const waitMs = error instanceof Limited ? untilMs(error, deps.clock) : AFTER_OUTAGE_MS[outages];
      if (error instanceof Limited) limits += 1;
      else if (error instanceof Transient) outages += 1;
      else throw error;
      if (waitMs === undefined || limits > LIMITS_MAX || deps.signal.aborted) throw error;
      await deps.onWait(new Date(deps.clock.now().getTime() + waitMs));
      await deps.clock.wait(waitMs, deps.signal);
    }
  }
}

/** A second more, since GitHub tells whole seconds. */
const MARGIN_MS = 1_000;

function untilMs(error: Limited, clock: Clock): number {
  return Math.max(0, error.resumeAt.getTime() - clock.now().getTime()) + MARGIN_MS;
}
