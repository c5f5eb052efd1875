import type { Settings } from './settings.ts';

/** A theme of the config that a thread belongs to, and who says so. */
export interface ThreadTheme {
  name: string;
  source: 'human' | 'match';
}

/** Characters of a body in which words of themes are looked for: what a thread is about is said early. */
const BODY_CHARACTERS_MAX = 6_000;

/** Comments in a template are the repository's words, not the author's. */
const HTML_COMMENT = /<!--[\s\S]*?(?:-->|$)/g;

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}_]/u;

/**
 * The themes in force of a thread, in the order of the config: those that a human gave it, and those of which a word
 * stands in its title or text or a label on it. Words count as whole words, whatever the case; one word is enough.
 * @param given names that commands gave
 */
export function themesOf(
  thread: { title: string; body: string; labels: readonly string[] },
  { themes }: Pick<Settings, 'themes'>,
  given: readonly string[],
): ThreadTheme[] {
  if (themes.length === 0) return [];
  const text = `${thread.title}\n${thread.body.slice(0, BODY_CHARACTERS_MAX).replace(HTML_COMMENT, ' ')}`
    .normalize('NFKC')
    .toLowerCase();
  const labels = new Set(thread.labels.map((label) => label.toLowerCase()));
  return themes.flatMap(({ name, match }): ThreadTheme[] => {
    if (given.includes(name)) return [{ name, source: 'human' }];
    const matches =
      match.labels.some((label) => labels.has(label.toLowerCase())) ||
      match.words.some((word) => holds(text, word.normalize('NFKC').toLowerCase().trim()));
    return matches ? [{ name, source: 'match' }] : [];
  });
}

/** Whether a word or phrase stands in a text by itself: not within a longer word. */
function holds(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + word.length);
    const opens = !(WORD_CHARACTER.test(word.charAt(0)) && WORD_CHARACTER.test(before));
    const closes = !(WORD_CHARACTER.test(word.charAt(word.length - 1)) && WORD_CHARACTER.test(after));
    if (opens && closes) return true;
  }
  return false;
}
