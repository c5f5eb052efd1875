import { PhraseTable } from './phrases.ts';
import { type Reading, readThread } from './read.ts';
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
}

/** Longest quote of a signal's words. */
const QUOTE_CHARACTERS_MAX = 60;

/** Words that count as the opening of the prose, where people say what they came for. */
const OPENING_WORDS = 40;

/** Characters of code that are looked at: the command or the error is at its begin. */
const CODE_CHARACTERS_MAX = 1_000;

const PLACES: readonly Place[] = ['title', 'prose', 'question', 'code'];

/** A phrase of a signal, so that a model can weigh the one without the other. */
interface SignalPhrase {
  signal: Signal;
  phrase: string;
}

const TABLES: Record<Place, PhraseTable<SignalPhrase>> = {
  title: tableOf('title'),
  prose: tableOf('prose'),
  question: tableOf('question'),
  code: tableOf('code'),
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
    for (const { meaning, start, end } of TABLES[place].find(thread.words[place])) {
      const { name } = meaning.signal;
      const key = place === 'title' ? `st:${name}` : `s:${name}`;
      if (!values.has(key)) {
        const quote = thread.texts[place].slice(start, Math.min(end, start + QUOTE_CHARACTERS_MAX));
        findings.push({ signal: meaning.signal, place, quote });
      }
      values.set(key, 1);
      values.set(`p:${name}/${meaning.phrase}`, 1);
      if (place === 'prose' && start < openingEnd) values.set(`so:${name}`, 1);
    }
  }
  addWords(values, 't', thread.words.title);
  addWords(values, 'b', thread.words.prose);
  for (const word of thread.words.code) if (word.text !== BREAK) values.set(`k:${normal(word.text)}`, 1);
  for (const word of thread.words.question) if (word.text !== BREAK) values.set(`q:${normal(word.text)}`, 1);
  addCharacters(values, thread);
  addShape(values, reading, thread);
  return { values, findings };
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

function addShape(values: Map<string, number>, reading: Reading, thread: ThreadWords): void {
  const prose = thread.words.prose.filter((word) => word.text !== BREAK);
  const title = thread.words.title.filter((word) => word.text !== BREAK);
  const answered = reading.fields.filter((field) => field.answer !== '').length;
  const said = new Set(prose.map((word) => word.text));
  const asks = reading.title.includes('?') || title.some((word) => QUESTION.has(word.text));
  const versions = new Set(prose.filter((word) => isVersionWord(word.text)).map((word) => word.text));
  const facts: Record<string, boolean> = {
    prose: prose.length > 0,
    'title-asks': asks,
    asks: said.has('?'),
    code: reading.codeBlocks > 0,
    'code-many': reading.codeBlocks > 2,
    images: reading.images > 0,
    links: reading.links.length > 0,
    form: reading.fields.length > 1,
    'form-blank': reading.fields.length > 1 && answered === 0,
    'form-rich': answered > 3,
    unchecked: reading.uncheckedBoxes > 2,
    checked: reading.checkedBoxes > 0,
    'first-person': FIRST_PERSON.some((word) => said.has(word)),
    we: said.has('we') || said.has('our'),
    you: said.has('you') || said.has('your'),
    polite: POLITE.some((word) => said.has(word)),
    mention: said.has('@name'),
    reference: said.has('#ref'),
    version: prose.some((word) => isVersionWord(word.text)),
    'versions-two':
      new Set(prose.filter((word) => isVersionWord(word.text)).map((word) => word.text)).size > 1,
    'code-version': thread.words.code.some((word) => isVersionWord(word.text)),
    error: thread.words.code.some((word) => word.text.includes('error') || word.text.includes('exception')),
    numbered: reading.numberedSteps > 1,
    quoted: reading.quoted !== '',
    'title-short': title.length < 4,
    'title-long': title.length > 10,
    'title-code': reading.title.includes('`') || reading.title.includes('::') || reading.title.includes('('),
    'title-tag': /^\s*\[/u.test(reading.title),
    'title-colon': reading.title.includes(': '),
    'title-major': title.some(
      (word, at) => MAJOR.test(word.text) && /^[a-z]/u.test(title[at - 1]?.text ?? ''),
    ),
    'title-prerelease': title.some(
      (word) => isVersionWord(word.text) && PRERELEASE.some((part) => word.text.includes(part)),
    ),
    'title-empty': title.filter((word) => !TAGS.has(word.text)).length < 2,
    'title-path':
      reading.title.includes('/') || reading.title.includes('.js') || reading.title.includes('.rs'),
    commit: prose.some((word) => isCommit(word.text)),
    'versions-work':
      versions.size > 1 &&
      ['works', 'worked', 'fine', 'but', 'instead', 'previous', 'older'].some((word) => said.has(word)),
    'says-little':
      prose.length + title.filter((word) => !TAGS.has(word.text)).length < 5 && reading.codeBlocks === 0,
    'not-latin': prose.some((word) => word.text.charCodeAt(0) > 0x2e00),
  };
  const true_ = Object.keys(facts).filter((name) => facts[name]);
  for (const name of true_) values.set(`f:${name}`, 1);
  const length = LENGTHS.findIndex((bound) => prose.length <= bound);
  values.set(`f:length-${length}`, 1);
  values.set('f:log-length', Math.log1p(prose.length) / 5);
  for (const name of CROSSED) values.set(`x:length-${length}/${facts[name] === true ? '' : 'no-'}${name}`, 1);
  const voice = `${facts['first-person'] === true ? 'i' : facts.we === true ? 'we' : 'it'}`;
  for (const name of ['code', 'asks', 'mention', 'form', 'polite', 'version', 'error', 'links'] as const) {
    values.set(`x:${voice}/${facts[name] === true ? '' : 'no-'}${name}`, 1);
  }
}

/** A whole number that may be a major version. */
const MAJOR = /^\d{1,2}$/u;
const PRERELEASE = ['alpha', 'beta', 'rc', 'next', 'nightly', 'canary', 'dev'];
/** Words of a template's title. */
const TAGS = new Set(['bug', 'issue', 'feature', 'request', 'question', 'error', 'help', 'problem']);

/** An abbreviated or full commit: hexadecimal, with letters and digits. */
function isCommit(word: string): boolean {
  return /^[0-9a-f]{7,40}$/u.test(word) && /\d/u.test(word) && /[a-f]/u.test(word);
}

/** Words of prose up to which a thread belongs to a class of length. */
const LENGTHS = [0, 5, 15, 30, 60, 120, 250, Number.POSITIVE_INFINITY];

/** Facts that mean something else in a short text than in a long one. */
const CROSSED = ['code', 'first-person', 'asks', 'images', 'form', 'title-asks', 'polite'] as const;

const FIRST_PERSON = ['i', 'my', 'me', 'mine'];
const POLITE = ['thanks', 'thank', 'please', 'hi', 'hello', 'hey', 'regards', 'sorry', 'thx', 'pls', 'plz'];
const QUESTION = new Set([
  '?',
  'how',
  'why',
  'what',
  'where',
  'when',
  'which',
  'who',
  'is',
  'can',
  'does',
  'do',
  'should',
  'could',
]);
