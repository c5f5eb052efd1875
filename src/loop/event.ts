import type { OutsideReport } from './outside.ts';
import type { Account, CommentSnapshot, Repository, ThreadRef, ThreadSnapshot } from './vocabulary.ts';

/** What every event has. Timers, backfill and reconciliation are events too. */
interface Happened {
  /** the delivery it came with; unique */
  deliveryId: string;
  installationId: number;
  /** when it happened by GitHub's clock as far as the payload tells, else when it was received */
  at: Date;
}

/** A thread was seen in a new state. `actor` is who caused it (the sender), not the author. */
export interface ThreadEvent extends Happened {
  type:
    | 'thread.opened'
    | 'thread.edited'
    | 'thread.closed'
    | 'thread.reopened'
    | 'thread.locked'
    | 'thread.unlocked'
    | 'thread.answered'
    | 'thread.unanswered'
    /** anything else that gives a fresh snapshot: assigned, pinned, milestoned, synchronized, category changed … */
    | 'thread.touched';
  thread: ThreadSnapshot;
  actor: Account | null;
  /** of `thread.edited`: the text before, where the edit changed it */
  bodyBefore?: string | undefined;
  /** of `thread.touched`: whether something that could be shown there has to be hidden now */
  hides?: boolean | undefined;
  /** of `thread.opened`: where it was before, where this is the arrival of a transferred thread */
  from?: ThreadRef | undefined;
}

/** A label was put on or taken off; who did it decides whether it is a human's word. */
export interface ThreadLabelEvent extends Happened {
  type: 'thread.labeled' | 'thread.unlabeled';
  thread: ThreadSnapshot;
  label: string;
  actor: Account | null;
}

export interface ThreadGoneEvent extends Happened {
  type: 'thread.deleted';
  thread: ThreadSnapshot;
  actor: Account | null;
}

/** An issue moved to another repository, or became a discussion. `to` is null where the new place is outside the installation or not told. */
export interface ThreadTransferredEvent extends Happened {
  type: 'thread.transferred';
  thread: ThreadSnapshot;
  to: (ThreadRef & { nodeId: string; repository: Repository }) | null;
  actor: Account | null;
}

export interface CommentEvent extends Happened {
  type: 'comment.created' | 'comment.edited' | 'comment.deleted';
  thread: ThreadSnapshot;
  comment: CommentSnapshot;
  actor: Account | null;
}

/** A thread as history or reconciliation found it, with its comments. */
export interface ItemBackfilledEvent extends Happened {
  type: 'item.backfilled';
  /** `history`: from before the installation, never answered or labelled unless the config asks; `reconcile`: what a lost webhook should have told */
  origin: 'history' | 'reconcile';
  thread: ThreadSnapshot;
  /** null where nobody knows who closed it */
  closedBy: Account | null;
  comments: CommentSnapshot[];
  /** who wrote the thread's text as it is now, its author or a later editor, and when; left out where the source does not tell */
  written?: { by: Account | null; at: Date } | undefined;
  /** label changes by whom, where the source tells them, oldest first */
  labelChanges: { label: string; added: boolean; actor: Account | null; at: Date }[];
}

export interface ReleaseEvent extends Happened {
  type: 'release.published' | 'release.edited' | 'release.deleted';
  repository: Repository;
  actor: Account | null;
  release: {
    id: number;
    tag: string;
    name: string;
    body: string;
    prerelease: boolean;
    draft: boolean;
    targetCommitish: string;
    url: string;
    publishedAt: Date | null;
  };
}

export interface PushEvent extends Happened {
  type: 'push.received';
  repository: Repository;
  actor: Account | null;
  /** full ref, `refs/heads/main` */
  ref: string;
  /** head commit before the push; all zeros where the branch was created; null where the payload does not say */
  before: string | null;
  /** head commit after the push; all zeros where the branch was deleted */
  after: string;
  /** paths that the told commits added, changed or removed (GitHub tells at most 2,048 commits) */
  paths: string[];
  commits: { sha: string; message: string }[];
}

export interface WorkflowCompletedEvent extends Happened {
  type: 'workflow.completed';
  repository: Repository;
  /** path of the workflow file, `.github/workflows/ci.yml` */
  path: string;
  runId: number;
  runAttempt: number;
  /** schedule, push, … */
  trigger: string;
  conclusion: string | null;
  headBranch: string | null;
  headSha: string;
  startedAt: Date;
  finishedAt: Date;
}

export interface RepositoryEvent extends Happened {
  type: 'repository.changed';
  change:
    | 'created'
    | 'deleted'
    | 'renamed'
    | 'transferred'
    | 'privatized'
    | 'publicized'
    | 'archived'
    | 'unarchived'
    | 'edited';
  repository: Repository;
  actor: Account | null;
}

export interface InstallationEvent extends Happened {
  type: 'installation.changed';
  change:
    | 'created'
    | 'deleted'
    | 'suspended'
    | 'unsuspended'
    | 'permissions_accepted'
    | 'repositories_changed';
  account: Account;
  permissions: Record<string, string>;
  /** for `repositories_changed` and `created`: what the payload names; full details follow by a fact */
  added: { id: number; nodeId: string; owner: string; name: string; private: boolean }[];
  removed: { id: number }[];
  actor: Account | null;
}

/** A team, an organisation's membership or a collaborator changed: roles may have, too. */
export interface MembershipEvent extends Happened {
  type: 'membership.changed';
  scope: 'team' | 'organization' | 'repository';
  /** null where a whole team or organisation changed */
  member: Account | null;
  team: string | null;
  repositoryId: number | null;
  actor: Account | null;
}

/** A label of a repository was created, renamed or deleted. */
export interface LabelEvent extends Happened {
  type: 'label.changed';
  change: 'created' | 'edited' | 'deleted';
  repository: Repository;
  name: string;
  previousName: string | null;
  actor: Account | null;
}

/** A timer of the app came due for an installation. */
export interface ScheduleEvent extends Happened {
  type: 'schedule.ticked';
  /** `week`: the weekly issue of an ISO week; `intake`: repositories and configs have to be read (the pipeline does that before every event) */
  task: 'week' | 'intake';
  /** for `week`: the ISO week in the configured zone, `2026-W48`; '' otherwise */
  week: string;
  /** for `week`: somebody looks at a project, and wants to see what waits also where nothing is new */
  waiting?: true | undefined;
}

/** Another channel told something; `at` is when it happened there. */
export interface SignalEvent extends Happened {
  type: 'signal.received';
  signal: Omit<OutsideReport, 'at'>;
}

/** Words of the weekly issue that the dashboard has buttons for. */
export const GIVEN_WORDS = ['decide', 'approve', 'undo'] as const;

/** Somebody said on the dashboard what would be a tick or a command in the weekly issue. */
export interface WordEvent extends Happened {
  type: 'word.given';
  /** the weekly issue that it is said for */
  ref: ThreadRef;
  word: {
    verb: (typeof GIVEN_WORDS)[number];
    /** as a command has it, `c12 fix because`; of `undo` the key of the command that is taken back */
    argument: string;
  };
  actor: Account;
}

/** Everything that can happen. A new kind is found by the compiler in `decide.ts`. */
export type Event =
  | ThreadEvent
  | ThreadLabelEvent
  | ThreadGoneEvent
  | ThreadTransferredEvent
  | CommentEvent
  | ItemBackfilledEvent
  | ReleaseEvent
  | PushEvent
  | WorkflowCompletedEvent
  | RepositoryEvent
  | InstallationEvent
  | MembershipEvent
  | LabelEvent
  | ScheduleEvent
  | SignalEvent
  | WordEvent;
