import type { Change } from '../change.ts';
import type { Decision } from '../decide.ts';
import type { ThreadGoneEvent, ThreadTransferredEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import { NOTHING_SAID } from '../ledger.ts';
import { roleRequests } from '../roles.ts';
import { decideClustersGone } from './clusters.ts';
import { currentItem, knownThread } from './current-item.ts';
import { weeklyIssueOf } from './ticks.ts';

/** A deleted thread leaves no text behind, and stays deleted whatever is told of it late. */
export function decideThreadGone(event: ThreadGoneEvent, facts: Facts): Decision {
  const ref = { repositoryId: event.thread.repository.id, number: event.thread.number };
  const gone: Change = { type: 'item.deleted', ref, at: event.at };
  const { repository, state } = knownThread(event.thread, facts);
  if (repository === null || state.deletedAt !== null) return { changes: [gone], effects: [], ignored: null };
  if (state.item !== null) {
    const clusters = decideClustersGone(state.item, facts, event.at);
    const week = weeklyGone(event, facts);
    return { changes: [gone, ...week, ...clusters.changes], effects: clusters.effects, ignored: null };
  }
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
  const { repository, state } = knownThread(event.thread, facts);
  if (to === null || target === null) {
    const gone: Change = { type: 'item.deleted', ref, at: event.at };
    const left =
      repository === null || state.item === null
        ? { changes: [], effects: [] }
        : decideClustersGone(state.item, facts, event.at);
    const week = weeklyGone(event, facts);
    return { changes: [gone, ...week, ...left.changes], effects: left.effects, ignored: null };
  }
  const moved: Change = {
    type: 'item.moved',
    ref,
    to: { repositoryId: to.repositoryId, number: to.number, nodeId: to.nodeId },
    at: event.at,
  };
  // Where the arrival was told first, the thread was taken for a new one: it goes on under its old number.
  const arrived = facts.get({ kind: 'thread', ref: to }).item;
  const doubled =
    arrived === null || state.item === null || arrived.itemId === state.itemId
      ? { changes: [], effects: [] }
      : decideClustersGone(arrived, facts, event.at);
  const week = weeklyGone(event, facts);
  return { changes: [...week, ...doubled.changes, moved], effects: doubled.effects, ignored: null };
}

/** A weekly issue that somebody deleted or took elsewhere is over; another one comes with the next week, or by `/triage`. */
function weeklyGone({ thread, at }: ThreadGoneEvent | ThreadTransferredEvent, facts: Facts): Change[] {
  const issue = weeklyIssueOf(thread, facts);
  if (issue === null) return [];
  const over = { week: issue.week, repositoryId: issue.repositoryId, at };
  return [{ type: 'week.closed', ...over, isGone: true }];
}
