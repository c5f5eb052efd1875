import type { LinkedThread } from '../render/link.ts';
import type { Stage } from '../vocabulary.ts';

/** What can be written about a problem. */
export const FORMATS = ['guide', 'troubleshooting', 'example', 'error message', 'post'] as const;
export type Format = (typeof FORMATS)[number];

/** Something to write next, as plain JSON: what the prepared issue in the docs repository is made of. */
export interface Draft {
  clusterId: number;
  format: Format;
  /** the problem's title, as its author wrote it */
  title: string;
  /** why this format; own words */
  because: string;
  /** where the readers are; null: not clear */
  stage: Stage | null;
  reporters: number;
  /** developers' own words */
  quotes: readonly { text: string; thread: LinkedThread }[];
  solution: Solution | null;
  /** exact error line that people search for; '' where there is none */
  error: string;
}

/** Where it is known how to solve it. */
export interface Solution {
  /** beginning of the answer, '' where only the place is known */
  text: string;
  thread: LinkedThread;
}
