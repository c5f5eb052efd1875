import { ownVersions } from '../versions-named.ts';
import type { Reading } from './read.ts';
import { BREAK, isVersionWord, type Word, wordsOf } from './words.ts';

/** Where the author runs it. */
export interface Environment {
  /**
   * `node 18.2.0` where a name stands before the version, else the version alone; in the order of the text. Where a form
   * asked for the product's version and got one, no other of the product.
   */
  versions: string[];
  /** Windows, macOS, Linux, Android, iOS, FreeBSD */
  os: string | null;
  /** the answer to the config's production field */
  production: string | null;
}

/** Versions kept per thread; a longer list is a lock file. */
const VERSIONS_MAX = 8;

/** Characters kept of the production answer. */
const PRODUCTION_CHARACTERS_MAX = 120;

const SYSTEMS: readonly (readonly [string, readonly string[]])[] = [
  ['Windows', ['windows', 'win10', 'win11', 'win7', 'win32', 'win64', 'wsl']],
  [
    'macOS',
    ['macos', 'osx', 'mac', 'macbook', 'darwin', 'mojave', 'catalina', 'ventura', 'sonoma', 'sequoia'],
  ],
  [
    'Linux',
    [
      'linux',
      'ubuntu',
      'debian',
      'fedora',
      'centos',
      'arch',
      'manjaro',
      'alpine',
      'rhel',
      'opensuse',
      'mint',
    ],
  ],
  ['Android', ['android']],
  ['iOS', ['ios', 'iphone', 'ipad']],
  ['FreeBSD', ['freebsd', 'openbsd', 'netbsd']],
];

const SYSTEM_BY_WORD = new Map(
  SYSTEMS.flatMap(([name, words]) => words.map((word) => [word, name] as const)),
);

/** Words between a name and its version: `node version: 18.2.0`, `updated node to 18.2.0`. */
const FILLERS = new Set(['version', 'versions', 'v', 'is', 'to', 'from', 'of', 'the']);

/** What comes before these names no version after them: `it fails on 3.2.0`. */
const PARTING = new Set(['in', 'on', 'with', 'using', 'and', BREAK]);

/** What a form's question for the version of the product is made of, beside the product's name. */
const ASKING = new Set(
  (
    'version versions release v number what which exact is are you your do use used using running run on of in the s ' +
    'this our installed affected current product package library plugin app application software project'
  ).split(' '),
);

/** How others see the thread, as far as its environment needs it. */
export interface EnvironmentSettings {
  /** question of the issue form that asks where it runs */
  productionField: string | null;
  /** what the product is called, in lower case; left out: nobody knows */
  names?: readonly string[] | undefined;
}

/** A part of a thread and its words. */
export interface Section {
  text: string;
  words: readonly Word[];
}

/** @param sections title, prose and code, each for itself: no word of one names a version of the next */
export function environmentOf(
  reading: Reading,
  sections: readonly Section[],
  { productionField, names = [] }: EnvironmentSettings,
): Environment {
  return {
    versions: (answeredVersions(reading, sections, names) ?? versionsOf(sections)).slice(0, VERSIONS_MAX),
    os: operatingSystem(
      reading,
      sections.flatMap(({ words }) => words),
    ),
    production:
      productionField === null
        ? null
        : (fieldAnswer(reading, productionField)?.slice(0, PRODUCTION_CHARACTERS_MAX) ?? null),
  };
}

/** The answer to the form question of that name (case and space do not matter); null: not asked or left blank. */
export function fieldAnswer(reading: Reading, name: string): string | null {
  const wanted = name.trim().toLowerCase();
  const field = reading.fields.find(
    ({ question }) => question.trim().toLowerCase().replace(/[:?]$/u, '') === wanted.replace(/[:?]$/u, ''),
  );
  return field === undefined || field.answer === '' ? null : field.answer;
}

/**
 * What was answered to the form's question for the version of the product, and what else the text names versions of;
 * those of the product that stand there are what worked before, or what is hoped for. null: not asked, or none was told.
 */
function answeredVersions(
  { fields }: Reading,
  sections: readonly Section[],
  names: readonly string[],
): string[] | null {
  const isOwn = (version: string) => ownVersions([version]).length > 0;
  // Only the first line that tells one: behind the last question of a template the text goes on.
  const answered = fields
    .filter(({ question }) => isAboutVersion(question, names))
    .flatMap(({ answer }) => answer.split('\n'))
    .map((line) => versionsOf([{ text: line, words: wordsOf(line) }]))
    .find((versions) => versions.some(isOwn));
  if (answered === undefined) return null;
  return [...new Set([...answered, ...versionsOf(sections).filter((version) => !isOwn(version))])];
}

/** Whether a question asks for the version of the product, not for that of Node.js nor for the last one that worked. */
function isAboutVersion(question: string, names: readonly string[]): boolean {
  const words = wordsOf(question).map(({ text }) => text);
  const asks = words.some((word) => word === 'version' || word === 'versions' || word === 'release');
  return (
    asks && words.every((word) => ASKING.has(word) || names.includes(word) || word === '?' || word === BREAK)
  );
}

/** Two to four numbers, of which Windows counts the last ones to five digits; Python ends a version in `rc1` or `b2`. */
const VERSION = /^v?\d{1,4}(?:\.(?:\d{1,5}|x)){1,3}(?:[-+][\w.+-]{1,24}|(?:a|b|rc)\d{1,3})?$/u;
const MAJOR_ALONE = /^v\d{1,4}$/u;
const ZEROS = /^v?[0.]+$/u;

/**
 * Whether a word that looks like a version is one that can be told as somebody's: not a folder or a part of an address,
 * which are beside `/` and `\`, not an amount with its unit. `v1` is one only where it stands for itself.
 */
function isTold({ text: word, start, end }: Word, text: string): boolean {
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  if (/[\\/]/u.test(before + after)) return false;
  if (MAJOR_ALONE.test(word)) return before.trim() === '';
  return isVersionWord(word) && VERSION.test(word) && !ZEROS.test(word);
}

function versionsOf(sections: readonly Section[]): string[] {
  const versions = new Set<string>();
  for (const { text, words } of sections) {
    for (const [at, word] of words.entries()) {
      if (!isTold(word, text)) continue;
      const name = nameBefore(words, at);
      versions.add(name === null ? word.text : `${name} ${word.text}`);
      if (versions.size === VERSIONS_MAX) return [...versions];
    }
  }
  return [...versions];
}

/** Whose version the word at `at` is, told within its sentence by one of the two words before it. */
function nameBefore(words: readonly Word[], at: number): string | null {
  for (const before of [words[at - 1], words[at - 2]]) {
    if (before === undefined || PARTING.has(before.text)) return null;
    if (!FILLERS.has(before.text))
      return !isVersionWord(before.text) && /^[a-z]/u.test(before.text) ? before.text : null;
  }
  return null;
}

function operatingSystem(reading: Reading, words: readonly Word[]): string | null {
  const asked =
    reading.fields.find(({ question }) => /\b(?:os|operating system|platform)\b/iu.test(question))?.answer ??
    '';
  const answer = asked
    .toLowerCase()
    .split(/[^a-z0-9]/u)
    .map((word) => SYSTEM_BY_WORD.get(word));
  return (
    answer.find((name) => name !== undefined) ??
    words.map((word) => SYSTEM_BY_WORD.get(word.text)).find((name) => name !== undefined) ??
    null
  );
}
