import type { ThreadPage } from '../github/backfill/thread-page.ts';
import { PAGE_THREADS_MAX, readThreadPage } from '../github/backfill/thread-page.ts';
import { Gone, Invalid, PermissionMissing, Transient } from '../github/errors.ts';
import type { BackfillRow } from '../store/interface/backfill.ts';
import type { StoredRepository } from '../store/interface/installed.ts';
import type { BackfillDeps } from './backfill.ts';
import { foundDelivery } from './found-deliveries.ts';
import { missing, NO_ANSWER, NOT_THERE } from './left-out.ts';

/** GitHub gives up on a query after 10 s: then fewer threads are asked for at once, down to this. */
const PAGE_THREADS_MIN = 1;

/**
 * After a whole page that did not come. For half the threads it is twice as long, and so on: what is left out in the end
 * did not come for eleven minutes, so that a short outage leaves nothing out.
 */
export const AFTER_OUTAGE_MS = 10_000;

/** Of the hour's points this share is left to everything else: history has time. */
const RESERVED = 0.2;

/**
 * Reads the next page of one kind of thread, and hands in what it found together with where the next one begins. What
 * is gone, refused or does not come at any size ends this reading with the reason; then the others go on.
 * @returns when to go on: now, when GitHub gives new points, or after a pause where the page did not come
 * Rejects with `Limited`, `Unauthorised` and `DatabaseUnavailable`: it is then to be called again.
 */
export async function readNextPage(
  deps: BackfillDeps,
  installationId: number,
  repository: StoredRepository,
  reading: BackfillRow,
): Promise<Date> {
  const { backfill } = deps.store.forInstallation(installationId);
  const { type, since, readFrom, cursor, pageSize: size } = reading;
  try {
    const page = await readThreadPage(deps.clientFor(installationId), repository, {
      type,
      since: readFrom ?? since,
      cursor,
      size,
    });
    const now = deps.clock.now();
    const to: BackfillRow = {
      ...reading,
      cursor: page.cursor,
      // It was a hard moment, not a hard page.
      pageSize: Math.min(PAGE_THREADS_MAX, size * 2),
      threads: reading.threads + page.threads.length,
      problem: null,
      ...(page.ended ? { readFrom: null, doneAt: now } : { doneAt: null }),
    };
    const deliveries = page.threads.map((found) => foundDelivery(found, 'history', installationId, now));
    await backfill.advance(reading, to, deliveries);
    return isSpent(page.budget) ? page.budget.resetAt : now;
  } catch (error) {
    const now = deps.clock.now();
    const to = afterFailure(reading, error, now);
    if (to === null) throw error;
    await backfill.advance(reading, to, []);
    const installation = installationId;
    if (to.doneAt !== null) {
      deps.log.warn({ installation, problem: to.problem, err: error }, 'history left out');
      return now;
    }
    const resumeAt = new Date(now.getTime() + (AFTER_OUTAGE_MS * PAGE_THREADS_MAX) / size);
    deps.log.warn({ installation, resumeAt, err: error }, 'reading history pauses');
    return resumeAt;
  }
}

function isSpent(budget: ThreadPage['budget']): budget is NonNullable<ThreadPage['budget']> {
  return budget !== null && budget.remaining < budget.limit * RESERVED;
}

/** How a reading goes on after a failure; null: as it was. */
function afterFailure(reading: BackfillRow, error: unknown, now: Date): BackfillRow | null {
  if (error instanceof PermissionMissing) {
    return { ...reading, problem: missing(reading.type), doneAt: now };
  }
  if (error instanceof Gone) return { ...reading, problem: NOT_THERE, doneAt: now };
  if (error instanceof Invalid) return { ...reading, problem: 'refused by GitHub', doneAt: now };
  if (!(error instanceof Transient)) return null;
  if (reading.problem !== NO_ANSWER) return { ...reading, problem: NO_ANSWER };
  if (reading.pageSize <= PAGE_THREADS_MIN) return { ...reading, doneAt: now };
  return { ...reading, pageSize: Math.max(PAGE_THREADS_MIN, Math.floor(reading.pageSize / 2)) };
}
