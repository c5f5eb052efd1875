import { randomUUID } from 'node:crypto';
import { and, eq, isNull, lte, or } from 'drizzle-orm';
import type { Engine } from './database.ts';
import { LeaseLost } from './errors.ts';
import type { Timers } from './interface/timers.ts';
import { timers } from './schema/backfills.ts';

const FREE = { leaseToken: null, leaseUntil: null };

/** Timed work on a database: one row for each task, taken by a lease. */
export function createTimers({ database }: Engine): Timers {
  return {
    take: async ({ installationId, task, firstAt, early, now, leaseMs }) => {
      const leaseToken = randomUUID();
      const isTask = and(eq(timers.installationId, installationId), eq(timers.task, task));
      await database.insert(timers).values({ installationId, task, nextAt: firstAt }).onConflictDoNothing();
      const [taken] = await database
        .update(timers)
        .set({ leaseToken, leaseUntil: new Date(now.getTime() + leaseMs) })
        .where(
          and(
            isTask,
            or(isNull(timers.leaseUntil), lte(timers.leaseUntil, now)),
            early === true ? undefined : lte(timers.nextAt, now),
          ),
        )
        .returning({ doneAt: timers.doneAt });
      if (taken === undefined) return null;
      const isMine = and(isTask, eq(timers.leaseToken, leaseToken));
      return {
        doneAt: taken.doneAt,
        renew: async (leaseUntil) => {
          const rows = await database
            .update(timers)
            .set({ leaseUntil })
            .where(isMine)
            .returning({ task: timers.task });
          if (rows.length === 0) throw new LeaseLost(`${task} is no longer done by this worker`);
        },
        end: async (nextAt, doneAt) => {
          await database
            .update(timers)
            .set({ ...FREE, nextAt, ...(doneAt === null ? {} : { doneAt }) })
            .where(isMine);
        },
      };
    },
  };
}
