import { READ_PERMISSION } from '../github/backfill/found-thread.ts';
import type { ThreadType } from '../loop/vocabulary.ts';
import type { BackfillRow, BackfillStore } from '../store/interface/backfill.ts';

/** How a reading says that a page did not come: while it is tried again, and where it was left out for that. */
export const NO_ANSWER = 'no answer';

/** How a reading says that GitHub has no such threads, or did not show them. */
export const NOT_THERE = 'not there';

/** How a reading says that a permission is missing. */
export function missing(type: ThreadType): string {
  return `permission missing: ${READ_PERMISSION[type]}`;
}

/** One kind of thread of a repository that could not be read, and why. */
export interface Unread extends Pick<BackfillRow, 'repositoryId' | 'type'> {
  why: 'refused' | 'not there';
}

/**
 * Begins what was left out again: for a permission that the owner has given since, for a page that did not come, and for
 * what was there before and may be there again.
 */
export async function retryLeftOut(backfill: BackfillStore, permitted: readonly ThreadType[]): Promise<void> {
  const rows = await backfill.rows();
  const again = rows.flatMap((row) => {
    if (row.problem === NO_ANSWER && row.doneAt !== null) return [{ ...row, doneAt: null }];
    const isBack =
      row.problem === missing(row.type)
        ? permitted.includes(row.type)
        : row.problem === NOT_THERE && row.readFrom !== null;
    return isBack ? [{ ...row, cursor: null, problem: null, doneAt: null }] : [];
  });
  await plan(backfill, again, rows);
}

/**
 * Leaves out what a comparison could not read, from where the last one ended: the next ones begin later. What is still to
 * be read, or was left out before, says by itself from where.
 */
export async function leaveOut(
  backfill: BackfillStore,
  kinds: readonly Unread[],
  readUntil: Date,
): Promise<void> {
  const rows = await backfill.rows();
  const skipped = new Map(kinds.map(({ repositoryId, type, why }) => [`${repositoryId} ${type}`, why]));
  const left = rows.flatMap((row) => {
    const why = skipped.get(`${row.repositoryId} ${row.type}`);
    if (why === undefined || row.doneAt === null || row.problem !== null) return [];
    return [{ ...row, readFrom: readUntil, problem: why === 'refused' ? missing(row.type) : NOT_THERE }];
  });
  await plan(backfill, left, rows);
}

async function plan(
  backfill: BackfillStore,
  changed: readonly BackfillRow[],
  all: readonly BackfillRow[],
): Promise<void> {
  if (changed.length === 0) return;
  await backfill.plan(
    changed,
    all.map(({ repositoryId }) => repositoryId),
  );
}
