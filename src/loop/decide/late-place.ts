import { type Entry, itemsNamed, type LatePlace, standing, type Word } from '../cluster/entry.ts';
import type { LoggedEntry } from '../cluster-record.ts';

interface Said {
  at: Date;
  /** of the cause: it decides which of two words of the same moment was first */
  key: string;
}

/**
 * The place of a word that is heard after others which were said later: what it names, and all that leads from there, is
 * then as if it had been heard in time, and the newer words hold.
 * @param log in the order of `seq`
 * @returns null where it was heard in time
 */
export function latePlace(word: Word, said: Said, log: readonly LoggedEntry[]): LatePlace | null {
  const isLater = (other: Said) => compareSaid(other, said) > 0;
  const told = new Map(
    log.flatMap(({ seq, at, cause }) =>
      cause.by === 'human' ? [[seq, { seq, at, key: cause.key }] as const] : [],
    ),
  );
  if (![...told.values()].some(isLater)) return null;
  const named = itemsNamed(word);
  const linked = linkedWith(named, log);
  const order = standing(log).filter((entry) => isAbout(entry, linked));
  const words = order.flatMap(({ seq }) => told.get(seq) ?? []);
  const later = words.filter(isLater).sort(compareSaid);
  if (later.length === 0) return null;
  // Two that had nothing to do with each other, until this word brings them together, may be in any order.
  const passed = words.filter(
    (each, index) => !isLater(each) || words.slice(0, index).some((other) => compareSaid(other, each) > 0),
  );
  const first = new Set(passed.map(({ seq }) => seq));
  const last = order.findLast(
    ({ seq, verb, itemId }) => first.has(seq) || (verb === 'appear' && named.includes(itemId)),
  );
  return { after: last?.seq ?? 0, before: later.map(({ seq }) => seq) };
}

function compareSaid(a: Said, b: Said): number {
  return a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : Number(a.key > b.key));
}

/**
 * The items that these lead to. What was said of others does not matter to them, and is not read together with them the
 * next time.
 */
function linkedWith(items: readonly number[], log: readonly LoggedEntry[]): ReadonlySet<number> {
  const linked = new Set(items);
  for (let known = 0; known < linked.size; ) {
    known = linked.size;
    for (const entry of log) {
      if (isAbout(entry, linked)) for (const itemId of itemsNamed(entry)) linked.add(itemId);
    }
  }
  return linked;
}

function isAbout(entry: Entry, items: ReadonlySet<number>): boolean {
  return itemsNamed(entry).some((itemId) => items.has(itemId));
}
