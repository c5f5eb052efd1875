import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { clusters } from '../schema/clusters.ts';

/** The older cluster that each merged one became part of. */
type Redirects = ReadonlyMap<number, number>;

export async function readRedirects(database: Database, installationId: number): Promise<Redirects> {
  const rows = await database
    .select({ from: clusters.clusterId, to: clusters.mergedInto })
    .from(clusters)
    .where(and(eq(clusters.installationId, installationId), isNotNull(clusters.mergedInto)));
  return new Map(rows.flatMap(({ from, to }) => (to === null ? [] : [[from, to] as const])));
}

/** The cluster that this one is part of now. */
export function homeIn(redirects: Redirects, id: number): number {
  let at = id;
  // Redirects lead to older ids only, so this ends.
  for (let next = redirects.get(at); next !== undefined; next = redirects.get(at)) at = next;
  return at;
}

/** A cluster with those that became part of it. */
export function idsOf(redirects: Redirects, id: number): number[] {
  return [id, ...[...redirects.keys()].filter((from) => homeIn(redirects, from) === id)];
}
