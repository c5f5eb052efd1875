import { parseMarkdown } from '../markdown.ts';
import { assertNever } from '../vocabulary.ts';
import { splitPrefix } from './document.ts';
import type { Evidence } from './evidence.ts';
import { passages } from './passages.ts';
import { errorTexts, maskedError } from './signatures.ts';
import { identifierParts, terms } from './tokens.ts';

const WORDS_MAX = 5_000;

/**
 * Makes what puts evidence into the words of one of the two reports. Signatures are compared in lower case, without
 * numbers, words by their stems; nobody writes them like that, so what people read is what was written.
 */
export function asWritten(report: {
  title: string;
  body: string;
}): (evidence: readonly Evidence[]) => Evidence[] {
  const text = `${report.title}\n${report.body}`;
  let errors: string[] | null = null;
  const errorLine = (key: string): string => {
    // Read only where there is an error to be shown.
    errors ??= errorTexts(splitPrefix(report.title).title, passages(parseMarkdown(report.body)));
    const line = errors.find((one) => maskedError(one) === key);
    return line === undefined ? key : shownError(line);
  };
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
          error: errorLine(one.error),
          frame: one.frame === null ? null : found(one.frame),
        };
      case 'similarError':
        return { ...one, error: errorLine(one.error) };
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

/** Folders, hosts and what logs in to them: up to the last slash of a word. */
const PLACES = /[^\s'"`´‘’“”()<>[\]{},;=]*[\\/]/gu;

/** The line of an error as it was written, but for folders, which are its author's own, and for values. */
function shownError(line: string): string {
  return line.replace(PLACES, '…/').replace(VALUES, '…').replace(/\s+/gu, ' ').trim();
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
