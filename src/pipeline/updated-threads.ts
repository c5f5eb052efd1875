import type { FoundThread } from '../github/backfill/found-thread.ts';
import { READ_PERMISSION } from '../github/backfill/found-thread.ts';
import type { RepositoryOverview } from '../github/backfill/overview.ts';
import type { ThreadPage } from '../github/backfill/thread-page.ts';
import { readThreadPage } from '../github/backfill/thread-page.ts';
import { Gone, PermissionMissing } from '../github/errors.ts';
import type { ThreadType } from '../loop/vocabulary.ts';
import type { KnownThread } from '../store/interface/backfill.ts';
import type { StoredRepository } from '../store/interface/installed.ts';
import type { Comparison } from './comparison.ts';
import { foundDelivery } from './found-deliveries.ts';

/** Small pages: of most repositories only a few threads changed in a day. */
const PAGE_THREADS = 50;

const NO_PAGE: ThreadPage = { threads: [], cursor: null, ended: false, budget: null };

/**
 * Compares the threads of one kind that were updated since with the stored ones.
 * @returns how many were handed in
 */
export async function compareUpdated(
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
        work.skipped.push({
          repositoryId: repository.id,
          type,
          why: error instanceof Gone ? 'not there' : 'refused',
        });
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
