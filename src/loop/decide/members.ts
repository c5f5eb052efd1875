import type { Cluster } from '../cluster/clusters.ts';
import type { Member } from '../cluster-record.ts';
import type { Facts } from '../facts.ts';

/** Members by their item number; those that are gone are missing. */
export function membersByItem(facts: Facts, items: readonly number[]): Map<number, Member> {
  if (items.length === 0) return new Map();
  const inOrder = [...new Set(items)].sort((a, b) => a - b);
  return new Map(
    facts.get({ kind: 'members', items: inOrder }).map((member) => [member.item.itemId, member]),
  );
}

/**
 * The members of a cluster that are there.
 * @param here the thread of the event as it is now, which is newer than what is stored of it; null: it is gone, or the
 * event is about none
 */
export function membersNow(
  { members }: Pick<Cluster, 'members'>,
  here: Member | null,
  facts: Facts,
): Member[] {
  const itemId = here?.item.itemId;
  // Nothing is stored yet of a thread that nobody has seen before.
  const isAlone = members.length === 1 && members[0] === itemId;
  const stored = isAlone ? null : membersByItem(facts, members);
  return members.flatMap((member) => (member === itemId ? here : stored?.get(member)) ?? []);
}
