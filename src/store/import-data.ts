import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database, Engine } from './database.ts';
import { appliedVersion, knownMigrations } from './engine/migrations.ts';
import { DatabaseUnavailable, translated } from './errors.ts';
import { EXPORTED_TABLES } from './schema/tables.ts';
import { FORMAT, headerShape, identityOf, rowShape } from './transfer.ts';

/** Rows of one statement: 35 parameters each at most, below the protocol's 65,535. */
const ROWS_MAX = 500;

/** The lines are no export that this database can take. The message names the line. */
export class ImportRefused extends Error {
  override name = 'ImportRefused';
}

interface Pending {
  name: string;
  table: PgTable;
  rows: { line: number; values: Record<string, unknown> }[];
}

/**
 * Writes an export into an empty database of either engine, all or nothing.
 * @returns how many rows were written
 * @throws ImportRefused where the database is not empty, or a line is not what it should be
 */
export async function importData(
  { underneath: engine }: { underneath: Engine },
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<number> {
  try {
    return await engine.database.transaction(async (transaction) => {
      await refuseUnlessEmpty(transaction);
      const version = await appliedVersion(transaction);
      let count = 0;
      let number = 0;
      let pending: Pending | null = null;
      for await (const text of lines) {
        number += 1;
        if (number === 1) {
          readHeader(text, version);
          continue;
        }
        if (text.trim() === '') continue;
        const { name, table, values } = readRow(text, number);
        if (pending !== null && (pending.name !== name || pending.rows.length >= ROWS_MAX)) {
          await write(transaction, pending);
          pending = null;
        }
        pending ??= { name, table, rows: [] };
        pending.rows.push({ line: number, values });
        count += 1;
      }
      if (number === 0)
        throw new ImportRefused('line 1: there is no header, so this is no export of Fullcircle');
      if (pending !== null) await write(transaction, pending);
      for (const table of Object.values(EXPORTED_TABLES)) await continueNumbering(transaction, table);
      return count;
    });
  } catch (error) {
    throw translated(error);
  }
}

async function refuseUnlessEmpty(database: Database): Promise<void> {
  for (const [name, table] of Object.entries(EXPORTED_TABLES)) {
    const rows = await database.select({ one: sql`1` }).from(table).limit(1);
    if (rows.length > 0) {
      throw new ImportRefused(`The database is not empty (table ${name} has rows). Import into a new one.`);
    }
  }
}

function readHeader(text: string, version: string): void {
  const header = headerShape.safeParse(json(text, 1));
  if (!header.success) throw new ImportRefused('line 1: this is no header of an export of Fullcircle');
  if (header.data.format !== FORMAT) {
    throw new ImportRefused(
      `line 1: the export has format ${header.data.format}, this release reads ${FORMAT}`,
    );
  }
  if (!knownMigrations().some(({ tag }) => tag === header.data.schema)) {
    throw new ImportRefused(
      `line 1: the export is of schema ${header.data.schema}, which is newer than this release's ${version}`,
    );
  }
}

function json(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportRefused(`line ${line}: not JSON`);
  }
}

function readRow(text: string, line: number) {
  const parsed = rowShape.safeParse(json(text, line));
  if (!parsed.success) throw new ImportRefused(`line ${line}: not a row of a table`);
  const { table: name, row } = parsed.data;
  const table: PgTable | undefined = new Map<string, PgTable>(Object.entries(EXPORTED_TABLES)).get(name);
  if (table === undefined) throw new ImportRefused(`line ${line}: there is no table ${name}`);
  const columns = new Map(Object.entries(getTableColumns(table)));
  const values: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(row)) {
    const column = columns.get(field);
    if (column === undefined) throw new ImportRefused(`line ${line}: table ${name} has no column ${field}`);
    values[field] = readValue(column, value, `line ${line}: column ${field} of table ${name}`);
  }
  for (const [field, column] of columns) {
    if (
      column.notNull &&
      !column.hasDefault &&
      column.generatedIdentity === undefined &&
      !(field in values)
    ) {
      throw new ImportRefused(`line ${line}: column ${field} of table ${name} is missing`);
    }
  }
  return { name, table, values };
}

function readValue(column: PgColumn, value: unknown, place: string): unknown {
  if (value === null) {
    if (column.notNull) throw new ImportRefused(`${place} must not be null`);
    return null;
  }
  const refused = (wanted: string) => new ImportRefused(`${place} should be ${wanted}`);
  if (column.dataType === 'date') {
    const at = typeof value === 'string' ? new Date(value) : null;
    if (at === null || Number.isNaN(at.getTime())) throw refused('a moment');
    return at;
  }
  if (column.dataType === 'number' && typeof value !== 'number') throw refused('a number');
  if (column.dataType === 'boolean' && typeof value !== 'boolean') throw refused('true or false');
  if (column.getSQLType() === 'text' && typeof value !== 'string') throw refused('a text');
  return value;
}

/** Writes many rows at once; where that fails, one by one, so that the line is known. */
async function write(database: Database, { name, table, rows }: Pending): Promise<void> {
  const insert = (part: Pending['rows']) =>
    database.transaction(async (savepoint) => {
      await savepoint.insert(table).values(part.map(({ values }) => values));
    });
  try {
    await insert(rows);
  } catch (error) {
    if (translated(error) instanceof DatabaseUnavailable) throw error;
    for (const row of rows) {
      try {
        await insert([row]);
      } catch (cause) {
        const reason = translated(cause);
        const why = reason instanceof Error ? reason.message : 'refused';
        throw new ImportRefused(`line ${row.line}: table ${name} does not take it: ${why}`, {
          cause: reason,
        });
      }
    }
  }
}

/** New rows are numbered after the imported ones. */
async function continueNumbering(database: Database, table: PgTable): Promise<void> {
  for (const column of identityOf(table)) {
    const sequence = sql`pg_get_serial_sequence(${getTableName(table)}, ${column.name})`;
    await database.execute(
      sql`select setval(${sequence}, (select coalesce(max(${column}), 0) + 1 from ${table}), false)`,
    );
  }
}
