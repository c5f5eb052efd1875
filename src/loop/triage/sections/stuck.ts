import type { LinkedThread } from '../../render/link.ts';
import { threadTitle } from '../../render/title.ts';
import type { WaitingThread } from '../stuck.ts';
import { linkText } from './topics.ts';

/** As many as somebody can take away from the hour. */
const STUCK_SHOWN_MAX = 5;

/** Whose titles are read: some of them may be up for a decision already, and are not told twice. */
export const STUCK_READ_MAX = 12;

const TITLE_CHARACTERS_MAX = 70;

const WHY: Record<WaitingThread['why'], string> = {
  critical: '',
  unanswered: 'no answer',
  'author asked again': 'its author asked again and waits',
};

/** Threads that need somebody now. '' for none. */
export function renderStuck(
  waiting: readonly WaitingThread[],
  nameOf: (waiting: WaitingThread) => { link: LinkedThread; title: string } | null,
  host: string,
): string {
  const named = waiting.flatMap((each) => {
    const thread = nameOf(each);
    return thread === null ? [] : [{ ...thread, each }];
  });
  const lines = named.slice(0, STUCK_SHOWN_MAX).map(({ each, ...thread }) => {
    const { why, days, decided } = each;
    const reason = why === 'critical' ? `**${each.thread.severity.value}**` : WHY[why];
    const age = days === 1 ? '1 day' : `${days} days`;
    const said = decided === null ? '' : `; decided: **${decided.action}** in ${decided.week}`;
    return `- ${linkText(thread.link, host)} ${threadTitle(thread.title, TITLE_CHARACTERS_MAX)} (${reason}, open for ${age}${said})`;
  });
  if (lines.length === 0) return '';
  const more = waiting.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
