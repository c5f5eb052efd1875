import { isCommunity, repliesTo } from '../record/people.ts';
import type { RecordedThread } from '../record.ts';
import type { Duration } from '../statistics/kaplan-meier.ts';
import type { FollowUp } from '../statistics/risk-table.ts';

const HOUR_MS = 3_600_000;

export type Responder = 'staff' | 'community';

/** How a thread of the community was first answered, or how long it has been waiting. */
export interface FirstResponse {
  thread: RecordedThread;
  /** until when it was followed */
  asOf: Date;
  /** null: nobody yet */
  first: { by: Responder; at: Date } | null;
  /** first reply of each side, whoever was first of all */
  at: Record<Responder, Date | null>;
}

/**
 * The first comment by somebody else who is not a bot, to each thread that the community opened before `asOf`. Reviews
 * are comments. Reports from other channels are left out: their answers are not seen.
 */
export function firstResponses(threads: readonly RecordedThread[], asOf: Date): FirstResponse[] {
  return threads
    .filter(
      ({ author, channel, createdAt }) => isCommunity(author) && channel === 'github' && createdAt < asOf,
    )
    .map((thread) => {
      const replies = repliesTo(thread).filter(({ at }) => at < asOf);
      const firstOf = (by: Responder) => replies.find(({ author }) => author.role === by)?.at ?? null;
      const reply = replies[0];
      return {
        thread,
        asOf,
        first:
          reply === undefined
            ? null
            : { by: reply.author.role === 'staff' ? 'staff' : 'community', at: reply.at },
        at: { staff: firstOf('staff'), community: firstOf('community') },
      };
    });
}

/** Time between two moments in any unit. */
export type Elapsed = (from: Date, until: Date) => number;

/** Calendar time. A reply that is dated before its thread, by a clock that is off, came at once. */
export const inHours: Elapsed = (from, until) => Math.max(0, until.getTime() - from.getTime()) / HOUR_MS;

/** Waits for a reply of one side, or of anybody; those who still wait are censored at the moment they were last seen. */
export function waits(
  responses: readonly FirstResponse[],
  by: Responder | 'anybody',
  elapsed: Elapsed = inHours,
): Duration[] {
  return responses.map(({ thread, asOf, first, at }) => {
    const end = by === 'anybody' ? (first?.at ?? null) : at[by];
    return { time: elapsed(thread.createdAt, end ?? asOf), ended: end !== null };
  });
}

/** Who answers first: the two sides compete. */
export function followUps(responses: readonly FirstResponse[]): FollowUp<Responder>[] {
  return responses.map(({ thread, asOf, first }) => ({
    time: inHours(thread.createdAt, first?.at ?? asOf),
    cause: first?.by ?? null,
  }));
}
