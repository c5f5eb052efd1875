import { Limited } from '../github/errors.ts';
import type { Call } from '../github/github.ts';
import { JUDGE_OUTCOMES, type JudgeOutcome } from '../judge/judge.ts';
import type { Question } from '../loop/opinion.ts';
import { missingPermissions } from '../loop/permissions.ts';
import type { OutboxMetrics } from '../outbox/options.ts';
import { PAUSE_REASONS, SEND_OUTCOMES } from '../outbox/options.ts';
import type { InstallationRow } from '../store/interface/installed.ts';
import type { Store } from '../store/store.ts';
import type { Metrics } from './metrics.ts';

const RESULTS = ['done', 'ignored', 'retry', 'dead', 'lost'] as const;
const EFFECTS = [
  'labels.create',
  'label.add',
  'label.remove',
  'comment.put',
  'comment.remove',
  'reaction.set',
  'issue.put',
  'issue.close',
  'issue.state',
  'milestone.set',
  'check.put',
] as const;
const STATUS_CLASSES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

/** Work that is done by time, not by a delivery. */
export const JOBS = [
  'discover',
  'schedule',
  'upkeep',
  'catchup',
  'reconcile',
  'reactions',
  'edits',
  'backfill',
] as const;
export type Job = (typeof JOBS)[number];

/** What the work of the app is measured by. */
export interface AppMetrics {
  outbox: OutboxMetrics;
  processed(result: (typeof RESULTS)[number], ms: number): void;
  called(call: Call): void;
  /** what became of a question to the language model */
  judged(about: Question['about'], outcome: JudgeOutcome): void;
  /** Does a job and notes how long it took and whether it failed. A limit of GitHub is no failure: it ends by itself. */
  job<T>(name: Job, work: () => Promise<T>): Promise<T>;
  /** Matching was looked at: in so many installations it is ill. */
  matching(ill: number): void;
  /** GitHub refused an effect for want of a permission. */
  permissionMissing(kind: (typeof EFFECTS)[number]): void;
}

/**
 * Declares the metrics of the work and reads the database's at each scrape.
 * @param permissions what the App asks for: who has not granted all of it is counted
 */
export function createAppMetrics(
  metrics: Metrics,
  store: Store,
  clock: { now(): Date },
  permissions: Readonly<Record<string, string>> = {},
): AppMetrics {
  const processed = metrics.counter(
    'fullcircle_processed_total',
    'Deliveries that a worker took up, by result.',
    {
      result: RESULTS,
    },
  );
  const seconds = metrics.histogram(
    'fullcircle_processing_seconds',
    'Time of one delivery in the pipeline.',
    SECONDS,
  );
  const effects = metrics.counter(
    'fullcircle_effects_total',
    'Attempts to send effects, by kind and outcome.',
    {
      kind: EFFECTS,
      outcome: SEND_OUTCOMES,
    },
  );
  const pauses = metrics.counter(
    'fullcircle_pauses_total',
    'Times that a limit or budget held an installation back.',
    {
      reason: PAUSE_REASONS,
    },
  );
  const calls = metrics.counter('fullcircle_github_calls_total', 'Calls of GitHub, by status class.', {
    status: STATUS_CLASSES,
  });
  const remaining = metrics.gauge(
    'fullcircle_github_rate_limit_remaining',
    'Requests left, as GitHub last told.',
  );
  const jobs = metrics.histogram('fullcircle_job_seconds', 'Time of work that is done by time.', SECONDS, {
    job: JOBS,
    result: ['done', 'failed'],
  });
  const refused = metrics.counter(
    'fullcircle_permission_missing_total',
    'Effects that GitHub refused for want of a permission, by kind.',
    { kind: EFFECTS },
  );
  const questions = metrics.counter(
    'fullcircle_judge_questions_total',
    'Questions to the optional language model, by what became of them.',
    { about: ['stage', 'link'], outcome: JUDGE_OUTCOMES },
  );
  const ill = metrics.gauge(
    'fullcircle_matching_ill',
    'Installations in which a copy of the newest report does not find it, as the last hourly look saw.',
  );
  gauges(metrics, store, clock, permissions);
  return {
    outbox: {
      settled: (kind, outcome) => effects.add({ kind, outcome }),
      paused: (reason) => pauses.add({ reason }),
    },
    processed(result, ms) {
      processed.add({ result });
      seconds.observe(ms / 1000);
    },
    called(call) {
      calls.add({ status: call.status === 0 ? 'none' : `${Math.floor(call.status / 100)}xx` });
      if (call.remaining !== null) remaining.set(call.remaining);
    },
    judged: (about, outcome) => questions.add({ about, outcome }),
    async job(job, work) {
      const begun = performance.now();
      const note = (result: 'done' | 'failed') =>
        jobs.observe((performance.now() - begun) / 1000, { job, result });
      try {
        const done = await work();
        note('done');
        return done;
      } catch (error) {
        note(error instanceof Limited ? 'done' : 'failed');
        throw error;
      }
    },
    matching: (count) => ill.set(count),
    permissionMissing: (kind) => refused.add({ kind }),
  };
}

const INSTALLATION_STATES = ['granted', 'permission_missing', 'suspended'] as const;

function stateOf(
  { suspended, permissions, accountType }: InstallationRow,
  wanted: Readonly<Record<string, string>>,
): (typeof INSTALLATION_STATES)[number] {
  if (suspended) return 'suspended';
  return missingPermissions(wanted, permissions, accountType).length > 0 ? 'permission_missing' : 'granted';
}

function gauges(
  metrics: Metrics,
  store: Store,
  clock: { now(): Date },
  permissions: Readonly<Record<string, string>>,
): void {
  const installations = metrics.gauge('fullcircle_installations', 'Installations, by how they stand.', {
    state: INSTALLATION_STATES,
  });
  const backlog = metrics.gauge(
    'fullcircle_backlog_age_seconds',
    'Age of the oldest due delivery that nobody finished.',
  );
  const inbox = metrics.gauge('fullcircle_deliveries', 'Deliveries that wait, or were given up, by state.', {
    state: ['pending', 'claimed', 'dead'],
  });
  const outbox = metrics.gauge(
    'fullcircle_effects',
    'Effects that wait to be sent, or were given up, by state.',
    {
      state: ['pending', 'sending', 'failed'],
    },
  );
  const oldest = metrics.gauge(
    'fullcircle_oldest_effect_seconds',
    'Age of the oldest effect that waits to be sent.',
  );
  metrics.beforeReading(async () => {
    const now = clock.now();
    // In this order, so that who sees a delivery done sees its effects as well: they were written together.
    const deliveries = await store.inbox.backlog(now);
    const effects = await store.outbox.backlog(now);
    const counts = { granted: 0, permission_missing: 0, suspended: 0 };
    for (const row of await store.operator.installations()) {
      if (row.goneAt === null) counts[stateOf(row, permissions)] += 1;
    }
    for (const state of INSTALLATION_STATES) installations.set(counts[state], { state });
    backlog.set(deliveries.backlogAgeMs / 1000);
    oldest.set(effects.oldestPendingMs / 1000);
    for (const [state, count] of Object.entries(deliveries.byState)) inbox.set(count, { state });
    for (const [state, count] of Object.entries(effects.byState)) outbox.set(count, { state });
  });
}
