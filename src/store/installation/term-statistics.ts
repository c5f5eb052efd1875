import { and, sql } from 'drizzle-orm';
import type { TermStatistics } from '../../loop/cluster/candidate-index.ts';
import type { MatchScope } from '../../loop/cluster-record.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { terms } from '../schema/matching.ts';
import { textKeys } from '../text-key.ts';
import { EVERY_DOCUMENT } from './documents.ts';
import { inScope } from './match-scope.ts';

/** How many documents there are in the scope, and in how many of them each of these terms stands. */
export async function readTerms(
  database: Database,
  installationId: number,
  scope: MatchScope,
  asked: readonly string[],
): Promise<TermStatistics> {
  const texts = textKeys(asked);
  const rows = await database
    .select({ key: terms.term, items: sql`sum(${terms.items})`.mapWith(Number) })
    .from(terms)
    .where(
      and(inScope(database, installationId, scope), isAmong(terms.term, [EVERY_DOCUMENT, ...texts.keys()])),
    )
    .groupBy(terms.term);
  const documentFrequency = new Map<string, number>();
  let items = 0;
  for (const row of rows) {
    const text = texts.get(row.key);
    if (text === undefined) items = row.items;
    else if (row.items > 0) documentFrequency.set(text, row.items);
  }
  return { items, documentFrequency };
}
