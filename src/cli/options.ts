import { parseArgs } from 'node:util';
import { nearestWord } from '../config/nearest-word.ts';
import { UsageError } from './command.ts';

/** Options of a command and the words between them, as the call gave them. */
export interface ParsedOptions<Text extends string, Flag extends string> {
  text: Partial<Record<Text, string>>;
  flag: Record<Flag, boolean>;
  words: string[];
}

/**
 * Reads `--name VALUE` for the names of `text` and `--name` for those of `flags`.
 * @throws UsageError for anything else
 */
export function readOptions<Text extends string = never, Flag extends string = never>(
  args: readonly string[],
  { text = [], flags = [] }: { text?: readonly Text[]; flags?: readonly Flag[] },
): ParsedOptions<Text, Flag> {
  const read: ParsedOptions<Text, Flag> = {
    text: {},
    // Every flag is set in the loop below.
    flag: {} as Record<Flag, boolean>,
    words: [],
  };
  for (const name of flags) read.flag[name] = false;
  const { tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    // What is wrong is said below: Node's words are for whoever writes a program.
    strict: false,
    tokens: true,
    options: Object.fromEntries(text.map((name) => [name, { type: 'string' as const }])),
  });
  for (const token of tokens) {
    if (token.kind === 'positional') read.words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const textName = text.find((each) => each === name);
    const flagName = flags.find((each) => each === name);
    if (textName !== undefined) {
      if (value === undefined || (!inlineValue && /^-./.test(value))) {
        throw new UsageError(`${rawName} needs a value`);
      }
      read.text[textName] = value;
    } else if (flagName !== undefined) {
      if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
      read.flag[flagName] = true;
    } else {
      throw new UsageError(unknownOption(rawName, name, [...text, ...flags, 'help']));
    }
  }
  return read;
}

function unknownOption(written: string, name: string, known: readonly string[]): string {
  const nearest = nearestWord(name, known);
  return `there is no option ${written}${nearest === null ? '' : `; did you mean --${nearest}?`}`;
}

/** @throws UsageError where words are left that the command has no use for */
export function noWords(words: readonly string[]): void {
  const [first] = words;
  if (first !== undefined) throw new UsageError(`${JSON.stringify(first)} is one word too many`);
}

/** A positive whole number such as the id of an installation; null where it was not given. */
export function positiveInteger(text: string | undefined, option: string): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number > 0) return number;
  throw new UsageError(`${option} takes a whole number above 0, not ${JSON.stringify(text)}`);
}
