import { type LinkedThread, threadLink } from './link.ts';
import { renderMarkerText } from './marker.ts';
import type { LinkTexts } from './texts/link-texts.ts';
import { threadTitle } from './title.ts';

/** How the thread stands that another one is like. */
export type ThreadStanding =
  | { is: 'open' }
  | { is: 'answered' }
  /** `reason` as GitHub has it: completed, not_planned, duplicate …; null where it gives none */
  | { is: 'closed'; reason: string | null };

export interface RelatedSubject {
  /** the thread that stands for the problem */
  thread: LinkedThread & { title: string };
  standing: ThreadStanding;
  /** own Markdown phrases in the language of `texts`, strongest first; text of others in them neutralised */
  evidence: readonly string[];
  /** another thread that the evidence was found in; null: in the named one */
  evidenceIn: LinkedThread | null;
  texts: LinkTexts;
  /** what commands begin with */
  prefix: string;
  /** `KIND:KEY` of the comment */
  marker: string;
}

/** The comment that tells the author of a report where the same problem is being dealt with. */
export function renderRelated(subject: RelatedSubject): string {
  const { thread, standing, evidence, evidenceIn, texts, prefix, marker } = subject;
  const named = `${threadLink(thread)} “${threadTitle(thread.title)}”`;
  const because = texts.because(evidenceIn === null ? null : threadLink(evidenceIn));
  return [
    `${texts.same(named)} ${standingWords(standing, texts)}`,
    [because, '', ...evidence.map((phrase) => `- ${phrase}`)].join('\n'),
    texts.doubt(`\`${prefix}not-duplicate\``),
    `<sub>${texts.relatedFooter}</sub>`,
    renderMarkerText(marker),
  ].join('\n\n');
}

function standingWords(standing: ThreadStanding, { standing: words }: LinkTexts): string {
  switch (standing.is) {
    case 'open':
      return words.open;
    case 'answered':
      return words.answered;
    case 'closed':
      return closedWords(standing.reason, words);
  }
}

function closedWords(reason: string | null, words: LinkTexts['standing']): string {
  switch (reason) {
    case 'not_planned':
      return words.notPlanned;
    case 'completed':
    case 'resolved':
      return words.completed;
    default:
      return words.closed;
  }
}
