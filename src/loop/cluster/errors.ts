import type { TermStatistics } from './candidate-index.ts';
import type { Document } from './document.ts';
import { rarity } from './overlap.ts';
import { stopWords } from './stop-words.ts';
import { terms } from './tokens.ts';

/** The nearest two error lines of two reports. */
export interface NearestError {
  /** overlap of their words against the union by rarity, 0..1; 1 for the same line */
  similarity: number;
  /** summed rarity of the words they share: how much the agreement says */
  information: number;
  /** rarity of the rarest of them, 0..1: whether it names anything in particular; 0 for what is anybody's */
  rarest: number;
  /** the query's line; null where either side has none */
  error: string | null;
  words: ReadonlySet<string>;
}

const NO_WORDS: ReadonlySet<string> = new Set();
/** A word of the candidate alone: its rarity is not looked up, most words of error lines lie about here. */
const RARITY_UNKNOWN = 0.5;

/** An error line and the words in it. */
export interface ErrorWords {
  error: string;
  words: ReadonlySet<string>;
}

/** See `termSets`: documents are never changed. */
const wordsOf = new WeakMap<Document, readonly ErrorWords[]>();

/** Error lines of a report with their words, as terms. */
export function errorWords(document: Document): readonly ErrorWords[] {
  const known = wordsOf.get(document);
  if (known !== undefined) return known;
  const lines = document.errors.map((error) => ({ error, words: sayingWords(error) }));
  wordsOf.set(document, lines);
  return lines;
}

/**
 * How every second problem ends: the failure of the language or the machine, not of the program. Two reports of it
 * have a cause in common only if the trace says so.
 */
const ANYBODYS =
  /index out of (?:bounds|range)|unwrap\(\)' on a|null ?pointer|null reference|nil pointer|of (?:undefined|null)\b|nonetype|segmentation fault|segfault|bus error|out of memory|stack overflow|linking with|linker command|ld returned|exit(?:ed with)? (?:code|status)|unexpected (?:failure|panic|error)|internal server error|timed? ?out|unknown error|something went wrong/u;

/** Whether an error line may stand at the end of any problem. */
export function isAnybodys(error: string): boolean {
  return ANYBODYS.test(error);
}

/** Without function words, and without masked numbers: they stand in no index, so they would pass for rare. */
function sayingWords(error: string): ReadonlySet<string> {
  return new Set(terms(error, stopWords('en'), true).filter((word) => !word.includes('0')));
}

/**
 * The pair of error lines that agree most, by what the agreement says.
 * @param discount see `rarity`
 */
export function nearestError(
  query: readonly ErrorWords[],
  candidate: readonly ErrorWords[],
  statistics: TermStatistics,
  discount = 0,
): NearestError {
  let nearest: NearestError = { similarity: 0, information: 0, rarest: 0, error: null, words: NO_WORDS };
  for (const ours of query) {
    for (const theirs of candidate) {
      let both = 0;
      let union = 0;
      let rarest = 0;
      for (const word of ours.words) {
        const weight = rarity(word, statistics, discount);
        union += weight;
        if (!theirs.words.has(word)) continue;
        both += weight;
        rarest = Math.max(rarest, weight);
      }
      for (const word of theirs.words) if (!ours.words.has(word)) union += RARITY_UNKNOWN;
      const similarity = ours.error === theirs.error ? 1 : union === 0 ? 0 : both / union;
      if (similarity * both > nearest.similarity * nearest.information) {
        nearest = {
          similarity,
          information: both,
          rarest: isAnybodys(ours.error) ? 0 : rarest,
          error: ours.error,
          words: ours.words,
        };
      }
    }
  }
  return nearest;
}
