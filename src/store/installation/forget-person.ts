import { and, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { type LeftOut, withoutPeople } from '../../loop/redact.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import type { PersonForgotten } from '../people-store.ts';
import { facts, repositories } from '../schema/installations.ts';
import { commands, comments, items } from '../schema/items.ts';
import { learned } from '../schema/lessons.ts';
import { TENANT_TABLES } from '../schema/tables.ts';
import {
  agendaWithout,
  hasTraces,
  linesWithout,
  MARKER_START,
  ownTextsWithout,
  type Traces,
  tellingTitles,
  wordsWithout,
} from './forget-quotes.ts';
import { type KnownPerson, keepForgotten, pseudonymOf } from './forgotten.ts';
import { FORGOTTEN_AUTHOR, FORGOTTEN_TEXT, forgetMatching } from './items.ts';
import { forgetLessons } from './lessons.ts';
import { leavingOut, type Row, readPerson, rowsNaming } from './person-rows.ts';

/** Wishes of theirs: without the person there is nobody whose they are. */
const WISHES = ['notify-me', 'mute'];

/** Commands whose words are the person's own, and not a value that the project decided. */
const OWN_WORDS = ['still-broken'];

/** Tables that are not gone through row by row: rows without people, and the files of the project. */
const UNTOUCHED = new Set(['installations', 'repositories', 'terms', 'postings', 'forgotten']);

/**
 * Takes a person out of everything that is stored of an installation, and keeps what arrives later from being stored
 * with them. Texts of theirs are emptied, their wishes deleted; what they decided stays, by nobody. In a transaction
 * that holds the installation's lock. Doing it again finds nothing.
 */
export async function forgetPerson(
  transaction: Database,
  installationId: number,
  login: string,
  now: Date,
): Promise<PersonForgotten> {
  const person = await readPerson(transaction, installationId, login);
  const rows: Record<string, number> = {};
  const count = (table: string, n: number): void => {
    if (n > 0) rows[table] = (rows[table] ?? 0) + n;
  };
  const traces = await forgetThreads(transaction, installationId, person, count);
  await forgetSayings(transaction, installationId, person, count);
  await forgetFacts(transaction, installationId, person, count);
  const scrub = await scrubbing(transaction, installationId, person, traces);
  const reworded = new Set<number>();
  for (const [name, table] of Object.entries(TENANT_TABLES)) {
    if (UNTOUCHED.has(name)) continue;
    for await (const { row, where } of rowsNaming(transaction, installationId, table, person)) {
      const changed = scrub(name, row);
      if (changed === null) continue;
      await transaction
        .update(table as PgTable)
        .set(changed)
        .where(and(eq(table.installationId, installationId), where));
      count(name, 1);
      if (name === 'items' && typeof row.itemId === 'number') reworded.add(row.itemId);
    }
  }
  // Derived from texts that named them; the next event of these threads brings it again, without them.
  await forgetMatching(transaction, installationId, [...reworded]);
  await forgetQuotes(transaction, installationId, traces, count);
  await forgetEchoes(transaction, installationId, traces, count);
  await keepForgotten(transaction, installationId, person, now);
  return {
    accounts: person.ids.length,
    rows,
    namedInConfigOf: await readNamedIn(transaction, installationId, person),
  };
}

type Count = (table: string, rows: number) => void;

/** What they opened and what they wrote. Returns what is to be looked for elsewhere. */
async function forgetThreads(
  transaction: Database,
  installationId: number,
  person: KnownPerson,
  count: Count,
): Promise<Traces> {
  const theirs = and(eq(items.installationId, installationId), isAmong(items.authorId, person.ids));
  const opened = await transaction
    .select({
      itemId: items.itemId,
      repositoryId: items.repositoryId,
      number: items.number,
      repository: items.repository,
      title: items.title,
    })
    .from(items)
    .where(theirs);
  await transaction
    .update(items)
    .set({ ...FORGOTTEN_TEXT, ...FORGOTTEN_AUTHOR })
    .where(theirs);
  count('items', opened.length);
  await forgetMatching(
    transaction,
    installationId,
    opened.map(({ itemId }) => itemId),
  );
  for (const ref of opened) await forgetLessons(transaction, installationId, ref);
  await forgetLearned(transaction, installationId, opened);
  const spoken = await transaction
    .update(comments)
    .set({ body: '', ...FORGOTTEN_AUTHOR })
    .where(and(eq(comments.installationId, installationId), isAmong(comments.authorId, person.ids)))
    .returning({ id: comments.commentId });
  count('comments', spoken.length);
  return {
    person,
    threads: new Set(
      opened.map(({ repository: { owner, name }, number }) => `${owner}/${name}#${number}`.toLowerCase()),
    ),
    titles: tellingTitles(opened.map(({ title }) => title)),
  };
}

/** What was trained from their texts has words of theirs: it is trained anew from the others. */
async function forgetLearned(
  transaction: Database,
  installationId: number,
  threads: readonly ThreadRef[],
): Promise<void> {
  const ids = new Set(threads.map(({ repositoryId }) => repositoryId));
  await transaction
    .update(learned)
    .set({ kinds: null, labelled: 0, trainedAt: null })
    .where(and(eq(learned.installationId, installationId), isAmong(learned.repositoryId, ids)));
}

/** Wishes go; words of their own go out of what they said, and out of the key that it is known by. */
async function forgetSayings(
  transaction: Database,
  installationId: number,
  person: KnownPerson,
  count: Count,
): Promise<void> {
  const theirs = and(eq(commands.installationId, installationId), isBy(sql`${commands.actor}`, person));
  const wishes = await transaction
    .delete(commands)
    .where(and(theirs, inArray(commands.verb, WISHES)))
    .returning({ key: commands.key });
  count('commands', wishes.length);
  await transaction
    .update(commands)
    .set({
      argument: '',
      // The words are the end of the key; how many there were keeps two of them apart.
      key: sql`left(${commands.key}, length(${commands.key}) - length(${commands.argument})) || '#' || length(${commands.argument})`,
    })
    .where(and(theirs, inArray(commands.verb, OWN_WORDS), sql`${commands.argument} <> ''`));
}

function isBy(account: SQL, { ids, logins }: KnownPerson): SQL {
  const names = `{${logins.map((login) => `"${login}"`).join(',')}}`;
  if (ids.length === 0) return sql`lower(${account} ->> 'login') = any(${names}::text[])`;
  return sql`(${account} ->> 'id')::bigint = any(${`{${ids.join(',')}}`}::bigint[])`;
}

/** What they may do, and every team that they are in: asked for again where it is needed. */
async function forgetFacts(
  transaction: Database,
  installationId: number,
  { logins }: KnownPerson,
  count: Count,
): Promise<void> {
  const team = logins.map((login) => sql`${facts.value} @> ${JSON.stringify([login])}::jsonb`);
  const gone = await transaction
    .delete(facts)
    .where(
      and(
        eq(facts.installationId, installationId),
        or(inArray(facts.login, [...logins]), and(eq(facts.kind, 'team'), or(...team))),
      ),
    )
    .returning({ key: facts.key });
  count('facts', gone.length);
}

/** Gives the columns of a row that change; null where none does. */
async function scrubbing(
  transaction: Database,
  installationId: number,
  person: KnownPerson,
  traces: Traces,
): Promise<(table: string, row: Row) => Row | null> {
  const people = leavingOut(person);
  const pseudonyms = new Map<number, string>();
  for (const id of person.ids) pseudonyms.set(id, await pseudonymOf(transaction, installationId, id));
  return (table, row) => {
    const changed: Row = {};
    for (const [column, value] of Object.entries(row)) {
      const scrubbed = scrubbedColumn(table, column, value, people, pseudonyms, traces);
      if (scrubbed !== value) changed[column] = scrubbed;
    }
    return Object.keys(changed).length === 0 ? null : changed;
  };
}

/** Texts that the app wrote itself: there every word that is the login is the person. */
const OWN_TEXTS: Readonly<Record<string, readonly string[]>> = {
  inbox: ['error'],
  outbox: ['error', 'effect'],
};

/** Columns that may be null where others hold the account. */
const MAY_BE_NULL: ReadonlySet<string> = new Set(['author', 'closedBy']);

function scrubbedColumn(
  table: string,
  column: string,
  value: unknown,
  people: LeftOut,
  pseudonyms: ReadonlyMap<number, string>,
  traces: Traces,
): unknown {
  if (table === 'inbox' && column === 'payload') return payloadWithout(value, people);
  if (table === 'notices' && column === 'people' && Array.isArray(value)) {
    const others = value.filter((id) => !pseudonyms.has(id));
    return others.length === value.length ? value : others;
  }
  const left = withoutPeople(value, people);
  if (left !== value && MAY_BE_NULL.has(column)) return null;
  const rekeyed = mapTexts(left, (text) => keyWithout(text, pseudonyms));
  if (OWN_TEXTS[table]?.includes(column) !== true) return rekeyed;
  return mapTexts(rekeyed, (text) => wordsWithout(text, traces));
}

/** What is no JSON is no payload that anybody can read again. */
function payloadWithout(payload: unknown, people: LeftOut): unknown {
  if (typeof payload !== 'string') return payload;
  try {
    const read: unknown = JSON.parse(payload);
    const left = withoutPeople(read, people);
    return left === read ? payload : JSON.stringify(left);
  } catch {
    return null;
  }
}

/** Where keys name an account: ticks, reactions, issues that their reporter opened again. */
const KEYS_WITH_ACCOUNT = [
  (id: number) => new RegExp(`\\b(tick:.+:)${id}(?=:\\d{4}-)`),
  (id: number) => new RegExp(`\\b(reaction:.+:[+-]1:)${id}\\b`),
  (id: number) => new RegExp(`\\b(reopen:[^:]+:)${id}(?=:)`),
];

function keyWithout(text: string, pseudonyms: ReadonlyMap<number, string>): string {
  let left = text;
  for (const [id, pseudonym] of pseudonyms) {
    if (!left.includes(String(id))) continue;
    for (const pattern of KEYS_WITH_ACCOUNT) left = left.replace(pattern(id), `$1${pseudonym}`);
  }
  return left;
}

/** The same value with every text in it changed; the value itself where none changes. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) {
    const mapped = value.map((each) => mapTexts(each, change));
    return mapped.every((each, index) => each === value[index]) ? value : mapped;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, mapTexts(inner, change)] as const);
  const isSame = entries.every(([name, inner]) => inner === Reflect.get(value, name));
  return isSame ? value : Object.fromEntries(entries);
}

/** Weekly issues lose the quotes, and effects that were sent their words. */
async function forgetQuotes(
  transaction: Database,
  installationId: number,
  traces: Traces,
  count: Count,
): Promise<void> {
  const { weeks, outbox } = TENANT_TABLES;
  const open = await transaction
    .select({ week: weeks.week, repositoryId: weeks.repositoryId, agenda: weeks.agenda })
    .from(weeks)
    .where(and(eq(weeks.installationId, installationId), isNotNull(weeks.agenda)));
  for (const { week, repositoryId, agenda } of open) {
    const left = agendaWithout(agenda, traces);
    if (JSON.stringify(left) === JSON.stringify(agenda)) continue;
    await transaction
      .update(weeks)
      .set({ agenda: sql`${JSON.stringify(left)}::jsonb` })
      .where(
        and(
          eq(weeks.installationId, installationId),
          eq(weeks.week, week),
          eq(weeks.repositoryId, repositoryId),
        ),
      );
    count('weeks', 1);
  }
  const sent = await transaction
    .select({ id: outbox.id, effect: outbox.effect })
    .from(outbox)
    .where(and(eq(outbox.installationId, installationId), isNotNull(outbox.settledAt)));
  for (const { id, effect } of sent) {
    if (!('body' in effect) || effect.body === '') continue;
    const place = 'thread' in effect ? effect.thread : null;
    const isOnTheirs =
      place !== null && traces.threads.has(`${place.owner}/${place.name}#${place.number}`.toLowerCase());
    // A weekly issue quotes many, cut and escaped: it is not searched, it goes.
    if (effect.kind !== 'issue.put' && !isOnTheirs && !hasTraces(effect.body, traces)) continue;
    await transaction
      .update(outbox)
      .set({ effect: { ...effect, body: '' } })
      .where(and(eq(outbox.installationId, installationId), eq(outbox.id, id)));
    count('outbox', 1);
  }
}

/** What GitHub told of the app's own comments and issues, in which they are quoted. */
async function forgetEchoes(
  transaction: Database,
  installationId: number,
  traces: Traces,
  count: Count,
): Promise<void> {
  const { inbox } = TENANT_TABLES;
  const own = await transaction
    .select({ itemId: items.itemId, body: items.body })
    .from(items)
    .where(and(eq(items.installationId, installationId), sql`strpos(${items.body}, ${MARKER_START}) > 0`));
  for (const { itemId, body } of own) {
    const left = linesWithout(body, traces);
    if (left === body) continue;
    await transaction
      .update(items)
      .set({ body: left })
      .where(and(eq(items.installationId, installationId), eq(items.itemId, itemId)));
    count('items', 1);
  }
  const isEcho = and(
    eq(inbox.installationId, installationId),
    isNotNull(inbox.finishedAt),
    sql`strpos(${inbox.payload}, ${MARKER_START}) > 0`,
  );
  const told = await transaction.select({ id: inbox.id }).from(inbox).where(isEcho);
  for (const { id } of told) {
    const [row] = await transaction.select({ payload: inbox.payload }).from(inbox).where(eq(inbox.id, id));
    const payload = row?.payload ?? null;
    if (payload === null) continue;
    const read: unknown = JSON.parse(payload);
    const left = JSON.stringify(ownTextsWithout(read, traces));
    if (left === JSON.stringify(read)) continue;
    await transaction.update(inbox).set({ payload: left }).where(eq(inbox.id, id));
    count('inbox', 1);
  }
}

async function readNamedIn(
  transaction: Database,
  installationId: number,
  { logins }: KnownPerson,
): Promise<string[]> {
  const rows = await transaction
    .select({ owner: repositories.owner, name: repositories.name, file: repositories.configFile })
    .from(repositories)
    .where(and(eq(repositories.installationId, installationId), isNotNull(repositories.configFile)));
  const names = new Set(logins);
  return rows
    .filter(({ file }) => {
      let isNamed = false;
      mapTexts(file, (text) => {
        if (names.has(text.toLowerCase())) isNamed = true;
        return text;
      });
      return isNamed;
    })
    .map(({ owner, name }) => `${owner}/${name}`);
}
