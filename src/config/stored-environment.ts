import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { RawEnvironment } from './variables.ts';

/** Files beside the process that may hold variables: where it was started, and where the set-up page writes. */
const FILE = '.env';

/**
 * The environment with what `.env` files add: the one in the folder the process was started in, then the one that the
 * set-up page wrote into `DATA_DIR`. What is set in the environment itself always wins.
 */
export function withStoredEnvironment(env: RawEnvironment): RawEnvironment {
  const here = { ...readVariables(FILE), ...env };
  const dataDir = here.DATA_DIR ?? '.fullcircle';
  return { ...readVariables(join(dataDir, FILE)), ...here };
}

function readVariables(path: string): RawEnvironment {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return {};
    throw error;
  }
  return parseEnv(text);
}
