import { PhraseTable } from './phrases.ts';
import { type Reading, readThread } from './read.ts';
import { addShape } from './shape.ts';
import type { Place, Signal } from './signals/signal.ts';
import { SIGNALS } from './signals.ts';
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
  evidence: Evidence[];
}

/** A feature of a signal and a phrase that brought it about; a feature may have several. */
export interface Evidence {
  feature: string;
  /** of one signal only: its name and the phrase */
  phrase: string;
}

/** Longest quote of a signal's words. */
const QUOTE_CHARACTERS_MAX = 60;

/** Words that count as the opening of the prose, where people say what they came for. */
const OPENING_WORDS = 40;

/** Characters of code that are looked at: the command or the error is at its begin. */
const CODE_CHARACTERS_MAX = 1_000;

const PLACES: readonly Place[] = ['title', 'prose', 'question', 'code', 'offer', 'history'];

/** A phrase of a signal, so that training can tell which of them the data confirm. */
interface SignalPhrase {
  signal: Signal;
  phrase: string;
}

const TABLES: Record<Place, PhraseTable<SignalPhrase>> = {
  title: tableOf('title'),
  prose: tableOf('prose'),
  question: tableOf('question'),
  code: tableOf('code'),
  offer: tableOf('offer'),
  history: tableOf('history'),
};

function tableOf(place: Place): PhraseTable<SignalPhrase> {
  const rows = SIGNALS.filter((signal) => (signal.places ?? ['title', 'prose']).includes(place));
  return new PhraseTable(
    rows.flatMap((signal) => signal.phrases.map((phrase) => [phrase, { signal, phrase }] as const)),
  );
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
    offer: [...answersTo('offer', reading), ...reading.ticked].join('\n'),
    history: answersTo('history', reading).join('\n'),
  };
  return {
    texts,
    words: {
      title: wordsOf(texts.title),
      prose: wordsOf(texts.prose),
      question: wordsOf(texts.question),
      code: wordsOf(texts.code),
      offer: wordsOf(texts.offer),
      history: wordsOf(texts.history),
    },
  };
}

/** Questions of forms whose answers mean more than their words. */
const QUESTIONS = new PhraseTable<Place>([
  ['your contribution', 'offer'],
  ['willing|able|like|want|interested to|in submit|contribut*|work|help|implement|open|fix', 'offer'],
  ['submit a pr|pull|patch', 'offer'],
  ['pull request', 'offer'],
  ['did this|it [ever] work', 'history'],
  ['regression', 'history'],
  ['last working|good|known version|release|build', 'history'],
  ['previous|earlier|older version|versions|release', 'history'],
  ['worked|working before|previously', 'history'],
]);

function answersTo(place: Place, reading: Reading): string[] {
  return reading.fields
    .filter(
      ({ question, answer }) =>
        answer !== '' && QUESTIONS.find(wordsOf(question)).some(({ meaning }) => meaning === place),
    )
    .map(({ answer }) => answer);
}

/** Signals, words and shape of a thread as named numbers. */
export function featuresOf(reading: Reading, thread: ThreadWords): Features {
  const values = new Map<string, number>();
  const findings: Finding[] = [];
  const evidence: Evidence[] = [];
  const openingEnd = thread.words.prose[OPENING_WORDS]?.start ?? Number.POSITIVE_INFINITY;
  for (const place of PLACES) {
    for (const { meaning, start, end } of TABLES[place].find(thread.words[place])) {
      const { name } = meaning.signal;
      const key = place === 'title' ? `st:${name}` : `s:${name}`;
      if (!values.has(key)) {
        const quote = thread.texts[place].slice(start, Math.min(end, start + QUOTE_CHARACTERS_MAX));
        findings.push({ signal: meaning.signal, place, quote });
      }
      const isOpening = place === 'prose' && start < openingEnd;
      for (const feature of isOpening ? [key, `so:${name}`] : [key]) {
        values.set(feature, 1);
        evidence.push({ feature, phrase: `${name}/${meaning.phrase}` });
      }
    }
  }
  addWords(values, 't', thread.words.title);
  addWords(values, 'b', thread.words.prose);
  for (const word of thread.words.code) if (word.text !== BREAK) values.set(`k:${normal(word.text)}`, 1);
  for (const word of thread.words.question) if (word.text !== BREAK) values.set(`q:${normal(word.text)}`, 1);
  addCharacters(values, thread);
  addShape(values, reading, thread);
  return { values, findings, evidence };
}

/** The features of a thread straight from its text. */
export function observedFeatures(title: string, body: string): Features {
  const reading = readThread(title, body);
  return featuresOf(reading, threadWords(reading));
}

/** Characters of title and opening from which letter groups are made: robust against typing errors and inflection. */
const LETTERS_MAX = 600;

/** Lengths of the letter groups. */
const LETTER_GROUPS = [3, 4, 5] as const;

function addCharacters(values: Map<string, number>, thread: ThreadWords): void {
  const text = ` ${[...thread.words.title, { text: '|' }, ...thread.words.prose]
    .map((word) => normal(word.text))
    .join(' ')
    .slice(0, LETTERS_MAX)} `;
  for (const length of LETTER_GROUPS) {
    for (let at = 0; at + length <= text.length; at += 1) values.set(`c:${text.slice(at, at + length)}`, 1);
  }
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
