/**
 * Words of a text with their places, cut in one pass without regular expressions on the whole text.
 * Word = letters and digits, with `'`, `.`, `-`, `_`, `/`, `+` and `#` between them (don't, 3.2.1, x86-64, c++).
 */

/** Words looked at per text; with `BODY_CHARACTERS_MAX` hardly ever reached. */
export const WORDS_MAX = 1_500;

export interface Word {
  /** lower case; a sentence's end is the word `BREAK` */
  text: string;
  start: number;
  end: number;
}

/** Stands between sentences and lines, so that no phrase reaches across. */
export const BREAK = '¶';

const PART = /[\p{L}\p{M}\p{N}]/u;
const INNER = new Set(["'", '’', '.', '-', '_', '/', '+', '#']);
const ENDS = new Set(['.', '!', '?', '\n', ';', '。', '！', '？', '…']);

/** Scripts written without blanks between words: each character is a word of its own. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** What a contraction stands for; written without apostrophe, as many do. Ambiguous ones (its, were, well) are left. */
const CONTRACTIONS: Readonly<Record<string, string>> = {
  "can't": 'can not', cant: 'can not', cannot: 'can not', "won't": 'will not', wont: 'will not', "shan't": 'shall not',
  dont: 'do not', doesnt: 'does not', didnt: 'did not', isnt: 'is not', wasnt: 'was not', couldnt: 'could not',
  wouldnt: 'would not', havent: 'have not', hasnt: 'has not', im: 'i am', ive: 'i have', "let's": 'let us',
}; // biome-ignore format: one table

const CONTRACTED: readonly (readonly [ending: string, word: string])[] = [
  ["n't", 'not'],
  ["'m", 'am'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'d", 'would'],
];

/**
 * All words of `text` in order, with one `BREAK` between sentences (before each `?` there is also the word `?`).
 * Contractions are written out (don't → do not), `#12` becomes `#ref`, `@name` becomes `@name`, all at their place.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let start = -1;
  const close = (end: number): void => {
    if (start >= 0)
      for (const part of partsOf(fold(text.slice(start, end)))) words.push({ text: part, start, end });
    start = -1;
  };
  for (let at = 0; at < text.length && words.length < WORDS_MAX; at += 1) {
    const char = text.charAt(at);
    if (isPart(char)) {
      if (char > '\u2E00' && UNSPACED.test(char)) {
        close(at);
        start = at;
        close(at + 1);
      } else if (start < 0) start = at > 0 && isSigil(text, at) ? at - 1 : at;
      continue;
    }
    if (start >= 0 && INNER.has(char) && (isPart(text.charAt(at + 1)) || char === '+' || char === '#'))
      continue;
    close(at);
    if (char === '?' || char === '？') words.push({ text: '?', start: at, end: at + 1 });
    if (ENDS.has(char) && words.length > 0 && words.at(-1)?.text !== BREAK)
      words.push({ text: BREAK, start: at, end: at });
  }
  close(text.length);
  return words;
}

/** Whether the character before is the `#` of `#12` or the `@` of `@name`, and stands by itself. */
function isSigil(text: string, at: number): boolean {
  const sigil = text.charAt(at - 1);
  if (sigil !== '#' && sigil !== '@') return false;
  return at === 1 || !isPart(text.charAt(at - 2));
}

function partsOf(word: string): string[] {
  if (word.startsWith('#')) return [isNumber(word.slice(1)) ? '#ref' : word.slice(1)];
  if (word.startsWith('@')) return ['@name'];
  const written = Object.hasOwn(CONTRACTIONS, word) ? CONTRACTIONS[word] : undefined;
  if (written !== undefined) return written.split(' ');
  for (const [ending, full] of CONTRACTED) {
    if (word.length > ending.length && word.endsWith(ending)) return [word.slice(0, -ending.length), full];
  }
  return [word];
}

function isNumber(word: string): boolean {
  return /^\d{1,9}$/u.test(word);
}

function isPart(char: string): boolean {
  const code = char.charCodeAt(0);
  if (code < 128)
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  // a surrogate is half of an emoji or of a rare letter; both halves stay together in one word
  return (code >= 0xd800 && code <= 0xdfff) || PART.test(char);
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll('’', "'");
}

/** A version as people write it: a number with at least one dot, `v` before a number, or `15.x`. */
export function isVersionWord(word: string): boolean {
  const start = word.startsWith('v') ? 1 : 0;
  const first = word.charCodeAt(start);
  if (!(first >= 48 && first <= 57) || word.length > 40) return false;
  return start === 1 || (word.includes('.') && !word.includes('/') && !ADDRESS.test(word));
}

/** An IP address: four numbers. Versions of four numbers are rare. */
const ADDRESS = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u;
