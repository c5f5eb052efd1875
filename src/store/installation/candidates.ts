import { and, count, desc, eq, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { POSTINGS_PER_TERM_MAX } from '../../loop/cluster/candidate-index.ts';
import type { MatchCandidate } from '../../loop/cluster/features.ts';
import type { FactRequest } from '../../loop/fact-request.ts';
import type { Database } from '../database.ts';
import { isAmong, numbers } from '../numbers.ts';
import { clusterItems } from '../schema/clusters.ts';
import { asWritten } from '../schema/columns.ts';
import { repositories } from '../schema/installations.ts';
import { items } from '../schema/items.ts';
import { documents, postings, terms } from '../schema/matching.ts';
import { textKey } from '../text-key.ts';
import { isRepositoryOfItem } from './joins.ts';
import { inScope } from './match-scope.ts';

type Request = Extract<FactRequest, { kind: 'candidates' }>;

/** Items that share heavy terms with a report, best first, newest first when tied. */
export async function readCandidates(
  database: Database,
  installationId: number,
  request: Request,
): Promise<MatchCandidate[]> {
  const scores = await readScores(database, installationId, request);
  if (scores.size === 0) return [];
  const reading = database
    .select({
      itemId: documents.itemId,
      document: asWritten(documents.document),
      mass: asWritten(documents.mass),
      createdAt: items.createdAt,
      authorId: items.authorId,
      repositoryId: items.repositoryId,
      number: items.number,
      // Newer than what the snapshot told.
      owner: sql<string>`coalesce(${repositories.owner}, ${items.repository} ->> 'owner')`,
      name: sql<string>`coalesce(${repositories.name}, ${items.repository} ->> 'name')`,
    })
    .from(documents)
    .innerJoin(
      items,
      and(eq(items.installationId, documents.installationId), eq(items.itemId, documents.itemId)),
    )
    .leftJoin(repositories, isRepositoryOfItem())
    .where(and(eq(documents.installationId, installationId), isAmong(documents.itemId, scores.keys())));
  const [rows, clusters] = await Promise.all([
    reading,
    readClustersOf(database, installationId, [...scores.keys()]),
  ]);
  const found = new Map(rows.map((row) => [row.itemId, row]));
  return [...scores].flatMap(([itemId, score]) => {
    const row = found.get(itemId);
    if (row === undefined) return [];
    const { document, mass, createdAt, authorId } = row;
    const full = `${row.owner}/${row.name}#${row.number}`.toLowerCase();
    return {
      itemId,
      document,
      mass,
      createdAt,
      author: authorId === null ? null : String(authorId),
      names: row.repositoryId === request.repositoryId ? [`#${row.number}`, full] : [full],
      score,
      ...(clusters.get(itemId) ?? { cluster: null, duplicates: 0 }),
    };
  });
}

/**
 * Scores by item, best first. Of a term that many documents have only the strongest are read, from each repository in
 * the scope by its share of them: what is read does not grow with the number of items.
 */
export async function readScores(
  database: Database,
  installationId: number,
  { scope, itemId, query, limit }: Pick<Request, 'scope' | 'itemId' | 'query' | 'limit'>,
): Promise<Map<number, number>> {
  const weights = new Map(query.map(({ term, weight }) => [textKey(term), weight]));
  const asked = sql`unnest(${numbers(weights.keys())}, ${numbers(weights.values(), 'float8')}) as asked (term, weight)`;
  const lists = database
    .select({
      listId: terms.listId,
      weight: sql<number>`asked.weight`.as('weight'),
      share:
        sql<number>`ceil(${POSTINGS_PER_TERM_MAX}::float8 * ${terms.items} / greatest(sum(${terms.items}) over (partition by ${terms.term}), 1))::bigint`.as(
          'share',
        ),
    })
    .from(terms)
    .innerJoin(asked, sql`asked.term = ${terms.term}`)
    .where(inScope(database, installationId, scope))
    .as('lists');
  const strongest = database
    .select({ itemId: postings.itemId, impact: postings.impact })
    .from(postings)
    .where(eq(postings.listId, lists.listId))
    .orderBy(desc(postings.impact), desc(postings.itemId))
    // Drizzle hands it through; its type knows of numbers only.
    .limit(sql`${lists.share}` as unknown as number)
    .as('strongest');
  const score = sql`sum(${strongest.impact} * ${lists.weight})`.mapWith(Number);
  const rows = await database
    .select({ itemId: strongest.itemId, score })
    .from(lists)
    .crossJoinLateral(strongest)
    .where(ne(strongest.itemId, itemId))
    .groupBy(strongest.itemId)
    .orderBy(desc(score), desc(strongest.itemId))
    .limit(limit);
  return new Map(rows.map((row) => [row.itemId, row.score]));
}

/** The clusters of those of these items that are not alone, with the number of the others. */
async function readClustersOf(
  database: Database,
  installationId: number,
  itemIds: readonly number[],
): Promise<Map<number, { cluster: number; duplicates: number }>> {
  const other = alias(clusterItems, 'other');
  const rows = await database
    .select({ itemId: clusterItems.itemId, cluster: clusterItems.clusterId, members: count() })
    .from(clusterItems)
    .innerJoin(
      other,
      and(eq(other.installationId, clusterItems.installationId), eq(other.clusterId, clusterItems.clusterId)),
    )
    .where(and(eq(clusterItems.installationId, installationId), isAmong(clusterItems.itemId, itemIds)))
    .groupBy(clusterItems.itemId, clusterItems.clusterId);
  const found = new Map<number, { cluster: number; duplicates: number }>();
  for (const { itemId, cluster, members } of rows) {
    if (cluster !== null && members > 1) found.set(itemId, { cluster, duplicates: members - 1 });
  }
  return found;
}
