import { readThread } from '../observe/read.ts';
import { BREAK, wordsOf } from '../observe/words.ts';
import { readSaid } from '../record/said.ts';
import type { RecordedThread } from '../record.ts';
import type { ThreadText } from '../week-record.ts';

/** Fewer different words name no problem: "it does not work", "asdf qwer zxcv". */
const WORDS_MIN = 5;

/** A kind that is less likely than not was picked because one had to be. */
const KIND_CONFIDENCE_MIN = 0.5;

/**
 * Whether a thread by itself gives nobody anything to decide: its title is a thank-you, it says next to nothing, or the
 * app does not know what it is about.
 */
export function isUndecidable({ kindConfidence = 1 }: RecordedThread, { title, body }: ThreadText): boolean {
  return (
    kindConfidence < KIND_CONFIDENCE_MIN || readSaid(title).thanks || differentWords(title, body) < WORDS_MIN
  );
}

function differentWords(title: string, body: string): number {
  const { title: heading, prose, code } = readThread(title, body);
  const words = wordsOf([heading, prose, code].join('\n')).map(({ text }) => text);
  return new Set(words.filter((word) => word !== BREAK && word !== '?')).size;
}
