import { type LinkedThread, threadLink } from './link.ts';
import { renderMarkerText } from './marker.ts';
import { type ProblemStanding, standingWords, type ThreadStanding } from './standing.ts';
import type { Texts } from './texts/texts.ts';
import { threadTitle } from './title.ts';

export interface RelatedSubject {
  /** the thread that stands for the problem */
  thread: LinkedThread & { title: string };
  standing: ThreadStanding | ProblemStanding;
  /** own Markdown phrases in the language of `texts`, strongest first; text of others in them neutralised */
  evidence: readonly string[];
  /** another thread that the evidence was found in; null: in the named one */
  evidenceIn: LinkedThread | null;
  texts: Texts;
  /** what commands begin with */
  prefix: string;
  /** `KIND:KEY` of the comment */
  marker: string;
}

/** The comment that tells the author of a report where the same problem is being dealt with. */
export function renderRelated(subject: RelatedSubject): string {
  const { thread, standing, evidence, evidenceIn, texts, prefix, marker } = subject;
  const named = `${threadLink(thread)} “${threadTitle(thread.title)}”`;
  const { links } = texts;
  const because = links.because(evidenceIn === null ? null : threadLink(evidenceIn));
  return [
    `${links.same(named)} ${standingWords(standing, texts)}`,
    [because, '', ...evidence.map((phrase) => `- ${phrase}`)].join('\n'),
    links.doubt(`\`${prefix}not-duplicate\``),
    `<sub>${links.relatedFooter}</sub>`,
    renderMarkerText(marker),
  ].join('\n\n');
}
