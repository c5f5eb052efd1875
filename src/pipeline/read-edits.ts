import { readThreadPage } from '../github/backfill/thread-page.ts';
import type { ThreadRef } from '../loop/vocabulary.ts';
import type { BackfillDeps } from './backfill.ts';
import { foundDelivery } from './found-deliveries.ts';
import { differs } from './updated-threads.ts';

/** The weekly issue is among those that were updated last. */
const PAGE_THREADS = 20;

/** Pages looked at for one weekly issue: what a night has not compared yet is seldom more. */
const PAGES_MAX = 5;

/**
 * Reads the open weekly issues of an installation again and hands in those that say something which no webhook told.
 * Rejects with a `GitHubError`.
 * @returns how many deliveries were new
 */
export async function readEdits(deps: BackfillDeps, installationId: number): Promise<number> {
  const weekly = await deps.store.forInstallation(installationId).openWeekThreads();
  let handedIn = 0;
  for (const ref of weekly) handedIn += await readAgain(deps, installationId, ref);
  return handedIn;
}

async function readAgain(
  { store, source, clientFor, clock }: BackfillDeps,
  installationId: number,
  { repositoryId, number }: ThreadRef,
): Promise<number> {
  const tenant = store.forInstallation(installationId);
  const repository = await tenant.repository(repositoryId);
  const known = (await tenant.backfill.threads(repositoryId, [number])).get(number);
  if (repository === null || known === undefined) return 0;
  const since = known.snapshot.updatedAt;
  const botLogin = await source.botLogin();
  let cursor: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const wanted = { type: 'issue', since, cursor, size: PAGE_THREADS } as const;
    const page = await readThreadPage(clientFor(installationId), repository, wanted);
    const found = page.threads.find(({ thread }) => thread.number === number);
    if (found !== undefined) {
      if (!differs(found, known, botLogin)) return 0;
      return store.inbox.putMany([foundDelivery(found, 'reconcile', installationId, clock.now())]);
    }
    if (page.ended) return 0;
    cursor = page.cursor;
  }
  return 0;
}
