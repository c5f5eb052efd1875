import type { Place } from './places.ts';
import type { ConfigFile } from './schema.ts';

/** Problems told of one file; a check run shows as many annotations at once. */
export const PROBLEMS_MAX = 50;

/** One thing wrong in a file. The texts may quote the file: neutralise them where they are rendered. */
export interface Problem extends Place {
  /** path of the key, `triage.day`; '' for the file as a whole */
  key: string;
  /** one sentence without its full stop */
  message: string;
  /** the nearest valid word, null where none is near */
  suggestion: string | null;
}

/** A key that a repository's file cannot decide. */
export interface IgnoredKey extends Place {
  key: string;
}

export interface ParsedConfig {
  /** null where there is a problem: the last good config stays in force */
  file: ConfigFile | null;
  /** in the order of the file, at most PROBLEMS_MAX */
  problems: Problem[];
  /** valid, but of no effect in this scope */
  ignoredKeys: IgnoredKey[];
}
