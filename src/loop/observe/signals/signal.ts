import type { Stage } from '../../vocabulary.ts';

/**
 * Where a signal's words are looked for. `question`: headings and questions of a form; `offer`: ticked boxes, and
 * answers to questions for a contribution; `history`: answers to the question whether it worked before.
 */
export type Place = 'title' | 'prose' | 'question' | 'code' | 'offer' | 'history';

/**
 * One named signal: phrases (language: `phrases.ts`) and what they mean, in words for `/why`. Contractions are written
 * out in phrases (`do not`, `can not`, `i am`). What a signal weighs for each stage is learnt, starting from
 * `strength` for its own: a new signal is one row, and works before the model is trained again.
 */
export interface Signal {
  name: string;
  stage: Stage | 'none';
  /** ends the sentence "the author …" or "the thread …" */
  meaning: string;
  phrases: readonly string[];
  /** what it is worth before training, in logits: 0 hardly a hint, 1 a good hint, 2 nearly certain */
  strength: 0 | 0.5 | 1 | 1.5 | 2;
  /** default: title and prose */
  places?: readonly Place[];
}
