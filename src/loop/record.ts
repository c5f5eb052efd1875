import type { Kind, Role, Severity, Stage, ThreadType } from './vocabulary.ts';

/**
 * All that measuring rests on, plain and independent of where it came from: the store's rows or a written history.
 * Nothing in it is later than `asOf`. What was never observed is `null`, which is not the same as an empty list.
 */
export interface ProjectRecord {
  asOf: Date;
  repositories: readonly RecordedRepository[];
  /** the login that each account has now, by its id: a rename does not make two people of one */
  logins: ReadonlyMap<number, string>;
  /** threads whose author's role was inferred from permissions, since the config named no staff then */
  rolesInferred: number;
  /** oldest first */
  threads: readonly RecordedThread[];
  /** null: nothing was clustered */
  clusters: readonly RecordedCluster[] | null;
  /** whether it is known how clusters went on: decisions, fixes, releases, notices */
  livesKept: boolean;
  /** whether reviews can be told from other comments */
  reviewsKept: boolean;
  /** what the matcher linked and what people said to it; null: not kept */
  links: readonly RecordedLink[] | null;
  /** the clusters that each weekly issue showed first, best first; null: not kept */
  agendas: readonly { at: Date; clusterIds: readonly number[] }[] | null;
  /** triages that were held; null: not kept */
  triages: readonly RecordedTriage[] | null;
  releases: readonly RecordedRelease[] | null;
  /** runs of the starters' workflows; null: not observed */
  runs: readonly RecordedRun[] | null;
  attestations: readonly Attestation[] | null;
  /** from other channels; null: none is connected */
  signals: readonly OutsideSignal[] | null;
  /** rows merged into the adopters' file; null: there is none, or nobody looks at it */
  adopters: readonly { name: string; at: Date }[] | null;
}

export interface RecordedRepository {
  id: number;
  owner: string;
  name: string;
  private: boolean;
  /** from then on everything that happened there is known */
  observedSince: Date;
}

/** Somebody as one row knows them. The role is that of the moment when it was written. */
export interface Actor {
  /**
   * the account, whatever it is called by now; negative for people of other channels; null: a ghost, whose account is
   * gone or who asked to be forgotten
   */
  id: number | null;
  role: Role;
}

export interface RecordedThread {
  /** unique: `REPOSITORY_ID-NUMBER`, or the source's own for outside reports */
  key: string;
  /** null for reports from other channels */
  repositoryId: number | null;
  number: number;
  /** null for reports from other channels */
  type: ThreadType | null;
  /** `github`, or where the report came from */
  channel: string;
  author: Actor;
  createdAt: Date;
  closedAt: Date | null;
  /** null where it is open, or nobody knows who closed it */
  closedBy: Actor | null;
  stateReason: string | null;
  merged: boolean;
  /** what a pull request changes; null: unknown, or no pull request */
  paths: readonly string[] | null;
  labels: readonly string[];
  category: string | null;
  /** in force now; null: none */
  stage: Stage | null;
  /** what the app labels or would label by itself */
  stageByApp: Stage | null;
  stageByHuman: boolean;
  kind: Kind;
  /** 0..1, how sure the app is of the kind that it guessed; left out: somebody said it, or it is not known */
  kindConfidence?: number;
  severity: { value: Severity; inferred: boolean };
  quality: { version: boolean; steps: boolean; error: boolean };
  environment: { versions: readonly string[]; production: string | null };
  /** as declared in the form */
  firstSuccessMinutes: number | null;
  thumbsUp: number;
  clusterId: number | null;
  /** oldest first */
  comments: readonly RecordedComment[];
  /** labels put on or taken off by hand, and commands of those who may triage */
  triaged: readonly { actor: Actor; at: Date }[];
}

export interface RecordedComment {
  author: Actor;
  at: Date;
  isReview: boolean;
  /** the accepted answer of its thread */
  isAnswer: boolean;
  /** null: its text is gone, or too old to be read again */
  said: Said | null;
}

/** What a text says, as far as measuring needs it. */
export interface Said {
  thanks: boolean;
  /** that it works, or is solved */
  worksNow: boolean;
  /** nothing but that somebody else has it, too */
  meToo: boolean;
  asksForInformation: boolean;
  /** asks for a contribution: "a pull request is welcome" */
  invites: boolean;
  code: boolean;
  links: readonly string[];
}

export interface RecordedCluster {
  id: number;
  /** what stands of what people decided, oldest first */
  decisions: readonly RecordedDecision[];
  /** merged into the code */
  fixedAt: Date | null;
  releasedAt: Date | null;
  documentedAt: Date | null;
  taughtAt: Date | null;
  taughtUrl: string | null;
  severity: { value: Severity; inferred: boolean };
  /** names of the themes of the config that it belongs to */
  themes: readonly string[];
  /** who gave a thumbs-up to any of its threads, where that is known by person */
  thumbs: readonly Actor[];
  /** each time that it turned out not to be solved, oldest first */
  returns: readonly RecordedReturn[];
  /** since when it is contested that it is solved, and nobody has settled that; null: it is not */
  disputedSince: Date | null;
  /** who is to be told, with what became of it */
  notices: readonly RecordedNotice[];
}

/** What somebody said should become of a cluster, in a weekly issue or, that it is declined, on a thread. */
export interface RecordedDecision {
  action: 'fix' | 'document' | 'teach' | 'decline' | 'defer';
  at: Date;
}

/** A solved problem came back: somebody contests the fix, reports it anew, or the fix was taken out again. */
export interface RecordedReturn {
  at: Date;
  /** `disputed`: one reporter says so */
  to: 'reopened' | 'disputed';
  because: 'contested' | 'regressed' | 'taken back';
}

export interface RecordedNotice {
  person: Actor;
  /** since when it could be told */
  eligibleAt: Date;
  toldAt: Date | null;
  verifiedAt: Date | null;
  stillBrokenAt: Date | null;
}

export interface RecordedLink {
  tier: 'certain' | 'possible';
  algorithm: string;
  verdict: 'confirmed' | 'rejected' | null;
}

export interface RecordedTriage {
  at: Date;
  /** functions of which somebody decided something */
  functions: readonly string[];
  decisions: number;
}

export interface RecordedRelease {
  repositoryId: number;
  tag: string;
  prerelease: boolean;
  publishedAt: Date;
}

export interface RecordedRun {
  /** name of the starter's repository */
  repository: string;
  workflow: string;
  trigger: string;
  attempt: number;
  conclusion: string | null;
  startedAt: Date;
  finishedAt: Date;
}

/** A human's answer to what cannot be computed. */
export interface Attestation {
  line: string;
  answer: boolean;
  at: Date;
}

export interface OutsideSignal {
  source: string;
  type: 'first_success' | 'deploy';
  person: Actor;
  at: Date;
  minutes: number | null;
}
