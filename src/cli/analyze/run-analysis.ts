import { isoWeekBounds } from '../../loop/calendar.ts';
import type { Change } from '../../loop/change.ts';
import type { IssuePut } from '../../loop/effect.ts';
import { type Measures, measure } from '../../loop/measure.ts';
import type { Settings } from '../../loop/settings.ts';
import { THREAD_TYPES } from '../../loop/vocabulary.ts';
import type { PipelineDeps } from '../../pipeline.ts';
import { processDelivery } from '../../pipeline.ts';
import { BACKFILL, backfillPayload } from '../../receive/backfill.ts';
import { SCHEDULE, schedulePayload } from '../../receive/schedule.ts';
import type { NewDelivery } from '../../store/interface/inbox.ts';
import type { Store } from '../../store/store.ts';
import type { History } from './as-of.ts';
import { happenedBetween, inferStaff, threadAsOf } from './as-of.ts';
import type { AnalyzedCluster } from './clusters.ts';
import { analyzedClusters } from './clusters.ts';
import { createHistorySource } from './history-source.ts';

/** The one installation of an analysis. */
const INSTALLATION = 1;

/** Deliveries taken from the inbox at once. */
const CLAIM = 50;

/** Longer than any delivery of an analysis takes: nobody else is there who could take it over. */
const LEASE_MS = 600_000;

/** A weekly issue as the app would have opened it. */
export interface AnalyzedWeek {
  week: string;
  asOf: Date;
  /** null where there was nothing new to tell */
  issue: { title: string; body: string } | null;
  threads: number;
  staff: string[];
  measures: Measures;
}

export interface Analysis {
  /** oldest first */
  weeks: AnalyzedWeek[];
  /** as of the end of the last of them */
  clusters: AnalyzedCluster[];
}

export interface AnalysisOptions {
  history: History;
  /** ISO weeks to tell, oldest first, without gaps */
  weeks: readonly string[];
  timezone: string;
  /** the checked config file as plain JSON; null for none */
  configFile: unknown;
  /** what that file says, with the defaults */
  settings: Settings;
  onProgress(done: number, total: number): void;
  /** what people do between one weekly issue and the next, as deliveries; left out: nothing */
  between?(told: AnalyzedWeek): readonly NewDelivery[];
}

/**
 * Plays a history through the pipeline, week after week, and gives the weekly issues and the clusters. Nothing is sent
 * anywhere; the same input gives the same.
 */
export async function runAnalysis(store: Store, options: AnalysisOptions): Promise<Analysis> {
  const { history, weeks, timezone } = options;
  const bounds = weeks.map((week) => ({ week, ...requireBounds(week, timezone) }));
  const total = countDeliveries(history, bounds);
  let staff = new Set<string>();
  let now = new Date(0);
  const deps: PipelineDeps = {
    store,
    source: createHistorySource(history, (login) => staff.has(login)),
    clock: { now: () => now },
  };
  await takeIn(store, history, options);
  const told: AnalyzedWeek[] = [];
  let from = new Date(0);
  let done = 0;
  for (const { week, until } of bounds) {
    staff = inferStaff(history, until);
    now = until;
    const changed = history.records.filter((record) => happenedBetween(record, from, until));
    const deliveries = changed.map((record) => backfill(record, history, until, week));
    await drain(deps, deliveries, () => {
      done += 1;
      options.onProgress(done, total);
    });
    await drain(deps, [tick(week, until)], () => undefined);
    const issue = await issueOf(store, week);
    const threads = history.records.filter((record) => record.createdAt < until).length;
    const record = await store
      .forInstallation(INSTALLATION)
      .record({ asOf: until, visible: null, audience: options.settings.audience });
    const measures = measure({ ...record, ...UNTOLD }, options.settings);
    const one = { week, asOf: until, issue, threads, staff: [...staff].sort(), measures };
    told.push(one);
    await drain(deps, options.between?.(one) ?? [], () => undefined);
    from = until;
  }
  const clusters = await analyzedClusters(
    store.forInstallation(INSTALLATION),
    history.repositories,
    timezone,
  );
  return { weeks: told, clusters };
}

function requireBounds(week: string, timezone: string): { from: Date; until: Date } {
  const bounds = isoWeekBounds(week, timezone);
  if (bounds === null) throw new Error(`${week} is no ISO week`);
  return bounds;
}

function countDeliveries(history: History, bounds: readonly { until: Date }[]): number {
  let total = 0;
  let from = new Date(0);
  for (const { until } of bounds) {
    const since = from;
    total += history.records.filter((record) => happenedBetween(record, since, until)).length;
    from = until;
  }
  return total;
}

/** The installation, its repositories and its config, as if the app had been there from the first thread on. */
async function takeIn(store: Store, history: History, options: AnalysisOptions): Promise<void> {
  const at = history.records[0]?.createdAt ?? new Date(0);
  const owner = history.repositories[0]?.owner ?? 'unknown';
  const home = history.repositories[0];
  const changes: Change[] = [
    {
      type: 'installation.put',
      account: { id: 1, login: owner, type: 'Organization' },
      permissions: {},
      suspended: false,
      at,
    },
    {
      type: 'repositories.put',
      repositories: history.repositories.map((each) => ({ ...each, hasIssues: true, hasDiscussions: true })),
      at,
    },
  ];
  if (options.configFile !== null && home !== undefined) {
    changes.push({
      type: 'config.put',
      repositoryId: home.id,
      file: options.configFile,
      refused: false,
      problems: [],
      at,
    });
  }
  const tenant = store.forInstallation(INSTALLATION);
  await tenant.decide(null, async () => ({ changes, effects: [], ignored: null }), at);
  await tenant.backfill.plan(
    history.repositories.flatMap(({ id: repositoryId }) =>
      THREAD_TYPES.map((type) => ({ ...READ, repositoryId, type, since: history.since, doneAt: at })),
    ),
    history.repositories.map(({ id }) => id),
  );
}

/** What a history of threads does not tell: nobody decided, released or told anything in it. */
const UNTOLD = { livesKept: false, agendas: null, triages: null, releases: null } as const;

/** A reading of history that is done. */
const READ = { readFrom: null, cursor: null, pageSize: 1, threads: 0, problem: null } as const;

function backfill(
  record: History['records'][number],
  history: History,
  until: Date,
  week: string,
): NewDelivery {
  const seen = threadAsOf(record, history, until);
  return {
    id: `history:${week}:${record.repo}#${record.number}`,
    installationId: INSTALLATION,
    name: BACKFILL,
    action: null,
    orderKey: `${seen.thread.repository.id}-${record.number}`,
    payload: backfillPayload({ at: seen.thread.updatedAt, origin: 'history', ...seen }),
    receivedAt: until,
  };
}

function tick(week: string, at: Date): NewDelivery {
  return {
    id: `week:${week}`,
    installationId: INSTALLATION,
    name: SCHEDULE,
    action: null,
    orderKey: `i${INSTALLATION}`,
    payload: schedulePayload({ at, task: 'week', week, waiting: true }),
    receivedAt: at,
  };
}

/** Through the inbox one after the other, so that ids and results are the same each time. */
async function drain(
  deps: PipelineDeps,
  deliveries: readonly NewDelivery[],
  onDone: () => void,
): Promise<void> {
  const { inbox } = deps.store;
  await inbox.putMany(deliveries);
  for (;;) {
    const claims = await inbox.claim({
      worker: 'analyze',
      now: deps.clock.now(),
      leaseMs: LEASE_MS,
      limit: CLAIM,
    });
    if (claims.length === 0) return;
    for (const claim of claims) {
      await processDelivery(claim, deps);
      onDone();
    }
  }
}

async function issueOf(store: Store, week: string): Promise<{ title: string; body: string } | null> {
  const effects = await store.outbox.list({ installationId: INSTALLATION, limit: 1_000 });
  const put = effects
    .map(({ effect }) => effect)
    .find((effect): effect is IssuePut => effect.kind === 'issue.put' && effect.marker === `triage:${week}`);
  return put === undefined ? null : { title: put.title, body: put.body };
}
