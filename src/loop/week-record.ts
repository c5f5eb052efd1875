import type { Evidence } from './cluster/evidence.ts';
import type { Agenda, MadeDecision } from './triage/agenda.ts';
import type { Account, ThreadType } from './vocabulary.ts';

/** What is kept of weekly issues and of what was decided in them, as facts bring it and changes write it. */

/** What stays of a weekly issue for ever: numbers, no texts. */
export interface WeekSummary {
  /** the clusters that stood in it, in their order, each with the number of weekly issues that it has stood in */
  topics: readonly { clusterId: number; weeks: number }[];
  /** values of its signals by the id of the metric; null: unknown */
  signals: Readonly<Record<string, number | null>>;
  /** the pairs of threads that it asked about; left out in issues from before they were kept */
  pairs?: readonly { itemId: number; otherItemId: number }[];
}

/** A weekly issue that the app opened. */
export interface WeekIssueRecord {
  /** ISO week, `2026-W48` */
  week: string;
  repositoryId: number;
  asOf: Date;
  summary: WeekSummary;
  /** null: closed, so that its texts are dropped */
  agenda: Agenda | null;
  /** number of the issue, where GitHub has told it */
  number: number | null;
  closedAt: Date | null;
}

/** What was said of a cluster in a weekly issue. */
export interface ClusterWord {
  clusterId: number;
  /** of the weekly issue */
  repositoryId: number;
  key: string;
  actor: Account;
  at: Date;
  /** null: `/approve` */
  decision: Pick<MadeDecision, 'action' | 'reason'> | null;
}

/** A thread's own words, cut short. */
export interface ThreadText {
  repositoryId: number;
  number: number;
  type: ThreadType;
  title: string;
  /** beginning of the body */
  body: string;
  /**
   * of a closed thread: beginning of the accepted answer, else of the last comment by somebody else before it was closed;
   * null: none
   */
  answer: string | null;
}

/** Two threads that the matcher took for possibly one problem, and that nobody has judged. */
export interface PossiblePair {
  itemId: number;
  otherItemId: number;
  thread: ThreadText;
  other: ThreadText;
  /** the clusters that the two are in */
  clusters: readonly [ofThread: number, ofOther: number];
  /** the thread is open and so new that people are asked about it in any case; else because one of them may be fixed */
  isNew: boolean;
  /** 0..1 */
  probability: number;
  /** strongest first */
  evidence: readonly Evidence[];
}
