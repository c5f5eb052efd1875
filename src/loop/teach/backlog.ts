import type { LinkedThread } from '../render/link.ts';
import type { Kind, Stage } from '../vocabulary.ts';
import type { Draft, Format, Solution } from './draft.ts';

/** More than anybody writes in a week. */
const DRAFTS_MAX = 5;

/** What one person asked once is an answer, not a page. */
const REPORTERS_MIN = 2;

/** A cluster as far as writing about it goes, texts as their authors wrote them. */
export interface Teachable {
  clusterId: number;
  title: string;
  kind: Kind;
  stage: Stage | null;
  /** whether most of its titles ask how something is done */
  asksHow: boolean;
  /** people, ever */
  reporters: number;
  /** whether something was written about it already */
  taught: boolean;
  error: string;
  quotes: readonly { text: string; thread: LinkedThread }[];
  solution: Solution | null;
}

/**
 * What to write next, from what was solved and from what is often asked, in the order given: each cluster in the format
 * that helps its readers where they are. What was written already, or concerns one person, is left out.
 */
export function contentBacklog(clusters: readonly Teachable[]): Draft[] {
  return clusters
    .filter(({ reporters, taught }) => reporters >= REPORTERS_MIN && !taught)
    .flatMap((cluster): Draft[] => {
      const choice = formatFor(cluster);
      if (choice === null) return [];
      const { clusterId, title, stage, reporters, quotes, solution, error } = cluster;
      return [{ clusterId, title, stage, reporters, quotes, solution, error, ...choice }];
    })
    .slice(0, DRAFTS_MAX);
}

/** null: there is nothing to teach before it is solved. */
function formatFor(cluster: Teachable): { format: Format; because: string } | null {
  const { kind, stage, asksHow, error, solution } = cluster;
  if (error !== '' && solution === null && kind === 'bug') {
    return { format: 'error message', because: 'people report it with this error, and it is not solved yet' };
  }
  if (error !== '' && solution !== null) {
    return { format: 'troubleshooting', because: 'people report this error, and it was answered' };
  }
  if (stage === 'awareness' && (kind === 'question' || kind === 'docs')) {
    return { format: 'post', because: 'people ask before they try' };
  }
  if (stage === 'adoption' && (kind === 'question' || kind === 'docs')) {
    return { format: 'example', because: 'people build something real with it' };
  }
  if (asksHow || kind === 'docs') return { format: 'guide', because: 'people ask how it is done' };
  if (solution !== null)
    return { format: 'troubleshooting', because: 'it was answered, and is reported again' };
  return kind === 'question' ? { format: 'guide', because: 'it is asked again and again' } : null;
}
