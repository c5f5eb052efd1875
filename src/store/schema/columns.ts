import { type ColumnBaseConfig, type SQL, sql } from 'drizzle-orm';
import { bigint, customType, type PgColumn, timestamp } from 'drizzle-orm/pg-core';

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

/** The same kept as it was written, for what the database never looks into. */
export function writtenJson<T>(name: string) {
  return customType<{ data: T; driverData: unknown }>({
    dataType: () => 'json',
    // Characters that Postgres cannot hold are escaped, and stay so.
    toDriver: (value) => JSON.stringify(value),
  })(name);
}

/**
 * Such a column in a query that reads it by the hundred: as text from the database on, parsed here. Measured on PGlite,
 * a hundred documents take 1.4 ms, parsed in its thread 3.1, as jsonb 4.1.
 */
export function asWritten<T>(column: PgColumn<ColumnBaseConfig<'custom', string> & { data: T }>): SQL<T> {
  // `toDriver` is its only writer.
  return sql`${column}::text`.mapWith((text: string) => JSON.parse(text) as T);
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
