import type { HeldNotices } from '../../facts.ts';
import { versionLink } from '../../render/notice.ts';
import { en } from '../../render/texts/en.ts';

const SHOWN_MAX = 5;

/** Notices that wait for somebody's word, with what they would say. '' for none. */
export function renderHeld(held: readonly HeldNotices[], prefix: string): string {
  const lines = held.slice(0, SHOWN_MAX).map(({ clusterId, reason, people, tag }) => {
    const who = people === 1 ? '1 person' : `${people} people`;
    const why = reason === 'budget' ? 'more than one release may tell' : 'fixed before the app was installed';
    const words = tag === null ? '.' : `: “${en.released(versionLink(tag, null), null)}”`;
    return `- c${clusterId}: ${who} would be told (${why})${words} Comment \`${prefix}approve c${clusterId}\` to send it.`;
  });
  const more = held.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
