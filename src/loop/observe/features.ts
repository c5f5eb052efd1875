import { PhraseTable } from './phrases.ts';
import type { Reading } from './read.ts';
import { type Place, SIGNALS, type Signal } from './signals.ts';
import { BREAK, isVersionWord, type Word, wordsOf } from './words.ts';

/** Where a signal was found: enough to quote it. */
export interface Finding {
  signal: Signal;
  place: Place;
  /** the words as written, at most `QUOTE_CHARACTERS_MAX` */
  quote: string;
}

/** What a model sees of a thread: named features with values, and the signals behind them. */
export interface Features {
  values: Map<string, number>;
  findings: Finding[];
}

/** Longest quote of a signal's words. */
const QUOTE_CHARACTERS_MAX = 60;

/** Words that count as the opening of the prose, where people say what they came for. */
const OPENING_WORDS = 40;

/** Words of code that are looked at: the command or the error is at its begin. */
const CODE_CHARACTERS_MAX = 600;

const PLACES: readonly Place[] = ['title', 'prose', 'question', 'code'];

const TABLES: Record<Place, PhraseTable<Signal>> = {
  title: tableOf('title'),
  prose: tableOf('prose'),
  question: tableOf('question'),
  code: tableOf('code'),
};

function tableOf(place: Place): PhraseTable<Signal> {
  const rows = SIGNALS.filter((signal) => (signal.places ?? ['title', 'prose']).includes(place));
  return new PhraseTable(rows.flatMap((signal) => signal.phrases.map((phrase) => [phrase, signal] as const)));
}

/** The words of a thread by place, cut once for all models. */
export interface ThreadWords {
  texts: Record<Place, string>;
  words: Record<Place, Word[]>;
}

export function threadWords(reading: Reading): ThreadWords {
  const texts: Record<Place, string> = {
    title: reading.title,
    prose: reading.prose,
    question: reading.headings.join('\n'),
    code: reading.code.slice(0, CODE_CHARACTERS_MAX),
  };
  return {
    texts,
    words: {
      title: wordsOf(texts.title),
      prose: wordsOf(texts.prose),
      question: wordsOf(texts.question),
      code: wordsOf(texts.code),
    },
  };
}

/** Signals, words and shape of a thread as named numbers. */
export function featuresOf(reading: Reading, thread: ThreadWords): Features {
  const values = new Map<string, number>();
  const findings: Finding[] = [];
  const openingEnd = thread.words.prose[OPENING_WORDS]?.start ?? Number.POSITIVE_INFINITY;
  for (const place of PLACES) {
    for (const match of TABLES[place].find(thread.words[place])) {
      const name = match.meaning.name;
      const key = place === 'title' ? `st:${name}` : `s:${name}`;
      if (!values.has(key)) {
        const quote = thread.texts[place].slice(
          match.start,
          Math.min(match.end, match.start + QUOTE_CHARACTERS_MAX),
        );
        findings.push({ signal: match.meaning, place, quote });
      }
      values.set(key, 1);
      if (place === 'prose' && match.start < openingEnd) values.set(`so:${name}`, 1);
    }
  }
  addWords(values, 't', thread.words.title);
  addWords(values, 'b', thread.words.prose);
  addShape(values, reading, thread);
  return { values, findings };
}

/** Unigrams and bigrams, present or not: how often a word occurs in a report says little. */
function addWords(values: Map<string, number>, prefix: string, words: readonly Word[]): void {
  let before = '^';
  for (const word of words) {
    if (word.text === BREAK) {
      before = '^';
      continue;
    }
    const text = normal(word.text);
    values.set(`${prefix}:${text}`, 1);
    values.set(`${prefix}:${before} ${text}`, 1);
    before = text;
  }
}

function normal(word: string): string {
  if (isVersionWord(word)) return '<version>';
  const first = word.charCodeAt(0);
  return first >= 48 && first <= 57 ? '<number>' : word;
}

function addShape(values: Map<string, number>, reading: Reading, thread: ThreadWords): void {
  const shape = (name: string, value: number): void => {
    if (value !== 0) values.set(`f:${name}`, value);
  };
  const proseWords = thread.words.prose.length;
  const answered = reading.fields.filter((field) => field.answer !== '').length;
  shape('prose-length', Math.log1p(proseWords) / 5);
  shape('prose-none', proseWords === 0 ? 1 : 0);
  shape('prose-short', proseWords > 0 && proseWords < 20 ? 1 : 0);
  shape('title-length', Math.log1p(thread.words.title.length) / 2);
  shape('title-question', reading.title.includes('?') ? 1 : 0);
  shape('question', reading.prose.includes('?') ? 1 : 0);
  shape('code', reading.codeBlocks > 0 ? 1 : 0);
  shape('code-many', reading.codeBlocks > 2 ? 1 : 0);
  shape('code-length', Math.log1p(reading.code.length) / 8);
  shape('images', reading.images > 0 ? 1 : 0);
  shape('links', reading.links.length > 0 ? 1 : 0);
  shape('form', reading.fields.length > 1 ? 1 : 0);
  shape('form-blank', reading.fields.length > 1 && answered === 0 ? 1 : 0);
  shape('unchecked', reading.uncheckedBoxes > 2 ? 1 : 0);
  shape('first-person', thread.words.prose.some((word) => FIRST_PERSON.has(word.text)) ? 1 : 0);
  shape('polite', thread.words.prose.some((word) => POLITE.has(word.text)) ? 1 : 0);
  shape('mentions', mentions(reading.prose) > 0 ? 1 : 0);
  shape('thread-links', reading.prose.includes('#') ? 1 : 0);
  shape('version', thread.words.prose.some((word) => isVersionWord(word.text)) ? 1 : 0);
}

const FIRST_PERSON = new Set(['i', "i'm", "i've", "i'd", "i'll", 'my', 'me', 'im']);
const POLITE = new Set(['thanks', 'thank', 'please', 'hi', 'hello', 'hey', 'regards', 'sorry', 'thx', 'pls']);

function mentions(text: string): number {
  return text.split(/(?:^|\s)@[a-z]/i).length - 1;
}
