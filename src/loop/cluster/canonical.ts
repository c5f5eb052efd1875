/** What decides which item of a cluster stands for it. */
export interface CanonicalFacts {
  itemId: number;
  open: boolean;
  /** a fixing pull request or a decision hangs on it */
  hasAnswer: boolean;
  /** quality of the report, higher is better, any scale that is the same for all */
  quality: number;
  createdAt: Date;
}

/**
 * The item that stands for a cluster: the one a human pinned, else open before closed, with the fix or the decision,
 * the better report, the earlier one. Every item of a cluster has the same canonical, which is its own: no cycles.
 * To be asked again at the moment of writing, for issues close and reopen meanwhile.
 * @returns null for no members
 */
export function chooseCanonical(members: readonly CanonicalFacts[], pinned: number | null): number | null {
  if (pinned !== null && members.some(({ itemId }) => itemId === pinned)) return pinned;
  const [first, ...rest] = members;
  if (first === undefined) return null;
  return rest.reduce((best, one) => (isBetter(one, best) ? one : best), first).itemId;
}

function isBetter(a: CanonicalFacts, b: CanonicalFacts): boolean {
  if (a.open !== b.open) return a.open;
  if (a.hasAnswer !== b.hasAnswer) return a.hasAnswer;
  if (a.quality !== b.quality) return a.quality > b.quality;
  const [early, late] = [a.createdAt.getTime(), b.createdAt.getTime()];
  return early !== late ? early < late : a.itemId < b.itemId;
}
