import { and, asc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { AdoptersSeen } from '../../loop/outside.ts';
import { GHOST, type LeftOut, textWithoutPeople } from '../../loop/redact.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import { adopters } from '../schema/outside.ts';
import { type KnownPerson, pseudonymsOfWords, readForgotten } from './forgotten.ts';
import { leavingOut, type Row, rowsNaming } from './person-rows.ts';

const ROWS_MAX = 1_000;

/** Of each entry the earliest push that had it counts, in whatever order they are told. */
export async function putAdopters(
  transaction: Database,
  installationId: number,
  { repositoryId, entries, at }: AdoptersSeen,
): Promise<void> {
  const forgotten = await readForgotten(transaction, installationId);
  const pseudonym = forgotten === null ? null : await pseudonymsOfWords(transaction, installationId);
  const keptAs = (name: string) => {
    const key = name.toLowerCase();
    if (forgotten === null || pseudonym === null) return { key, name };
    const left = adopterWithout(name, forgotten);
    return left === name ? { key, name } : { key: pseudonym(key), name: left };
  };
  for (const part of chunks(entries, ROWS_MAX)) {
    await transaction
      .insert(adopters)
      .values(part.map(({ name, added }) => ({ installationId, repositoryId, ...keptAs(name), added, at })))
      .onConflictDoUpdate({
        target: [adopters.installationId, adopters.repositoryId, adopters.key],
        set: excluded(adopters, ['name', 'added', 'at']),
        setWhere: sql`excluded.at < ${adopters.at}`,
      });
  }
}

/** The name of an adopter without these people; the name itself where it has nothing of them. */
export function adopterWithout(name: string, people: Pick<LeftOut, 'isLogin'>): string {
  return people.isLogin(name)
    ? GHOST.login
    : textWithoutPeople(name, { isLogin: (login) => people.isLogin(login), isAccount: () => false });
}

/** Entries that name a person. */
export async function* adoptersNaming(
  database: Database,
  installationId: number,
  person: KnownPerson,
): AsyncGenerator<{ row: Row; where: SQL | undefined; key: string; left: string }> {
  const people = leavingOut(person);
  for await (const { row, where } of rowsNaming(database, installationId, adopters, person)) {
    const { key, name } = row;
    if (typeof key !== 'string' || typeof name !== 'string') continue;
    const left = adopterWithout(name, people);
    if (left !== name) yield { row, where, key, left };
  }
}

/** Whoever goes has adopted it all the same. The key stands for what the list says, so that it is not counted again. */
export async function forgetAdopters(
  transaction: Database,
  installationId: number,
  person: KnownPerson,
): Promise<void> {
  const pseudonym = await pseudonymsOfWords(transaction, installationId);
  for await (const { where, key, left } of adoptersNaming(transaction, installationId, person)) {
    await transaction
      .update(adopters)
      .set({ key: pseudonym(key), name: left })
      .where(and(eq(adopters.installationId, installationId), where));
  }
}

/** Entries of which it is known when they came, oldest first. */
export function readAdopters(
  database: Database,
  installationId: number,
  asOf: Date,
  ids: readonly number[],
): Promise<{ name: string; at: Date }[]> {
  return database
    .select({ name: adopters.name, at: adopters.at })
    .from(adopters)
    .where(
      and(
        eq(adopters.installationId, installationId),
        inArray(adopters.repositoryId, [...ids]),
        eq(adopters.added, true),
        lt(adopters.at, asOf),
      ),
    )
    .orderBy(asc(adopters.at), asc(adopters.key));
}
