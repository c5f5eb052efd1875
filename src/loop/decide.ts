import type { Change } from './change.ts';
import { decideGiven } from './decide/given.ts';
import { decideThreadGone, decideThreadMoved } from './decide/gone.ts';
import { decideInstallation, decideMembership, decideRepository } from './decide/installation.ts';
import { decideLabel } from './decide/label.ts';
import { ownEcho } from './decide/own-echo.ts';
import { decidePush } from './decide/push.ts';
import { decideRelease } from './decide/release.ts';
import { decideRun } from './decide/run.ts';
import { decideSignal } from './decide/signal.ts';
import { decideThread } from './decide/thread.ts';
import { decideWeek } from './decide/week.ts';
import type { Effect } from './effect.ts';
import type { Event } from './event.ts';
import type { FactRequest } from './fact-request.ts';
import type { Facts } from './facts.ts';
import { FactsMissing } from './facts.ts';
import { assertNever } from './vocabulary.ts';

/** What follows from an event. */
export interface Decision {
  changes: readonly Change[];
  effects: readonly Effect[];
  /** why nothing follows, where that is worth counting */
  ignored: string | null;
}

/**
 * What follows from one event, given what is known. Pure: the same event and facts give the same decision, and
 * replaying an event after its decision was carried out gives no effect.
 * @returns the decision, or the facts that are needed for it
 */
export function decide(event: Event, facts: Facts, now: Date): Decision | { needs: readonly FactRequest[] } {
  try {
    return decideEvent(event, facts, now);
  } catch (error) {
    if (error instanceof FactsMissing) return { needs: error.requests };
    throw error;
  }
}

function decideEvent(event: Event, facts: Facts, now: Date): Decision {
  switch (event.type) {
    case 'thread.opened':
    case 'thread.edited':
    case 'thread.closed':
    case 'thread.reopened':
    case 'thread.locked':
    case 'thread.unlocked':
    case 'thread.answered':
    case 'thread.unanswered':
    case 'thread.touched':
    case 'thread.labeled':
    case 'thread.unlabeled':
    case 'comment.deleted':
    case 'item.backfilled':
      return decideThread(event, facts, now);
    case 'comment.created':
    case 'comment.edited':
      return ownEcho(event, facts) ?? decideThread(event, facts, now);
    case 'thread.deleted':
      return decideThreadGone(event, facts);
    case 'thread.transferred':
      return decideThreadMoved(event, facts);
    case 'push.received':
      return decidePush(event, facts, now);
    case 'installation.changed':
      return decideInstallation(event);
    case 'repository.changed':
      return decideRepository(event, facts);
    case 'membership.changed':
      return decideMembership(event);
    case 'schedule.ticked':
      return decideWeek(event, facts);
    case 'release.published':
    case 'release.edited':
    case 'release.deleted':
      return decideRelease(event, facts);
    case 'workflow.completed':
      return decideRun(event, facts);
    case 'signal.received':
      return decideSignal(event, facts);
    case 'word.given':
      return decideGiven(event, facts, now);
    case 'label.changed':
      return decideLabel(event, facts);
    default:
      return assertNever(event);
  }
}
