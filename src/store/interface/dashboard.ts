import type { WeightedTerm } from '../../loop/cluster/bm25f.ts';
import type { Entry } from '../../loop/cluster/entry.ts';
import type { Evidence } from '../../loop/cluster/evidence.ts';
import type { Cause } from '../../loop/cluster-record.ts';
import type { ClusterStage, NoticeRecord } from '../../loop/fix-record.ts';
import type { MadeDecision } from '../../loop/triage/agenda.ts';
import type { Account, Kind, Role, Severity, Stage, ThreadRef, ThreadType } from '../../loop/vocabulary.ts';
import type { KnownDelivery } from './inbox.ts';
import type { EffectState, KnownEffect } from './outbox.ts';

/** What is read for one person: repositories that they may read, and nothing of any other counts. */
export type Visible = readonly number[];

/** Where a page of a list goes on. */
export interface Cursor {
  /** of the last row before */
  at: Date;
  id: number;
}

/** Where something was told: on GitHub, or somewhere else that sends signals. */
export type Channel = { on: 'github'; type: ThreadType } | { on: 'outside'; source: string };

export interface ClusterFilter {
  /** a thread of this stage is in it; null: any */
  stage: Stage | null;
  /** where it is on its way; null: anywhere */
  state: ClusterStage | null;
  /** a thread of this repository is in it; null: any */
  repositoryId: number | null;
  /** a thread of this theme of the config is in it; null: any */
  theme: string | null;
  /** a kind of thread, or the source of a public signal, by which it was told; null: any */
  channel: Channel | null;
  /** with two visible threads or more */
  shared: boolean;
  /** one of these items is in it; null: any */
  among: readonly number[] | null;
}

/** A cluster in a list, as its visible threads show it. */
export interface ListedCluster {
  id: number;
  /** of the visible thread that stands for it */
  title: string;
  stands: ThreadRef & { type: ThreadType };
  state: ClusterStage;
  /** threads */
  members: number;
  /** distinct community people who opened one; pull requests fix and do not report */
  reporters: number;
  /** stages that its threads have, each once */
  stages: Stage[];
  kinds: Kind[];
  firstAt: Date;
  /** of its newest thread that the filter asks for */
  latestAt: Date;
  /** of that thread, where the next page goes on */
  latestItemId: number;
}

export interface ClusterMember extends ThreadRef {
  itemId: number;
  type: ThreadType;
  title: string;
  author: Account | null;
  authorRole: Role;
  open: boolean;
  stateReason: string | null;
  merged: boolean;
  stage: Stage | null;
  kind: Kind;
  severity: Severity;
  createdAt: Date;
}

/** What the matcher found in common between two visible threads. */
export interface ClusterPair {
  itemId: number;
  otherItemId: number;
  tier: 'certain' | 'possible';
  /** 0..1 */
  probability: number;
  evidence: readonly Evidence[];
  algorithm: string;
}

/** Who made an entry, without where it was said. */
export type ShownCause =
  | Exclude<Cause, { by: 'human' }>
  | Pick<Extract<Cause, { by: 'human' }>, 'by' | 'actor'>;

/** Something that happened to a cluster. */
export type ClusterHappening = { at: Date } & (
  | { what: 'entry'; entry: Entry; cause: ShownCause }
  | { what: 'step'; from: ClusterStage; to: ClusterStage; cause: string; actor: Account | null }
  | { what: 'said'; verb: string; argument: string; actor: Account; thread: ThreadRef }
  /** its notices; on the thread of a weekly issue */
  | { what: 'approved'; key: string; by: Account; thread: ThreadRef }
  | ({ what: 'decided'; repositoryId: number } & Pick<
      MadeDecision,
      'key' | 'action' | 'reason' | 'by' | 'week'
    >)
);

export interface ClusterNotice {
  thread: ThreadRef;
  /** how many people it is for */
  people: number;
  news: string;
  held: NoticeRecord['held'];
  eligibleAt: Date;
  /** null: it was never wanted on GitHub */
  state: EffectState | null;
  /** as it was last wanted; null: not kept any more */
  text: string | null;
}

/** Notices of a cluster that wait for somebody's word. */
export interface HeldHere {
  reason: NonNullable<NoticeRecord['held']>;
  threads: number;
  /** who would be told, each once for each thread */
  people: number;
}

export interface ShownCluster {
  /** the id that it has now: another one where it was merged into an older cluster */
  id: number;
  state: ClusterStage;
  /** the visible thread that stands for it; null: the last of them has just gone */
  canonical: number | null;
  /** visible threads */
  memberCount: number;
  reporters: number;
  /** people who gave the report that has most of them a 👍; who they are is not known */
  thumbs: number;
  /** people who asked to be told */
  waiting: number;
  /** newest first, a page of them */
  members: ClusterMember[];
  pairs: ClusterPair[];
  /** newest first, the latest ones */
  timeline: ClusterHappening[];
  /** threads that the timeline names, by item */
  named: ReadonlyMap<number, ThreadRef & { type: ThreadType }>;
  /** those that wait for somebody's word first, then by time; a page of them */
  notices: ClusterNotice[];
  /** by reason; none: nothing waits */
  held: HeldHere[];
}

export interface ListedEffect extends Omit<KnownEffect, 'installationId' | 'deliveryId'> {
  /** it carries what is wanted now; else something else is, or nothing */
  current: boolean;
}

export interface ListedDelivery extends Omit<KnownDelivery, 'installationId'> {
  /** its payload is still there, so that it can be taken up again */
  replayable: boolean;
}

export interface ListedDecision
  extends Pick<MadeDecision, 'key' | 'week' | 'clusterId' | 'action' | 'reason' | 'by' | 'at'> {
  /** of the weekly issue in which it was made */
  repositoryId: number;
}

export interface ShownWeek {
  week: string;
  repositoryId: number;
  /** of the issue; null: GitHub has not told it */
  number: number | null;
  asOf: Date;
  topics: number;
  closedAt: Date | null;
}

/** Reads of the dashboard: each bounded, whatever the size of the installation. */
export interface DashboardStore {
  /** The one with the newest thread first. At most `limit`. */
  clusters(request: {
    visible: Visible;
    filter: ClusterFilter;
    after: Cursor | null;
    limit: number;
  }): Promise<ListedCluster[]>;
  /** Items that share heavy terms with what was searched for, best first; at most `limit`. Their texts are not read. */
  alike(request: { visible: Visible; query: readonly WeightedTerm[]; limit: number }): Promise<number[]>;
  /** Null where it is not there, or none of its threads is visible. */
  cluster(request: {
    clusterId: number;
    visible: Visible;
    /** members left out at the beginning */
    skip: number;
    limit: number;
  }): Promise<ShownCluster | null>;
  /** Sources of public signals, by name; at most `limit`. */
  sources(limit: number): Promise<string[]>;
  /** Titles of clusters as `clusters` tells them, by id; those without a visible thread are missing. */
  titles(clusterIds: readonly number[], visible: Visible): Promise<ReadonlyMap<number, string>>;
  /** Newest first; `before`: an id. */
  effects(request: {
    visible: Visible;
    states: readonly EffectState[] | null;
    before: number | null;
    limit: number;
  }): Promise<ListedEffect[]>;
  /** `waiting`: not finished, oldest first; others: the last finished first, `before` being that time. */
  deliveries(request: {
    state: 'waiting' | 'dead' | 'finished';
    before: Date | null;
    limit: number;
  }): Promise<ListedDelivery[]>;
  /** What became of a delivery; null where none of this id came for this installation. */
  delivery(id: string): Promise<Pick<ListedDelivery, 'state' | 'error'> | null>;
  /** Made in visible repositories since then, newest first. */
  decisions(since: Date, visible: Visible): Promise<ListedDecision[]>;
  /** Weekly issues of visible repositories, newest first. */
  weeks(visible: Visible, limit: number): Promise<ShownWeek[]>;
}
