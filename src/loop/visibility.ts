import type { Repository } from './vocabulary.ts';

/**
 * Whether what lies in one repository may be shown on a thread of another: what is public goes anywhere, anything else
 * stays where it is. (Private triage repositories that an organisation listed are `visibleIn` of triage/place.ts.)
 */
export function mayShow(
  content: Pick<Repository, 'id' | 'private'>,
  surface: Pick<Repository, 'id'>,
): boolean {
  return !content.private || content.id === surface.id;
}

/** Fewer hidden ones than this are not even counted: a count of one tells that a certain report exists. */
const HIDDEN_COUNT_MIN = 3;

/** How many are hidden, as far as it may be told; 0 where it may not. */
export function toldHidden(hidden: number): number {
  return hidden >= HIDDEN_COUNT_MIN ? hidden : 0;
}
