import { parseArgs } from 'node:util';
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
  const options = Object.fromEntries([
    ...text.map((name) => [name, { type: 'string' as const }]),
    ...flags.map((name) => [name, { type: 'boolean' as const }]),
  ]);
  const read: ParsedOptions<Text, Flag> = {
    text: {},
    // Every flag is set in the loop below.
    flag: {} as Record<Flag, boolean>,
    words: [],
  };
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const given = new Map<string, unknown>(Object.entries(values));
    for (const name of text) {
      const value = given.get(name);
      if (typeof value === 'string') read.text[name] = value;
    }
    for (const name of flags) read.flag[name] = given.get(name) === true;
    read.words = positionals;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
  return read;
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
