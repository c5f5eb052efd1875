import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import { numbers } from '../numbers.ts';

/** Whether a row is of one of these threads. Two parameters, however many they are. */
export function isAmongThreads(
  columns: { repositoryId: PgColumn; number: PgColumn },
  threads: readonly ThreadRef[],
): SQL {
  const places = numbers(threads.map(({ repositoryId }) => repositoryId));
  const own = numbers(threads.map(({ number }) => number));
  return sql`(${columns.repositoryId}, ${columns.number}) in (select * from unnest(${places}, ${own}))`;
}
