import { assertNever } from '../vocabulary.ts';
import { declinedWords } from './notice.ts';
import type { Texts } from './texts/texts.ts';

/** How the thread stands that another one is like. */
export type ThreadStanding =
  | { is: 'open' }
  | { is: 'answered' }
  /** `reason` as GitHub has it: completed, not_planned, duplicate …; null where it gives none */
  | { is: 'closed'; reason: string | null };

/** What became of a problem, whatever GitHub says of its threads. */
export type ProblemStanding =
  | { is: 'decided'; action: 'fix' | 'document' | 'teach' }
  /** `reason`: as somebody wrote it; empty where nobody gave one */
  | { is: 'declined'; reason: string }
  /** `link`: Markdown */
  | { is: 'documented'; link: string }
  /** merged, and in no release */
  | { is: 'fixed' }
  /** `version`: Markdown, link or code */
  | { is: 'released'; version: string };

/** How a thread or its problem stands, as whole sentences of Markdown. */
export function standingWords(standing: ThreadStanding | ProblemStanding, texts: Texts): string {
  const words = texts.links.standing;
  switch (standing.is) {
    case 'open':
      return words.open;
    case 'answered':
      return words.answered;
    case 'closed':
      return closedWords(standing.reason, words);
    case 'decided':
      return words.decided[standing.action];
    case 'declined':
      return declinedWords(standing.reason, texts);
    case 'documented':
      return words.documented(standing.link);
    case 'fixed':
      return words.fixed;
    case 'released':
      return words.released(standing.version);
    default:
      return assertNever(standing);
  }
}

function closedWords(reason: string | null, words: Texts['links']['standing']): string {
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
