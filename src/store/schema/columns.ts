import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** What Postgres cannot hold in a text: the character NUL, and halves of surrogate pairs. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** The same text as Postgres can hold it: NUL and broken surrogates become U+FFFD. Hostile bodies contain both. */
export function storable(value: string): string {
  return value.replace(UNSTORABLE, '\uFFFD');
}

/** A text column that takes any JavaScript string. */
export const words = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  // Prepared statements hand over null, too, whatever the type says.
  toDriver: (value: string | null) => (value === null ? (value as unknown as string) : storable(value)),
});

/** A text column with a few known values. The compiler knows them, the database does not check. */
export function oneOf<T extends string>(name: string) {
  return customType<{ data: T; driverData: string }>({ dataType: () => 'text' })(name);
}

/** A jsonb column of this shape. Dates inside would come back as strings, so shapes hold none. */
export function json<T>(name: string) {
  return customType<{ data: T; driverData: unknown }>({
    dataType: () => 'jsonb',
    toDriver: (value) =>
      JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? storable(inner) : inner)),
  })(name);
}

/** A moment: time zone kept, milliseconds as JavaScript has them. Always given by the caller, never by the database. */
export function moment(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
}

/** GitHub's ids: beyond 32 bits, below 2^53. */
export function githubId(name: string) {
  return bigint(name, { mode: 'number' });
}

/** The number of a row that the database numbered itself. */
export function rowNumber(name: string) {
  return bigint(name, { mode: 'number' });
}
