import { renderBox } from '../../render/marker.ts';
import { versionLink } from '../../render/notice.ts';
import { en } from '../../render/texts/en.ts';
import type { HeldNotices } from '../../week-facts.ts';
import type { HumanPart } from '../human.ts';
import { boxKey } from '../human.ts';

/** The box that sends them; the word of the command. */
export const APPROVE = 'approve';

/** Clusters that are asked about; each has a box. */
export const HELD_SHOWN_MAX = 5;

/**
 * Notices that wait for somebody's word: what they would say, to how many people, and a box that sends them. Who these
 * people are is told nowhere. '' for none.
 */
export function renderHeld(held: readonly HeldNotices[], prefix: string, human: HumanPart): string {
  const shown = held.slice(0, HELD_SHOWN_MAX);
  const more = held.length - shown.length;
  return [
    ...shown.map(({ clusterId, reason, people, tag }) => {
      const id = `c${clusterId}`;
      const who = people === 1 ? '1 person' : `${people} people`;
      const why =
        reason === 'budget' ? 'more than one release may tell' : 'fixed before the app was installed';
      const words = tag === null ? '.' : `: “${en.released(versionLink(tag, null), null)}”`;
      const ticked = human.ticked.includes(boxKey({ action: APPROVE, id }));
      return [
        `${id}: ${who} would be told (${why})${words}`,
        '',
        renderBox({ action: APPROVE, id, ticked }, `tell them (or comment \`${prefix}${APPROVE} ${id}\`)`),
      ].join('\n');
    }),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ].join('\n\n');
}
