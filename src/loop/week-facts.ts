import type { NoticeRecord } from './fix-record.ts';
import type { Stage, ThreadType } from './vocabulary.ts';
import type { WeekIssueRecord } from './week-record.ts';

/** What the app could not do for an installation, counted over the days of the window. */
export interface Troubles {
  /** deliveries that were given up */
  deadLetters: number;
  /** wishes for GitHub that were given up: a permission is missing, the text was refused, … */
  failedEffects: number;
  /** deliveries that have been waiting for more than an hour */
  late: number;
}

/** Notices of a cluster that wait for somebody's word. */
export interface HeldNotices {
  clusterId: number;
  reason: NonNullable<NoticeRecord['held']>;
  /** people who would be told */
  people: number;
  /** tag of the release that they would be told of; null: of none, or of a version that was only said */
  tag: string | null;
}

/** What the weekly issue is made of. */
export interface WeekFacts {
  /** threads opened in the seven days before the as-of moment, by stage (`none` for the rest), bots and staff left out */
  opened: Record<Stage | 'none', number>;
  /** the same for the seven days before those */
  openedBefore: Record<Stage | 'none', number>;
  /** newest open community threads of 28 days without a stage, at most 20 */
  unstaged: {
    repositoryId: number;
    number: number;
    type: ThreadType;
    title: string;
    createdAt: Date;
    guess: Stage | null;
    confidence: number;
  }[];
  /** the weekly issues that this installation opened and did not close, oldest first */
  openWeeks: WeekIssueRecord[];
  /** the newest weekly issues, open or not, newest first */
  recentWeeks: WeekIssueRecord[];
  /** notices that wait for `/approve`, by cluster */
  held: HeldNotices[];
  /** config problems in force, one line each */
  configProblems: string[];
  /** what the app itself could not do */
  troubles: Troubles;
  /** what the owner has granted (`issues: write` and so on); left out: not known */
  granted?: { permissions: Readonly<Record<string, string>>; accountType: 'User' | 'Organization' };
  /** what is wrong with the app itself, one line each; found when the issue is made, the store knows of none */
  alarms?: string[];
  /** community threads opened in the window in repositories that may not be shown here */
  hidden: number;
}
