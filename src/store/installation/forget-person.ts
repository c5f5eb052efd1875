import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import type { PersonForgotten } from '../people-store.ts';
import { inbox } from '../schema/inbox.ts';
import { facts, repositories } from '../schema/installations.ts';
import { comments, items } from '../schema/items.ts';
import { learned } from '../schema/lessons.ts';
import { TENANT_TABLES } from '../schema/tables.ts';
import { mapTexts, scrubbing } from './forget-columns.ts';
import { type Count, forgetEchoes, forgetQuotes } from './forget-echoes.ts';
import { type Traces, tellingTitles } from './forget-quotes.ts';
import { forgetSayings } from './forget-sayings.ts';
import { type KnownPerson, keepForgotten } from './forgotten.ts';
import { FORGOTTEN_AUTHOR, FORGOTTEN_TEXT, forgetMatching } from './items.ts';
import { forgetLessons } from './lessons.ts';
import { readPerson, rowsNaming } from './person-rows.ts';

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
  await takeBack(transaction, installationId);
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
