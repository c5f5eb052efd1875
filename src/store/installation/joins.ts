import { and, eq, isNull } from 'drizzle-orm';
import { isAmong } from '../numbers.ts';
import { clusterItems } from '../schema/clusters.ts';
import { repositories } from '../schema/installations.ts';
import { commands, items } from '../schema/items.ts';
import { posts } from '../schema/outbox.ts';

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

/** Of threads beside their places: those of these clusters that are there and in one of the visible repositories. */
export function isSeenMember(
  installationId: number,
  clusterIds: readonly number[],
  visible: readonly number[],
) {
  return and(
    eq(clusterItems.installationId, installationId),
    isAmong(clusterItems.clusterId, clusterIds),
    isNull(items.deletedAt),
    isAmong(items.repositoryId, visible),
  );
}

/** A thread beside what the app said on it. */
export function isPostOnItem() {
  return and(
    eq(posts.installationId, items.installationId),
    eq(posts.repositoryId, items.repositoryId),
    eq(posts.number, items.number),
  );
}

/** A command beside the thread that it was said on. */
export function isThreadOfCommand() {
  return and(
    eq(items.installationId, commands.installationId),
    eq(items.repositoryId, commands.repositoryId),
    eq(items.number, commands.number),
  );
}
