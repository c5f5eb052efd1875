import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownMigrations } from '../../src/store/engine/migrations.ts';

/**
 * While a release is rolled out, processes of the release before go on writing to the new schema. `upgrades.test.ts` tries
 * that with one row a table; this reads what each migration does, and refuses what an old process cannot know of.
 */

const FOLDER = join(import.meta.dirname, '../../drizzle');

/** What is no addition, and why it may be done all the same: docs/upgrading.md says what is to be stopped first, if anything. */
const LISTED: Record<string, string> = {
  '0003_lessons': 'kind and severity of threads are wanted from then on; stop all processes first',
  '0005_decisions': 'the text of weekly issues moved into what is sent; stop all processes first',
  '0013_thread_changes': 'tables note which threads changed, whoever writes; nothing is to be stopped',
};

/** Statements that an old process may stumble over, where the table was there before. */
const NO_ADDITIONS: readonly [string, RegExp][] = [
  ['takes something away', /\bdrop\s+(?:table|column|index|constraint|default|view|type)\b/i],
  ['renames', /\brename\b/i],
  ['changes a type', /\balter\s+column\s+\S+\s+(?:set\s+data\s+)?type\b/i],
  ['wants what was not wanted', /\bset\s+not\s+null\b/i],
  ['wants a column without a default', /\badd\s+column\b(?!.*\bdefault\b).*\bnot\s+null\b/is],
  ['acts on what is written', /\bcreate\s+trigger\b/i],
  ['forbids what was allowed', /\badd\s+constraint\b|\bcreate\s+unique\s+index\b/i],
];

const NEW_TABLE = /\bcreate\s+table\s+"?(\w+)"?/gi;

/** What is wrong with a migration, one line each. */
function objections(migration: string): string[] {
  const made = [...migration.matchAll(NEW_TABLE)].map(([, table = '']) => table);
  return migration.split('--> statement-breakpoint').flatMap((statement) => {
    // What is said of a table that comes with it concerns nobody who runs already.
    if (made.some((table) => new RegExp(`\\b(?:table|on)\\s+"?${table}"?\\b`, 'i').test(statement)))
      return [];
    return NO_ADDITIONS.filter(([, form]) => form.test(statement)).map(
      ([what]) => `${what}: ${statement.trim().slice(0, 90)}`,
    );
  });
}

describe('migrations', () => {
  const text = (tag: string): string => readFileSync(join(FOLDER, `${tag}.sql`), 'utf8');

  it.each(
    knownMigrations()
      .slice(1)
      .map(({ tag }) => [tag]),
  )('%s adds only, or is listed with a reason', (tag) => {
    const found = objections(text(tag));
    if (tag in LISTED) expect(found).not.toEqual([]);
    else expect(found).toEqual([]);
  });

  it('are announced where they do not', () => {
    const told = readFileSync(join(FOLDER, '../docs/upgrading.md'), 'utf8');
    for (const tag of Object.keys(LISTED)) expect(told).toContain(`\`${tag}\``);
  });

  it.each([
    'DROP TABLE "items";',
    'ALTER TABLE "items" DROP COLUMN "body";',
    'ALTER TABLE "items" RENAME COLUMN "body" TO "text";',
    'ALTER TABLE "items" ALTER COLUMN "number" SET DATA TYPE bigint;',
    'ALTER TABLE "items" ALTER COLUMN "body" SET NOT NULL;',
    'ALTER TABLE "items" ADD COLUMN "mood" text NOT NULL;',
    'ALTER TABLE "items" ADD CONSTRAINT "short" CHECK (length(body) < 9);',
    'CREATE TRIGGER "noted" AFTER INSERT ON "items" FOR EACH STATEMENT EXECUTE FUNCTION note();',
    'CREATE UNIQUE INDEX "once" ON "items" USING btree ("title");',
  ])('would not get by with %s', (statement) => {
    expect(
      objections(`CREATE TABLE "moods" ("id" int);\n--> statement-breakpoint\n${statement}`),
    ).toHaveLength(1);
  });

  it.each([
    'ALTER TABLE "items" ADD COLUMN "mood" text;',
    'ALTER TABLE "items" ADD COLUMN "mood" text DEFAULT \'\' NOT NULL;',
    'CREATE INDEX "moody" ON "items" USING btree ("mood");',
    'CREATE TABLE "moods" ("id" int NOT NULL);\n--> statement-breakpoint\nCREATE UNIQUE INDEX "m" ON "moods" ("id");',
  ])('may do %s', (statement) => {
    expect(objections(statement)).toEqual([]);
  });
});
