import { and, eq, isNull } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import { weeks } from '../schema/weeks.ts';

/** Notes the weekly issue that was opened, or what it says now. */
export async function openWeek(
  database: Database,
  installationId: number,
  { week, repositoryId, asOf, body }: Extract<Change, { type: 'week.opened' }>,
): Promise<void> {
  await database
    .insert(weeks)
    .values({ installationId, week, repositoryId, asOf, body })
    .onConflictDoUpdate({
      target: [weeks.installationId, weeks.week, weeks.repositoryId],
      set: excluded(weeks, ['asOf', 'body', 'closedAt']),
    });
}

export async function closeWeek(
  database: Database,
  installationId: number,
  { week, repositoryId, at }: Extract<Change, { type: 'week.closed' }>,
): Promise<void> {
  await database
    .update(weeks)
    .set({ closedAt: at })
    .where(
      and(
        eq(weeks.installationId, installationId),
        eq(weeks.week, week),
        eq(weeks.repositoryId, repositoryId),
        isNull(weeks.closedAt),
      ),
    );
}
