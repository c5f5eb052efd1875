import type { Comment, PullRequest, Reaction, Thread, TimelineEvent } from './thread.ts';

/**
 * What a GitHub consists of, as far as the sandbox plays it. Plain data: entities point at each other,
 * `kind` tells them apart, and nothing here changes anything by itself.
 */

/** Repository roles in their order of power. */
export const ROLE_NAMES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type RoleName = (typeof ROLE_NAMES)[number];

export interface Account {
  kind: 'account';
  id: number;
  nodeId: string;
  login: string;
  type: 'User' | 'Bot' | 'Organization';
  name: string | null;
  createdAt: Date;
}

/** Who does something, and whether the app does it with its installation token. */
export interface Actor {
  account: Account;
  viaApp: boolean;
}

export interface Team {
  kind: 'team';
  id: number;
  nodeId: string;
  organization: Account;
  name: string;
  slug: string;
  members: Set<Account>;
}

/** An organisation's own facts beside its account. */
export interface Organization {
  account: Account;
  members: Map<Account, 'member' | 'admin'>;
  /** what every member may do in each repository; GitHub's default is read */
  baseRole: RoleName;
  teams: Map<string, Team>;
}

export interface Label {
  kind: 'label';
  id: number;
  nodeId: string;
  repository: Repository;
  name: string;
  color: string;
  description: string | null;
  createdAt: Date;
}

export interface Milestone {
  kind: 'milestone';
  id: number;
  nodeId: string;
  repository: Repository;
  number: number;
  title: string;
  description: string | null;
  state: 'open' | 'closed';
  creator: Account;
  dueOn: Date | null;
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
}

export interface Category {
  kind: 'category';
  id: number;
  nodeId: string;
  repository: Repository;
  name: string;
  slug: string;
  emoji: string;
  description: string;
  answerable: boolean;
  createdAt: Date;
}

export interface Commit {
  kind: 'commit';
  sha: string;
  nodeId: string;
  repository: Repository;
  parents: string[];
  message: string;
  author: Account;
  at: Date;
  /** the whole tree: path → content */
  tree: ReadonlyMap<string, string>;
  added: string[];
  modified: string[];
  removed: string[];
}

export interface Release {
  kind: 'release';
  id: number;
  nodeId: string;
  repository: Repository;
  tag: string;
  name: string | null;
  body: string | null;
  author: Account;
  draft: boolean;
  prerelease: boolean;
  target: string;
  createdAt: Date;
  publishedAt: Date | null;
}

export interface WorkflowRun {
  kind: 'workflow_run';
  id: number;
  nodeId: string;
  repository: Repository;
  workflow: Workflow;
  runNumber: number;
  event: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  branch: string;
  sha: string;
  actor: Account;
  startedAt: Date;
  updatedAt: Date;
}

export interface Workflow {
  id: number;
  nodeId: string;
  name: string;
  path: string;
  createdAt: Date;
}

export interface CheckRun {
  kind: 'check_run';
  id: number;
  nodeId: string;
  repository: Repository;
  name: string;
  sha: string;
  externalId: string;
  detailsUrl: string | null;
  status: string;
  conclusion: string | null;
  startedAt: Date;
  completedAt: Date | null;
  output: { title: string | null; summary: string | null; text: string | null; annotations: unknown[] };
}

export interface Repository {
  kind: 'repository';
  id: number;
  nodeId: string;
  owner: Account;
  name: string;
  description: string | null;
  private: boolean;
  archived: boolean;
  hasIssues: boolean;
  hasDiscussions: boolean;
  defaultBranch: string;
  topics: string[];
  createdAt: Date;
  updatedAt: Date;
  pushedAt: Date;
  labels: Label[];
  milestones: Milestone[];
  categories: Category[];
  threads: Map<number, Thread>;
  nextNumber: number;
  /** those of the threads that are pull requests */
  pulls: Set<PullRequest>;
  /** open issues and pull requests */
  openIssues: Set<Thread>;
  /** whose pull requests were merged */
  contributors: Set<Account>;
  /** numbers whose thread lives elsewhere now (transferred), or is gone (`null`) */
  moved: Map<number, Thread | null>;
  roles: Map<Account, RoleName>;
  teamRoles: Map<Team, RoleName>;
  commits: Map<string, Commit>;
  branches: Map<string, string>;
  tags: Map<string, string>;
  releases: Release[];
  workflows: Workflow[];
  runs: WorkflowRun[];
  checkRuns: CheckRun[];
  /** the public preview of suggestions is switched on */
  suggestions: boolean;
}

export type PermissionLevel = 'read' | 'write' | 'admin';
/** Permissions of an installation, named as in the API: issues, pull_requests, metadata … */
export type Permissions = Readonly<Record<string, PermissionLevel>>;

/** What the app is registered with, and what an owner grants. */
export const APP_PERMISSIONS: Permissions = {
  metadata: 'read',
  issues: 'write',
  discussions: 'write',
  pull_requests: 'write',
  contents: 'read',
  checks: 'write',
  actions: 'read',
  members: 'read',
};

export interface Installation {
  kind: 'installation';
  id: number;
  nodeId: string;
  account: Account;
  selection: 'all' | 'selected';
  /** the selected ones; not read when the selection is `all` */
  selected: Set<Repository>;
  permissions: Permissions;
  events: readonly string[];
  createdAt: Date;
  updatedAt: Date;
  suspendedAt: Date | null;
  suspendedBy: Account | null;
}

/** Everything that has a node id. */
export type Node =
  | Account
  | Team
  | Repository
  | Label
  | Milestone
  | Category
  | Thread
  | Comment
  | Reaction
  | Release
  | Commit
  | TimelineEvent;

// The types of threads that those who only read the model ask it for.
export type { Comment, Issue, Reaction, Thread, TimelineEvent } from './thread.ts';
