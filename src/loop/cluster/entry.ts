import { assertNever } from '../vocabulary.ts';

/** Who decided: triage permission or staff, or the author of one of the two threads. Triage stands over author. */
export type Authority = 'triage' | 'author';

/** What the matcher says of one pair. `possible` alone never joins. */
export interface Link {
  /** the other item */
  itemId: number;
  tier: 'certain' | 'possible';
  /** 0..1 */
  probability: number;
}

interface Numbered {
  /** place in the log of the installation, from 1, strictly increasing; a cluster bears the number of the entry that made it */
  seq: number;
}

/** What may happen to clusters. The log of these is the truth, the clusters follow from it. */
export type Entry = Numbered &
  (
    | { verb: 'appear'; itemId: number }
    /** the matcher looked at an item (again): replaces what it said of this item before */
    | {
        verb: 'link';
        itemId: number;
        links: readonly Link[];
        /** most items of a cluster that these links may gather, as the config said then; left out: CLUSTER_SIZE_MAX */
        sizeMax?: number;
      }
    /** a human puts the item into the cluster of another, or confirms that they belong together */
    | { verb: 'join'; itemId: number; into: number; authority: Authority }
    /** a human says that the two are not the same problem; the item leaves if they are together */
    | { verb: 'reject'; itemId: number; other: number; authority: Authority }
    /** a human takes the item out of its cluster, away from every member it has now */
    | { verb: 'split'; itemId: number; authority: Authority }
    /** a human lets the item stand for its cluster */
    | { verb: 'pin'; itemId: number }
    /** the item is gone from GitHub */
    | { verb: 'delete'; itemId: number }
    /** takes back an earlier `join`, `reject`, `split` or `pin`, or an `undo` of one */
    | { verb: 'undo'; of: number }
  );

/** An entry that changes the clusters by itself. */
export type StandingEntry = Exclude<Entry, { verb: 'undo' }>;

/** The items that an entry speaks of; none where it takes another entry back. */
export function itemsNamed(entry: Entry): number[] {
  switch (entry.verb) {
    case 'appear':
    case 'split':
    case 'pin':
    case 'delete':
      return [entry.itemId];
    case 'link':
      return [entry.itemId, ...entry.links.map(({ itemId }) => itemId)];
    case 'join':
      return [entry.itemId, entry.into];
    case 'reject':
      return [entry.itemId, entry.other];
    case 'undo':
      return [];
    default:
      return assertNever(entry);
  }
}

/** The entries that still count: without those that were taken back, and without the taking back. */
export function standing(entries: readonly Entry[]): StandingEntry[] {
  const undone = new Set<number>();
  // From the newest back: an undo that was itself taken back undoes nothing.
  for (const entry of [...entries].reverse()) {
    if (entry.verb === 'undo' && entry.of < entry.seq && !undone.has(entry.seq)) undone.add(entry.of);
  }
  return entries
    .filter((entry) => entry.verb !== 'undo')
    .filter(({ seq, verb }) => !(undone.has(seq) && mayBeUndone(verb)));
}

/** What happened cannot be taken back, what somebody decided can. */
function mayBeUndone(verb: StandingEntry['verb']): boolean {
  return verb === 'join' || verb === 'reject' || verb === 'split' || verb === 'pin';
}
