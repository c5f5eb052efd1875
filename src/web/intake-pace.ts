/** Signals that an installation may send in a minute. */
export const SIGNALS_PER_MINUTE = 60;

const MINUTE_MS = 60_000;

/** Keeps an eye on how much each installation sends. Each process counts for itself: the limit bounds harm, no bill. */
export interface IntakePace {
  /** Counts one. @returns 0, or how long to wait where it was one too many (which does not count). Milliseconds. */
  take(installationId: number, now: Date): number;
}

export function createIntakePace(): IntakePace {
  /** moments of the trailing minute; only who signs rightly gets here, so there are few */
  const taken = new Map<number, number[]>();
  return {
    take(installationId, now) {
      const nowMs = now.getTime();
      const recent = (taken.get(installationId) ?? []).filter((at) => at > nowMs - MINUTE_MS && at <= nowMs);
      taken.set(installationId, recent);
      const [oldest] = recent;
      if (recent.length >= SIGNALS_PER_MINUTE && oldest !== undefined) return oldest + MINUTE_MS - nowMs;
      recent.push(nowMs);
      return 0;
    },
  };
}
