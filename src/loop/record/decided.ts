import type { RecordedCluster, RecordedDecision } from '../record.ts';

/** A decision that asks somebody to do something, or not to. Putting it off is none. */
export interface RealDecision extends RecordedDecision {
  action: Exclude<RecordedDecision['action'], 'defer'>;
}

/** What was decided of a cluster, oldest first. */
export function decided({ decisions }: RecordedCluster): RealDecision[] {
  return decisions.filter((each): each is RealDecision => each.action !== 'defer');
}
