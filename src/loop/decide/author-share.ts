import { type FiledReport, isWithinShare } from '../cluster/author-share.ts';
import { Clusters } from '../cluster/clusters.ts';
import type { LoggedEntry, Member } from '../cluster-record.ts';
import type { Facts } from '../facts.ts';
import type { Item } from '../item.ts';
import type { LookUp } from './look-up.ts';
import { membersByItem } from './members.ts';

/**
 * What a look-up came to, as far as its author's share of the clusters allows: beyond that nothing is certain without a
 * human. What was gathered before stays, and so does what people put together.
 * @param entries log of the report and of all that it is certainly like
 */
export function withinAuthorShare(
  item: Item,
  found: LookUp,
  entries: readonly LoggedEntry[],
  facts: Facts,
): LookUp {
  const like = found.pairs.flatMap(({ itemId, tier }) => (tier === 'certain' ? [itemId] : []));
  if (like.length === 0) return found;
  const clusters = Clusters.replay(entries);
  const own = clusters.ofItem(item.itemId);
  if (own !== null && like.some((itemId) => own.members.includes(itemId))) return found;
  const around = like.flatMap((itemId) => [itemId, ...(clusters.ofItem(itemId)?.members ?? [])]);
  const others = [...membersByItem(facts, around).values()].map(({ item: other }) => filed(other));
  if (isWithinShare(filed(item), others)) return found;
  return { ...found, pairs: found.pairs.map((pair) => ({ ...pair, tier: 'possible' })) };
}

function filed({ itemId, snapshot }: Pick<Member['item'], 'itemId' | 'snapshot'>): FiledReport {
  return { itemId, author: snapshot.author?.id ?? null, createdAt: snapshot.createdAt };
}
