import type { IsoWeek } from '../calendar.ts';
import type { LinkedThread } from '../render/link.ts';
import type { Draft } from '../teach/draft.ts';
import type { Kind, Stage } from '../vocabulary.ts';
import type { HeldNotices } from '../week-facts.ts';

/** What may be decided about a cluster; the words of `/decide` and of the boxes. */
export const ACTIONS = ['fix', 'document', 'teach', 'decline', 'defer'] as const;
export type Action = (typeof ACTIONS)[number];

/** Those at the table, in the order in which their decisions stand in the issue. */
export const FUNCTIONS = ['product', 'docs', 'support'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/**
 * What a weekly issue says, as plain JSON: kept with the issue, so that its text can be made again after each decision
 * without looking at the whole record. Texts of others are as they wrote them, cut short; whoever renders neutralises.
 * Only what may be shown in the triage repository is in it.
 */
export interface Agenda {
  week: IsoWeek;
  /** ISO 8601 */
  asOf: string;
  host: string;
  /** what commands begin with */
  prefix: string;
  length: 'full' | 'short';
  /** where drafts go, `owner/name`; null: nowhere */
  docs: string | null;
  /** own Markdown above everything else: window, coverage, verdict */
  header: string;
  /** ids of the repositories that it tells of; left out in agendas that were kept before they were noted */
  visible?: readonly number[];
  /**
   * ids of the repositories that its topics were made from, now and each time before: a brief stays as it was when
   * somebody asked for it. Left out where that was not noted since the issue was opened
   */
  told?: readonly { clusterId: number; repositories: readonly number[] }[];
  /** clusters that were decided before or are ranked, and have a member that may be shown */
  shown: readonly number[];
  /** of the newest of them: a title each; left out in agendas that were kept before the log had titles */
  titles?: readonly { clusterId: number; title: string }[];
  /** what is to be decided, at most seven; carried over ones first */
  topics: readonly Topic[];
  /** notices that wait for somebody's word; left out in agendas that were kept before there were boxes for them */
  held?: readonly HeldNotices[];
  /** pairs that somebody should confirm or reject */
  duplicates: readonly DuplicatePair[];
  /** what to write next */
  drafts: readonly Draft[];
  /** what only people can answer; left out in agendas that were kept before it was asked apart from the figures */
  questions?: readonly Question[];
  /** what wants attention and is not decided here */
  attention: readonly Section[];
  figures: readonly Section[];
  appendix: readonly Section[];
}

/** A part of the issue as Markdown. */
export interface Section {
  title: string;
  body: string;
  /** what gives way first where the issue gets too long has the highest; 0: shown in any case; null: always folded */
  givesWay: number | null;
}

/** A cluster that is up for a decision. */
export interface Topic {
  clusterId: number;
  title: string;
  function: FunctionName;
  kind: Kind;
  stage: Stage | null;
  /** places of its tie group in the ranking, from 1; null: not reported in 28 days */
  places: readonly [first: number, last: number] | null;
  rank: number;
  range: readonly [low: number, high: number];
  frequency: number;
  severity: number;
  isInferred: boolean;
  alignment: number;
  themes: readonly string[];
  /** people who gave a thumbs-up, at least; left out: none */
  thumbs?: number;
  /** people in 28 days */
  reporters: number;
  /** reports in the seven days, and in the seven before */
  thisWeek: number;
  lastWeek: number;
  /** developers' own words, the best first, a few */
  quotes: readonly Quote[];
  /** a few: what stands for it first, where that is a report of the community, then the newest */
  threads: readonly LinkedThread[];
  /** all that may be shown */
  threadCount: number;
  /** further reports that may not be shown; 0 where not even their number may be told */
  hidden: number;
  versions: readonly string[];
  /** reports by stage of their authors' journey, most first */
  segments: readonly { stage: Stage | null; reports: number }[];
  /** pull requests about it, and reports that were closed: what was tried */
  tried: readonly (LinkedThread & { outcome: 'merged' | 'closed' | 'open' })[];
  suggested: { action: Action; because: string };
  /** in how many weekly issues it has stood, this one included */
  weeks: number;
}

/** Words of somebody, and where they stand. */
export interface Quote {
  text: string;
  thread: LinkedThread;
}

/** Two threads that may tell one problem. */
export interface DuplicatePair {
  /** `REPOSITORY_ID-NUMBER` of the later thread */
  key: string;
  itemId: number;
  otherItemId: number;
  thread: LinkedThread & { title: string };
  other: LinkedThread & { title: string };
  /** the one of them that is fixed, where the other is not; left out: neither is, or both are */
  fixed?: 'thread' | 'other';
  /** 0..1 */
  probability: number;
  /** own Markdown */
  because: string;
}

/** A line of the checklist that `/attest` answers. */
export interface Question {
  /** as the command takes it */
  line: string;
  /** ends the sentence "whether …" */
  text: string;
}

/** How the keys of words begin that were said on the dashboard. */
export const ON_DASHBOARD = 'dashboard:';

/** Where a decision was made: in the weekly issue, by a tick or a command, or on the dashboard. */
export function decidedIn(key: string): 'issue' | 'dashboard' {
  return key.startsWith(ON_DASHBOARD) ? 'dashboard' : 'issue';
}

/** A decision that stands. */
export interface MadeDecision {
  /** unique within its weekly issue */
  key: string;
  week: IsoWeek;
  clusterId: number;
  action: Action;
  /** as it was said, '' without one */
  reason: string;
  by: { id: number; login: string };
  /** functions of the config that they are a member of */
  functions: readonly string[];
  at: Date;
}

/** An answer to what only people can answer, that stands. */
export interface MadeAttestation extends Pick<MadeDecision, 'key' | 'week' | 'by' | 'at'> {
  line: string;
  answer: 'yes' | 'no';
}
