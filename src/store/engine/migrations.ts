import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { desc, sql } from 'drizzle-orm';
import { bigint, pgSchema } from 'drizzle-orm/pg-core';
import type { PgliteDatabase } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { SchemaNewer, SchemaOlder } from '../errors.ts';

/** The folder of the migrations: beside package.json, whether this runs from `src` or from `dist`. */
function migrationsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'drizzle', 'meta', '_journal.json'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('the folder drizzle/ with the migrations is missing beside package.json');
    folder = parent;
  }
  return join(folder, 'drizzle');
}

const journalShape = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/** The migrations of this release, oldest first; `when` names each in the database. */
export function knownMigrations(): { tag: string; when: number }[] {
  const text = readFileSync(join(migrationsFolder(), 'meta', '_journal.json'), 'utf8');
  return journalShape.parse(JSON.parse(text)).entries;
}

/** Drizzle's own list of what was applied. */
const applied = pgSchema('drizzle').table('__drizzle_migrations', {
  createdAt: bigint('created_at', { mode: 'number' }),
});

const NO_SUCH_TABLE = sql<boolean>`to_regclass('drizzle.__drizzle_migrations') is null`;

/** `when` of the newest applied migration; null in an empty database. */
export async function newestApplied(database: Database): Promise<number | null> {
  const [empty] = await database.select({ is: NO_SUCH_TABLE }).from(sql`(select 1) as one`);
  if (empty?.is !== false) return null;
  const [newest] = await database.select().from(applied).orderBy(desc(applied.createdAt)).limit(1);
  return newest?.createdAt ?? null;
}

/** Name of the newest applied migration, as people say it. */
export async function appliedVersion(database: Database): Promise<string> {
  const newest = await newestApplied(database);
  if (newest === null) return 'empty';
  return knownMigrations().find(({ when }) => when === newest)?.tag ?? `unknown (${newest})`;
}

/**
 * Compares what is applied with what this release knows.
 * @throws SchemaNewer where the database is of a later release
 * @throws SchemaOlder where migrations are missing
 */
export async function checkMigrations(database: Database): Promise<void> {
  const newest = await newestApplied(database);
  const last = knownMigrations().at(-1);
  if (last === undefined || newest === last.when) return;
  if (newest !== null && newest > last.when) {
    throw new SchemaNewer(
      `The database was migrated by a newer release of Fullcircle than this one (which knows up to ${last.tag}). ` +
        'Start that release or a later one, or restore a backup from before its migration.',
    );
  }
  throw new SchemaOlder(
    `The database lacks migrations up to ${last.tag}. Run "fullcircle db migrate" with this release, ` +
      'or start one process with the right to migrate.',
  );
}

/**
 * Applies what is missing, all in one transaction. Nothing happens where nothing is missing.
 * @throws SchemaNewer where the database is of a later release
 */
export async function applyMigrations(database: Database): Promise<void> {
  try {
    await checkMigrations(database);
    return;
  } catch (error) {
    if (!(error instanceof SchemaOlder)) throw error;
  }
  // Drizzle's migrator is the same for every Postgres driver but for its type.
  await migrate(database as unknown as PgliteDatabase<Record<string, never>>, {
    migrationsFolder: migrationsFolder(),
  });
}
