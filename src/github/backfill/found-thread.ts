import type { ItemBackfilledEvent } from '../../loop/event.ts';
import type { ThreadType } from '../../loop/vocabulary.ts';

/** A thread as it is on GitHub now, with its comments and what became of its labels. */
export type FoundThread = Pick<
  ItemBackfilledEvent,
  'thread' | 'written' | 'closedBy' | 'comments' | 'labelChanges'
>;

/** Permission that reading a kind of thread takes, as GitHub names it. */
export const READ_PERMISSION: Readonly<Record<ThreadType, string>> = {
  issue: 'issues',
  pull_request: 'pull_requests',
  discussion: 'discussions',
};
