import { DatabaseUnavailable, DiskFull } from '../../store/errors.ts';
import type { OpenStore } from '../../store/open-store.ts';
import type { Check } from '../doctor.ts';

/** Whether the database answers and takes writes, and what waits in it or was given up. */
export async function checkDatabase(
  store: Pick<OpenStore, 'engine' | 'ping' | 'tryWriting' | 'inbox' | 'outbox' | 'operator'>,
  now: Date,
): Promise<Check[]> {
  const writing = await tryWriting(store);
  // While it takes no writes it answers no ping either, and that was told.
  const answered = writing.length > 0 ? null : await answerMs(store);
  const { byState, backlogAgeMs } = await store.inbox.counts(now);
  const effects = await store.outbox.counts(now);
  return [
    database(`${store.engine}, schema ${await store.operator.schemaVersion()}`, answered),
    ...writing,
    backlog(byState.dead, backlogAgeMs),
    unsent(effects.byState.failed, effects.oldestPendingMs),
  ];
}

/** A question without work takes a millisecond or two; an event asks some dozens of them. */
const ANSWER_MAX_MS = 200;
const QUESTIONS = 5;

/** How long the database takes to answer, at the median. */
async function answerMs(store: Pick<OpenStore, 'ping'>): Promise<number> {
  const took: number[] = [];
  for (let question = 0; question < QUESTIONS; question += 1) {
    const since = performance.now();
    await store.ping();
    took.push(performance.now() - since);
  }
  return took.sort((a, b) => a - b)[Math.floor(QUESTIONS / 2)] ?? 0;
}

function database(what: string, answeredMs: number | null): Check {
  const name = 'database';
  if (answeredMs === null || answeredMs <= ANSWER_MAX_MS)
    return { name, status: 'ok', message: what, advice: null };
  return {
    name,
    status: 'note',
    message: `${what}; slow: it takes ${Math.round(answeredMs)} ms to answer`,
    advice:
      'Look at its load and its disk, and how far away it is. Nothing is lost meanwhile, all comes later.',
  };
}

/** A full disk, or a server that became a standby, reads well: so it is written to. Says nothing where that went well. */
async function tryWriting(store: Pick<OpenStore, 'tryWriting'>): Promise<Check[]> {
  try {
    await store.tryWriting();
    return [];
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    return [
      {
        name: 'writing',
        status: 'failed',
        message: error.message,
        advice:
          error instanceof DiskFull
            ? 'Make room on it. The app goes on by itself, and asks for the deliveries that it could not store.'
            : 'Let it take writes again, or give the address of the primary server in DATABASE_URL.',
      },
    ];
  }
}

/** Beyond the budgets of an hour, something holds effects back. */
const UNSENT_MAX_MS = 60 * 60 * 1000;

function unsent(failed: number, oldestMs: number): Check {
  const name = 'effects';
  if (failed > 0) {
    return {
      name,
      status: 'note',
      message: `${failed} could not be carried out on GitHub`,
      advice: 'The dashboard\'s page "Outbox" has the reason of each; a missing permission is named below.',
    };
  }
  if (oldestMs > UNSENT_MAX_MS) {
    return {
      name,
      status: 'note',
      message: `the oldest waits for ${Math.round(oldestMs / 60_000)} min`,
      advice:
        'A budget or a limit of GitHub holds it back (fullcircle_pauses_total says which), or no process sends.',
    };
  }
  return { name, status: 'ok', message: 'none failed, none waits for long', advice: null };
}

/** Older than this, something does not keep up. */
const BACKLOG_MAX_MS = 60_000;

function backlog(dead: number, ageMs: number): Check {
  const name = 'deliveries';
  if (dead > 0) {
    return {
      name,
      status: 'note',
      message: `${dead} could not be processed`,
      advice: 'See the log for the reasons, then run "fullcircle replay --dead".',
    };
  }
  if (ageMs > BACKLOG_MAX_MS) {
    return {
      name,
      status: 'note',
      message: `the oldest waits for ${Math.round(ageMs / 1000)} s`,
      advice: 'Start the app, or a process with ROLE=worker.',
    };
  }
  return { name, status: 'ok', message: 'none waits', advice: null };
}
