import {
  and,
  asc,
  count,
  eq,
  exists,
  gt,
  inArray,
  isNull,
  notExists,
  notInArray,
  or,
  sql,
} from 'drizzle-orm';
import { chunks } from '../chunks.ts';
import type { Database, Engine } from '../database.ts';
import { excludedBut } from '../excluded.ts';
import { putDeliveries } from '../inbox.ts';
import type { BackfillProgress, BackfillRow, BackfillStore, KnownThread } from '../interface/backfill.ts';
import { isAmong } from '../numbers.ts';
import { backfills } from '../schema/backfills.ts';
import { inbox } from '../schema/inbox.ts';
import { installations, repositories } from '../schema/installations.ts';
import { comments, items } from '../schema/items.ts';
import { toItem } from './item-row.ts';

/** Rows of one statement, far below the protocol's 65,535 parameters. */
const ROWS_MAX = 1_000;

/** Of these repositories nothing counts as read any more. */
export async function forgetReadings(
  database: Database,
  installationId: number,
  repositoryIds: readonly number[],
): Promise<void> {
  await database
    .delete(backfills)
    .where(and(eq(backfills.installationId, installationId), isAmong(backfills.repositoryId, repositoryIds)));
}

/** The reading of one tenant's history, on a database. */
export function createBackfillStore({ database }: Engine, installationId: number): BackfillStore {
  return {
    rows: async () => {
      const rows = await database
        .select()
        .from(backfills)
        .where(eq(backfills.installationId, installationId))
        .orderBy(asc(backfills.repositoryId), asc(backfills.type));
      return rows.map(({ installationId: _, ...row }) => row);
    },
    plan: (rows, all) =>
      database.transaction(async (transaction) => {
        await transaction
          .delete(backfills)
          .where(
            and(
              eq(backfills.installationId, installationId),
              all.length === 0 ? undefined : notInArray(backfills.repositoryId, [...all]),
            ),
          );
        for (const part of chunks(rows, ROWS_MAX)) {
          await transaction
            .insert(backfills)
            .values(part.map((row) => ({ installationId, ...row })))
            .onConflictDoUpdate({
              target: [backfills.installationId, backfills.repositoryId, backfills.type],
              set: excludedBut(backfills, ['installationId', 'repositoryId', 'type']),
            });
        }
      }),
    advance: (from, to, deliveries) =>
      database.transaction(async (transaction) => {
        const { since, readFrom, cursor, pageSize, threads, problem, doneAt } = to;
        const moved = await transaction
          .update(backfills)
          .set({ since, readFrom, cursor, pageSize, threads, problem, doneAt })
          .where(and(isRow(installationId, from), isAt(from)))
          .returning({ threads: backfills.threads });
        return moved.length === 0 ? null : putDeliveries(transaction, deliveries);
      }),
    waiting: async (name) => {
      const [row] = await database
        .select({ n: count() })
        .from(inbox)
        .where(and(isNull(inbox.finishedAt), eq(inbox.installationId, installationId), eq(inbox.name, name)));
      return row?.n ?? 0;
    },
    threads: (repositoryId, numbers) => readKnown(database, installationId, repositoryId, numbers),
    after: async (repositoryId, type, after, limit) => {
      const rows = await database
        .select()
        .from(items)
        .where(
          and(
            eq(items.installationId, installationId),
            eq(items.repositoryId, repositoryId),
            eq(items.type, type),
            gt(items.number, after),
            isNull(items.deletedAt),
          ),
        )
        .orderBy(asc(items.number))
        .limit(limit);
      return rows.map((row) => toItem(row, null).snapshot);
    },
  };
}

function isRow(installationId: number, { repositoryId, type }: BackfillRow) {
  return and(
    eq(backfills.installationId, installationId),
    eq(backfills.repositoryId, repositoryId),
    eq(backfills.type, type),
  );
}

/** Where a reading is: two processes that read the same page move it on once. */
function isAt({ cursor, threads, pageSize }: BackfillRow) {
  return and(
    isNull(backfills.doneAt),
    cursor === null ? isNull(backfills.cursor) : eq(backfills.cursor, cursor),
    eq(backfills.threads, threads),
    eq(backfills.pageSize, pageSize),
  );
}

async function readKnown(
  database: Database,
  installationId: number,
  repositoryId: number,
  numbers: readonly number[],
): Promise<Map<number, KnownThread>> {
  const known = new Map<number, KnownThread>();
  if (numbers.length === 0) return known;
  const rows = await database
    .select()
    .from(items)
    .where(
      and(
        eq(items.installationId, installationId),
        eq(items.repositoryId, repositoryId),
        inArray(items.number, [...numbers]),
        isNull(items.deletedAt),
      ),
    );
  for (const row of rows) known.set(row.number, { snapshot: toItem(row, null).snapshot, comments: [] });
  const spoken = await database
    .select({
      number: comments.number,
      family: comments.family,
      id: comments.commentId,
      updatedAt: comments.updatedAt,
    })
    .from(comments)
    .where(
      and(
        eq(comments.installationId, installationId),
        eq(comments.repositoryId, repositoryId),
        inArray(comments.number, [...numbers]),
      ),
    );
  for (const { number, ...comment } of spoken) known.get(number)?.comments.push(comment);
  return known;
}

/** The readings of all installations together. The operator's question. */
export async function readBackfillProgress(database: Database): Promise<BackfillProgress | null> {
  const done = sql`bool_and(${backfills.doneAt} is not null)`.as('done');
  const byRepository = database.$with('by_repository').as(
    database
      .select({
        installationId: backfills.installationId,
        done,
        threads: sql`sum(${backfills.threads})`.as('threads'),
      })
      .from(backfills)
      .groupBy(backfills.installationId, backfills.repositoryId),
  );
  const [row] = await database
    .with(byRepository)
    .select({
      installations: sql`count(distinct ${byRepository.installationId})`.mapWith(Number),
      repositoriesDone: sql`count(*) filter (where done)`.mapWith(Number),
      repositories: sql`count(*)`.mapWith(Number),
      threads: sql`coalesce(sum(threads), 0)`.mapWith(Number),
    })
    .from(byRepository);
  return row === undefined || row.repositories === 0 ? null : row;
}

/** Installations with a repository that has no reading yet, or one that is not done. The operator's question. */
export async function readBackfillsDue(database: Database): Promise<number[]> {
  const of = and(
    eq(backfills.installationId, repositories.installationId),
    eq(backfills.repositoryId, repositories.repositoryId),
  );
  const any = database.select({ one: sql`1` }).from(backfills).where(of);
  const open = database
    .select({ one: sql`1` })
    .from(backfills)
    .where(and(of, isNull(backfills.doneAt)));
  const rows = await database
    .selectDistinct({ id: repositories.installationId })
    .from(repositories)
    .innerJoin(installations, eq(installations.installationId, repositories.installationId))
    .where(
      and(
        isNull(repositories.goneAt),
        isNull(installations.goneAt),
        eq(installations.suspended, false),
        or(notExists(any), exists(open)),
      ),
    )
    .orderBy(asc(repositories.installationId));
  return rows.map(({ id }) => id);
}
