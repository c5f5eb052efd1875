import type { Member } from '../loop/cluster-record.ts';
import type { InstallationReader } from '../store/interface/reader.ts';

/**
 * A reader for one decision, which reads each member of a cluster once. A decision asks for the same threads several
 * times, among others each time: those that a report is compared with, those of its cluster before, those of it then.
 * Inside a transaction that holds the installation they do not change.
 */
export function readingMembersOnce(reader: InstallationReader): InstallationReader {
  const known = new Map<number, Member | null>();
  return {
    ...reader,
    async members(items) {
      const missing = items.filter((itemId) => !known.has(itemId));
      if (missing.length > 0) {
        for (const itemId of missing) known.set(itemId, null);
        for (const member of await reader.members(missing)) known.set(member.item.itemId, member);
      }
      return [...new Set(items)].sort((a, b) => a - b).flatMap((itemId) => known.get(itemId) ?? []);
    },
  };
}
