/**
 * Words of a text in any script, as terms to search by: Unicode words in lower case, identifiers whole and in
 * parts, bigrams where the script has no spaces.
 */

/** Letters, digits and what joins them inside an identifier. One character class: cannot backtrack. */
const WORD = /[\p{L}\p{M}\p{N}_'’]+/gu;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const LETTER = /\p{L}/u;

/** Longer runs are hashes, base64 or mangled names: they are unique and match nothing. */
export const TERM_LENGTH_MAX = 40;
/** Longer numbers are ids, addresses and timestamps. */
const DIGITS_MAX = 4;

/** Words in lower case in the order of the text, for reading (language, emptiness); nothing dropped. */
export function plainWords(text: string): string[] {
  return (text.normalize('NFKC').match(WORD) ?? []).map((word) => word.toLowerCase().replaceAll('’', "'"));
}

/** Share of letters that are Han, Kana or Hangul, 0..1; 0 without letters. */
export function cjkShare(text: string): number {
  let letters = 0;
  let cjk = 0;
  for (const character of text) {
    if (!LETTER.test(character)) continue;
    letters += 1;
    if (CJK.test(character)) cjk += 1;
  }
  return letters === 0 ? 0 : cjk / letters;
}

/**
 * Terms of a text, repeated as often as they occur.
 * @param stop words that are no terms (lower case)
 * @param stemming whether English endings are taken off, so that "crashes" meets "crash"
 */
export function terms(text: string, stop: ReadonlySet<string>, stemming: boolean): string[] {
  const found: string[] = [];
  for (const raw of text.normalize('NFKC').match(WORD) ?? []) {
    const word = trimQuotes(raw.replaceAll('’', "'"));
    if (word.length === 0 || word.length > TERM_LENGTH_MAX) continue;
    if (CJK.test(word)) found.push(...bigrams(word));
    else pushWord(word, stop, stemming, found);
  }
  return found;
}

function pushWord(word: string, stop: ReadonlySet<string>, stemming: boolean, found: string[]): void {
  const lower = word.toLowerCase();
  if (stop.has(lower)) return;
  const parts = identifierParts(word);
  if (parts.length > 1) {
    found.push(lower);
    for (const part of parts) if (!stop.has(part)) pushPart(part, stemming, found);
    return;
  }
  pushPart(lower.endsWith("'s") ? lower.slice(0, -2) : lower, stemming, found);
}

function pushPart(part: string, stemming: boolean, found: string[]): void {
  if (/^\p{N}+$/u.test(part)) {
    if (part.length <= DIGITS_MAX) found.push(part);
    return;
  }
  if (part.length === 1 && part.charCodeAt(0) < 128) return;
  found.push(stemming ? stem(part) : part);
}

/** `resolveConfig`, `resolve_config` and `ResolveConfig2` → resolve, config (, 2); lower case. */
export function identifierParts(word: string): string[] {
  const lower = word.toLowerCase();
  // Most words have nothing to take apart; the patterns below are a seventh of the cost of a delivery.
  if (lower === word && !word.includes('_')) return [word];
  return word
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .split('_')
    .filter((part) => part.length > 0)
    .map((part) => part.toLowerCase());
}

function trimQuotes(word: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && (word[start] === "'" || word[start] === '_')) start += 1;
  while (end > start && (word[end - 1] === "'" || word[end - 1] === '_')) end -= 1;
  return word.slice(start, end);
}

function bigrams(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/**
 * English endings that change the number or tense, not the meaning: a light stemmer after Harman, "How effective
 * is suffixing?" (1991), with -ing and -ed. Wrong merges of rare words cost more than a missed plural.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const singular = withoutPlural(word);
  for (const ending of ['ing', 'ed']) {
    const root = singular.slice(0, -ending.length);
    if (singular.endsWith(ending) && root.length >= 3 && /[aeiouy]/.test(root)) return withoutDouble(root);
  }
  return singular.length > 4 && singular.endsWith('e') ? singular.slice(0, -1) : singular;
}

function withoutPlural(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

function withoutDouble(root: string): string {
  const last = root.at(-1);
  if (root.length > 3 && last === root.at(-2) && last !== 'l' && last !== 's' && last !== 'z')
    return root.slice(0, -1);
  return root.length > 4 && last === 'e' ? root.slice(0, -1) : root;
}
