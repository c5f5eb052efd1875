/**
 * The shape of a written project history: who is there, which repositories, and what happened in order.
 *
 * Each kind of happening is one thing that a person (or an outside bot) does on GitHub, so that a player can
 * hand it on to a sandbox GitHub as it is. Everything is named by stable local keys; numbers and ids are
 * given by whoever plays the history.
 *
 * Placeholders in titles, bodies, branches and file contents:
 * - `{{#KEY}}`: the number of the thread with that local key, digits only (write `#{{#login-loop-1}}`);
 *   the thread is always opened earlier in the history
 * - `{{cluster:KEY}}`: the id (`c12`) of the cluster which that thread is in at this moment; where it is in
 *   none, nobody would have written the text, and the player leaves the happening out
 */

/** What somebody is in this story; a player grants accordingly, the app must find it out by itself. */
export type PersonRole = 'staff' | 'community' | 'bot' | 'spammer';

export interface Person {
  login: string;
  /** display name; '' where the profile shows none */
  name: string;
  role: PersonRole;
  /** GitHub's account type */
  type: 'User' | 'Bot';
  /** team slugs, staff only */
  teams: readonly TeamSlug[];
}

export type TeamSlug = 'devrel' | 'product' | 'docs' | 'support' | 'maintainers';

export type RepositoryName = '.github' | 'core' | 'cli' | 'docs' | 'starter-ts' | 'feedback' | 'cloud';

export interface RepositoryDescription {
  name: RepositoryName;
  private: boolean;
  description: string;
  topics: readonly string[];
  labels: readonly { name: string; color: string; description: string }[];
  /** discussion categories; empty where discussions are off */
  categories: readonly { name: string; answerable: boolean }[];
  /** content of the first commit */
  files: readonly FileChange[];
}

export interface FileChange {
  path: string;
  /** whole content after the change; null deletes */
  content: string | null;
}

/** As the permission pages of GitHub call them. */
export type PermissionLevel = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export type ReactionContent = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

/** What a reaction is on: a thread, somebody's comment, or the newest comment of the app on a thread (if any). */
export type ReactionTarget =
  | { on: 'thread'; thread: string }
  | { on: 'comment'; comment: string }
  | { on: 'app-comment'; thread: string };

interface Base {
  /** ISO 8601 in UTC; the history is sorted by it */
  at: string;
  /** login of who does it; for workflow runs the account whose push or schedule started them */
  actor: string;
}

/** Why a thread was closed, as GitHub names it: issues, then discussions; null for pull requests. */
export type CloseReason = 'completed' | 'not_planned' | 'duplicate' | 'resolved' | 'outdated' | null;

export type Happening = Base &
  (
    | { kind: 'repository.created'; repo: RepositoryName }
    | { kind: 'file.pushed'; repo: RepositoryName; message: string; files: readonly FileChange[] }
    /** Becomes a member of the organisation and of its teams, with this permission in every repository. */
    | { kind: 'person.joined'; login: string; teams: readonly TeamSlug[]; permission: PermissionLevel }
    /** A collaborator's permission in one repository. */
    | { kind: 'permission.set'; login: string; repo: RepositoryName; permission: PermissionLevel }
    | {
        kind: 'issue.opened';
        repo: RepositoryName;
        key: string;
        title: string;
        body: string;
        /** set at opening by the form or by the author */
        labels: readonly string[];
      }
    | {
        kind: 'discussion.opened';
        repo: RepositoryName;
        key: string;
        category: string;
        title: string;
        body: string;
      }
    | {
        kind: 'pull.opened';
        repo: RepositoryName;
        key: string;
        title: string;
        body: string;
        /** name of the head branch */
        branch: string;
        files: readonly FileChange[];
      }
    /** `replyTo` is the key of the comment that it answers; discussions only. */
    | { kind: 'commented'; thread: string; comment: string; body: string; replyTo?: string }
    | { kind: 'comment.edited'; comment: string; body: string }
    | { kind: 'comment.deleted'; comment: string }
    /** Absent fields stay as they are. */
    | { kind: 'thread.edited'; thread: string; title?: string; body?: string }
    /** Of a pull request. */
    | {
        kind: 'reviewed';
        thread: string;
        state: 'approved' | 'changes_requested' | 'commented';
        body: string;
      }
    | { kind: 'labeled'; thread: string; labels: readonly string[] }
    | { kind: 'unlabeled'; thread: string; labels: readonly string[] }
    /** A person takes away the stage label that the app put there; nothing where it put none. */
    | { kind: 'app-label.removed'; thread: string }
    | { kind: 'closed'; thread: string; reason: CloseReason }
    | { kind: 'reopened'; thread: string }
    /** `closes`: the issues that GitHub closes by itself here, since the pull request's text says "fixes". */
    | { kind: 'merged'; thread: string; method: 'merge' | 'squash' | 'rebase'; closes: readonly string[] }
    /** `contains`: keys of pull requests whose merge is first in this release. */
    | {
        kind: 'released';
        repo: RepositoryName;
        tag: string;
        name: string;
        prerelease: boolean;
        body: string;
        contains: readonly string[];
      }
    /** The actor marks a comment as the answer of its discussion. */
    | { kind: 'answered'; thread: string; comment: string }
    | { kind: 'reacted'; content: ReactionContent; target: ReactionTarget }
    | {
        kind: 'workflow.completed';
        repo: RepositoryName;
        workflow: string;
        event: 'schedule' | 'push';
        conclusion: 'success' | 'failure';
        /** from start to `at`, seconds */
        durationS: number;
      }
    | { kind: 'transferred'; thread: string; to: RepositoryName }
    /** An issue becomes a discussion and keeps its key. */
    | { kind: 'converted'; thread: string; category: string }
    | { kind: 'locked'; thread: string; reason: 'off-topic' | 'too heated' | 'resolved' | 'spam' }
    | { kind: 'thread.deleted'; thread: string }
    /** A comment in the weekly issue that is open at that moment; left out where there is none. */
    | { kind: 'triage.commented'; body: string }
    /** Support hands a ticket or a chat message on to the app's intake; no change on GitHub. */
    | {
        kind: 'signal.sent';
        source: 'discord' | 'tickets';
        id: string;
        type: 'report' | 'first_success' | 'deploy';
        title: string;
        text: string;
        /** pseudonym of the person in that channel */
        authorKey: string;
        /** first_success only */
        minutes?: number;
      }
  );

export type HappeningKind = Happening['kind'];

/** The one of the union with that kind. */
export type HappeningOf<K extends HappeningKind> = Extract<Happening, { kind: K }>;

export interface History {
  organization: string;
  /** first moment of the first ISO week and first moment after the last one, in the organisation's zone */
  from: string;
  until: string;
  timeZone: string;
  people: readonly Person[];
  teams: readonly { slug: TeamSlug; name: string }[];
  repositories: readonly RepositoryDescription[];
  /** ascending by `at`; what happens at one moment keeps its written order */
  happenings: readonly Happening[];
}
