import { and, eq } from 'drizzle-orm';
import { clusterItems } from '../schema/clusters.ts';
import { repositories } from '../schema/installations.ts';
import { items } from '../schema/items.ts';

/** A thread beside its repository, whose row is newer than what the thread's snapshot says of it. */
export function isRepositoryOfItem() {
  return and(
    eq(repositories.installationId, items.installationId),
    eq(repositories.repositoryId, items.repositoryId),
  );
}

/** A thread beside its place in a cluster. */
export function isPlaceOfItem() {
  return and(eq(clusterItems.installationId, items.installationId), eq(clusterItems.itemId, items.itemId));
}
