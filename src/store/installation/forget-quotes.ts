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
}

/** `owner/name#12` in code, or an address with the same. */
const REFERENCES = /([\w.-]+\/[\w.-]+)(?:#|\/(?:issues|pull|discussions)\/)(\d+)/g;

/** Whether a text of the app names the person, a thread of theirs, or has one of their titles. */
export function hasTraces(text: string, { person, threads, titles }: Traces): boolean {
  if (person.logins.some((login) => bare(login).test(text))) return true;
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

/** A payload in which texts of the app that have traces are empty: it told us of our own comment or issue. */
export function ownTextsWithout(value: unknown, traces: Traces): unknown {
  if (typeof value === 'string') return value.includes(MARKER_START) && hasTraces(value, traces) ? '' : value;
  if (Array.isArray(value)) return value.map((each) => ownTextsWithout(each, traces));
  if (!isRow(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, ownTextsWithout(inner, traces)]),
  );
}

/** The same agenda without quotes of theirs, their titles, and lines that tell of their threads. */
export function agendaWithout(value: unknown, traces: Traces): unknown {
  if (typeof value === 'string') return linesWithout(value, traces);
  if (Array.isArray(value)) {
    return value.filter((each) => !isQuote(each, traces)).map((each) => agendaWithout(each, traces));
  }
  if (typeof value !== 'object' || value === null) return value;
  const isTheirs = isThread(value, traces);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isTheirs && name === 'title' ? FORGOTTEN_TITLE : agendaWithout(inner, traces),
    ]),
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

/** A text of the app without the lines that have traces; one line is kept, without the words. */
export function linesWithout(text: string, traces: Traces): string {
  if (!hasTraces(text, traces)) return text;
  const lines = text.split('\n');
  if (lines.length === 1) return wordsWithout(text, traces);
  return lines
    .filter((line) => !hasTraces(line, traces) || line.startsWith('<!--'))
    .map((line) => wordsWithout(line, traces))
    .join('\n');
}

/** The text with the ghost in the place of the name, and without their titles. */
export function wordsWithout(text: string, { person, titles }: Traces): string {
  const named = person.logins.reduce((left, login) => left.replace(bare(login), `$1${GHOST.login}`), text);
  return titles.reduce((left, title) => left.replaceAll(title, FORGOTTEN_TITLE), named);
}

/** A login as a word of its own. Logins have nothing that means something in an expression. */
function bare(login: string): RegExp {
  return new RegExp(`(^|[^\\w-])${login}(?![\\w-])`, 'gi');
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
