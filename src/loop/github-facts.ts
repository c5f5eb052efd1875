import type { Account, ThreadRef } from './vocabulary.ts';

/** What a person may do in a repository, as GitHub says. */
export interface Permission {
  triage: boolean;
  write: boolean;
}

/** What a config file says at a commit, read by the strict schema. */
export interface ConfigReading {
  /** parsed and checked file as plain JSON; null where there is none or it was refused */
  file: unknown;
  refused: boolean;
  /** one line each: place, what is wrong, nearest valid word */
  problems: string[];
  check: {
    conclusion: 'success' | 'failure' | 'neutral';
    title: string;
    summary: string;
    annotations: { path: string; line: number; message: string }[];
  };
}

/** What somebody reacted with. */
export interface SeenReaction {
  content: '+1' | '-1';
  actor: Account;
  at: Date;
}

/** What GitHub says of two commits, as far as it was read. */
export interface ComparedCommits {
  status: 'identical' | 'ahead' | 'behind' | 'diverged';
  /** reachable from the head and not from the base, oldest first, as far as they were read */
  commits: { sha: string; message: string }[];
  /** whether all of them were read */
  complete: boolean;
}

/** What a merged pull request closes, by its links and by words in its commits. */
export interface ClosedByPull {
  closes: ThreadRef[];
  /** its commits and the one that merged it; `landed`: whether the message stands on the branch, too */
  commits: { sha: string; message: string; landed: boolean }[];
}

/** A text as somebody left it. */
export interface SeenEdit {
  /** null: the account is gone, or GitHub does not tell */
  actor: Account | null;
  at: Date;
  /** the whole text after the edit; null: GitHub does not tell */
  text: string | null;
}
