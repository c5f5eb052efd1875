import type { Account, Role } from '../loop/vocabulary.ts';

/** One account for so many threads writes; most of them once. */
const THREADS_PER_PERSON = 3;
const STAFF = 30;

/** Accounts from 1; the first ones are staff. */
export function personOf(number: number): Account {
  return { id: number + 1, login: `person-${number + 1}`, type: 'User' };
}

/** One of those who work on the project. */
export function staffOf(chance: () => number): Account {
  return personOf(Math.floor(chance() * STAFF));
}

export function roleOf({ id }: Account): Role {
  return id <= STAFF ? 'staff' : 'community';
}

/** Most write once, some often. */
export function somebodyOf(items: number, chance: () => number): Account {
  return personOf(Math.floor(chance() ** 2 * (items / THREADS_PER_PERSON)) + STAFF);
}
