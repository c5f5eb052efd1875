import type { ClusterState, IndexedDocument, LoggedEntry, Pair } from './cluster-record.ts';
import type { Containment, Landing, NoticeRecord, Release, Transition } from './fix-record.ts';
import type { Command, Item, Judgement } from './item.ts';
import type { Lesson } from './lesson.ts';
import type { AdoptersSeen, ObservedSignal, OutsideReport, StarterRun } from './outside.ts';
import type { Agenda, MadeDecision } from './triage/agenda.ts';
import type { Account, CommentSnapshot, Repository, Role, ThreadRef } from './vocabulary.ts';
import type { WeekSummary } from './week-record.ts';

/** One change of what the app knows. The store applies them in order, in one transaction with the effects and the end of the delivery. */
export type Change =
  /** insert or replace the item of this thread (identity: repository and number); a new one gets this number, or the next free one */
  | { type: 'item.put'; item: Omit<Item, 'itemId'>; itemId?: number }
  /** deleted: text and title are dropped, the row stays as a tombstone with its author turned into a ghost of the counts */
  | { type: 'item.deleted'; ref: ThreadRef; at: Date }
  /** the item goes on under another repository and number, with everything that hangs on it */
  | { type: 'item.moved'; ref: ThreadRef; to: ThreadRef & { nodeId: string }; at: Date }
  /** newest `updatedAt` wins; `roleInferred` as of items */
  | {
      type: 'comment.put';
      ref: ThreadRef;
      comment: CommentSnapshot;
      authorRole: Role;
      roleInferred?: boolean;
    }
  | {
      type: 'comment.deleted';
      ref: ThreadRef;
      family: CommentSnapshot['family'];
      commentId: number;
      at: Date;
    }
  | { type: 'judgement.put'; ref: ThreadRef; judgement: Judgement }
  /** the same key again keeps the earlier `at` */
  | { type: 'command.put'; ref: ThreadRef; command: Command }
  /** of a thread and subject the latest word counts; the same word again changes nothing */
  | { type: 'lesson.put'; ref: ThreadRef; lesson: Lesson }
  /** the word that the lesson came from was taken back */
  | { type: 'lesson.dropped'; ref: ThreadRef; about: Lesson['about'] }
  /** a human took away what this slot put: it is never wanted again */
  | { type: 'post.vetoed'; slot: string; at: Date }
  /** what GitHub refused may go now: every wish that was given up is tried once more */
  | { type: 'posts.retried'; at: Date }
  /** a repository has a label of ours again: it goes on the threads that went without */
  | { type: 'label.returned'; repositoryId: number; label: string; at: Date }
  | { type: 'repository.put'; repository: Repository; at: Date }
  | { type: 'repository.gone'; repositoryId: number; at: Date }
  | {
      type: 'installation.put';
      account: Account;
      permissions: Record<string, string>;
      suspended: boolean;
      at: Date;
    }
  /** uninstalled: everything of this installation is purged within a day */
  | { type: 'installation.gone'; at: Date }
  /** the whole list of the installation's repositories, as GitHub gave it: others of it are gone */
  | {
      type: 'repositories.put';
      repositories: (Repository & { hasIssues: boolean; hasDiscussions: boolean })[];
      at: Date;
    }
  /** the installation's list of repositories has to be read from GitHub again */
  | { type: 'repositories.stale'; at: Date }
  /** what a repository's config file says at a commit: `settings` null where it was refused (the last good one stays in force) */
  | {
      type: 'config.put';
      repositoryId: number;
      /** parsed file as plain JSON, already checked by the strict schema; null where there is none or it was refused */
      file: unknown;
      refused: boolean;
      problems: string[];
      at: Date;
    }
  /** permissions and teams known so far are too old: `login` null for all */
  | { type: 'roles.stale'; login: string | null; at: Date }
  /** what is looked up and found of an item; null: it takes no part in matching any more */
  | { type: 'document.put'; itemId: number; repositoryId: number; indexed: IndexedDocument | null }
  /** what the matcher said of an item, instead of what it said before */
  | { type: 'pairs.put'; itemId: number; pairs: readonly Pair[] }
  /** appended to the log of clusters; the log is never changed */
  | { type: 'entries.append'; entries: readonly LoggedEntry[] }
  /** the clusters of these entries' items as they are now, and what ids of former ones lead to */
  | {
      type: 'clusters.put';
      clusters: readonly ClusterState[];
      redirects: readonly { from: number; to: number }[];
    }
  /** insert or replace, with what it closes and takes back */
  | { type: 'landing.put'; landing: Landing }
  /** the latest word (`at`) counts; one that is gone stays gone */
  | { type: 'release.put'; release: Release; at: Date }
  /** whether releases have landings; instead of what was found before */
  | { type: 'containments.put'; containments: readonly Containment[] }
  /** the whole life of a cluster, instead of what was worked out before */
  | { type: 'transitions.put'; clusterId: number; transitions: readonly Transition[] }
  /** by slot; of one claim the earlier `eligibleAt` stays */
  | { type: 'notices.put'; notices: readonly NoticeRecord[] }
  /** notices that are wanted no more: of those that still wait nothing is kept */
  | { type: 'notices.drop'; slots: readonly string[] }
  | {
      type: 'week.opened';
      week: string;
      repositoryId: number;
      asOf: Date;
      agenda: Agenda;
      summary: WeekSummary;
    }
  /** its texts are dropped, its numbers stay; `isGone`: the issue itself is not in its repository any more */
  | { type: 'week.closed'; week: string; repositoryId: number; at: Date; isGone?: true }
  /** of a run's attempt the latest word counts */
  | { type: 'run.put'; run: StarterRun }
  /** of each entry the earliest push counts */
  | { type: 'adopters.put'; seen: AdoptersSeen }
  /**
   * the first word counts; `itemId`: the thread about the same problem, null for none and for what is no report;
   * `sameAs`: the first report of another channel about it, null for none
   */
  | {
      type: 'signal.put';
      report: OutsideReport;
      observed: ObservedSignal | null;
      itemId: number | null;
      sameAs: string | null;
    }
  /** what was decided in this weekly issue, instead of what stood before */
  | { type: 'decisions.put'; week: string; repositoryId: number; decisions: readonly MadeDecision[] };
