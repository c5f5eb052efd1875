import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Canary } from '../../loop/cluster-record.ts';
import type { Database } from '../database.ts';
import { items } from '../schema/items.ts';
import { documents } from '../schema/matching.ts';

/** The newest item that can be looked up and found; null: there is none. */
export async function readCanary(database: Database, installationId: number): Promise<Canary | null> {
  const [row] = await database
    .select({
      itemId: items.itemId,
      repositoryId: items.repositoryId,
      title: items.title,
      body: items.body,
      createdAt: items.createdAt,
    })
    .from(documents)
    .innerJoin(items, eq(items.itemId, documents.itemId))
    .where(
      and(
        eq(documents.installationId, installationId),
        eq(items.installationId, installationId),
        isNull(items.deletedAt),
      ),
    )
    .orderBy(desc(documents.itemId))
    .limit(1);
  return row ?? null;
}
