import { isCommunity, repliesTo } from '../record/people.ts';
import { isSupport } from '../record/support.ts';
import type { RecordedCluster, RecordedThread } from '../record.ts';
import type { MadeDecision } from './agenda.ts';
import { isDeclined, isSolved, latestDecisions } from './candidates.ts';

const DAY_MS = 86_400_000;

/** Nobody answered for so long. */
const STUCK_AFTER_DAYS = 7;

/** What waited longer than this was given up by its author, too: it is for the clusters to tell whether others have it. */
const STUCK_UNTIL_DAYS = 60;

/** Declared severities that are looked at each week until they are gone. */
const CRITICAL = new Set(['blocker', 'major']);

/** A thread that needs somebody now. */
export interface WaitingThread {
  thread: RecordedThread;
  days: number;
  why: 'critical' | 'unanswered' | 'author asked again';
  /** what was decided last of its problem; null: nothing yet */
  decided: Pick<MadeDecision, 'action' | 'week'> | null;
}

/**
 * Open threads of the community that somebody called a blocker or major, and calls for help that nobody has answered
 * for a week, or whose author had the last word for so long. Worst first; of the grave ones the oldest, which were passed
 * over most often; of the others the newest, whose authors are still there to be helped. Threads of a problem that is
 * fixed, explained or declined wait for nobody: its notices tell their authors.
 * @param decisions all that stand, in any order
 */
export function waitingThreads(
  threads: readonly RecordedThread[],
  asOf: Date,
  clusters: readonly RecordedCluster[],
  decisions: readonly MadeDecision[],
): WaitingThread[] {
  const settled = new Set(
    clusters.filter((each) => isSolved(each) || isDeclined(each, asOf)).map(({ id }) => id),
  );
  const latest = latestDecisions(decisions);
  return threads
    .flatMap((thread): WaitingThread[] => {
      // What became of a report in another channel is not seen here.
      if (thread.type === null || thread.type === 'pull_request') return [];
      if (thread.closedAt !== null || !isCommunity(thread.author)) return [];
      if (thread.clusterId !== null && settled.has(thread.clusterId)) return [];
      const days = Math.floor((asOf.getTime() - thread.createdAt.getTime()) / DAY_MS);
      const why = reasonOf(thread, asOf);
      if (why === null) return [];
      return [{ thread, days, why, decided: latest.get(thread.clusterId ?? Number.NaN) ?? null }];
    })
    .sort(
      (a, b) =>
        weight(b) - weight(a) ||
        (a.why === 'critical' ? 1 : -1) * (a.thread.createdAt.getTime() - b.thread.createdAt.getTime()) ||
        (a.thread.key < b.thread.key ? -1 : 1),
    );
}

function reasonOf(thread: RecordedThread, asOf: Date): WaitingThread['why'] | null {
  const { severity, createdAt, comments } = thread;
  if (!severity.inferred && CRITICAL.has(severity.value)) return 'critical';
  const daysSince = (at: Date) => (asOf.getTime() - at.getTime()) / DAY_MS;
  if (!isSupport(thread) || daysSince(createdAt) > STUCK_UNTIL_DAYS) return null;
  if (repliesTo(thread).length === 0) return daysSince(createdAt) >= STUCK_AFTER_DAYS ? 'unanswered' : null;
  const last = comments.filter(({ author }) => author.role !== 'bot').at(-1);
  if (last === undefined || last.author.id !== thread.author.id || last.author.id === null) return null;
  const isDone = last.said?.worksNow === true || last.said?.thanks === true;
  return !isDone && daysSince(last.at) >= STUCK_AFTER_DAYS ? 'author asked again' : null;
}

function weight({ thread, why }: WaitingThread): number {
  if (why === 'critical') return thread.severity.value === 'blocker' ? 3 : 2;
  return why === 'unanswered' ? 1 : 0;
}
