import { assertNever } from '../vocabulary.ts';
import type { Evidence } from './evidence.ts';
import { errorPart, maskedError } from './signatures.ts';
import { identifierParts, terms } from './tokens.ts';

/** Lines of a text that are looked at; what is in common stands in the first ones, or in a log of a thousand. */
const LINES_MAX = 2_000;
const LINE_LENGTH_MAX = 400;
const WORDS_MAX = 5_000;

/**
 * Makes what puts evidence into the words of one of the two reports. Signatures are compared in lower case, without
 * numbers, words by their stems; nobody writes them like that, so what people read is what was written.
 * @param text title and body of the report
 */
export function asWritten(text: string): (evidence: readonly Evidence[]) => Evidence[] {
  const lower = text.toLowerCase();
  // Lower case is of another length for a few letters: then nothing can be found by its place.
  const found = (key: string): string => {
    const at = lower.length === text.length ? lower.indexOf(key) : -1;
    return at === -1 ? key : text.slice(at, at + key.length);
  };
  const wordOf = words(text);
  const written = (one: Evidence): Evidence => {
    switch (one.kind) {
      case 'error':
        return {
          ...one,
          error: errorLine(one.error, text),
          frame: one.frame === null ? null : found(one.frame),
        };
      case 'similarError':
        return { ...one, error: errorLine(one.error, text) };
      case 'frames':
        return { ...one, frames: one.frames.split(' > ').map(found).join(' > ') };
      case 'errorCode':
        return { ...one, code: found(one.code) };
      case 'api':
        return { ...one, api: found(one.api) };
      case 'words':
        return { ...one, words: one.words.map(wordOf) };
      case 'version':
        // `3.2.0` is compared as `3.2`.
        return text.includes(`${one.version}.0`) ? { ...one, version: `${one.version}.0` } : one;
      case 'title':
      case 'mention':
      case 'duplicates':
      case 'batch':
      case 'sameAuthor':
      case 'opinion':
        return one;
      default:
        return assertNever(one);
    }
  };
  return (evidence) => evidence.map(written);
}

/** Numbers and addresses that stand for themselves: the other report may have others in the same line. */
const VALUES = /(?<![\p{L}\p{N}_])(?:0x[0-9a-f]+|\d+(?:[.:,]\d+)*)/giu;

/** The line of an error as it was written, but for folders, which are its author's own, and for values. */
function errorLine(key: string, text: string): string {
  for (const line of text.split('\n', LINES_MAX)) {
    const error = errorPart(line.slice(0, LINE_LENGTH_MAX));
    if (error === null || maskedError(error) !== key) continue;
    return error
      .replace(/[\w.@+~:-]*[\\/](?:[\w.@+~-]*[\\/])*/gu, '')
      .replace(VALUES, '…')
      .replace(/\s+/gu, ' ')
      .trim();
  }
  return key;
}

/** Finds a word of the text that has a stem; the stem where there is none. Each word and each part of it is stemmed once at most. */
function words(text: string): (stem: string) => string {
  const byStem = new Map<string, string>();
  const left = new Set(text.split(/[^\p{L}\p{N}_]+/u, WORDS_MAX)).values();
  return (stem) => {
    while (!byStem.has(stem)) {
      const { value: word, done } = left.next();
      if (done === true) return stem;
      // A part of a name that somebody wrote in one is a term, too.
      for (const written of [word, ...identifierParts(word)]) {
        const [first] = terms(written, NOTHING, true);
        if (first !== undefined && !byStem.has(first)) byStem.set(first, written.toLowerCase());
      }
    }
    return byStem.get(stem) ?? stem;
  };
}

const NOTHING: ReadonlySet<string> = new Set();
