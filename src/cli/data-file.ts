import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { UserError } from './command.ts';

const GZIP_MAGIC = 0x1f8b;

/** The text of a data file, gzipped or not. @throws UserError where it cannot be read */
export async function readDataFile(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    const zipped = bytes.length > 1 && bytes.readUInt16BE(0) === GZIP_MAGIC;
    return (zipped ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (cause) {
    throw new UserError(`${path}: the file cannot be read`, { cause });
  }
}

/** What `parse` makes of a data file; what it complains of is told with the file's name. */
export async function parseDataFile<T>(path: string, parse: (text: string) => T): Promise<T> {
  const text = await readDataFile(path);
  try {
    return parse(text);
  } catch (cause) {
    throw new UserError(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
