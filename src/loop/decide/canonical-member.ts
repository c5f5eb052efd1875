import { canonicalFacts } from '../canonical-facts.ts';
import { chooseCanonical } from '../cluster/canonical.ts';
import type { Member } from '../cluster-record.ts';

/** The member that stands for these; null: there is none. */
export function canonicalOf<M extends Pick<Member, 'item'>>(
  members: readonly M[],
  pinned: number | null,
): M | null {
  const chosen = chooseCanonical(
    members.map(({ item: { itemId, snapshot, observation } }) =>
      canonicalFacts({ itemId, ...snapshot, quality: observation.quality }),
    ),
    pinned,
  );
  return members.find(({ item }) => item.itemId === chosen) ?? null;
}
