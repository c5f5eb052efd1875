import type { SQL } from 'drizzle-orm';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { MatchScope } from '../../loop/cluster-record.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { repositories } from '../schema/installations.ts';
import { terms } from '../schema/matching.ts';

/** Rows of `terms` whose repository is in the scope. Those that are gone never are. */
export function inScope(database: Database, installationId: number, scope: MatchScope): SQL | undefined {
  const gone = database
    .select({ repositoryId: repositories.repositoryId })
    .from(repositories)
    .where(and(eq(repositories.installationId, installationId), isNotNull(repositories.goneAt)));
  return and(
    eq(terms.installationId, installationId),
    scope.repositories === null ? undefined : isAmong(terms.repositoryId, scope.repositories),
    sql`${terms.repositoryId} not in ${gone}`,
  );
}
