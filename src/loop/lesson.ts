import type { Kind, Stage } from './vocabulary.ts';

/**
 * What one word of a human on stage or kind teaches about threads like this one. Of a thread there is one of each at
 * most, the latest word's; it goes when the word is taken back.
 */
export interface Lesson {
  about: 'stage' | 'kind';
  /** key of the command or judgement that it came from, for stages with what it came to */
  key: string;
  /** null: the human said that it has no stage */
  value: Stage | Kind | null;
  /** what the app had made of the thread until then, right or wrong */
  guessed: Stage | Kind | null;
  /** version of the model that had made it */
  modelVersion: string;
  /** 0..1, by the age of the account that said so */
  trust: number;
  /** words by which a like thread is known; none for a lesson about kinds, which are learnt from whole threads */
  words: readonly string[];
  at: Date;
}
