import { createHmac, randomBytes } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { ForgottenPeople } from '../interface/people.ts';
import { forgotten } from '../schema/forgotten.ts';
import { keptSecret } from '../secrets.ts';

/** Name of the salt among the app's own secrets. */
const SALT = 'forgotten';

const SALT_BYTES = 32;

/** Enough to tell the forgotten people of an installation apart, and what one of them said. */
const PSEUDONYM_CHARACTERS = 12;

/**
 * What is known again. `account`: an account by its id, whatever it is called now. `login`: a name in mentions and
 * addresses. `unmet`: the account of that name, of which no id was known when it was forgotten. `words`: what somebody
 * wrote after a command.
 */
type What = 'account' | 'login' | 'unmet' | 'words';

type Hash = (what: What, name: number | string) => string;

async function hashing(database: Database, installationId: number): Promise<Hash> {
  const salt = await keptSecret(database, SALT, () => randomBytes(SALT_BYTES).toString('base64'));
  // The installation is in it, so that nobody can tell from the rows who was forgotten in two of them.
  return (what, name) => {
    const told = what === 'words' ? String(name) : String(name).toLowerCase();
    return createHmac('sha256', salt).update(`${installationId}:${what}:${told}`).digest('base64url');
  };
}

/** Stands for an account in keys, so that two people who were forgotten stay two. */
export async function pseudonymOf(database: Database, installationId: number, id: number): Promise<string> {
  const hash = await hashing(database, installationId);
  return `gone-${hash('account', id).slice(0, PSEUDONYM_CHARACTERS)}`;
}

/** Stands for words in keys, so that two that were said on one thread stay two. */
export async function pseudonymsOfWords(
  database: Database,
  installationId: number,
): Promise<(words: string) => string> {
  const hash = await hashing(database, installationId);
  return (words) => `#${hash('words', words).slice(0, PSEUDONYM_CHARACTERS)}`;
}

/** A person as an installation knew them. */
export interface KnownPerson {
  /** accounts of the login that was asked for; empty: nobody of that name was ever seen */
  ids: readonly number[];
  /** all names of these accounts, lower case, with the one that was asked for */
  logins: readonly string[];
}

/** From now on what comes of this person is stored without them. */
export async function keepForgotten(
  database: Database,
  installationId: number,
  { ids, logins }: KnownPerson,
  now: Date,
): Promise<void> {
  const hash = await hashing(database, installationId);
  /** Asked for once more: the account is known already, and who has its name now is somebody else. */
  const isKnown = async (all: readonly string[]): Promise<boolean> => {
    const rows = await database
      .select({ hash: forgotten.hash })
      .from(forgotten)
      .where(and(eq(forgotten.installationId, installationId), inArray(forgotten.hash, [...all])));
    return rows.length > 0;
  };
  const hashes = [
    ...ids.map((id) => hash('account', id)),
    ...logins.map((login) => hash('login', login)),
    ...(ids.length === 0 && !(await isKnown(logins.map((login) => hash('login', login))))
      ? logins.map((login) => hash('unmet', login))
      : []),
  ];
  await database
    .insert(forgotten)
    .values(hashes.map((each) => ({ installationId, hash: each, at: now })))
    .onConflictDoNothing();
}

/** Who was forgotten in an installation; null: nobody. */
export async function readForgotten(
  database: Database,
  installationId: number,
): Promise<ForgottenPeople | null> {
  const rows = await database
    .select({ hash: forgotten.hash })
    .from(forgotten)
    .where(eq(forgotten.installationId, installationId));
  if (rows.length === 0) return null;
  const hash = await hashing(database, installationId);
  const known = new Set(rows.map((row) => row.hash));
  const met = new Map<number, string>();
  const answers = new Map<string, boolean>();
  /** A payload names the same few accounts over and over. */
  const has = (what: What, name: number | string): boolean => {
    const key = `${what}:${name}`;
    const answer = answers.get(key) ?? known.has(hash(what, name));
    answers.set(key, answer);
    return answer;
  };
  return {
    isAccount({ id, login }) {
      if (id === null) return has('login', login);
      const isKnown = has('account', id);
      if (!isKnown && !has('unmet', login)) return false;
      if (!isKnown || !has('login', login)) met.set(id, login);
      return true;
    },
    isLogin: (login) => has('login', login),
    met: () => [...met].map(([id, login]) => ({ id, login })),
  };
}

/** An account that was only known by its name is known by its id now, and one that was renamed by its new name. */
export async function keepMet(
  database: Database,
  installationId: number,
  met: readonly { id: number; login: string }[],
  now: Date,
): Promise<void> {
  if (met.length === 0) return;
  const hash = await hashing(database, installationId);
  for (const { id, login } of met) {
    await keepForgotten(database, installationId, { ids: [id], logins: [login] }, now);
    // Whoever registers the name after them is somebody else.
    await database
      .delete(forgotten)
      .where(and(eq(forgotten.installationId, installationId), eq(forgotten.hash, hash('unmet', login))));
  }
}
