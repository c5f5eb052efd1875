import { READ_PERMISSION } from '../github/backfill/found-thread.ts';
import type { RepositoryOverview } from '../github/backfill/overview.ts';
import { OVERVIEW_REPOSITORIES_MAX, readOverview } from '../github/backfill/overview.ts';
import { PAGE_THREADS_MAX } from '../github/backfill/thread-page.ts';
import type { Change } from '../loop/change.ts';
import type { ThreadType } from '../loop/vocabulary.ts';
import { THREAD_TYPES } from '../loop/vocabulary.ts';
import type { BackfillRow } from '../store/interface/backfill.ts';
import type { InstallationRow, StoredRepository } from '../store/interface/installed.ts';
import { configScope, knownRepositories } from '../store/known-repository.ts';
import { apply } from './apply.ts';
import type { BackfillDeps } from './backfill.ts';
import { missing, NOT_THERE } from './left-out.ts';
import { readConfig } from './presuppose.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Kinds of threads that the owner lets the app read. */
export function permittedTypes(row: InstallationRow): ThreadType[] {
  return THREAD_TYPES.filter((type) => row.permissions[READ_PERMISSION[type]] !== undefined);
}

/**
 * Decides what of new repositories is to be read: one look tells which have threads at all, and which have a config
 * file, whose `backfill.since_days` counts. The organisation's own repository comes first, since its config speaks for
 * the others. At most 100 repositories; who calls again does the next.
 */
export async function planReadings(
  deps: BackfillDeps,
  installationId: number,
  row: InstallationRow,
  unplanned: readonly StoredRepository[],
  all: readonly StoredRepository[],
): Promise<void> {
  const now = deps.clock.now();
  const tenant = deps.store.forInstallation(installationId);
  const single = row.accountType === 'User' || all.length === 1;
  const isFirst = (repository: StoredRepository) => configScope(repository, single) === 'organization';
  const chunk = unplanned
    .toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)))
    .slice(0, OVERVIEW_REPOSITORIES_MAX);
  const types = permittedTypes(row);
  const overviews = await readOverview(deps.clientFor(installationId), chunk, types);
  await takeInConfigs(deps, installationId, chunk, overviews, single, now);
  const settings = new Map((await knownRepositories(tenant)).map((known) => [known.id, known.settings]));
  const rows = chunk.flatMap(({ id }) => {
    const days = settings.get(id)?.backfill.sinceDays ?? 0;
    const since = new Date(now.getTime() - days * DAY_MS);
    return THREAD_TYPES.map((type) => reading(id, type, since, overviews.get(id), types, now));
  });
  for (const { problem } of rows) {
    if (problem !== null) deps.log.warn({ installation: installationId, problem }, 'history left out');
  }
  await tenant.backfill.plan(
    rows,
    all.map(({ id }) => id),
  );
}

/** A repository without a config file need not be asked for it: most have none. */
async function takeInConfigs(
  deps: BackfillDeps,
  installationId: number,
  chunk: readonly StoredRepository[],
  overviews: ReadonlyMap<number, RepositoryOverview>,
  single: boolean,
  now: Date,
): Promise<void> {
  const changes: Change[] = [];
  for (const repository of chunk) {
    const overview = overviews.get(repository.id);
    if (repository.configReadAt !== null || overview === undefined) continue;
    changes.push(
      overview.hasConfig === false
        ? {
            type: 'config.put',
            repositoryId: repository.id,
            file: null,
            refused: false,
            problems: [],
            at: now,
          }
        : await readConfig(repository, configScope(repository, single), deps.source, installationId, now),
    );
  }
  if (changes.length > 0) await apply(deps.store.forInstallation(installationId), changes, now);
}

function reading(
  repositoryId: number,
  type: ThreadType,
  since: Date,
  overview: RepositoryOverview | undefined,
  permitted: readonly ThreadType[],
  now: Date,
): BackfillRow {
  const row = {
    repositoryId,
    type,
    since,
    readFrom: null,
    cursor: null,
    pageSize: PAGE_THREADS_MAX,
    threads: 0,
  };
  const kind = overview?.kinds[type];
  if (kind === 'refused' || !permitted.includes(type)) {
    return { ...row, problem: missing(type), doneAt: now };
  }
  if (kind === undefined) return { ...row, problem: NOT_THERE, doneAt: now };
  const nothing = kind.newestAt === null || kind.newestAt < since;
  return { ...row, problem: null, doneAt: nothing ? now : null };
}
