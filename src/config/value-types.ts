import { z } from 'zod';
import { nearestWord } from './nearest-word.ts';

// Messages are what was expected: they follow the word "expected".

/** GitHub's own bound of a label name. */
const LABEL_CHARACTERS_MAX = 50;
/** A word or phrase, a heading or a tag prefix: more would be a text. */
const PHRASE_CHARACTERS_MAX = 100;
/** Entries of one list. Each is compared with every thread, and nobody keeps longer lists by hand. */
const LIST_ENTRIES_MAX = 200;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const ONE_LINE = /^[^\u0000-\u001f\u007f]*\S[^\u0000-\u001f\u007f]*$/;

/** A list that people can still keep by hand. */
export function list<T extends z.ZodType>(entry: T): z.ZodArray<T> {
  return z.array(entry).max(LIST_ENTRIES_MAX);
}

/** A word or a few, on one line. */
export const phrase = z
  .string()
  .max(PHRASE_CHARACTERS_MAX)
  .regex(ONE_LINE, 'words on one line')
  .meta({ title: 'words' });

export const labelName = z
  .string()
  .max(LABEL_CHARACTERS_MAX)
  .regex(ONE_LINE, 'a label name on one line')
  .refine((name) => name === name.trim(), 'a label name without blanks at its ends')
  .meta({ title: 'label name' });

/** The heading of a question in an issue form. */
export const fieldName = phrase.meta({ title: 'heading' });

export const teamSlug = formatted(
  /^[a-z0-9][a-z0-9_-]{0,99}$/,
  'a team slug as in its address: lower case, without organisation and `@`',
  (typed) => lastPart(typed).toLowerCase().replace(/\s+/g, '-'),
).meta({ title: 'team slug' });

/** `[bot]` at the end is allowed. */
export const login = formatted(
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/,
  'a login, without `@`',
  (typed) => typed.trim().replace(/^@/, ''),
).meta({ title: 'login' });

export const repositoryName = formatted(
  /^(?!\.{1,2}$)[\w.-]{1,100}$/,
  'the name of a repository, without its owner',
  lastPart,
).meta({ title: 'repository name' });

/** Relative to the repository, inside it. */
export const filePath = z
  .string()
  .max(255)
  .regex(/^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[\w.@ /-]+$/, 'the path of a file inside the repository')
  .meta({ title: 'path' });

export const time = formatted(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time as "HH:MM", in quotes', (typed) =>
  typed.trim().replace('.', ':').padStart(5, '0'),
).meta({ title: 'time "HH:MM"' });

/** A zone of the IANA database, not a bare offset: weeks have to follow daylight-saving changes. */
export const zone = checked(isZone, 'an IANA time zone such as Europe/Berlin', (typed) =>
  nearestWord(typed, [...Intl.supportedValuesOf('timeZone'), 'UTC']),
).meta({ title: 'IANA time zone' });

/** A string of a format, with a guess at what was meant. */
function formatted(pattern: RegExp, expected: string, repair: (typed: string) => string): z.ZodString {
  return checked(
    (value) => pattern.test(value),
    expected,
    (typed) => {
      const repaired = repair(typed);
      return pattern.test(repaired) ? repaired : null;
    },
  );
}

function checked(
  isValid: (value: string) => boolean,
  expected: string,
  suggest: (typed: string) => string | null,
): z.ZodString {
  return z.string().check((context) => {
    if (isValid(context.value)) return;
    const params = { suggestion: suggest(context.value) };
    context.issues.push({ code: 'custom', message: expected, input: context.value, params });
  });
}

function lastPart(typed: string): string {
  return typed.trim().replace(/^@/, '').split('/').at(-1) ?? '';
}

function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
