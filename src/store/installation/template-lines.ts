import { and, desc, eq, gte, sql } from 'drizzle-orm';
import {
  TEMPLATE_COUNT_MIN,
  TEMPLATE_SHARE_MIN,
  TEMPLATE_WINDOW_ITEMS,
} from '../../loop/cluster/boilerplate.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { documents } from '../schema/matching.ts';
import { textKeys } from '../text-key.ts';

/** Which of these lines are the template's, as `Boilerplate` says: common among the repository's latest reports. */
export async function readTemplateLines(
  database: Database,
  installationId: number,
  repositoryId: number,
  asked: readonly string[],
): Promise<ReadonlySet<string>> {
  const texts = textKeys(asked);
  const latest = database.$with('latest').as(
    database
      .select({ lines: documents.lines })
      .from(documents)
      .where(and(eq(documents.installationId, installationId), eq(documents.repositoryId, repositoryId)))
      .orderBy(desc(documents.createdAt), desc(documents.itemId))
      .limit(TEMPLATE_WINDOW_ITEMS),
  );
  const line = sql<number>`line`.mapWith(Number);
  const rows = await database
    .with(latest)
    .select({ line })
    .from(latest)
    .crossJoinLateral(sql`unnest(${latest.lines}) as line`)
    .where(isAmong(line, texts.keys()))
    .groupBy(line)
    .having(
      gte(
        sql`count(*)`,
        sql`greatest(${TEMPLATE_COUNT_MIN}, ${TEMPLATE_SHARE_MIN}::float8 * (select count(*) from ${latest}))`,
      ),
    );
  return new Set(rows.flatMap((row) => texts.get(row.line) ?? []));
}
