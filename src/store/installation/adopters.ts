import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { AdoptersSeen } from '../../loop/outside.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import { adopters } from '../schema/outside.ts';

const ROWS_MAX = 1_000;

/** Of each entry the earliest push that had it counts, in whatever order they are told. */
export async function putAdopters(
  transaction: Database,
  installationId: number,
  { repositoryId, entries, at }: AdoptersSeen,
): Promise<void> {
  for (const part of chunks(entries, ROWS_MAX)) {
    await transaction
      .insert(adopters)
      .values(
        part.map(({ name, added }) => ({
          installationId,
          repositoryId,
          key: name.toLowerCase(),
          name,
          added,
          at,
        })),
      )
      .onConflictDoUpdate({
        target: [adopters.installationId, adopters.repositoryId, adopters.key],
        set: excluded(adopters, ['name', 'added', 'at']),
        setWhere: sql`excluded.at < ${adopters.at}`,
      });
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
