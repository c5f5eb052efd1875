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

/** What a human may say of clusters. */
export type Word =
  /** puts the item into the cluster of another, or confirms that they belong together */
  | { verb: 'join'; itemId: number; into: number; authority: Authority }
  /** the two are not the same problem; the item leaves if they are together */
  | { verb: 'reject'; itemId: number; other: number; authority: Authority }
  /** takes the item out of its cluster, away from every member it has now */
  | { verb: 'split'; itemId: number; authority: Authority }
  /** lets the item stand for its cluster */
  | { verb: 'pin'; itemId: number };

/** Where a word counts that was heard after others which were said later. */
export interface LatePlace {
  /** number of the last entry that comes before it */
  after: number;
  /** numbers of the words in the log that were said later, in the order in which they were */
  before: readonly number[];
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
    /** `late` left out: it counts where it stands */
    | (Word & { late?: LatePlace })
    /** the item is gone from GitHub */
    | { verb: 'delete'; itemId: number }
    /** takes back an earlier word, or an `undo` of one */
    | { verb: 'undo'; of: number }
  );

/** An entry that changes the clusters by itself. */
export type StandingEntry = Exclude<Entry, { verb: 'undo' }>;

/** The items that an entry speaks of; none where it takes another entry back. */
export function itemsNamed(entry: Entry | Word): number[] {
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

/**
 * The entries that still count, in the order in which they do: without those that were taken back, and without the taking
 * back.
 */
export function standing(entries: readonly Entry[]): StandingEntry[] {
  const undone = new Set<number>();
  // From the newest back: an undo that was itself taken back undoes nothing.
  for (const entry of [...entries].reverse()) {
    if (entry.verb === 'undo' && entry.of < entry.seq && !undone.has(entry.seq)) undone.add(entry.of);
  }
  // What happened cannot be taken back, what somebody decided can.
  return asSaid(entries.filter((entry) => entry.verb !== 'undo')).filter(
    (entry) => !(undone.has(entry.seq) && isWord(entry)),
  );
}

export function isWord(entry: Entry): entry is Extract<Entry, Word> {
  const { verb } = entry;
  return verb === 'join' || verb === 'reject' || verb === 'split' || verb === 'pin';
}

/**
 * A word that was heard late goes before the first one that was said later, so that all between is as it would have been.
 * Later ones that stand before what it comes after go behind it.
 */
function asSaid(entries: readonly StandingEntry[]): StandingEntry[] {
  let ordered: StandingEntry[] = [];
  for (const entry of entries) {
    if (!isWord(entry) || entry.late === undefined) {
      ordered.push(entry);
      continue;
    }
    const { late, ...word } = entry;
    const isLater = ({ seq }: StandingEntry) => late.before.includes(seq);
    const byPlace = (a: StandingEntry, b: StandingEntry) =>
      late.before.indexOf(a.seq) - late.before.indexOf(b.seq);
    const split = ordered.findIndex(({ seq }) => seq === late.after) + 1;
    const [known, since] = [ordered.slice(0, split), ordered.slice(split)];
    const first = since.findIndex(isLater);
    const place = first < 0 ? since.length : first;
    ordered = [
      ...known.filter((other) => !isLater(other)),
      ...since.slice(0, place),
      word,
      ...known.filter(isLater).sort(byPlace),
      ...since.slice(place),
    ];
  }
  return ordered;
}
