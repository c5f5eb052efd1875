import { type LinkedThread, threadLink } from './link.ts';
import { renderMarkerText } from './marker.ts';
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
  /** own Markdown phrases, strongest first; text of others in them neutralised */
  evidence: readonly string[];
  /** another thread that the evidence was found in; null: in the named one */
  evidenceIn: LinkedThread | null;
  /** what commands begin with */
  prefix: string;
  /** `KIND:KEY` of the comment */
  marker: string;
}

/** The comment that tells the author of a report where the same problem is being dealt with. */
export function renderRelated(subject: RelatedSubject): string {
  const { thread, standing, evidence, evidenceIn, prefix, marker } = subject;
  const found = evidenceIn === null ? '' : ` (found in ${threadLink(evidenceIn)}, which is part of it)`;
  return [
    `This looks like the same problem as ${threadLink(thread)} “${threadTitle(thread.title)}”. ${standingWords(standing)}`,
    [`Why${found}:`, '', ...evidence.map((phrase) => `- ${phrase}`)].join('\n'),
    `Not the same? React with 👎 or say \`${prefix}not-duplicate\`, and the link is undone.`,
    '<sub>Fullcircle, an automated app, wrote this because your report and that one have this in common. It closes nothing, keeps this one comment up to date, and writes it no more if you delete it.</sub>',
    renderMarkerText(marker),
  ].join('\n\n');
}

function standingWords(standing: ThreadStanding): string {
  switch (standing.is) {
    case 'open':
      return 'That one is open: what helps there should help here.';
    case 'answered':
      return 'That one has an accepted answer.';
    case 'closed':
      return closedWords(standing.reason);
  }
}

function closedWords(reason: string | null): string {
  switch (reason) {
    case 'not_planned':
      return 'That one was closed as not planned.';
    case 'completed':
    case 'resolved':
      return 'That one was closed as completed: if you still see it with a version from after that, it is back, and this report stays important.';
    default:
      return 'That one is closed.';
  }
}
