import { READ_PERMISSION } from '../github/backfill/found-thread.ts';
import type { ThreadType } from '../loop/vocabulary.ts';
import type { BackfillRow, BackfillStore } from '../store/interface/backfill.ts';

/** How a reading says that a page did not come: while it is tried again, and where it was left out for that. */
export const NO_ANSWER = 'no answer';

/** How a reading says that a permission is missing. */
export function missing(type: ThreadType): string {
  return `permission missing: ${READ_PERMISSION[type]}`;
}

/** One kind of thread of a repository. */
export type Kind = Pick<BackfillRow, 'repositoryId' | 'type'>;

/** Begins what was left out again: for a permission that the owner has given since, and for a page that did not come. */
export async function retryLeftOut(backfill: BackfillStore, permitted: readonly ThreadType[]): Promise<void> {
  const rows = await backfill.rows();
  const again = rows.flatMap((row) => {
    if (row.problem === NO_ANSWER && row.doneAt !== null) return [{ ...row, doneAt: null }];
    if (row.problem !== missing(row.type) || !permitted.includes(row.type)) return [];
    return [{ ...row, cursor: null, problem: null, doneAt: null }];
  });
  await plan(backfill, again, rows);
}

/**
 * Leaves out what a comparison could not read, from where the last one ended: the next ones begin later. What is still to
 * be read, or was left out before, says by itself from where.
 */
export async function leaveOut(backfill: BackfillStore, kinds: readonly Kind[], since: Date): Promise<void> {
  const rows = await backfill.rows();
  const skipped = new Set(kinds.map(({ repositoryId, type }) => `${repositoryId} ${type}`));
  const left = rows
    .filter(
      ({ repositoryId, type, problem, doneAt }) =>
        skipped.has(`${repositoryId} ${type}`) && doneAt !== null && problem !== missing(type),
    )
    .map((row) => ({
      ...row,
      since: row.problem === null ? since : row.since,
      problem: missing(row.type),
    }));
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
