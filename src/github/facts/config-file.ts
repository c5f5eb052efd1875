import type { GitHub } from '../github.ts';
import { readTextFile, TEXT_BYTES_MAX, type TextFile } from './text-file.ts';

const CONFIG_PATH = '.github/fullcircle.yml';
/** No config needs a thousandth of what GitHub gives. */
export const CONFIG_BYTES_MAX = TEXT_BYTES_MAX;

/** What is at `CONFIG_PATH`. */
export type ConfigFile = TextFile;

/** The config file of a repository at `ref` (null: default branch). */
export function readConfigFile(
  github: GitHub,
  where: { owner: string; name: string; ref: string | null },
): Promise<ConfigFile> {
  return readTextFile(github, { ...where, path: CONFIG_PATH });
}
