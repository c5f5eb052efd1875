import type { Pair } from '../cluster-record.ts';
import { byCreation, type PlacedMember } from './placed-member.ts';

/** Another member with what the matcher said of the two. */
interface Match {
  other: PlacedMember;
  pair: Pair;
}

/** The certain matches of a member among others, likeliest first, whichever of the two was looked up. */
export function certainMatches(
  member: PlacedMember,
  others: readonly PlacedMember[],
  pairs: ReadonlyMap<number, readonly Pair[]>,
): Match[] {
  const between = (a: number, b: number) => pairs.get(a)?.find(({ itemId }) => itemId === b);
  return others
    .flatMap((other): Match[] => {
      const [mine, theirs] = [member.item.itemId, other.item.itemId];
      const found = [between(mine, theirs), between(theirs, mine)].filter(
        (pair): pair is Pair => pair?.tier === 'certain',
      );
      // Of the two directions the one that says more.
      const [pair] = found.sort((a, b) => b.evidence.length - a.evidence.length);
      return pair === undefined || pair.evidence.length === 0 ? [] : [{ other, pair }];
    })
    .sort((a, b) => b.pair.probability - a.pair.probability || byCreation(a.other, b.other));
}
