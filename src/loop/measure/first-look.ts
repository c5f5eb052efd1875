import { isCommunity } from '../record/people.ts';
import type { ProjectRecord, RecordedThread } from '../record.ts';
import { STAGES, type Stage } from '../vocabulary.ts';

const DAY_MS = 86_400_000;

/** What an installer is told of: long enough to see what comes again and again. */
export const FIRST_LOOK_DAYS = 90;

/** What there is to see on the first day, and what the app would have done with it had it been there. */
export interface FirstLook {
  since: Date;
  /** threads that the community opened, and by how many people */
  threads: number;
  people: number;
  /** of these, by where their authors stand */
  stages: readonly { stage: Stage | 'none'; threads: number }[];
  /** of these, open ones to which nobody else has answered */
  unanswered: number;
  /** problems that two people or more told */
  shared: number;
  /** what it would have written, in the mode that does everything */
  would: {
    /** stage labels */
    labels: number;
    /** comments on a thread that certainly tells what an earlier one told */
    related: number;
    /** comments that sum up a problem on the thread that stands for it */
    summaries: number;
  };
}

/** @param canonicalFrom people from whom on a cluster is summed up (config `clusters.canonical_from`) */
export function firstLook(record: ProjectRecord, canonicalFrom: number): FirstLook {
  const since = new Date(record.asOf.getTime() - FIRST_LOOK_DAYS * DAY_MS);
  const told = record.threads.filter((thread) => thread.repositoryId !== null && isCommunity(thread.author));
  const recent = told.filter(({ createdAt }) => createdAt >= since);
  const clusters = new Map<number, RecordedThread[]>();
  for (const thread of told) {
    if (thread.clusterId === null) continue;
    clusters.set(thread.clusterId, [...(clusters.get(thread.clusterId) ?? []), thread]);
  }
  const live = [...clusters.values()].filter((threads) =>
    threads.some(({ createdAt }) => createdAt >= since),
  );
  return {
    since,
    threads: recent.length,
    people: peopleOf(recent),
    stages: [...STAGES, 'none' as const].map((stage) => ({
      stage,
      threads: recent.filter((thread) => (thread.stage ?? 'none') === stage).length,
    })),
    unanswered: recent.filter(isUnanswered).length,
    shared: live.filter((threads) => peopleOf(threads.filter(isReport)) > 1).length,
    would: {
      labels: recent.filter(({ stageByApp, stageByHuman }) => stageByApp !== null && !stageByHuman).length,
      // The oldest one of each cluster has nothing to be told of.
      related: live.reduce(
        (sum, threads) => sum + threads.slice(1).filter(({ createdAt }) => createdAt >= since).length,
        0,
      ),
      summaries: live.filter((threads) => isSummedUp(threads.filter(isReport), canonicalFrom)).length,
    },
  };
}

/** Several reports, by as many accounts as the app wants for its comment: who is gone cannot be told from another. */
function isSummedUp(reports: readonly RecordedThread[], canonicalFrom: number): boolean {
  const accounts = new Set(reports.flatMap(({ author }) => author.id ?? []));
  return reports.length > 1 && accounts.size >= canonicalFrom;
}

/** Pull requests fix and do not report. */
function isReport({ type }: RecordedThread): boolean {
  return type !== 'pull_request';
}

function isUnanswered({ closedAt, author, comments }: RecordedThread): boolean {
  return (
    closedAt === null &&
    !comments.some((comment) => comment.author.role !== 'bot' && comment.author.id !== author.id)
  );
}

/** Everybody whose account is gone is somebody else. */
function peopleOf(threads: readonly RecordedThread[]): number {
  const ids = threads.flatMap(({ author }) => author.id ?? []);
  return new Set(ids).size + (threads.length - ids.length);
}
