// For commands and timers:
//   reconcile(deps, installationId, { early?, signal? }) → { threads, gone } | null    null: not due, or somebody else is at it

import type { RepositoryOverview } from '../github/backfill/overview.ts';
import { OVERVIEW_REPOSITORIES_MAX, readOverview } from '../github/backfill/overview.ts';
import type { ThreadType } from '../loop/vocabulary.ts';
import { THREAD_TYPES } from '../loop/vocabulary.ts';
import { chunks } from '../store/chunks.ts';
import { Absences } from './absences.ts';
import type { BackfillDeps } from './backfill.ts';
import { permittedTypes } from './backfill-plan.ts';
import { Comparison, LEASE_MS } from './comparison.ts';
import type { Unread } from './left-out.ts';
import { leaveOut, retryLeftOut } from './left-out.ts';
import { takeInRepositories } from './listed-repositories.ts';
import { compareUpdated } from './updated-threads.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Read twice, so that neither clocks that differ nor deliveries under way leave a gap. */
const OVERLAP_MS = HOUR_MS;

/** Night begins at 02:00 UTC; installations begin one after the other over three hours. */
const NIGHT_HOUR = 2;
const NIGHT_MINUTES = 180;

/** After a failure that waiting did not mend. */
const AGAIN_MS = HOUR_MS;

const RECONCILE_TASK = 'reconcile';

/** What was handed in: threads that no webhook told of, and threads that are not there any more. */
export interface Reconciled {
  threads: number;
  gone: number;
}

/** The next moment after `now` at which an installation is reconciled. */
export function nextNight(now: Date, installationId: number): Date {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const at = midnight + NIGHT_HOUR * HOUR_MS + (installationId % NIGHT_MINUTES) * MINUTE_MS;
  return new Date(at > now.getTime() ? at : at + DAY_MS);
}

/**
 * Compares an installation with GitHub and hands in what no webhook told: threads that were updated since the last time
 * and are stored differently or not at all, comments that are missing, threads that were deleted. Waits for limits
 * where they come. Rejects with a `GitHubError` that waiting does not mend, and with `DatabaseUnavailable`.
 * @param options.early also before the night
 * @returns null where it is not due or somebody else does it
 */
export async function reconcile(
  deps: BackfillDeps,
  installationId: number,
  options: { early?: boolean; signal?: AbortSignal } = {},
): Promise<Reconciled | null> {
  const { store, clock } = deps;
  const { early = false, signal = new AbortController().signal } = options;
  const begun = clock.now();
  const row = await store.forInstallation(installationId).row();
  if (row === null || row.goneAt !== null || row.suspended) return null;
  const turn = await store.timers.take({
    installationId,
    task: RECONCILE_TASK,
    firstAt: nextNight(begun, installationId),
    early,
    now: begun,
    leaseMs: LEASE_MS,
  });
  if (turn === null) return null;
  try {
    const since = new Date((turn.doneAt ?? row.installedAt).getTime() - OVERLAP_MS);
    const work = new Comparison(deps, installationId, turn, signal);
    const found = await deps.job('reconcile', () => compare(work, since));
    await turn.end(nextNight(clock.now(), installationId), begun);
    if (found.threads + found.gone > 0)
      deps.log.info({ installation: installationId, ...found }, 'found what no webhook had told');
    return found;
  } catch (error) {
    await turn.end(new Date(clock.now().getTime() + AGAIN_MS), null);
    throw error;
  }
}

async function compare(work: Comparison, since: Date): Promise<Reconciled> {
  const { deps, tenant } = work;
  const row = await tenant.row();
  if (row === null) return { threads: 0, gone: 0 };
  await work.ask(() => takeInRepositories(tenant, deps.source, deps.clock.now()));
  const types = permittedTypes(row);
  await retryLeftOut(tenant.backfill, types);
  const botLogin = await work.ask(() => deps.source.botLogin());
  const found = { threads: 0, gone: 0 };
  const absent = new Absences(work);
  for (const part of chunks(await tenant.repositories(), OVERVIEW_REPOSITORIES_MAX)) {
    const overviews = await work.ask(() => readOverview(work.github, part, types));
    for (const repository of part) {
      const overview = overviews.get(repository.id);
      work.skipped.push(...unreadable(repository.id, overview, types));
      // What is not there at all may be a permission that was taken: nothing is concluded from that.
      if (overview === undefined) continue;
      for (const type of readable(overview)) {
        found.threads += await compareUpdated(work, repository, type, overview, since, botLogin);
        await absent.look(repository, type);
      }
    }
  }
  found.gone = await absent.end();
  await leaveOut(tenant.backfill, work.skipped, since);
  return found;
}

function unreadable(
  repositoryId: number,
  overview: RepositoryOverview | undefined,
  permitted: readonly ThreadType[],
): Unread[] {
  return THREAD_TYPES.flatMap((type): Unread[] => {
    if (overview?.kinds[type] === 'refused' || !permitted.includes(type))
      return [{ repositoryId, type, why: 'refused' }];
    return overview === undefined ? [{ repositoryId, type, why: 'not there' }] : [];
  });
}

function readable(overview: RepositoryOverview): ThreadType[] {
  return THREAD_TYPES.filter((type) => {
    const kind = overview.kinds[type];
    return kind !== undefined && kind !== 'refused';
  });
}
