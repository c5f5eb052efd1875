import { present } from '../present.ts';
import { BREAK, isVersionWord, type Word } from './words.ts';

/**
 * A small language for phrases, matched over words instead of characters, so that the work is at most
 * (words × phrases that begin with such a word × length of the phrase): nothing an author writes makes it slow.
 *
 * A phrase is a row of elements: `word`, `a|b` (either), `upgrad*` (prefix), `_` (any one word), `__` (none to three
 * words), `[the]` (may be missing), `<version>` (3.2, v1.0.0-rc.1), `<number>` (up to three digits), `^` (begin of a sentence), `$` (end of a sentence).
 */
export interface Phrase<T> {
  elements: Element[];
  meaning: T;
}

type Element =
  | { kind: 'word'; words: ReadonlySet<string>; prefixes: readonly string[]; optional: boolean }
  | { kind: 'version' | 'number'; optional: boolean }
  | { kind: 'any' }
  | { kind: 'gap' }
  | { kind: 'begin' }
  | { kind: 'end' };

/** A phrase found: `meaning` of the phrase, and where its words stand in the text. */
export interface Match<T> {
  meaning: T;
  start: number;
  end: number;
}

/** Words that a `__` may skip. */
const GAP_MAX = 3;

/** Characters of a prefix that the index looks at. */
const PREFIX_KEY = 3;

/** Phrases indexed by how they begin. Built once, used for all texts. */
export class PhraseTable<T> {
  private readonly byWord = new Map<string, Phrase<T>[]>();
  private readonly byPrefix = new Map<string, Phrase<T>[]>();
  private readonly byVersion: Phrase<T>[] = [];
  private readonly atBegin: Phrase<T>[] = [];

  /** @throws Error on a phrase that begins with `_`, `__`, `$`, `<number>`, an optional element or a prefix of under three letters */
  constructor(rows: readonly (readonly [phrase: string, meaning: T])[]) {
    for (const [text, meaning] of rows) this.add({ elements: text.split(' ').map(element), meaning }, text);
  }

  private add(phrase: Phrase<T>, text: string): void {
    const first = phrase.elements[0];
    if (first?.kind === 'begin') this.atBegin.push(phrase);
    else if (first?.kind === 'version' && !first.optional) this.byVersion.push(phrase);
    else if (first?.kind === 'word' && !first.optional) {
      for (const word of first.words) push(this.byWord, word, phrase);
      for (const prefix of first.prefixes) {
        if (prefix.length < PREFIX_KEY) throw new Error(`phrase "${text}" begins too vaguely`);
        push(this.byPrefix, prefix.slice(0, PREFIX_KEY), phrase);
      }
    } else throw new Error(`phrase "${text}" begins too vaguely`);
  }

  /** Every phrase that occurs, each at every place where it begins, in the order of the text. */
  find(words: readonly Word[]): Match<T>[] {
    const found: Match<T>[] = [];
    const attempt = (phrase: Phrase<T>, at: number): void => {
      const end = matchFrom(phrase.elements, 0, words, at);
      if (end < 0) return;
      const first = present(words[at]);
      const last = present(words[Math.max(at, end - 1)]);
      found.push({ meaning: phrase.meaning, start: first.start, end: Math.max(first.end, last.end) });
    };
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at];
      if (word === undefined || word.text === BREAK) continue;
      if (at === 0 || words[at - 1]?.text === BREAK) for (const phrase of this.atBegin) attempt(phrase, at);
      for (const phrase of this.byWord.get(word.text) ?? []) attempt(phrase, at);
      for (const phrase of this.byPrefix.get(word.text.slice(0, PREFIX_KEY)) ?? []) attempt(phrase, at);
      if (isVersionWord(word.text)) for (const phrase of this.byVersion) attempt(phrase, at);
    }
    return found;
  }
}

function push<T>(map: Map<string, Phrase<T>[]>, key: string, phrase: Phrase<T>): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [phrase]);
  else if (!list.includes(phrase)) list.push(phrase);
}

function element(text: string): Element {
  if (text === '_') return { kind: 'any' };
  if (text === '__') return { kind: 'gap' };
  if (text === '^') return { kind: 'begin' };
  if (text === '$') return { kind: 'end' };
  const optional = text.startsWith('[') && text.endsWith(']');
  const inner = optional ? text.slice(1, -1) : text;
  if (inner === '<version>') return { kind: 'version', optional };
  if (inner === '<number>') return { kind: 'number', optional };
  const alternatives = inner.split('|');
  return {
    kind: 'word',
    words: new Set(alternatives.filter((word) => !word.endsWith('*'))),
    prefixes: alternatives.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
    optional,
  };
}

/** Where the match of `elements[from..]` at `words[at..]` ends (exclusive), or -1. */
function matchFrom(elements: readonly Element[], from: number, words: readonly Word[], at: number): number {
  const wanted = elements[from];
  if (wanted === undefined) return at;
  const word = words[at];
  switch (wanted.kind) {
    case 'begin':
      return matchFrom(elements, from + 1, words, at);
    case 'end':
      return word === undefined || word.text === BREAK || word.text === '?'
        ? matchFrom(elements, from + 1, words, at)
        : -1;
    case 'gap': {
      for (let skip = 0; skip <= GAP_MAX; skip += 1) {
        const end = matchFrom(elements, from + 1, words, at + skip);
        if (end >= 0) return end;
        const skipped = words[at + skip];
        if (skipped === undefined || skipped.text === BREAK) return -1;
      }
      return -1;
    }
    case 'any':
      return word === undefined || word.text === BREAK ? -1 : matchFrom(elements, from + 1, words, at + 1);
    case 'version':
    case 'number':
    case 'word': {
      const fits = word !== undefined && isWanted(word.text, wanted);
      if (fits) {
        const end = matchFrom(elements, from + 1, words, at + 1);
        if (end >= 0) return end;
      }
      return wanted.optional ? matchFrom(elements, from + 1, words, at) : -1;
    }
  }
}

function isWanted(
  word: string,
  wanted: Exclude<Element, { kind: 'any' | 'gap' | 'begin' | 'end' }>,
): boolean {
  if (wanted.kind === 'version') return isVersionWord(word);
  if (wanted.kind === 'number') return /^\d{1,3}$/u.test(word);
  return 'words' in wanted && isOneOf(word, wanted);
}

function isOneOf(word: string, wanted: { words: ReadonlySet<string>; prefixes: readonly string[] }): boolean {
  return wanted.words.has(word) || wanted.prefixes.some((prefix) => word.startsWith(prefix));
}
