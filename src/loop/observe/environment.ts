import type { Reading } from './read.ts';
import { BREAK, isVersionWord, type Word } from './words.ts';

/** Where the author runs it. */
export interface Environment {
  /** `node 18.2.0` where a name stands before the version, else the version alone; in the order of the text */
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

/** Words between a name and its version: `node version: 18`. */
const FILLERS = new Set([
  'version',
  'versions',
  'v',
  'is',
  'in',
  'with',
  'on',
  'to',
  'from',
  'of',
  'the',
  'using',
  'and',
  BREAK,
]);

export function environmentOf(
  reading: Reading,
  words: readonly Word[],
  productionField: string | null,
): Environment {
  return {
    versions: versionsOf(words),
    os: operatingSystem(reading, words),
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

function versionsOf(words: readonly Word[]): string[] {
  const versions = new Set<string>();
  for (const [at, word] of words.entries()) {
    if (!isVersionWord(word.text)) continue;
    const name = [words[at - 1], words[at - 2]].find(
      (before) => before !== undefined && !FILLERS.has(before.text),
    );
    const isName = name !== undefined && !isVersionWord(name.text) && /^[a-z]/u.test(name.text);
    versions.add(isName ? `${name.text} ${word.text}` : word.text);
    if (versions.size === VERSIONS_MAX) break;
  }
  return [...versions];
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
