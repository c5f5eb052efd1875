/** Does work that is done by time, and notes how long it took and whether it failed. */
export type RunJob = <T>(
  name: 'backfill' | 'catchup' | 'reconcile' | 'reactions',
  work: () => Promise<T>,
) => Promise<T>;
