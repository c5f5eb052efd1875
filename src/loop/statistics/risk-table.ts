/** One follow-up: how long (any unit, >= 0), and how it ended; null: censored, nothing had happened when it was last seen. */
export interface FollowUp<Cause extends string> {
  time: number;
  cause: Cause | null;
}

/** What happened at one distinct time. */
export interface RiskRow<Cause extends string> {
  time: number;
  /** followed until just before this time */
  atRisk: number;
  /** causes that happened then; others have no entry */
  events: ReadonlyMap<Cause, number>;
  /** events of all causes */
  eventsAll: number;
  censored: number;
}

/**
 * Follow-ups by distinct time, ascending. At equal times events come before censorings: who is censored then was still
 * at risk (Kaplan and Meier, 1958).
 * @throws RangeError for a time that is negative or no number
 */
export function riskTable<Cause extends string>(followUps: readonly FollowUp<Cause>[]): RiskRow<Cause>[] {
  const byTime = new Map<number, (Cause | null)[]>();
  for (const { time, cause } of followUps) {
    if (!(time >= 0 && Number.isFinite(time))) throw new RangeError(`no duration: ${time}`);
    const causes = byTime.get(time) ?? [];
    causes.push(cause);
    byTime.set(time, causes);
  }
  let atRisk = followUps.length;
  return [...byTime]
    .toSorted(([one], [other]) => one - other)
    .map(([time, causes]) => {
      const events = new Map<Cause, number>();
      for (const cause of causes) if (cause !== null) events.set(cause, (events.get(cause) ?? 0) + 1);
      const censored = causes.filter((cause) => cause === null).length;
      const row = { time, atRisk, events, eventsAll: causes.length - censored, censored };
      atRisk -= causes.length;
      return row;
    });
}
