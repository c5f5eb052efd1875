// For commands and timers:
//   reconcile(deps, installationId, { early?, signal? }) → { threads, gone } | null    null: not due, or somebody else is at it

import type { FoundThread } from '../github/backfill/found-thread.ts';
import { READ_PERMISSION } from '../github/backfill/found-thread.ts';
import type { RepositoryOverview } from '../github/backfill/overview.ts';
import { OVERVIEW_REPOSITORIES_MAX, readOverview } from '../github/backfill/overview.ts';
import { readGone, STILL_THERE_MAX } from '../github/backfill/still-there.ts';
import type { ThreadPage } from '../github/backfill/thread-page.ts';
import { readThreadPage } from '../github/backfill/thread-page.ts';
import { Gone, PermissionMissing } from '../github/errors.ts';
import type { ThreadSnapshot, ThreadType } from '../loop/vocabulary.ts';
import { THREAD_TYPES } from '../loop/vocabulary.ts';
import { chunks } from '../store/chunks.ts';
import type { KnownThread } from '../store/interface/backfill.ts';
import type { NewDelivery } from '../store/interface/inbox.ts';
import type { StoredRepository } from '../store/interface/installed.ts';
import type { TimerTurn } from '../store/interface/timers.ts';
import type { BackfillDeps } from './backfill.ts';
import { permittedTypes, retryPermitted } from './backfill-plan.ts';
import { foundDelivery, goneDelivery } from './found-deliveries.ts';
import { takeInRepositories } from './listed-repositories.ts';
import { patiently } from './patience.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Small pages: of most repositories only a few threads changed in a day. */
const PAGE_THREADS = 50;

/** Read twice, so that neither clocks that differ nor deliveries under way leave a gap. */
const OVERLAP_MS = HOUR_MS;

/** A turn is kept for as long, from one call of GitHub to the next. */
const LEASE_MS = 2 * MINUTE_MS;

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
    const found = await compare(new Comparison(deps, installationId, turn, signal), since);
    await turn.end(nextNight(clock.now(), installationId), begun);
    if (found.threads + found.gone > 0)
      deps.log.info({ installation: installationId, ...found }, 'found what no webhook had told');
    return found;
  } catch (error) {
    await turn.end(new Date(clock.now().getTime() + AGAIN_MS), null);
    throw error;
  }
}

/** What one comparison works with. */
class Comparison {
  readonly deps: BackfillDeps;
  readonly installationId: number;
  readonly #turn: TimerTurn;
  readonly #signal: AbortSignal;

  constructor(deps: BackfillDeps, installationId: number, turn: TimerTurn, signal: AbortSignal) {
    this.deps = deps;
    this.installationId = installationId;
    this.#turn = turn;
    this.#signal = signal;
  }

  get tenant() {
    return this.deps.store.forInstallation(this.installationId);
  }

  get github() {
    return this.deps.clientFor(this.installationId);
  }

  /** One call of GitHub, for which the turn is kept. */
  async ask<T>(read: () => Promise<T>): Promise<T> {
    const { clock } = this.deps;
    const keep = (from: Date) => this.#turn.renew(new Date(from.getTime() + LEASE_MS));
    await keep(clock.now());
    return patiently(read, { clock, signal: this.#signal, onWait: keep });
  }

  async handIn(deliveries: readonly NewDelivery[]): Promise<number> {
    return this.deps.store.inbox.putMany(deliveries);
  }
}

async function compare(work: Comparison, since: Date): Promise<Reconciled> {
  const { deps, tenant, installationId } = work;
  const row = await tenant.row();
  if (row === null) return { threads: 0, gone: 0 };
  await work.ask(() => takeInRepositories(tenant, deps.source, deps.clock.now()));
  const types = permittedTypes(row);
  await retryPermitted(deps, installationId, types);
  const botLogin = await work.ask(() => deps.source.botLogin());
  const found = { threads: 0, gone: 0 };
  const absent = new Absences(work);
  for (const part of chunks(await tenant.repositories(), OVERVIEW_REPOSITORIES_MAX)) {
    const overviews = await work.ask(() => readOverview(work.github, part, types));
    for (const repository of part) {
      const overview = overviews.get(repository.id);
      // What is not there at all may be a permission that was taken: nothing is concluded from that.
      if (overview === undefined) continue;
      for (const type of readable(overview)) {
        found.threads += await compareUpdated(work, repository, type, overview, since, botLogin);
        await absent.look(repository, type);
      }
    }
  }
  found.gone = await absent.end();
  return found;
}

function readable(overview: RepositoryOverview): ThreadType[] {
  return THREAD_TYPES.filter((type) => {
    const kind = overview.kinds[type];
    return kind !== undefined && kind !== 'refused';
  });
}

const NO_PAGE: ThreadPage = { threads: [], cursor: null, ended: false, budget: null };

/** Threads of one kind that were updated since, against the stored ones. */
async function compareUpdated(
  work: Comparison,
  repository: StoredRepository,
  type: ThreadType,
  overview: RepositoryOverview,
  since: Date,
  botLogin: string,
): Promise<number> {
  const kind = overview.kinds[type];
  if (kind === undefined || kind === 'refused' || kind.newestAt === null || kind.newestAt < since) return 0;
  let handedIn = 0;
  let page: ThreadPage = NO_PAGE;
  while (!page.ended) {
    const wanted = { type, since, cursor: page.cursor, size: PAGE_THREADS };
    page = await work.ask(() =>
      readThreadPage(work.github, repository, wanted).catch((error: unknown) => {
        if (!(error instanceof Gone || error instanceof PermissionMissing)) throw error;
        const permission = READ_PERMISSION[type];
        work.deps.log.warn({ installation: work.installationId, permission, err: error }, 'not compared');
        return { ...NO_PAGE, ended: true };
      }),
    );
    const known = await work.tenant.backfill.threads(
      repository.id,
      page.threads.map(({ thread }) => thread.number),
    );
    const now = work.deps.clock.now();
    handedIn += await work.handIn(
      page.threads
        .filter((found) => differs(found, known.get(found.thread.number), botLogin))
        .map((found) => foundDelivery(found, 'reconcile', work.installationId, now)),
    );
  }
  return handedIn;
}

/** Whether GitHub has something of a thread that is not stored. What the app itself wrote is stored elsewhere. */
export function differs(found: FoundThread, known: KnownThread | undefined, botLogin: string): boolean {
  if (known === undefined || found.thread.updatedAt > known.snapshot.updatedAt) return true;
  const stored = new Map(known.comments.map(({ family, id, updatedAt }) => [`${family}:${id}`, updatedAt]));
  return found.comments.some(({ family, id, author, updatedAt }) => {
    if (author?.login === botLogin) return false;
    const before = stored.get(`${family}:${id}`);
    return before === undefined || before < updatedAt;
  });
}

/** Asks of all stored threads whether they are still there, a hundred at a time. */
class Absences {
  readonly #work: Comparison;
  #asked: ThreadSnapshot[] = [];
  #gone = 0;

  constructor(work: Comparison) {
    this.#work = work;
  }

  async look(repository: StoredRepository, type: ThreadType): Promise<void> {
    let after = 0;
    for (;;) {
      const room = STILL_THERE_MAX - this.#asked.length;
      const stored = await this.#work.tenant.backfill.after(repository.id, type, after, room);
      this.#asked.push(...stored);
      if (this.#asked.length >= STILL_THERE_MAX) await this.#ask();
      if (stored.length < room) return;
      after = stored.at(-1)?.number ?? after;
    }
  }

  /** @returns how many were not there any more */
  async end(): Promise<number> {
    await this.#ask();
    return this.#gone;
  }

  async #ask(): Promise<void> {
    const { deps, installationId, github } = this.#work;
    const asked = this.#asked;
    this.#asked = [];
    if (asked.length === 0) return;
    const gone = await this.#work.ask(() =>
      readGone(
        github,
        asked.map(({ nodeId }) => nodeId),
      ),
    );
    const now = deps.clock.now();
    this.#gone += await this.#work.handIn(
      asked
        .filter(({ nodeId }) => gone.has(nodeId))
        .map((thread) => goneDelivery(thread, installationId, now)),
    );
  }
}
