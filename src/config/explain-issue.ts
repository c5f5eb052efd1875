import type { z } from 'zod';
import { nearestWord } from './nearest-word.ts';
import type { Places } from './places.ts';
import type { Problem } from './problem.ts';
import { CONFIG_VERSION } from './schema.ts';
import { describedAt, describeExpected, keysAt } from './schema-description.ts';

type Issue = z.core.$ZodIssue;

/** Characters of a value that are quoted back. */
const QUOTE_CHARACTERS_MAX = 40;
/** Longer lists of words are told by what they have in common. */
const WORDS_MAX = 8;

/** What zod found, in words for whoever wrote the file: where, what was expected, what was probably meant. */
export function explainIssue(issue: Issue, file: unknown, places: Places): Problem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(issue.path, key, places));
  const found = valueAt(file, issue.path);
  const told = { key: issue.path.join('.'), ...places.ofValue(issue.path) };
  if (told.key === 'version') {
    return [
      { ...told, message: `this app reads version ${CONFIG_VERSION} only`, suggestion: `${CONFIG_VERSION}` },
    ];
  }
  if (issue.code === 'invalid_key') {
    const message = `${quote(issue.path.at(-1))} cannot stand here: expected ${issue.issues.map(expectation).join(' and ')}`;
    return [{ ...told, ...places.ofKey(issue.path), message, suggestion: null }];
  }
  if (found === undefined) {
    // A check over several keys may blame one that is left out and has its default.
    const missing = issue.code === 'custom' ? '' : 'missing: ';
    return [{ ...told, message: `${missing}expected ${expectation(issue)}`, suggestion: null }];
  }
  const message = `${quote(found)} does not fit: expected ${expectation(issue)}`;
  return [{ ...told, message, suggestion: suggestionFor(issue, found) }];
}

function unknownKey(path: readonly PropertyKey[], key: string, places: Places): Problem {
  const known = keysAt(path);
  const full = [...path, key];
  const suggestion = nearestWord(key, known);
  const expected = suggestion === null ? `: expected ${known.join(', ')}` : '';
  return {
    key: full.join('.'),
    ...places.ofKey(full),
    message: `${quote(key)} is not a key here${expected}`,
    suggestion,
  };
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_format':
    case 'custom':
      return issue.message;
    case 'invalid_value':
      return issue.values.length > WORDS_MAX ? issue.message : issue.values.map(String).join(', ');
    case 'too_big':
      if (issue.origin === 'string') return `at most ${issue.maximum} characters`;
      if (issue.origin === 'array') return `at most ${issue.maximum} entries`;
      return describeExpected(issue.path);
    case 'too_small':
      if (issue.origin === 'array') return 'at least one entry';
      return describeExpected(issue.path);
    default:
      return describeExpected(issue.path);
  }
}

function suggestionFor(issue: Issue, found: unknown): string | null {
  if (issue.code === 'custom') {
    const suggestion: unknown = issue.params?.suggestion;
    return typeof suggestion === 'string' ? suggestion : null;
  }
  if (issue.code === 'invalid_value') {
    // YAML 1.2 reads `off` as a word, but people (and older editors) write the truth values for it
    if (found === false && issue.values.includes('off')) return 'off';
    return nearestWord(String(found), issue.values.map(String));
  }
  if (issue.code !== 'invalid_type') return null;
  if (issue.expected === 'boolean') return truthValue(found);
  if (issue.expected === 'array' && typeof found === 'string') {
    const words = describedAt(issue.path)?.items?.enum?.map(String);
    return `[${words === undefined ? short(found) : (nearestWord(found, words) ?? words[0])}]`;
  }
  if (issue.expected === 'string' && typeof found === 'number') return `"${found}"`;
  return null;
}

function truthValue(found: unknown): string | null {
  const word = String(found).toLowerCase();
  if (['yes', 'on', '1', 'y', 'true'].includes(word)) return 'true';
  if (['no', 'off', '0', 'n', 'false'].includes(word)) return 'false';
  return nearestWord(word, ['true', 'false']);
}

function valueAt(file: unknown, path: readonly PropertyKey[]): unknown {
  let value = file;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

function quote(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  return `\`${short(String(value))}\``;
}

function short(text: string): string {
  const line = text.replace(/[\s`]+/g, ' ').trim();
  const characters = [...line];
  return characters.length > QUOTE_CHARACTERS_MAX
    ? `${characters.slice(0, QUOTE_CHARACTERS_MAX).join('')}…`
    : line;
}
