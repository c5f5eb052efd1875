import type { Event, ThreadEvent } from '../loop/event.ts';
import type { Account, Repository, ThreadRef, ThreadSnapshot } from '../loop/vocabulary.ts';
import { happened, type Opened, type Received, unknownAction } from './delivery.ts';

/** A thread's payload, whatever its type, ready to become an event. */
export interface ThreadReading {
  thread: ThreadSnapshot;
  actor: Account | null;
  /** of `labeled` and `unlabeled` */
  label: string | null;
  /** of `transferred` and conversions, where the new place is told */
  to: (ThreadRef & { nodeId: string; repository: Repository }) | null;
  /** of an arrival by transfer: where the thread was */
  from?: ThreadRef | undefined;
  /** of an edit: the text before */
  bodyBefore?: string | undefined;
}

/** What an action of GitHub's means for a thread. */
export type ThreadMeaning = ThreadEvent['type'] | 'labeled' | 'unlabeled' | 'deleted' | 'transferred';

/**
 * One event of a thread. `meanings` lists the actions of the family; others are ignored with their name, before
 * the payload is read.
 */
export function threadEvent(
  opened: Opened,
  meanings: Readonly<Record<string, ThreadMeaning>>,
  readThread: (opened: Opened) => ThreadReading,
): Received {
  const meaning = meaningOf(meanings, opened.action);
  if (!meaning) return unknownAction(opened);
  return { event: toEvent(opened, meaning, readThread(opened)) };
}

/** Own keys only: `constructor` is no action. */
export function meaningOf<T>(meanings: Readonly<Record<string, T>>, action: string | null): T | undefined {
  return action !== null && Object.hasOwn(meanings, action) ? meanings[action] : undefined;
}

function toEvent(opened: Opened, meaning: ThreadMeaning, reading: ThreadReading): Event {
  const { thread, actor, label, to } = reading;
  switch (meaning) {
    case 'labeled':
    case 'unlabeled':
      // Without its label (deleted in the repository meanwhile) the snapshot still tells what is left.
      return label === null
        ? { ...happened(opened, thread.updatedAt), type: 'thread.touched', thread, actor }
        : { ...happened(opened, thread.updatedAt), type: `thread.${meaning}`, thread, label, actor };
    case 'deleted':
      // Deleting leaves `updatedAt` as it was, so the time of receiving is the best there is.
      return { ...happened(opened, null), type: 'thread.deleted', thread, actor };
    case 'transferred':
      return { ...happened(opened, thread.updatedAt), type: 'thread.transferred', thread, to, actor };
    case 'thread.opened':
      return {
        ...happened(opened, thread.createdAt),
        type: meaning,
        thread,
        actor,
        ...(reading.from === undefined ? {} : { from: reading.from }),
      };
    case 'thread.edited':
      return {
        ...happened(opened, thread.updatedAt),
        type: meaning,
        thread,
        actor,
        ...(reading.bodyBefore === undefined ? {} : { bodyBefore: reading.bodyBefore }),
      };
    case 'thread.closed':
      return { ...happened(opened, thread.closedAt ?? thread.updatedAt), type: meaning, thread, actor };
    default:
      return { ...happened(opened, thread.updatedAt), type: meaning, thread, actor };
  }
}
