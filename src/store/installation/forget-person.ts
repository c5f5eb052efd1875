import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { GHOST } from '../../loop/redact.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import type { PersonForgotten } from '../interface/people.ts';
import { isAmong } from '../numbers.ts';
import { inbox } from '../schema/inbox.ts';
import { facts, repositories } from '../schema/installations.ts';
import { comments, items } from '../schema/items.ts';
import { learned } from '../schema/lessons.ts';
import { TENANT_TABLES } from '../schema/tables.ts';
import { adoptersNaming, forgetAdopters } from './adopters.ts';
import { mapTexts, type Scrub, scrubbing } from './forget-columns.ts';
import { forgetEchoes, forgetQuotes, quotingRows } from './forget-echoes.ts';
import { lettersOf, type Traces, tellingTitles } from './forget-quotes.ts';
import { forgetIdleAnswers, forgetSayings } from './forget-sayings.ts';
import { type KnownPerson, keepForgotten, pseudonymOf } from './forgotten.ts';
import { FORGOTTEN_AUTHOR, FORGOTTEN_TEXT, forgetMatching } from './items.ts';
import { forgetLessons } from './lessons.ts';
import { keyNames, type Row, readPerson, rowsNaming } from './person-rows.ts';

/** Tables that are not gone through row by row: rows without people, those with a way of their own, the project's files. */
const UNTOUCHED = new Set(['installations', 'repositories', 'terms', 'postings', 'adopters', 'forgotten']);

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
  const found = await findPerson(transaction, installationId, person);
  await takeBack(transaction, installationId);
  // Who reported what is known only as long as it says so.
  await forgetIdleAnswers(transaction, installationId, person);
  const traces = await readTraces(transaction, installationId, person);
  await forgetThreads(transaction, installationId, person);
  await forgetSayings(transaction, installationId, person);
  await transaction.delete(facts).where(isAboutPerson(installationId, person));
  const pseudonyms = new Map<number, string>();
  for (const id of person.ids) pseudonyms.set(id, await pseudonymOf(transaction, installationId, id));
  const changedItems = new Set<number>();
  const reworded: ThreadRef[] = [];
  const scrub = scrubbing(person, traces, pseudonyms);
  for await (const { name, table, row, where, changed } of rowsWith(
    transaction,
    installationId,
    person,
    scrub,
  )) {
    await transaction
      .update(table as PgTable)
      .set(changed)
      .where(and(eq(table.installationId, installationId), where));
    const { itemId, repositoryId, number } = row;
    if (name !== 'items' || typeof itemId !== 'number') continue;
    changedItems.add(itemId);
    const isReworded = 'title' in changed || 'body' in changed;
    if (isReworded && typeof repositoryId === 'number' && typeof number === 'number') {
      reworded.push({ repositoryId, number });
    }
  }
  // Derived from texts that named them; the next event of these threads brings it again, without them.
  await forgetMatching(transaction, installationId, [...changedItems]);
  for (const ref of reworded) await forgetLessons(transaction, installationId, ref);
  await forgetLearned(transaction, installationId, reworded);
  await forgetAdopters(transaction, installationId, person);
  await forgetQuotes(transaction, installationId, traces);
  await forgetEchoes(transaction, installationId, traces);
  await keepForgotten(transaction, installationId, person, now);
  return found;
}

/** Where a person is found, by reading alone: nothing waits for it. */
export async function lookForPerson(
  database: Database,
  installationId: number,
  login: string,
): Promise<PersonForgotten> {
  return findPerson(database, installationId, await readPerson(database, installationId, login));
}

async function findPerson(
  database: Database,
  installationId: number,
  person: KnownPerson,
): Promise<PersonForgotten> {
  const found = new Map<string, Set<string>>();
  const note = (name: string, key: string): void => {
    found.set(name, (found.get(name) ?? new Set()).add(key));
  };
  const traces = await readTraces(database, installationId, person);
  const scrub = scrubbing(person, traces, new Map(person.ids.map((id) => [id, GHOST.login])));
  for await (const { name, row } of rowsWith(database, installationId, person, scrub)) {
    note(name, rowKey(name, row));
  }
  for await (const { row } of adoptersNaming(database, installationId, person)) {
    note('adopters', rowKey('adopters', row));
  }
  for await (const { table, row } of quotingRows(database, installationId, traces)) {
    note(table, rowKey(table, row));
  }
  const known = await database
    .select({ key: facts.key })
    .from(facts)
    .where(isAboutPerson(installationId, person));
  for (const { key } of known) note('facts', key);
  return {
    accounts: person.ids.length,
    rows: Object.fromEntries([...found].map(([name, keys]) => [name, keys.size])),
    namedInConfigOf: await readNamedIn(database, installationId, person),
  };
}

/** Tells a row of a tenant's table from the others. */
function rowKey(name: string, row: Row): string {
  const table = TENANT_TABLES[name as keyof typeof TENANT_TABLES];
  return JSON.stringify(keyNames(table).map((column) => row[column]));
}

/** Rows in which the person stands, with the columns that change. */
async function* rowsWith(database: Database, installationId: number, person: KnownPerson, scrub: Scrub) {
  for (const [name, table] of Object.entries(TENANT_TABLES)) {
    if (UNTOUCHED.has(name)) continue;
    for await (const { row, where } of rowsNaming(database, installationId, table, person)) {
      const changed = scrub(name, row);
      if (changed !== null) yield { name, table, row, where, changed };
    }
  }
}

/**
 * Whoever works on a delivery has read it with the person in it: they cannot finish it, and it is worked on again from
 * what is stored by then.
 */
async function takeBack(transaction: Database, installationId: number): Promise<void> {
  await transaction
    .update(inbox)
    .set({
      state: 'pending',
      attempts: sql`${inbox.attempts} - 1`,
      worker: null,
      leaseToken: null,
      leaseUntil: null,
    })
    .where(
      and(eq(inbox.installationId, installationId), isNull(inbox.finishedAt), isNotNull(inbox.leaseToken)),
    );
}

function isTheirThread(installationId: number, { ids }: KnownPerson) {
  return and(eq(items.installationId, installationId), isAmong(items.authorId, ids));
}

function isTheirComment(installationId: number, { ids }: KnownPerson) {
  return and(eq(comments.installationId, installationId), isAmong(comments.authorId, ids));
}

/** What is to be looked for elsewhere. */
async function readTraces(database: Database, installationId: number, person: KnownPerson): Promise<Traces> {
  const opened = await database
    .select({ number: items.number, repository: items.repository, title: items.title, body: items.body })
    .from(items)
    .where(isTheirThread(installationId, person));
  const said = await database
    .select({ body: comments.body })
    .from(comments)
    .where(isTheirComment(installationId, person));
  return {
    person,
    threads: new Set(
      opened.map(({ repository: { owner, name }, number }) => `${owner}/${name}#${number}`.toLowerCase()),
    ),
    titles: tellingTitles(opened.map(({ title }) => title)),
    words: [...opened, ...said].map(({ body }) => lettersOf(body)).filter((letters) => letters !== ''),
  };
}

/** What they opened and what they wrote. */
async function forgetThreads(
  transaction: Database,
  installationId: number,
  person: KnownPerson,
): Promise<void> {
  const opened = await transaction
    .update(items)
    .set({ ...FORGOTTEN_TEXT, ...FORGOTTEN_AUTHOR })
    .where(isTheirThread(installationId, person))
    .returning({ itemId: items.itemId, repositoryId: items.repositoryId, number: items.number });
  await forgetMatching(
    transaction,
    installationId,
    opened.map(({ itemId }) => itemId),
  );
  for (const ref of opened) await forgetLessons(transaction, installationId, ref);
  await forgetLearned(transaction, installationId, opened);
  await transaction
    .update(comments)
    .set({ body: '', ...FORGOTTEN_AUTHOR })
    .where(isTheirComment(installationId, person));
}

/** What was trained from texts of theirs, or from texts that name them, has their words: it is trained anew from what stays. */
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

/** What they may do, and every team that they are in: asked for again where it is needed. */
function isAboutPerson(installationId: number, { logins }: KnownPerson) {
  const team = logins.map((login) => sql`${facts.value} @> ${JSON.stringify([login])}::jsonb`);
  return and(
    eq(facts.installationId, installationId),
    or(inArray(facts.login, [...logins]), and(eq(facts.kind, 'team'), or(...team))),
  );
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
