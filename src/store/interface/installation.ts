import type { Change } from '../../loop/change.ts';
import type { Effect } from '../../loop/effect.ts';
import type { FactAnswer } from '../../loop/fact-answer.ts';
import type { RemoteFactRequest } from '../../loop/fact-request.ts';
import type { Repository, ThreadRef } from '../../loop/vocabulary.ts';
import type { BackfillStore } from './backfill.ts';
import type { DashboardStore } from './dashboard.ts';
import type { ClaimedDelivery } from './inbox.ts';
import type { LessonStore } from './lessons.ts';
import type { PeopleStore } from './people.ts';
import type { InstallationReader } from './reader.ts';

/** A comment of the app on GitHub whose thumbs count. */
export interface ReactableComment {
  ref: ThreadRef;
  nodeId: string;
}

/** Reads and writes of one tenant. Every query carries the installation's id. */
export interface InstallationStore extends InstallationReader {
  readonly backfill: BackfillStore;
  readonly lessons: LessonStore;
  readonly dashboard: DashboardStore;
  readonly people: PeopleStore;
  putRepositories(
    all: readonly (Repository & { hasIssues: boolean; hasDiscussions: boolean })[],
    now: Date,
  ): Promise<void>;
  /** Comments of the app whose thumbs count, that stand on GitHub and were written or changed since, newest first. */
  reactable(since: Date, limit: number): Promise<ReactableComment[]>;
  /** The weekly issues that are open, as far as GitHub has given them their numbers. */
  openWeekThreads(): Promise<ThreadRef[]>;
  remember(request: RemoteFactRequest, answer: FactAnswer, now: Date): Promise<void>;
  /**
   * One transaction that no other writer of this installation is inside of. What `work` returns is applied: changes,
   * effects into the outbox (superseding unsent ones of their slot, keeping the slots' state), delivery done.
   * `work` may return null to change nothing and leave the delivery claimed. Throws LeaseLost, DatabaseUnavailable.
   */
  decide(
    claim: ClaimedDelivery | null,
    work: (read: InstallationReader) => Promise<Decided | null>,
    now: Date,
  ): Promise<void>;
}

/** What follows from a delivery. */
export interface Decided {
  changes: readonly Change[];
  effects: readonly Effect[];
  /** why nothing was done, where that is worth counting */
  ignored: string | null;
}
