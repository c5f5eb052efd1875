import type { SQL } from 'drizzle-orm';
import { and, eq, getTableColumns, or, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { LeftOut } from '../../loop/redact.ts';
import { withoutPeople } from '../../loop/redact.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { commands, comments, items, judgements } from '../schema/items.ts';
import { TENANT_TABLES } from '../schema/tables.ts';
import { keyOf } from '../transfer.ts';
import type { KnownPerson } from './forgotten.ts';

/** Where somebody stands in the tables. */

export type Row = Record<string, unknown>;

/** Rows that are read with all their columns at once: a few megabytes where each is a payload. */
const PAGE_ROWS = 100;

/** All accounts that ever bore this login here, and every other name of theirs. */
export async function readPerson(
  database: Database,
  installationId: number,
  login: string,
): Promise<KnownPerson> {
  const name = login.toLowerCase();
  const ids = await distinctAccounts(database, installationId, (account) => ({
    found: sql<string>`${account} ->> 'id'`,
    where: sql`lower(${account} ->> 'login') = ${name}`,
  }));
  const accounts = [...ids].map(Number);
  const logins = await distinctAccounts(database, installationId, (account) => ({
    found: sql<string>`lower(${account} ->> 'login')`,
    where: sql`(${account} ->> 'id')::bigint = any(${`{${accounts.join(',')}}`}::bigint[])`,
  }));
  return { ids: accounts, logins: [...new Set([name, ...logins])] };
}

async function distinctAccounts(
  database: Database,
  installationId: number,
  look: (account: SQL) => { found: SQL<string>; where: SQL },
): Promise<Set<string>> {
  const all = new Set<string>();
  const places = [
    { table: items, column: items.author },
    { table: items, column: items.closedBy },
    { table: comments, column: comments.author },
    { table: judgements, column: judgements.actor },
    { table: commands, column: commands.actor },
  ] as const;
  for (const { table, column } of places) {
    const { found, where } = look(sql`${column}`);
    const rows = await database
      .selectDistinct({ found })
      .from(table)
      .where(and(eq(table.installationId, installationId), where));
    for (const row of rows) if (row.found !== null) all.add(row.found);
  }
  return all;
}

/** Whoever is this person, by id where an id is known. */
export function leavingOut({ ids, logins }: KnownPerson): LeftOut {
  const accounts = new Set(ids);
  const names = new Set(logins);
  const isLogin = (login: string) => names.has(login.toLowerCase());
  return {
    isAccount: ({ id, login }) => (id === null || accounts.size === 0 ? isLogin(login) : accounts.has(id)),
    isLogin,
  };
}

/** Rows of a table in which a name or an id of the person stands anywhere, in parts. */
export async function* rowsNaming(
  database: Database,
  installationId: number,
  table: (typeof TENANT_TABLES)[keyof typeof TENANT_TABLES],
  { ids, logins }: KnownPerson,
): AsyncGenerator<{ row: Row; where: SQL | undefined }> {
  const text = sql`${table}::text`;
  const named = logins.map((login) => sql`strpos(lower(${text}), ${login}) > 0`);
  const numbered = ids.map((id) => sql`${text} ~ ${`(^|[^0-9])${id}([^0-9]|$)`}`);
  const keys = keyOf(table);
  const names = keyNames(table);
  // The keys first: the rows may be large, and change while they are gone through.
  const found: Row[] = await database
    .select(Object.fromEntries(keys.map((key, index) => [names[index] ?? '', key])))
    .from(table as PgTable)
    .where(and(eq(table.installationId, installationId), or(...named, ...numbered)));
  const isRow = (key: Row) => and(...keys.map((column, index) => eq(column, key[names[index] ?? ''])));
  for (const part of chunks(found, PAGE_ROWS)) {
    const rows: Row[] = await database
      .select()
      .from(table as PgTable)
      .where(or(...part.map(isRow)));
    for (const row of rows) yield { row, where: isRow(row) };
  }
}

/** The columns of a table's primary key, by their names in the code; every row here is of one installation. */
export function keyNames(table: (typeof TENANT_TABLES)[keyof typeof TENANT_TABLES]): string[] {
  const columns = getTableColumns(table);
  return keyOf(table).map(({ name }) => nameOf(columns, name));
}

function nameOf(columns: Row, column: string): string {
  const entry = Object.entries(columns).find(
    ([, each]) => typeof each === 'object' && each !== null && 'name' in each && each.name === column,
  );
  if (entry === undefined) throw new Error(`no column ${column}`);
  return entry[0];
}

function tellsOf(payload: unknown, person: LeftOut): boolean {
  if (typeof payload !== 'string') return false;
  try {
    const read: unknown = JSON.parse(payload);
    return withoutPeople(read, person) !== read;
  } catch {
    return false;
  }
}

/** Derived from texts, or kept by hash: nothing of it is about the person by name. */
const DERIVED = new Set([
  'documents',
  'terms',
  'postings',
  'pairs',
  'lessons',
  'learned',
  'forgotten',
  'thread_changes',
]);

/** Tables whose rows are what somebody said, words included. */
const SAID: ReadonlySet<string> = new Set(['commands', 'judgements', 'decisions']);

/** What is told of a row that others wrote, beside its key and its times: none of these has their words. */
const TOLD = ['repositoryId', 'number', 'kind', 'slot', 'news', 'from', 'to', 'cause', 'entry'];

/** That they did something, or are to be told of it, without what others wrote there and who else is told. */
function briefly(table: (typeof TENANT_TABLES)[keyof typeof TENANT_TABLES], row: Row): Row {
  const kept = new Set([...TOLD, ...keyNames(table)]);
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => kept.has(name) || value instanceof Date),
  );
}

/** Whoever else is in the team is not told. */
function isTeamOf(table: string, { kind, value }: Row, person: LeftOut): boolean {
  return (
    table === 'facts' && kind === 'team' && Array.isArray(value) && value.some((each) => person.isLogin(each))
  );
}

/** An entry that is their login, as people write it. */
function isAdopter({ name }: Row, person: LeftOut): boolean {
  return typeof name === 'string' && person.isLogin(name.replace(/^@/, ''));
}

/**
 * What is stored about a person: what they wrote, did and decided, and what they are to be told. Payloads as GitHub sent
 * them, kept for days, are named and not repeated; nor is what others wrote where they did something.
 */
export async function* readPersonRows(
  database: Database,
  installationId: number,
  person: KnownPerson,
): AsyncGenerator<{ table: string; row: Row }> {
  const all = leavingOut(person);
  const accounts: LeftOut = { ...all, isLogin: () => false };
  const ids = new Set<unknown>(person.ids);
  for (const [name, table] of Object.entries(TENANT_TABLES)) {
    if (DERIVED.has(name) || name === 'repositories' || name === 'installations') continue;
    for await (const { row } of rowsNaming(database, installationId, table, person)) {
      if (name === 'inbox') {
        const { payload, ...told } = row;
        if (tellsOf(payload, all)) yield { table: name, row: told };
        continue;
      }
      const isAbout =
        (Array.isArray(row.people) && row.people.some((id) => ids.has(id))) ||
        isTeamOf(name, row, all) ||
        withoutPeople(row, name === 'outbox' ? all : accounts) !== row;
      const isTheirs =
        ids.has(row.authorId) ||
        (name === 'adopters' && isAdopter(row, all)) ||
        (typeof row.login === 'string' && all.isLogin(row.login)) ||
        (isAbout && SAID.has(name));
      if (isTheirs) yield { table: name, row };
      else if (isAbout) yield { table: name, row: briefly(table, row) };
    }
  }
}
