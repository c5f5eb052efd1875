import { parseMarkdown } from '../markdown.ts';
import { present } from '../present.ts';
import { type Passage, passages } from './passages.ts';
import { type Signatures, signaturesOf } from './signatures.ts';
import { type Language, languageOf, stopWords } from './stop-words.ts';
import { cjkShare, plainWords, terms } from './tokens.ts';

/** A term and how often it stands in a field, at least 1. */
export type TermCount = readonly [term: string, count: number];

/**
 * A report as the matcher sees it. Plain JSON, so that a store can keep it; made from title and body alone, so
 * that the same text gives the same document.
 */
export interface Document extends Signatures {
  /** each sorted by term */
  title: TermCount[];
  prose: TermCount[];
  code: TermCount[];
  /** other threads that the prose names, as written: `#12`, `owner/name#12` */
  mentions: string[];
  language: Language;
  /** words of title and prose, function words included */
  words: number;
  /** lines that could be a template's, as keys for counting; see boilerplate.ts */
  lines: string[];
}

const NO_BOILERPLATE = { has: () => false };
/** A template has fewer lines than this. */
const LINES_KEPT_MAX = 80;
const LINE_KEY_LENGTH_MAX = 120;
const TITLE_LENGTH_MAX = 400;
const MENTION = /(?:[\w.-]{1,39}\/[\w.-]{1,100})?#\d{1,9}\b/gu;
const MENTIONS_MAX = 50;

/**
 * Reads a report.
 * @param boilerplate tells which lines (as in `Document.lines`) are the template's, not the author's; signatures are
 *   read from all lines, for what everybody's answer is may still be this one's version
 */
export function prepare(
  text: { title: string; body: string },
  boilerplate: { has(line: string): boolean } = NO_BOILERPLATE,
): Document {
  const { prefix, title } = splitPrefix(text.title.slice(0, TITLE_LENGTH_MAX));
  const body = passages(parseMarkdown(text.body));
  const said = body.lines.filter((line) => line.kind === 'code' || !boilerplate.has(lineKey(line.text)));
  const prose = [prefix, ...said.filter((line) => line.kind !== 'code').map((line) => line.text)].join('\n');
  const code = said.filter((line) => line.kind === 'code').map((line) => line.text);
  const read = `${title}\n${prose}`;
  const plain = plainWords(read);
  const language = languageOf(plain, cjkShare(read));
  const stop = stopWords(language === 'unknown' || language === 'other' ? 'en' : language);
  const stemming = language === 'en' || language === 'unknown' || language === 'other';
  const field = (part: string) => counted(terms(part, stop, stemming));
  return {
    title: field(title),
    prose: field(prose),
    code: field(code.join('\n')),
    ...signaturesOf(title, body),
    mentions: mentionsIn(read),
    language,
    words: plain.length,
    lines: templateLines(body.lines),
  };
}

/** `[Bug]: [v2] It crashes` → prefix `Bug v2`, title `It crashes`. A title of brackets alone stays. */
export function splitPrefix(title: string): { prefix: string; title: string } {
  const match = /^\s*((?:\[[^[\]]{1,40}\]\s*:?\s*)+)(\S.*)$/su.exec(title);
  if (match === null) return { prefix: '', title };
  return {
    prefix: present(match[1])
      .replace(/[[\]:]/gu, ' ')
      .trim(),
    title: present(match[2]),
  };
}

function counted(all: readonly string[]): TermCount[] {
  const counts = new Map<string, number>();
  for (const term of all) counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function mentionsIn(prose: string): string[] {
  const found = new Set((prose.match(MENTION) ?? []).map((mention) => mention.toLowerCase()));
  return [...found].slice(0, MENTIONS_MAX);
}

/** The key under which a line is counted: a box of the template may be ticked or not. */
export function lineKey(line: string): string {
  return line
    .toLowerCase()

    .replace(/\[[x ]\]/gu, '')
    .trim()
    .slice(0, LINE_KEY_LENGTH_MAX);
}

function templateLines(lines: readonly Passage[]): string[] {
  const keys = new Set<string>();
  for (const line of lines) {
    if (line.kind === 'code' || keys.size >= LINES_KEPT_MAX) continue;
    const key = lineKey(line.text);
    if (key.length >= 3) keys.add(key);
  }
  return [...keys].sort();
}
