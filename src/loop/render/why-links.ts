import { type LinkedThread, threadLink } from './link.ts';
import { threadTitle } from './title.ts';

/** Threads that are named; the rest is counted. */
const THREADS_SHOWN_MAX = 10;

/** Another thread of the same problem, and why the app takes it for one. */
export interface WhyLink {
  thread: LinkedThread & { title: string };
  because:
    | { by: 'human' }
    /** own Markdown phrases, strongest first; text of others in them neutralised */
    | { by: 'matcher'; evidence: readonly string[] }
    /** each is like a third one */
    | { by: 'others' };
}

export interface WhyLinks {
  links: readonly WhyLink[];
  /** threads that may not be shown here; already 0 where not even their number may be told */
  hidden: number;
  /** threads that the app was certain of until a language model denied it */
  denied: readonly WhyLink['thread'][];
}

/** What of `/why` tells of the links of a thread. */
export function renderWhyLinks({ links, hidden, denied }: WhyLinks, prefix: string): string {
  if (links.length === 0 && hidden === 0)
    return ['**Same problem as:** no other thread that the app is certain of.', ...deniedWords(denied)].join(
      ' ',
    );
  const shown = links.slice(0, THREADS_SHOWN_MAX);
  const more = links.length - shown.length;
  return [
    [
      '**Same problem as:**',
      '',
      ...shown.map(
        ({ thread, because }) => `- ${threadLink(thread)} ${threadTitle(thread.title)}: ${words(because)}`,
      ),
      ...(more > 0 ? [`- and ${more} more`] : []),
      ...(hidden > 0 ? [`- and ${hidden} private reports`] : []),
    ].join('\n'),
    ...deniedWords(denied),
    `Not the same? \`${prefix}not-duplicate\` or \`${prefix}split\` takes this thread out.`,
  ].join('\n\n');
}

function deniedWords(denied: WhyLinks['denied']): string[] {
  if (denied.length === 0) return [];
  const named = denied.map((thread) => `${threadLink(thread)} ${threadTitle(thread.title)}`).join(', ');
  return [`Left out, since a language model that was shown both says that it is another problem: ${named}.`];
}

function words(because: WhyLink['because']): string {
  switch (because.by) {
    case 'human':
      return 'a maintainer said so';
    case 'matcher':
      return because.evidence.join('; ');
    case 'others':
      return 'by way of another thread that both are like';
  }
}
