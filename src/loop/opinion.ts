import type { Stage } from './vocabulary.ts';

/**
 * What the app may ask a language model, where an operator has set one up and the config lets it see the texts. It
 * confirms or denies what the app found; it never adds anything of its own. What people say stands above it.
 */

/** The beginning of a thread, as it is shown to the model. */
export interface OpinionText {
  title: string;
  body: string;
}

export type Question =
  /** whether the author of this thread stands where the app believes */
  | { about: 'stage'; text: OpinionText; stage: Stage }
  /** whether two reports, the older one first, are about one problem */
  | { about: 'link'; texts: readonly [OpinionText, OpinionText] };

/** `inconclusive`: no answer, or none that can be used; never a "no". */
export type Verdict = 'agrees' | 'disagrees' | 'inconclusive';

export interface Opinion {
  verdict: Verdict;
  /** name of the model, as the operator calls it */
  model: string;
}

/** Titles on GitHub end at 256 characters. */
const TITLE_CHARACTERS_MAX = 256;

/** What a thread is about is said early, and every character has its price. */
const BODY_CHARACTERS_MAX = 4_000;

/** As much of a thread as the model is shown. */
export function opinionText({ title, body }: OpinionText): OpinionText {
  return { title: title.slice(0, TITLE_CHARACTERS_MAX), body: body.slice(0, BODY_CHARACTERS_MAX) };
}
