// For commands and timers:
//   catchUp({ store, app, clock, log }, { force? }) → { failed, asked }
// installation-wide work of the same kind: `reconcile` in reconcile.ts, `backfill` in backfill.ts.
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { GitHub } from '../github/github.ts';
import type { DeliveryAttempt } from '../github/hook-deliveries.ts';
import { readFailedAttempts, redeliver } from '../github/hook-deliveries.ts';
import type { Store } from '../store/store.ts';

/** GitHub forgets deliveries after three days. */
const KEPT_MS = 3 * 24 * 60 * 60 * 1000;

/** How often failed deliveries are looked for. */
export const CATCH_UP_EVERY_MS = 10 * 60 * 1000;

/**
 * What fails again and again is asked for less and less often: after 10 minutes, 20, 40 … at most 6 hours. So an outage
 * of the receiver is survived, and a delivery that can never be taken (too large) costs ten calls in its three days.
 */
const PATIENCE_MAX_MS = 6 * 60 * 60 * 1000;

/** Deliveries asked for in one go, so that an outage does not come back as a flood. The oldest go first. */
const ASKED_MAX = 500;

export interface CatchUpDeps {
  store: Pick<Store, 'inbox'>;
  /** as the app itself */
  app: GitHub;
  clock: Pick<Clock, 'now'>;
  log: Pick<Logger, 'info' | 'warn'>;
}

/** Which attempts to repeat: for each delivery that never came its newest, those that failed often only after a while. */
export function attemptsToRepeat(
  failed: readonly DeliveryAttempt[],
  came: ReadonlyMap<string, unknown>,
  now: Date,
  force: boolean,
): DeliveryAttempt[] {
  const byGuid = new Map<string, DeliveryAttempt[]>();
  for (const attempt of failed) {
    if (!came.has(attempt.guid)) byGuid.set(attempt.guid, [...(byGuid.get(attempt.guid) ?? []), attempt]);
  }
  const due: { newest: DeliveryAttempt; firstAt: number }[] = [];
  for (const attempts of byGuid.values()) {
    const ordered = attempts.toSorted((a, b) => b.at.getTime() - a.at.getTime() || b.id - a.id);
    const [newest] = ordered;
    if (newest === undefined) continue;
    const repeats = ordered.length - 1;
    const patienceMs = repeats === 0 ? 0 : Math.min(CATCH_UP_EVERY_MS * 2 ** (repeats - 1), PATIENCE_MAX_MS);
    const waited = now.getTime() - newest.at.getTime() >= patienceMs;
    if (force || waited) due.push({ newest, firstAt: ordered.at(-1)?.at.getTime() ?? 0 });
  }
  return due
    .sort((a, b) => a.firstAt - b.firstAt || a.newest.id - b.newest.id)
    .slice(0, ASKED_MAX)
    .map(({ newest }) => newest);
}

/**
 * Asks GitHub again for the webhooks of the last three days that it could not deliver and that came by no other way.
 * They arrive like all others, under the ids they had. Rejects with a `GitHubError` or `DatabaseUnavailable`.
 * @param force also those that failed only just now
 */
export async function catchUp(
  deps: CatchUpDeps,
  { force = false }: { force?: boolean } = {},
): Promise<{ failed: number; asked: string[] }> {
  const now = deps.clock.now();
  const failed = await readFailedAttempts(deps.app, new Date(now.getTime() - KEPT_MS));
  const came = await deps.store.inbox.known([...new Set(failed.map(({ guid }) => guid))]);
  const asked: string[] = [];
  for (const { id, guid } of attemptsToRepeat(failed, came, now, force)) {
    if (await redeliver(deps.app, id)) asked.push(guid);
  }
  if (asked.length > 0)
    deps.log.info({ deliveries: asked.length }, 'asked again for deliveries that had failed');
  return { failed: failed.length, asked };
}
