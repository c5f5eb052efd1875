import type { Link } from './entry.ts';

/** What links two groups of items: every pair that the matcher named, each once. */
export interface Support {
  certain: number;
  possible: number;
  /** pairs in all, members of one side × members of the other */
  pairs: number;
  /** highest probability of a certain pair, 0..1 */
  strongest: number;
}

/** A possible pair is worth half a certain one. */
const POSSIBLE_WORTH = 0.5;
/**
 * Least average worth over all pairs of two groups. With one half, an item that is linked to one of two members
 * still comes in, to one of three not: chains of look-alikes end there.
 */
const AVERAGE_MIN = 0.5;
/** In a large cluster no item is near to half of it. This many certain members are no accident either. */
const SEVERAL = 2;

/** Whether two groups belong together by what the matcher says: average link, or several certain members. */
export function belongTogether({ certain, possible, pairs }: Support): boolean {
  if (certain === 0) return false;
  return (certain + POSSIBLE_WORTH * possible) / pairs >= AVERAGE_MIN || certain >= SEVERAL;
}

export function supportOf(links: readonly (Link | undefined)[]): Support {
  const support: Support = { certain: 0, possible: 0, pairs: links.length, strongest: 0 };
  for (const link of links) {
    if (link === undefined) continue;
    support[link.tier] += 1;
    if (link.tier === 'certain') support.strongest = Math.max(support.strongest, link.probability);
  }
  return support;
}
