import { isoWeek, lastScheduledMoment } from '../loop/calendar.ts';
import { triageRepository } from '../loop/triage/place.ts';
import { SCHEDULE, schedulePayload } from '../receive/schedule.ts';
import type { InstallationRow } from '../store/interface/installed.ts';
import { knownRepositories } from '../store/known-repository.ts';
import type { Store } from '../store/store.ts';

const MINUTE_MS = 60_000;

/**
 * So long the weekly issue waits for what happened before it, counted from when it was first seen to be due: a backlog of
 * an outage is worked off by then, and a team that meets at the hour still gets its issue.
 */
const BACKLOG_WAIT_MAX_MS = 10 * MINUTE_MS;

/** Turns moments that came due into deliveries: timers are events like all others. */
export interface Scheduler {
  /**
   * Looks at every installation once. Returns how many deliveries were new.
   * @param options `atOnce`: somebody asks for it now, whatever has not been taken in yet
   */
  step(installationId?: number, options?: { atOnce?: boolean }): Promise<number>;
}

export interface SchedulerDeps {
  store: Store;
  clock: { now(): Date };
  /** whether GitHub was asked for what this process missed while it was away, and all of that was carried */
  caughtUp(): Promise<boolean>;
}

export function createScheduler(deps: SchedulerDeps): Scheduler {
  /** last week that was handed in, by installation: spares the insert that the inbox would refuse anyway */
  const handed = new Map<number, string>();
  /** since when a week is due, as this process saw it, by installation */
  const dueSince = new Map<number, { name: string; since: Date }>();

  /** Figures over what is not in yet would be wrong: deliveries that wait, and those that came while nobody listened. */
  async function isBacklogged(row: InstallationRow, name: string, now: Date): Promise<boolean> {
    const seen = dueSince.get(row.id);
    const since = seen?.name === name ? seen.since : now;
    dueSince.set(row.id, { name, since });
    if (now.getTime() - since.getTime() >= BACKLOG_WAIT_MAX_MS) return false;
    if (!(await deps.caughtUp())) return true;
    // Timers wait for what happened before, not for each other, nor for a stream that never ends.
    return deps.store.inbox.hasBacklog(row.id, { besides: SCHEDULE, receivedUntil: since, now });
  }

  /** After an installation, or when repositories came and went, somebody has to look, even where nothing else happens. */
  async function intake(row: InstallationRow, now: Date): Promise<number> {
    if (!row.repositoriesStale) return 0;
    const minute = Math.floor(now.getTime() / MINUTE_MS);
    return put(`intake:${row.id}:${minute}`, row, { at: now, task: 'intake', week: '' }, now);
  }

  async function put(
    id: string,
    row: InstallationRow,
    due: Parameters<typeof schedulePayload>[0],
    now: Date,
  ): Promise<number> {
    const result = await deps.store.inbox.put({
      id,
      installationId: row.id,
      name: SCHEDULE,
      action: null,
      orderKey: `i${row.id}`,
      payload: schedulePayload(due),
      receivedAt: now,
    });
    return result === 'stored' ? 1 : 0;
  }

  async function week(row: InstallationRow, now: Date, atOnce: boolean): Promise<number> {
    const place = triageRepository(await knownRepositories(deps.store.forInstallation(row.id)));
    if (place === null) return 0;
    const { triage } = place.settings;
    const at = lastScheduledMoment(now, triage);
    // The first weekly issue comes at the first scheduled time after the installation.
    if (at <= row.installedAt) return 0;
    const name = isoWeek(at, triage.timezone);
    if (handed.get(row.id) === name) return 0;
    if (!atOnce && (await isBacklogged(row, name, now))) return 0;
    // One name for one week: whatever restarts, processes or retries happen, the inbox takes it once.
    const id = `week:${row.id}:${row.installedAt.getTime()}:${name}`;
    const stored = await put(id, row, { at, task: 'week', week: name }, now);
    handed.set(row.id, name);
    dueSince.delete(row.id);
    return stored;
  }

  async function step(installationId?: number, { atOnce = false } = {}): Promise<number> {
    const now = deps.clock.now();
    let stored = 0;
    for (const row of await deps.store.operator.installations()) {
      if (row.goneAt !== null || row.suspended) continue;
      if (installationId !== undefined && row.id !== installationId) continue;
      stored += await intake(row, now);
      stored += await week(row, now, atOnce);
    }
    return stored;
  }

  return { step };
}
