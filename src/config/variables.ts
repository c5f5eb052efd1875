import type { VariableProblem } from './environment-error.ts';
import { nearestWord } from './nearest-word.ts';

/** The variables of a process, unchecked. */
export type RawEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Typed readers of single variables. An unset or blank one is null; a bad one is added to the problems and reads
 * as null, so that reading goes on and all of them are told at once.
 */
export interface Variables {
  text(name: string): string | null;
  /** as it is, blanks at its ends included */
  secret(name: string): string | null;
  integer(name: string, range: { min: number; max: number }): number | null;
  number(name: string, range: { min?: number; max?: number; above?: number }): number | null;
  word<W extends string>(name: string, words: readonly W[]): W | null;
  /** `1` is true; `0` and unset are false */
  flag(name: string): boolean;
  /** http or https */
  url(name: string): string | null;
  refuse(name: string, wrong: string, remedy: string): void;
}

/** Readers over `env` that add what is wrong to `problems`. */
export function createVariables(env: RawEnvironment, problems: VariableProblem[]): Variables {
  const refuse = (name: string, wrong: string, remedy: string): void => {
    problems.push({ name, wrong, remedy });
  };
  const text = (name: string): string | null => {
    const value = env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  };
  return {
    text,
    secret: (name) => (text(name) === null ? null : (env[name] ?? null)),
    refuse,
    integer(name, { min, max }) {
      const value = text(name);
      if (value === null) return null;
      const number = Number(value);
      if (/^\d+$/.test(value) && number >= min && number <= max) return number;
      const range = max === Number.MAX_SAFE_INTEGER ? `${min} upwards` : `${min} to ${max}`;
      refuse(name, `is not a whole number from ${range}`, 'correct it or leave it out');
      return null;
    },
    number(name, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, above }) {
      const value = text(name);
      if (value === null) return null;
      const number = Number(value);
      if (
        /^-?\d+(\.\d+)?$/.test(value) &&
        number >= min &&
        number <= max &&
        (above === undefined || number > above)
      ) {
        return number;
      }
      refuse(name, `is not a number ${rangeInWords(min, max, above)}`, 'correct it or leave it out');
      return null;
    },
    word(name, words) {
      const value = text(name);
      if (value === null) return null;
      const found = words.find((word) => word === value);
      if (found !== undefined) return found;
      const nearest = nearestWord(value, words);
      const remedy = nearest === null ? 'correct it or leave it out' : `did you mean ${nearest}`;
      refuse(name, `is none of ${words.join(', ')}`, remedy);
      return null;
    },
    flag(name) {
      const value = text(name);
      if (value !== null && value !== '0' && value !== '1')
        refuse(name, 'is neither 0 nor 1', 'set 1 to switch it on');
      return value === '1';
    },
    url(name) {
      const value = text(name);
      if (value === null) return null;
      if (URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol)) return value;
      refuse(
        name,
        'is not an http or https address',
        'set something like https://example.org, or leave it out',
      );
      return null;
    },
  };
}

function rangeInWords(min: number, max: number, above: number | undefined): string {
  if (above !== undefined) return `above ${above}`;
  return Number.isFinite(max) ? `from ${min} to ${max}` : `from ${min} upwards`;
}
