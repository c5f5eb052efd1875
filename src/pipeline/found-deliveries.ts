import type { FoundThread } from '../github/backfill/found-thread.ts';
import type { ItemBackfilledEvent } from '../loop/event.ts';
import type { ThreadSnapshot } from '../loop/vocabulary.ts';
import { threadKey } from '../loop/vocabulary.ts';
import { BACKFILL, backfillPayload, GONE, gonePayload } from '../receive/backfill.ts';
import type { NewDelivery } from '../store/interface/inbox.ts';

/**
 * A thread that was read from GitHub, as a delivery. Its id says of which state of the thread it tells, so that reading
 * the same again hands nothing in twice.
 */
export function foundDelivery(
  found: FoundThread,
  origin: ItemBackfilledEvent['origin'],
  installationId: number,
  now: Date,
): NewDelivery {
  const key = keyOf(found.thread);
  const state = found.thread.updatedAt.toISOString();
  const id =
    origin === 'history'
      ? `backfill:${installationId}:${key}:${state}`
      : `reconcile:${installationId}:${key}:${state}:${newestComment(found)}`;
  return {
    id,
    installationId,
    name: BACKFILL,
    action: null,
    orderKey: key,
    payload: backfillPayload({ at: now, origin, ...found }),
    receivedAt: now,
  };
}

/** A stored thread that GitHub does not have any more, as a delivery. */
export function goneDelivery(thread: ThreadSnapshot, installationId: number, now: Date): NewDelivery {
  const key = keyOf(thread);
  return {
    id: `gone:${installationId}:${key}:${thread.updatedAt.toISOString()}`,
    installationId,
    name: GONE,
    action: null,
    orderKey: key,
    payload: gonePayload({ at: now, thread }),
    receivedAt: now,
  };
}

function keyOf({ repository, number }: ThreadSnapshot): string {
  return threadKey({ repositoryId: repository.id, number });
}

/** Editing a comment may leave the thread's own moment as it was. */
function newestComment({ comments }: FoundThread): string {
  const newest = Math.max(0, ...comments.map(({ updatedAt }) => updatedAt.getTime()));
  return `${comments.length}-${newest}`;
}
