import { GHOST } from '../../loop/redact.ts';
import { neutralisePlain } from '../../loop/render/neutralise.ts';
import type { KnownPerson } from './forgotten.ts';
import type { Row } from './person-rows.ts';

/** Takes what somebody wrote out of what the app itself wrote: weekly issues and effects that were sent. */

/** Shorter ones are words of everybody. */
const TITLE_CHARACTERS_MIN = 8;

/** GitHub allows 256. */
const TITLE_CHARACTERS_MAX = 300;

/** Stands in the place of a title. */
const FORGOTTEN_TITLE = '(forgotten)';

/** What is looked for in texts of the app. */
export interface Traces {
  person: KnownPerson;
  /** `owner/name#12` of the threads that they opened, lower case */
  threads: ReadonlySet<string>;
  titles: readonly string[];
  /** letters of all that they wrote, in parts (`lettersOf`) */
  words: readonly string[];
}

/** Letters and figures of a text, which quoting and escaping leave as they are. */
export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Fewer may be anybody's. */
const LETTERS_MIN = 8;

/** Whether a text is a piece of what they wrote, wherever it stands. */
function isOfTheirWords(text: string, { words }: Traces): boolean {
  if (words.length === 0) return false;
  const letters = lettersOf(text);
  return letters.length >= LETTERS_MIN && words.some((part) => part.includes(letters));
}

/** `owner/name#12` in code, or an address with the same. Without bounds, one long word would be gone through over and over. */
const REFERENCES = /([\w.-]{1,100}\/[\w.-]{1,100})(?:#|\/(?:issues|pull|discussions)\/)(\d{1,10})/g;

/** Whether a text of the app names the person, a thread of theirs, or has one of their titles. */
export function hasTraces(text: string, traces: Traces): boolean {
  return traces.person.logins.some((login) => bare(login).test(text)) || tellsOfThreads(text, traces);
}

function tellsOfThreads(text: string, { threads, titles }: Traces): boolean {
  if (titles.some((title) => text.includes(title))) return true;
  return [...text.matchAll(REFERENCES)].some(([, place = '', number = '']) =>
    threads.has(`${place.toLowerCase()}#${number}`),
  );
}

/** Titles that are long enough to be known by, as they are and as the app quotes them. */
export function tellingTitles(titles: readonly string[]): string[] {
  const quoted = (title: string) =>
    neutralisePlain(title, { inline: true, maxCharacters: TITLE_CHARACTERS_MAX });
  return [...new Set(titles.flatMap((title) => [title, quoted(title)]))].filter(
    (title) => title.length >= TITLE_CHARACTERS_MIN,
  );
}

/** Begins the markers of the app. */
export const MARKER_START = '<!-- fullcircle:';

/**
 * A payload in which texts of the app that have traces are empty: it told us of our own comment or issue. What is known to be
 * a human's is none of the app's, whatever it pretends.
 */
export function ownTextsWithout(value: unknown, traces: Traces): unknown {
  if (typeof value === 'string') return value.includes(MARKER_START) && hasTraces(value, traces) ? '' : value;
  if (Array.isArray(value)) return value.map((each) => ownTextsWithout(each, traces));
  if (!isRow(value)) return value;
  const isOfHuman = isRow(value.user) && typeof value.user.type === 'string' && value.user.type !== 'Bot';
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isOfHuman && typeof inner === 'string' ? inner : ownTextsWithout(inner, traces),
    ]),
  );
}

/** Parts of an agenda that are the app's own words; names of repositories, keys and hosts are none. */
const AGENDA_WORDS: ReadonlySet<string> = new Set(['header', 'body', 'because', 'reason']);

/**
 * The same agenda without quotes of theirs, answers and error lines that they wrote, their titles, and lines that tell of
 * their threads.
 */
export function agendaWithout(value: unknown, traces: Traces): unknown {
  if (Array.isArray(value)) {
    return value.filter((each) => !isQuote(each, traces)).map((each) => agendaWithout(each, traces));
  }
  if (!isRow(value)) return value;
  const isTheirs = isThread(value, traces);
  const isQuoted = isQuote(value, traces);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (typeof inner !== 'string') return [name, agendaWithout(inner, traces)];
      if (AGENDA_WORDS.has(name)) return [name, linesWithout(inner, traces)];
      if (name === 'text' || name === 'error') {
        return [name, isQuoted || isOfTheirWords(inner, traces) ? '' : inner];
      }
      if (name === 'title') return [name, isTheirs ? FORGOTTEN_TITLE : titlesWithout(inner, traces)];
      return [name, inner];
    }),
  );
}

function isQuote(value: unknown, traces: Traces): boolean {
  return isRow(value) && typeof value.text === 'string' && isThread(value.thread, traces);
}

/** Whether it is a link to a thread of theirs. */
function isThread(value: unknown, { threads }: Traces): boolean {
  if (!isRow(value)) return false;
  const { owner, name, number } = value;
  return threads.has(`${String(owner)}/${String(name)}#${String(number)}`.toLowerCase());
}

/** Lines in which the app has words of others. */
const QUOTED = /^(?:>|\*\*The error\*\*:)/;

/**
 * A text of the app without the lines that tell of their threads, and with the ghost in the place of the name. One line is
 * kept, without the words; so are markers, and boxes that people tick.
 */
export function linesWithout(text: string, traces: Traces): string {
  const lines = text.split('\n');
  const isTheirs = (line: string): boolean =>
    QUOTED.test(line) && isOfTheirWords(line.replace(QUOTED, ''), traces);
  if (!hasTraces(text, traces) && !lines.some(isTheirs)) return text;
  const isKept = (line: string): boolean => lines.length === 1 || line.includes(MARKER_START);
  return lines
    .filter((line) => isKept(line) || !(tellsOfThreads(line, traces) || isTheirs(line)))
    .map((line) => wordsWithout(line, traces))
    .join('\n');
}

const COMMENT_START = '<!--';
const COMMENT_END = '-->';

/** The text with the ghost in the place of the name, and without their titles. What stands in markers stays. */
export function wordsWithout(text: string, traces: Traces): string {
  let left = '';
  let at = 0;
  // No pattern: of many comments that are never closed it would go through the whole text from each.
  for (;;) {
    const start = text.indexOf(COMMENT_START, at);
    const end = start < 0 ? -1 : text.indexOf(COMMENT_END, start + COMMENT_START.length);
    if (end < 0) return left + proseWithout(text.slice(at), traces);
    const after = end + COMMENT_END.length;
    left += proseWithout(text.slice(at, start), traces) + text.slice(start, after);
    at = after;
  }
}

function proseWithout(text: string, traces: Traces): string {
  const { logins } = traces.person;
  const named = logins.reduce((left, login) => left.replace(bare(login), `$1${GHOST.login}`), text);
  return titlesWithout(named, traces);
}

function titlesWithout(text: string, { titles }: Traces): string {
  return titles.reduce((left, title) => left.replaceAll(title, FORGOTTEN_TITLE), text);
}

/**
 * A login as a word of its own, and no part of a name of a repository, an address or a reference. Logins have nothing that
 * means something in an expression.
 */
function bare(login: string): RegExp {
  return new RegExp(`(^|[^\\w/.#-])${login}(?![\\w/#-]|\\.\\w)`, 'gi');
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
