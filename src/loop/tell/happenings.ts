import type { Account } from '../vocabulary.ts';

/** A fix as it is told of: the pull request that was merged, or what somebody said. */
export interface Fix {
  /** key of the landing, or of the command that said so */
  key: string;
  /** null: said without one */
  pull: { repositoryId: number; number: number } | null;
  author: Account | null;
}

/** A release, or a version that somebody named, in which a fix can be used. */
export interface Usable {
  /** `12-99` of a release, `said:v1.4.0` of a version that is only said */
  key: string;
  version: string;
  /** null: nobody knows of a page */
  url: string | null;
  repositoryId: number;
}

/** One thing that happened to a cluster, with what it came from. */
export type Happening = {
  at: Date;
  /** command, landing, release or report it came from; of two at one moment the smaller goes first */
  key: string;
  /** null: the app, by evidence */
  actor: Account | null;
} & (
  | { type: 'decided' }
  | { type: 'landed'; fix: Fix }
  | { type: 'reverted'; fix: string }
  /** `fix`: which one it has; null: somebody says that it is fixed there */
  | { type: 'usable'; usable: Usable; fix: string | null }
  | { type: 'withdrawn'; usable: string }
  | { type: 'declined'; reason: string }
  | { type: 'documented'; url: string }
  | { type: 'taught'; url: string }
  /** `reportedAt`: since when the speaker has reported it, or asked to be told */
  | { type: 'verified' | 'contested'; standing: 'reporter' | 'triage'; reportedAt: Date }
  /** a new report of the same, from somebody who has the fix; `reportedAt`: when they first reported it */
  | { type: 'regressed'; reportedAt: Date }
);

/** The order of what happened at one moment: what is claimed before what is said of it. */
const ORDER: Record<Happening['type'], number> = {
  decided: 0,
  landed: 1,
  reverted: 2,
  withdrawn: 3,
  usable: 4,
  declined: 5,
  documented: 6,
  taught: 7,
  verified: 8,
  contested: 9,
  regressed: 10,
};

/** In the order in which they happened, whatever order they were heard in. */
export function inOrder(happenings: readonly Happening[]): Happening[] {
  return [...happenings].sort(
    (a, b) =>
      a.at.getTime() - b.at.getTime() ||
      ORDER[a.type] - ORDER[b.type] ||
      (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
}
