import type { Decision } from '../decide.ts';
import type { CommentEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { ThreadSnapshot } from '../vocabulary.ts';
import { knownThread } from './current-item.ts';

/**
 * What follows where GitHub tells of the app's own comment: that the thread was updated. All else was known when the
 * comment was wanted, and to work it out anew for each of four hundred notices takes four hundred times four hundred
 * threads.
 * @returns null where it is somebody else's, or the event tells something else of the thread, too
 */
export function ownEcho(event: CommentEvent, facts: Facts): Decision | null {
  const { botLogin } = facts.standing;
  if (event.type === 'comment.deleted') return null;
  if (event.comment.author?.login !== botLogin || event.actor?.login !== botLogin) return null;
  const { repository, state } = knownThread(event.thread, facts);
  const { item, itemId, deletedAt } = state;
  if (repository === null || item === null || deletedAt !== null) return null;
  const { updatedAt } = event.thread;
  if (updatedAt < item.snapshot.updatedAt) return { changes: [], effects: [], ignored: 'our own comment' };
  if (told(event.thread) !== told(item.snapshot)) return null;
  const snapshot = { ...item.snapshot, updatedAt };
  return {
    changes: [{ type: 'item.put', item: { ...item, snapshot }, itemId }],
    effects: [],
    ignored: null,
  };
}

/** All that a comment's payload tells of its thread, but when it was updated and who may do what in the repository. */
function told({ title, body, author, state, stateReason, locked, ...more }: ThreadSnapshot): string {
  const { labels, category, answer, thumbsUp, closedAt, type } = more;
  const who = author?.id ?? null;
  return JSON.stringify([
    type,
    title,
    body,
    who,
    state,
    stateReason,
    locked,
    labels,
    category,
    answer,
    thumbsUp,
    closedAt,
  ]);
}
