import type { Change } from '../change.ts';
import type { Facts } from '../facts.ts';
import type { Post, ThreadState } from '../item.ts';
import type { ThreadRef } from '../vocabulary.ts';
import { threadKey } from '../vocabulary.ts';
import type { ThreadishEvent } from './heard.ts';

/**
 * What is known of a thread together with what was known of it in the place it came from. GitHub tells the arrival of a
 * transferred issue by itself, mostly before the departure: what humans said there counts here at once, so that a label
 * that was taken off is not put again. Where the departure was told first there is nothing left to bring along.
 */
export function withFormerPlace(
  event: ThreadishEvent,
  here: ThreadState,
  facts: Facts,
): { state: ThreadState; changes: Change[] } {
  const unmoved = { state: here, changes: [] };
  const from = event.type === 'thread.opened' ? event.from : undefined;
  if (from === undefined) return unmoved;
  const place = { kind: 'repository', repositoryId: from.repositoryId } as const;
  const former = { kind: 'thread', ref: from } as const;
  facts.require([place, former]);
  if (facts.get(place) === null) return unmoved;
  const there = facts.get(former);
  const { thread } = event;
  const to = { repositoryId: thread.repository.id, number: thread.number, nodeId: thread.nodeId };
  return {
    state: {
      ...here,
      itemId: there.item === null ? here.itemId : there.itemId,
      judgements: [...there.judgements, ...here.judgements],
      commands: [...there.commands, ...here.commands],
      posts: [...renamed(there.posts, from, to, here.posts), ...here.posts],
    },
    changes: [{ type: 'item.moved', ref: from, to, at: thread.updatedAt }],
  };
}

/** The slots under their new key, as the store moves them: what was wanted here already is newer. */
function renamed(posts: readonly Post[], from: ThreadRef, to: ThreadRef, here: readonly Post[]): Post[] {
  const [before, after] = [threadKey(from), threadKey(to)];
  const taken = new Set(here.map(({ slot }) => slot));
  return posts
    .map((post) => ({
      ...post,
      slot: post.slot
        .split(':')
        .map((part) => (part === before ? after : part))
        .join(':'),
    }))
    .filter(({ slot }) => !taken.has(slot));
}
