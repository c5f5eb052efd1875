import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { PgliteDatabase } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import type { Effect } from '../../src/loop/effect.ts';
import type { Database } from '../../src/store/database.ts';
import { applyMigrations, checkMigrations, knownMigrations } from '../../src/store/engine/migrations.ts';
import { openPglite } from '../../src/store/engine/pglite.ts';
import { DataFolderVersion, SchemaNewer, SchemaOlder } from '../../src/store/errors.ts';
import { databaseFolder, writeVersion } from '../../src/store/folder/version.ts';
import { openStore } from '../../src/store/open-store.ts';
import { describeOnEngines } from './engines.ts';
import { fillInstallation } from './filled.ts';
import { at, commentPut, DAY_S, INSTALLED, item, NOW, notice, ref } from './samples.ts';

/** From every schema that there ever was to that of today, with data in it; docs/upgrading.md tells operators. */

const FOLDER = join(import.meta.dirname, '../../drizzle');
const MIGRATIONS = knownMigrations();
/** A folder on a disk is made and opened twice: seconds, and minutes where a machine has much else to do. */
const FOLDER_MS = 240_000;

/**
 * What a running process of the release before cannot write to any more: all processes are to be stopped first, and
 * docs/upgrading.md says so. Every other migration must leave the statements of the release before as they are.
 */
const STOP_FIRST = ['0003_lessons', '0005_decisions'];

let folders: string;
beforeAll(async () => {
  folders = await mkdtemp(join(tmpdir(), 'fullcircle-upgrades-'));
  for (const [index] of MIGRATIONS.entries()) await writeFolder(index);
});
afterAll(() => rm(folders, { recursive: true, force: true }));

/** The migrations of an earlier release: those up to this one. */
async function writeFolder(last: number): Promise<void> {
  const folder = join(folders, String(last));
  await mkdir(join(folder, 'meta'), { recursive: true });
  const journal: { entries: { tag: string }[] } = JSON.parse(
    await readFile(join(FOLDER, 'meta/_journal.json'), 'utf8'),
  );
  const entries = journal.entries.slice(0, last + 1);
  await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  for (const { tag } of entries) await cp(join(FOLDER, `${tag}.sql`), join(folder, `${tag}.sql`));
}

/** Migrates as the release with these migrations does. */
async function migrateTo(database: Database, last: number): Promise<void> {
  // Drizzle's migrator is the same for every Postgres driver but for its type.
  await migrate(database as unknown as PgliteDatabase<Record<string, never>>, {
    migrationsFolder: join(folders, String(last)),
  });
}

async function emptyDatabase(database: Database): Promise<void> {
  for (const text of [
    'drop schema public cascade',
    'drop schema if exists drizzle cascade',
    'create schema public',
  ])
    await database.execute(sql.raw(text));
}

async function rowsOf(database: Database, text: string): Promise<Record<string, unknown>[]> {
  const result: unknown = await database.execute(sql.raw(text));
  return Array.isArray(result) ? result : Object(result).rows;
}

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
}

async function columnsOf(database: Database): Promise<Column[]> {
  const rows = await rowsOf(
    database,
    `select table_name, column_name, data_type, is_nullable from information_schema.columns
     where table_schema = 'public' and is_identity = 'NO' and column_default is null
       -- Nobody but triggers writes there.
       and table_name <> 'thread_changes' order by table_name, column_name`,
  );
  return rows.map((row) => ({
    table: String(row.table_name),
    column: String(row.column_name),
    type: String(row.data_type),
    nullable: row.is_nullable === 'YES',
  }));
}

/** The schema as a release sees it. */
async function schemaOf(database: Database): Promise<string[]> {
  const columns = await rowsOf(
    database,
    `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
     from information_schema.columns where table_schema = 'public'`,
  );
  const indexes = await rowsOf(
    database,
    `select indexdef as line from pg_indexes where schemaname = 'public'`,
  );
  return [...columns, ...indexes].map(({ line }) => String(line)).sort();
}

/** What migrations look into. */
const TEXTS: Record<string, string> = {
  'items.observation': '{"kind":"question","severity":{"value":"minor","inferred":true}}',
};

function sampleOf({ table, column, type }: Column, number: number): string {
  const own = TEXTS[`${table}.${column}`];
  if (own !== undefined) return `'${own}'::jsonb`;
  if (type === 'jsonb' || type === 'json') return `'{}'`;
  if (type === 'boolean') return 'false';
  if (type.startsWith('timestamp')) return `'2026-03-02T09:00:00Z'`;
  if (/int|numeric|real|double/.test(type)) return String(number);
  if (type === 'bytea') return `'\\x00'`;
  if (type === 'ARRAY') return `'{}'`;
  return `'text ${number}'`;
}

/** One row in every table, as a release with these columns writes it. */
async function insertEverywhere(
  database: Database,
  columns: readonly Column[],
  number: number,
): Promise<void> {
  for (const table of new Set(columns.map(({ table }) => table))) {
    const own = columns.filter((column) => column.table === table);
    const names = own.map(({ column }) => `"${column}"`).join(', ');
    const values = own.map((column) => sampleOf(column, number)).join(', ');
    await database.execute(sql.raw(`insert into "${table}" (${names}) values (${values})`));
  }
}

/** Every row of these columns as text, by table. */
async function contentOf(database: Database, columns: readonly Column[]): Promise<Map<string, string[]>> {
  const content = new Map<string, string[]>();
  for (const table of new Set(columns.map(({ table }) => table))) {
    const own = columns.filter((column) => column.table === table);
    const list = own.map(({ column }) => `"${column}"`).join(', ');
    const rows = await rowsOf(database, `select ${list} from "${table}"`);
    content.set(table, rows.map((row) => JSON.stringify(row)).sort());
  }
  return content;
}

describeOnEngines('an upgrade', (on) => {
  it.each(MIGRATIONS.map(({ tag }, index) => [tag, index] as const))(
    'from %s keeps every row and ends at the schema of today',
    async (_, index) => {
      const { database } = on.store.underneath;
      const today = await schemaOf(database);
      await emptyDatabase(database);
      await migrateTo(database, index);
      const columns = await columnsOf(database);
      await insertEverywhere(database, columns, 1);
      // Columns that are no more are left out on both sides.
      const kept = columns.filter(({ table, column }) =>
        today.some((line) => line.startsWith(`${table}.${column} `)),
      );
      const before = await contentOf(database, kept);
      if (index < MIGRATIONS.length - 1)
        await expect(checkMigrations(database)).rejects.toBeInstanceOf(SchemaOlder);
      await applyMigrations(database);
      await checkMigrations(database);
      expect(await schemaOf(database)).toEqual(today);
      expect(await contentOf(database, kept)).toEqual(before);
      expect([...before].filter(([, rows]) => rows.length !== 1)).toEqual([]);
    },
  );

  it.each(MIGRATIONS.slice(1).map(({ tag }, index) => [tag, index] as const))(
    'to %s leaves the statements of running processes as they are, or is to be announced',
    async (tag, before) => {
      const { database } = on.store.underneath;
      await emptyDatabase(database);
      await migrateTo(database, before);
      const columns = await columnsOf(database);
      await insertEverywhere(database, columns, 1);
      await migrateTo(database, before + 1);
      const asBefore = insertEverywhere(database, columns, 2);
      if (STOP_FIRST.includes(tag)) await expect(asBefore).rejects.toThrow();
      else await asBefore;
      await applyMigrations(database);
    },
  );

  it('lets a decision of the release before end that is under way', async () => {
    // The embedded database has one connection.
    if (on.url === null) return;
    const { database } = on.store.underneath;
    const before = MIGRATIONS.findIndex(({ tag }) => tag === '0017_comment_roles') - 1;
    await emptyDatabase(database);
    await migrateTo(database, before);
    await insertEverywhere(database, await columnsOf(database), 1);
    const deciding = postgres(on.url, { max: 1, onnotice: () => undefined });
    const { migrating } = await deciding.begin(async (transaction) => {
      await transaction`select login from installations`;
      const migrating = applyMigrations(database);
      // Where it fails, what comes of it is looked at below.
      migrating.catch(() => undefined);
      const isWaiting = `select 1 from pg_locks where not granted and mode = 'AccessExclusiveLock'
        and database = (select oid from pg_database where datname = current_database())`;
      while ((await rowsOf(database, isWaiting)).length === 0);
      await transaction`update items set title = 'new'`;
      await transaction`update comments set body = 'new'`;
      return { migrating };
    });
    await deciding.end();
    await migrating;
    await checkMigrations(database);
  }, 60_000); // Seconds; a deadlock ends after one.

  it('knows since when notices stand there, also of very many', async () => {
    const { database } = on.store.underneath;
    const tag = MIGRATIONS.findIndex(({ tag }) => tag === '0015_notices_told');
    await emptyDatabase(database);
    await migrateTo(database, tag - 1);
    // Of every tenth nothing stands there, of every fifth nothing is left in the outbox; all were sent before they were due, too.
    await database.execute(
      sql.raw(`insert into notices (installation_id, slot, cluster_id, repository_id, number, people, news, eligible_at)
          select 7, 's' || n, 1, 12, n, '[]', 'released', '2026-03-02T09:00:00Z' from generate_series(1, 4000) n`),
    );
    await database.execute(
      sql.raw(`insert into posts (installation_id, slot, kind, subject, hash, wanted, state, posted, changed_at)
          select 7, 's' || n, 'comment.put', '', '', 'present', 'sent', n % 10 > 0, '2026-03-05T09:00:00Z' from generate_series(1, 4000) n`),
    );
    await database.execute(
      sql.raw(`insert into outbox (installation_id, slot, kind, hash, effect, delivery_id, priority, state, attempts, run_at, created_at, settled_at)
          select 7, 's' || n, 'comment.put', '', '{}', '', 2, 'sent', 1, at, at, at from generate_series(1, 8000) n,
          unnest(array['2026-03-01T09:00:00Z', '2026-03-03T09:00:00Z', '2026-03-04T09:00:00Z']::timestamptz[]) at
          where n % 5 <> 1`),
    );
    await migrateTo(database, tag);
    const told = await rowsOf(
      database,
      `select to_char(told_at at time zone 'UTC', 'MM-DD') as day, count(*)::int as notices from notices group by day order by day`,
    );
    expect(told).toEqual([
      { day: '03-03', notices: 2800 },
      { day: '03-05', notices: 800 },
      { day: null, notices: 400 },
    ]);
    await applyMigrations(database);
  }, 60_000); // Seconds; minutes where each notice has the whole outbox read.

  it('counts notices that a process of the release before sends, which notes no moment', async () => {
    const { database } = on.store.underneath;
    const tenant = on.store.forInstallation(7);
    const slot = notice(ref(1)).slot;
    const put = (changes: Change[], effects: Effect[], now: Date) =>
      tenant.decide(null, async () => ({ changes, effects, ignored: null }), now);
    const told = async () => {
      const { clusters } = await tenant.record({ asOf: at(DAY_S), visible: null, audience: 'external' });
      return clusters?.flatMap(({ notices }) => notices.map(({ toldAt }) => toldAt));
    };
    const { itemId } = await tenant.thread(ref(1));
    const text = (body: string) => commentPut(ref(1), body, { slot, marker: 'notice:c1' });
    await put(
      [
        ...INSTALLED,
        { type: 'item.put', item: item(1), itemId },
        { type: 'clusters.put', clusters: [{ id: 1, members: [itemId], pinned: null }], redirects: [] },
        { type: 'notices.put', notices: [notice(ref(1), { eligibleAt: at(100) })] },
      ],
      [text('Released.')],
      at(100),
    );
    expect(await told()).toEqual([null]);
    const turn = await on.store.outbox.takeTurn({ worker: 'w', now: at(200), leaseMs: 1_000 });
    const effect = await turn?.next(at(200));
    if (turn == null || effect == null) throw new Error('nothing to send');
    await turn.begin(effect, at(200));
    await turn.settle(effect, { state: 'sent', remote: null }, at(200));
    await turn.release();
    await database.execute(sql`update notices set told_at = null`);
    expect(await told()).toEqual([at(200)]);
    // Of another fix nobody has heard, though the note on the first one stands there.
    await put(
      [{ type: 'notices.put', notices: [notice(ref(1), { claim: 'pull:12-9', eligibleAt: at(300) })] }],
      [],
      at(300),
    );
    expect(await told()).toEqual([null]);
    await put([], [text('Released again.')], at(301));
    expect(await told()).toEqual([null]);
  });

  it('leaves a database that the app fills and reads like a new one', async () => {
    const { database } = on.store.underneath;
    await emptyDatabase(database);
    await migrateTo(database, 0);
    await applyMigrations(database);
    await fillInstallation(on.store, 7);
    expect(await on.store.operator.schemaVersion()).toBe(MIGRATIONS.at(-1)?.tag);
    expect((await on.store.forInstallation(7).thread({ repositoryId: 12, number: 1 })).item).not.toBeNull();
  });

  it('is refused by the release before', async () => {
    const { database } = on.store.underneath;
    const last = MIGRATIONS.at(-1);
    await database.execute(
      sql.raw(
        `insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a later release', ${(last?.when ?? 0) + 1})`,
      ),
    );
    await expect(applyMigrations(database)).rejects.toBeInstanceOf(SchemaNewer);
    await expect(checkMigrations(database)).rejects.toBeInstanceOf(SchemaNewer);
    await database.execute(
      sql.raw(`delete from drizzle.__drizzle_migrations where hash = 'of a later release'`),
    );
  });
});

describe('a data folder of the release before', () => {
  it(
    'is opened, migrated with all that is in it, and not taken back by the release before',
    async () => {
      const dataDir = join(folders, 'data');
      await mkdir(dataDir);
      const before = MIGRATIONS.length - 2;
      const engine = await openPglite(databaseFolder(dataDir));
      await migrateTo(engine.database, before);
      const columns = await columnsOf(engine.database);
      await insertEverywhere(engine.database, columns, 1);
      await engine.close();
      await writeVersion(dataDir);
      const version = JSON.parse(await readFile(join(dataDir, 'VERSION'), 'utf8'));
      const older = { ...version, schema: MIGRATIONS[before] };
      await writeFile(join(dataDir, 'VERSION'), JSON.stringify(older));

      const options = { databaseUrl: null, dataDir, applicationName: 'upgrade', startedAt: NOW };
      await expect(openStore({ ...options, migrate: false })).rejects.toBeInstanceOf(SchemaOlder);
      const store = await openStore(options);
      const content = await contentOf(store.underneath.database, columns);
      expect([...content].filter(([, rows]) => rows.length !== 1)).toEqual([]);
      await store.close();
      expect(JSON.parse(await readFile(join(dataDir, 'VERSION'), 'utf8'))).toEqual(version);

      const newer = { ...version, schema: { tag: '9999_later', when: version.schema.when + 1 } };
      await writeFile(join(dataDir, 'VERSION'), JSON.stringify(newer));
      await expect(openStore(options)).rejects.toBeInstanceOf(DataFolderVersion);
    },
    FOLDER_MS,
  );
});
