import { type LinkedThread, threadLink } from './link.ts';
import type { Texts } from './texts/texts.ts';
import type { WhyTexts } from './texts/why-texts.ts';
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
export function renderWhyLinks(
  { links, hidden, denied }: WhyLinks,
  { why: texts, links: { more: andMore } }: Pick<Texts, 'why' | 'links'>,
  prefix: string,
): string {
  const head = `**${texts.sameAs}:**`;
  if (links.length === 0 && hidden === 0)
    return [`${head} ${texts.sameAsNone}`, ...deniedWords(denied, texts)].join(' ');
  const shown = links.slice(0, THREADS_SHOWN_MAX);
  const more = links.length - shown.length;
  return [
    [
      head,
      '',
      ...shown.map(
        ({ thread, because }) =>
          `- ${threadLink(thread)} ${threadTitle(thread.title)}: ${words(because, texts)}`,
      ),
      ...(more > 0 ? [`- ${andMore(more)}`] : []),
      ...(hidden > 0 ? [`- ${texts.hidden(hidden)}`] : []),
    ].join('\n'),
    ...deniedWords(denied, texts),
    texts.notSame(`\`${prefix}not-duplicate\``, `\`${prefix}split\``),
  ].join('\n\n');
}

function deniedWords(denied: WhyLinks['denied'], texts: WhyTexts): string[] {
  if (denied.length === 0) return [];
  return [
    texts.leftOut(denied.map((thread) => `${threadLink(thread)} ${threadTitle(thread.title)}`).join(', ')),
  ];
}

function words(because: WhyLink['because'], texts: WhyTexts): string {
  switch (because.by) {
    case 'human':
      return texts.byMaintainer;
    case 'matcher':
      return because.evidence.join('; ');
    case 'others':
      return texts.byOthers;
  }
}
