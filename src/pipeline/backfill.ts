// For commands, timers and /readyz:
//   backfill(deps, installationId, { repository?, onProgress?, signal? }) → BackfillReport   reads anew, to the end
//   stepBackfill(deps, installationId) → 'read' | 'waiting' | 'done'                         one page, for whoever loops
//   store.operator.backfillsDue(), store.operator.backfill()                                 who is due, how far it is
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { GitHubError, Limited, Transient } from '../github/errors.ts';
import type { GitHub } from '../github/github.ts';
import { BACKFILL } from '../receive/backfill.ts';
import type { BackfillRow } from '../store/interface/backfill.ts';
import type { StoredRepository } from '../store/interface/installed.ts';
import type { Store } from '../store/store.ts';
import { UserError } from '../user-error.ts';
import { AFTER_OUTAGE_MS, readNextPage } from './backfill-page.ts';
import { planReadings } from './backfill-plan.ts';
import type { FactSource } from './fact-source.ts';
import { takeInRepositories } from './listed-repositories.ts';
import type { RunJob } from './run-job.ts';

/**
 * Threads handed in and not yet carried at which reading pauses: live deliveries queue behind them, and must be
 * answered within seconds. With a page on top this is 200.
 */
const WAITING_MAX = 100;

/** One page with its long threads takes less; whoever dies within it holds the others up no longer. */
const LEASE_MS = 60_000;

/** After a refusal, which may need an owner's hand. Limits name their own moment. */
const AFTER_REFUSAL_MS = 10 * 60_000;

/** How often a command looks whether the workers have caught up. */
const LOOK_EVERY_MS = 200;

const BACKFILL_TASK = 'backfill';

export interface BackfillDeps {
  store: Store;
  source: FactSource;
  clientFor(installationId: number): GitHub;
  clock: Clock;
  log: Pick<Logger, 'info' | 'warn'>;
  job: RunJob;
}

export interface BackfillReport {
  repositories: number;
  repositoriesDone: number;
  threads: number;
  /** what could not be read, by repository and kind: `permission missing: discussions` … */
  problems: { repository: string; type: BackfillRow['type']; problem: string }[];
}

/**
 * Reads one page of an installation's history, or looks at up to 100 repositories that are new. Several processes may
 * call it: one reads at a time, and two pages read twice are handed in once. Limits and outages are kept as the moment
 * at which to go on. Rejects with `DatabaseUnavailable`.
 * @returns `waiting`: for GitHub, for the workers or for another process
 */
export async function stepBackfill(
  deps: BackfillDeps,
  installationId: number,
): Promise<'read' | 'waiting' | 'done'> {
  const { store, clock } = deps;
  const now = clock.now();
  const turn = await store.timers.take({
    installationId,
    task: BACKFILL_TASK,
    firstAt: now,
    now,
    leaseMs: LEASE_MS,
  });
  if (turn === null) return 'waiting';
  try {
    const { outcome, at = clock.now() } = await deps.job('backfill', () => goOn(deps, installationId));
    await turn.end(at, outcome === 'done' ? clock.now() : null);
    return outcome;
  } catch (error) {
    const resumeAt = goOnAt(error, clock.now());
    await turn.end(resumeAt, null);
    if (!(error instanceof GitHubError)) throw error;
    deps.log.warn({ installation: installationId, resumeAt, err: error }, 'reading history pauses');
    return 'waiting';
  }
}

function goOnAt(error: unknown, now: Date): Date {
  if (error instanceof Limited) return error.resumeAt;
  const refused = error instanceof GitHubError && !(error instanceof Transient);
  return new Date(now.getTime() + (refused ? AFTER_REFUSAL_MS : AFTER_OUTAGE_MS));
}

/** The next page, look or wait. `at`: when to go on, where that is not at once. */
async function goOn(
  deps: BackfillDeps,
  installationId: number,
): Promise<{ outcome: 'read' | 'waiting' | 'done'; at?: Date }> {
  const tenant = deps.store.forInstallation(installationId);
  const row = await tenant.row();
  if (row === null || row.goneAt !== null || row.suspended) return { outcome: 'done' };
  if (row.repositoriesStale) await takeInRepositories(tenant, deps.source, deps.clock.now());
  const [repositories, rows] = await Promise.all([tenant.repositories(), tenant.backfill.rows()]);
  const planned = new Set(rows.map(({ repositoryId }) => repositoryId));
  const unplanned = repositories.filter(({ id }) => !planned.has(id));
  if (unplanned.length > 0) {
    await planReadings(deps, installationId, row, unplanned, repositories);
    return { outcome: 'read' };
  }
  const byId = new Map(repositories.map((repository) => [repository.id, repository]));
  for (const reading of rows) {
    const repository = byId.get(reading.repositoryId);
    if (reading.doneAt !== null || repository === undefined) continue;
    if ((await tenant.backfill.waiting(BACKFILL)) >= WAITING_MAX) return { outcome: 'waiting' };
    return { outcome: 'read', at: await readNextPage(deps, installationId, repository, reading) };
  }
  return { outcome: 'done' };
}

/**
 * Reads the history of an installation, or of one of its repositories, from the beginning to the end, whatever was read
 * before; what is known already is not handed in again. Somebody has to carry deliveries meanwhile. May be broken off at
 * any moment: who comes next goes on where it was.
 * Rejects with `UserError` where there is no such repository, and with `DatabaseUnavailable`.
 */
export async function backfill(
  deps: BackfillDeps,
  installationId: number,
  options: {
    /** `owner/name`, or the name alone */
    repository?: string | undefined;
    onProgress?(report: BackfillReport): void;
    signal?: AbortSignal;
  } = {},
): Promise<BackfillReport> {
  const { onProgress, signal = new AbortController().signal } = options;
  await begin(deps, installationId, options.repository);
  for (;;) {
    const outcome = await stepBackfill(deps, installationId);
    const report = await reportOf(deps.store, installationId);
    onProgress?.(report);
    if (outcome === 'done' || signal.aborted) return report;
    if (outcome === 'waiting') await deps.clock.wait(LOOK_EVERY_MS, signal);
  }
}

/** Forgets how far the reading was. */
async function begin(deps: BackfillDeps, installationId: number, name: string | undefined): Promise<void> {
  const tenant = deps.store.forInstallation(installationId);
  const row = await tenant.row();
  if (row === null || row.goneAt !== null) {
    throw new UserError(`There is no installation ${installationId}.`);
  }
  if (row.repositoriesStale) await takeInRepositories(tenant, deps.source, deps.clock.now());
  const repositories = await tenant.repositories();
  const kept = name === undefined ? [] : repositories.filter((repository) => !isNamed(repository, name));
  if (name !== undefined && kept.length === repositories.length) {
    throw new UserError(`Installation ${installationId} has no repository ${name}.`);
  }
  await tenant.backfill.plan(
    [],
    kept.map(({ id }) => id),
  );
}

function isNamed({ owner, name }: StoredRepository, wanted: string): boolean {
  const lower = wanted.toLowerCase();
  return lower === name.toLowerCase() || lower === `${owner}/${name}`.toLowerCase();
}

/** How far the reading of an installation's history is. */
async function reportOf(store: Store, installationId: number): Promise<BackfillReport> {
  const tenant = store.forInstallation(installationId);
  const [repositories, rows] = await Promise.all([tenant.repositories(), tenant.backfill.rows()]);
  const open = new Set(rows.filter(({ doneAt }) => doneAt === null).map(({ repositoryId }) => repositoryId));
  const begun = new Set(rows.map(({ repositoryId }) => repositoryId));
  return {
    repositories: repositories.length,
    repositoriesDone: repositories.filter(({ id }) => begun.has(id) && !open.has(id)).length,
    threads: rows.reduce((sum, { threads }) => sum + threads, 0),
    problems: rows.flatMap(({ repositoryId, type, problem }) => {
      const repository = repositories.find(({ id }) => id === repositoryId);
      if (problem === null || repository === undefined) return [];
      return [{ repository: `${repository.owner}/${repository.name}`, type, problem }];
    }),
  };
}
