import { Clusters } from '../cluster/clusters.ts';
import { type Entry, itemsNamed, standing } from '../cluster/entry.ts';
import type { LoggedEntry } from '../cluster-record.ts';
import type { Unnumbered } from './cluster-log.ts';

/**
 * Whether what somebody said of links is heard so late that people said otherwise since. The log is replayed in the order
 * in which it was written, where what comes last would win; so this must not come into it. Where the newer word is taken
 * back, the older one holds from the next event of its thread on.
 * @param log in the order of `seq`
 */
export function isOvertaken(word: Unnumbered, saidAt: Date, log: readonly LoggedEntry[]): boolean {
  const stands = new Set(standing(log).map(({ seq }) => seq));
  const newer = log.filter(
    (entry) =>
      entry.cause.by === 'human' && entry.at > saidAt && stands.has(entry.seq) && !isWeaker(entry, word),
  );
  return newer.length > 0 && contradicts(newer, word, Clusters.replay(log));
}

/** Triage stands over author, whoever spoke last. */
function isWeaker(entry: LoggedEntry, word: Unnumbered): boolean {
  return (
    'authority' in entry && 'authority' in word && entry.authority === 'author' && word.authority === 'triage'
  );
}

function contradicts(newer: readonly LoggedEntry[], word: Unnumbered, clusters: Clusters): boolean {
  const membersWith = (itemId: number) => clusters.ofItem(itemId)?.members ?? [];
  const isPutTogether = (itemId: number) =>
    newer.some((entry) => entry.verb === 'join' && names(entry, itemId));
  switch (word.verb) {
    case 'join': {
      const { itemId, into } = word;
      const there = membersWith(into);
      if (there.includes(itemId)) return false;
      const isApart = (entry: Entry) =>
        entry.verb === 'split'
          ? names(entry, itemId) || names(entry, into)
          : entry.verb === 'reject' && names(entry, itemId) && there.some((member) => names(entry, member));
      return isPutTogether(itemId) || newer.some(isApart);
    }
    case 'reject': {
      const { itemId, other } = word;
      return membersWith(itemId).includes(other) && (isPutTogether(itemId) || isPutTogether(other));
    }
    case 'split':
      return isPutTogether(word.itemId);
    case 'pin': {
      const own = membersWith(word.itemId);
      return newer.some((entry) => entry.verb === 'pin' && own.includes(entry.itemId));
    }
    default:
      return false;
  }
}

function names(entry: Entry, itemId: number): boolean {
  return itemsNamed(entry).includes(itemId);
}
