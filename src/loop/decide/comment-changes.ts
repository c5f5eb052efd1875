import type { Change } from '../change.ts';
import type { Facts } from '../facts.ts';
import type { KnownRepository } from '../known-repository.ts';
import { parseMarker } from '../render/marker.ts';
import { roleOf } from '../roles.ts';
import type { CommentSnapshot, ThreadRef } from '../vocabulary.ts';
import { threadKey } from '../vocabulary.ts';
import type { ThreadishEvent } from './heard.ts';

/** The key of a marker that names a thread: by its place of then, where the thread has moved since. */
const THREAD_KEY = /^\d+-\d+$/;

/** What an event changes of the comments that are known of a thread, the app's own ones left out. */
export function commentChanges(event: ThreadishEvent, repository: KnownRepository, facts: Facts): Change[] {
  const ref = { repositoryId: repository.id, number: event.thread.number };
  switch (event.type) {
    case 'comment.created':
    case 'comment.edited':
      return putComment(ref, event.comment, repository, facts);
    case 'comment.deleted': {
      const { comment } = event;
      const gone: Change = {
        type: 'comment.deleted',
        ref,
        family: comment.family,
        commentId: comment.id,
        at: event.at,
      };
      const marker = comment.author?.login === facts.standing.botLogin ? parseMarker(comment.body) : null;
      const byUs = event.actor?.login === facts.standing.botLogin;
      // A human took the app's comment away: it is not written again.
      if (marker === null || byUs) return [gone];
      return [
        gone,
        {
          type: 'post.vetoed',
          slot: `comment:${threadKey(ref)}:${marker.kind}:${THREAD_KEY.test(marker.key) ? threadKey(ref) : marker.key}`,
          at: event.at,
        },
      ];
    }
    case 'item.backfilled':
      return event.comments.flatMap((comment) => putComment(ref, comment, repository, facts));
    default:
      return [];
  }
}

function putComment(
  ref: ThreadRef,
  comment: CommentSnapshot,
  repository: KnownRepository,
  facts: Facts,
): Change[] {
  if (comment.author?.login === facts.standing.botLogin) return [];
  const { role, inferred } = roleOf(comment.author, repository, facts);
  return [{ type: 'comment.put', ref, comment, authorRole: role, roleInferred: inferred }];
}
