import type { Account, Role, ThreadRef } from './vocabulary.ts';
import { threadKey } from './vocabulary.ts';

/** What is kept of fixes and releases, as facts bring it and changes write it. */

/** A change that went into a default branch: a merged pull request, or a pushed commit that takes another back. */
export interface Landing {
  /** `pull:12-45`, or `commit:12-SHA` where it was pushed without a pull request */
  key: string;
  repositoryId: number;
  /** of the pull request; null: pushed without one */
  number: number | null;
  /** the commit on the default branch: of the merge, or the pushed one; null where nobody told */
  sha: string | null;
  at: Date;
  /** reports that it closes, in any repository of the installation */
  closes: readonly ThreadRef[];
  /** keys of the landings that it takes back; a merge is named by its pull request or by its commit */
  reverts: readonly string[];
  /** commits of its pull request, where it takes something back: pushed with it, they are no landings of their own */
  includes: readonly string[];
  /** packages of the config (`releases.packages`) that it touches; empty: none of them, or there are none */
  packages: readonly string[];
}

/** A landing with what is known of its pull request and of the releases. */
export interface KnownLanding extends Landing {
  /** of the pull request; '' where there is none, or its text is gone */
  title: string;
  author: Account | null;
  authorRole: Role;
  /** for each release that was looked at, whether it has the landing, oldest first */
  releases: readonly LandingRelease[];
}

/** What a release was found to be to a landing. */
export interface LandingRelease {
  release: Release;
  /** null: it does not have it */
  witness: Witness | null;
}

/**
 * By what a release is known to have a landing. `commit`: the landing's own commit is an ancestor of the tag; the others
 * are second witnesses, for what was picked onto another branch: its commit named as picked, its number in the first
 * line of a commit, or in the release's notes.
 */
export type Witness = 'commit' | 'picked' | 'subject' | 'notes';

/** A published release; of an edited one the latest words. */
export interface Release {
  id: number;
  repositoryId: number;
  tag: string;
  url: string;
  prerelease: boolean;
  publishedAt: Date;
  /** numbers of pull requests of the same repository that its notes name */
  named: readonly number[];
  /** deleted or unpublished since; null: it is there */
  goneAt: Date | null;
}

/** A release as it is kept. */
export interface KnownRelease extends Release {
  /** when GitHub last told of it: of two words the later one counts, in whatever order they come */
  changedAt: Date;
}

/** Whether the release has the landing, commit by commit. */
export interface Containment {
  repositoryId: number;
  releaseId: number;
  landingKey: string;
  witness: Witness | null;
}

export function pullKey(ref: ThreadRef): string {
  return `pull:${threadKey(ref)}`;
}

export function commitKey(repositoryId: number, sha: string): string {
  return `commit:${repositoryId}-${sha}`;
}

/** The names by which another landing takes this one back: its key, and its commit where that is known. */
export function landingNames({
  key,
  repositoryId,
  sha,
}: Pick<Landing, 'key' | 'repositoryId' | 'sha'>): string[] {
  return sha === null ? [key] : [key, commitKey(repositoryId, sha)];
}

/** One step in the life of a cluster. */
export interface Transition {
  /** how many came before it */
  index: number;
  from: ClusterStage;
  to: ClusterStage;
  /** what happened, one word of the table of transitions */
  cause: string;
  /** what it happened by: a command, a landing, a release, a report */
  key: string;
  /** null: the app, by evidence */
  actor: Account | null;
  at: Date;
}

/** Where a cluster is on its way. `documented` and `taught` are beside it. */
export const CLUSTER_STAGES = [
  'open',
  'decided',
  'fixed',
  'released',
  'verified',
  'declined',
  'disputed',
  'reopened',
] as const;
export type ClusterStage = (typeof CLUSTER_STAGES)[number];

/** A notice as it is kept for counting: who was told what in which thread. */
export interface NoticeRecord {
  slot: string;
  clusterId: number;
  ref: ThreadRef;
  /** accounts it is for */
  people: readonly number[];
  /** what it says */
  news: string;
  /** release that it tells of, `REPOSITORY_ID-RELEASE_ID`; null: none */
  release: string | null;
  /** key of the fix that it announces as usable: while that fix is in force it is not announced again; null: none */
  claim: string | null;
  /** why it waits; null: it does not */
  held: 'budget' | 'before-installation' | null;
  /** when it could first be told */
  eligibleAt: Date;
}
