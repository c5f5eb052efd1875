import type { Change } from '../change.ts';
import type { Decision } from '../decide.ts';
import type { ThreadGoneEvent, ThreadTransferredEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import { NOTHING_SAID } from '../ledger.ts';
import { roleRequests } from '../roles.ts';
import { currentItem, knownThread } from './current-item.ts';

/** A deleted thread leaves no text behind, and stays deleted whatever is told of it late. */
export function decideThreadGone(event: ThreadGoneEvent, facts: Facts): Decision {
  const ref = { repositoryId: event.thread.repository.id, number: event.thread.number };
  const gone: Change = { type: 'item.deleted', ref, at: event.at };
  const { repository, state } = knownThread(event.thread, facts);
  if (repository === null || state.item !== null || state.deletedAt !== null)
    return { changes: [gone], effects: [], ignored: null };
  // It goes before anybody told that it came: it is counted like every other, and then forgotten.
  facts.require(roleRequests([event.thread.author], repository));
  const item = currentItem(event, state, NOTHING_SAID, repository, facts);
  return { changes: [{ type: 'item.put', item }, gone], effects: [], ignored: null };
}

/** A transferred thread goes on under its new name, where the app may follow it. */
export function decideThreadMoved(event: ThreadTransferredEvent, facts: Facts): Decision {
  const ref = { repositoryId: event.thread.repository.id, number: event.thread.number };
  const { to } = event;
  const target = to === null ? null : facts.get({ kind: 'repository', repositoryId: to.repositoryId });
  const change: Change =
    to === null || target === null
      ? { type: 'item.deleted', ref, at: event.at }
      : {
          type: 'item.moved',
          ref,
          to: { repositoryId: to.repositoryId, number: to.number, nodeId: to.nodeId },
          at: event.at,
        };
  return { changes: [change], effects: [], ignored: null };
}
