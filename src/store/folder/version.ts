import { existsSync, readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { knownMigrations } from '../engine/migrations.ts';
import { DataFolderVersion } from '../errors.ts';

/** What wrote a data folder last. */
const versionShape = z.object({
  /** major and minor of PGlite, `0.5`: another one cannot open the folder */
  pglite: z.string(),
  /** newest migration */
  schema: z.object({ tag: z.string(), when: z.number() }),
});
type Version = z.infer<typeof versionShape>;

/**
 * Lies beside a database that is being made, until its first opening is done: nothing was ever kept in that one, and a
 * process that was killed meanwhile leaves one that nobody can open.
 */
const UNFINISHED = 'UNFINISHED';

/** Where in the data folder the database itself lives. */
export function databaseFolder(folder: string): string {
  return join(folder, 'database');
}

/** Before anything else is done with a data folder: deletes a database whose making was cut off, and marks one to be made. */
export async function beginFolder(folder: string): Promise<void> {
  const mark = join(folder, UNFINISHED);
  // A mark that was left beside a whole database must never cost it.
  if (existsSync(join(folder, 'VERSION'))) await rm(mark, { force: true });
  else if (existsSync(mark)) await rm(databaseFolder(folder), { recursive: true, force: true });
  else if (!existsSync(join(databaseFolder(folder), 'PG_VERSION'))) await writeFile(mark, '');
}

/**
 * Compares the folder's VERSION file with this release, before the database is opened.
 * @throws DataFolderVersion where it was written by another PGlite or by a newer release, with what to do
 */
export async function checkVersion(folder: string): Promise<void> {
  const mine = currentVersion();
  const text = await readFile(join(folder, 'VERSION'), 'utf8').catch(() => null);
  if (text === null) {
    if (!existsSync(join(databaseFolder(folder), 'PG_VERSION'))) return;
    throw new DataFolderVersion(
      `The data folder ${folder} has a database but no readable VERSION file, so nothing says what wrote it. ` +
        'Give another DATA_DIR, or restore the file from a backup.',
    );
  }
  const theirs = parse(text, folder);
  if (theirs.pglite !== mine.pglite) {
    throw new DataFolderVersion(
      `The data folder ${folder} was written with PGlite ${theirs.pglite}, this release has ${mine.pglite} and cannot open it. ` +
        'Run "fullcircle db export" with the release that wrote it, then "fullcircle db import" with this one into an empty DATA_DIR.',
    );
  }
  if (theirs.schema.when > mine.schema.when) {
    throw new DataFolderVersion(
      `The data folder ${folder} was migrated by a newer release of Fullcircle (${theirs.schema.tag}, this one knows up to ${mine.schema.tag}). ` +
        'Start that release or a later one.',
    );
  }
}

/** Notes what has written the folder: this release. Its database is whole from then on. */
export async function writeVersion(folder: string): Promise<void> {
  await writeFile(join(folder, 'VERSION'), `${JSON.stringify(currentVersion())}\n`);
  await rm(join(folder, UNFINISHED), { force: true });
}

function parse(text: string, folder: string): Version {
  try {
    return versionShape.parse(JSON.parse(text));
  } catch (cause) {
    throw new DataFolderVersion(
      `The file VERSION in the data folder ${folder} is not readable. Restore it from a backup.`,
      {
        cause,
      },
    );
  }
}

let current: Version | null = null;

function currentVersion(): Version {
  current ??= { pglite: pgliteVersion(), schema: newest() };
  return current;
}

function newest(): Version['schema'] {
  const last = knownMigrations().at(-1);
  if (last === undefined) throw new Error('there are no migrations');
  return last;
}

/** Major and minor of the installed PGlite, from its own package.json, which its exports do not show. */
function pgliteVersion(): string {
  let folder = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  return version.split('.').slice(0, 2).join('.');
}
