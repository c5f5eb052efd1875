import type { HumanPart } from './triage/human.ts';
import type { Mode, ThreadType } from './vocabulary.ts';

/** Where a write goes. */
export interface RepositoryTarget {
  repositoryId: number;
  owner: string;
  name: string;
}

export interface ThreadTarget extends RepositoryTarget {
  number: number;
  nodeId: string;
  type: ThreadType;
}

/** What every effect has. */
interface Wanted {
  /**
   * The one place on GitHub that this effect sets: `label:12-34:stage: adoption`, `comment:12-34:why`.
   * A later effect of the same slot replaces an earlier one that was not sent yet.
   */
  slot: string;
  /** the least mode in which it may be sent; lower modes record it as withheld */
  leastMode: Mode;
  /** the mode in force where it goes, at the moment of deciding */
  mode: Mode;
  /**
   * In the order in which they go. `answer`: somebody waits for it who may triage (reactions and replies to commands,
   * ticks); `normal`; `reply`: to what anybody may say, as often as they like; `bulk`: first on hold when budgets are short
   */
  priority: 'answer' | 'normal' | 'reply' | 'bulk';
  /** it waits for somebody's word: recorded as withheld until it is wanted again without this */
  heldFor?: 'approval';
  /** waits for so long, so that what follows at once goes with it; one that replaces it does not begin anew to wait */
  delayMs?: number;
}

/** Makes sure that labels exist in a repository; existing ones are left as they are. */
export interface LabelsCreate extends Wanted {
  kind: 'labels.create';
  repository: RepositoryTarget;
  labels: { name: string; color: string; description: string }[];
}

export interface LabelAdd extends Wanted {
  kind: 'label.add';
  thread: ThreadTarget;
  label: string;
  /** slot of the effect that makes the label; where that was done and there is none, somebody took it away */
  creation?: string;
}

export interface LabelRemove extends Wanted {
  kind: 'label.remove';
  thread: ThreadTarget;
  label: string;
  /** the command that replaced a label which the thread shows: it goes once more where somebody had put it back before */
  occasion?: string;
}

/** One comment of this marker is on the thread, with this body: created if it is missing, edited in place otherwise. */
export interface CommentPut extends Wanted {
  kind: 'comment.put';
  thread: ThreadTarget;
  /** marker without its brackets: `why:12-34` */
  marker: string;
  /** complete Markdown, its last line is the marker */
  body: string;
  /** discussions: node id of the top-level comment to reply to */
  replyToNodeId: string | null;
  /** logins that it mentions when it is first posted, and never when it is edited */
  mentions?: readonly string[];
  /**
   * A line of the body. A comment of the marker that does not have it tells of something older: it is deleted and
   * posted anew, since an edit notifies nobody.
   */
  renewal?: string;
  /** it comes to a thread only once the comments of its marker that are to go from others have gone; edits do not wait */
  moves?: true;
}

/** The comment of this marker is gone: deleted. */
export interface CommentRemove extends Wanted {
  kind: 'comment.remove';
  thread: ThreadTarget;
  marker: string;
}

/** A reaction of the app on a thread or on a comment. `removed` takes it off. */
export interface ReactionSet extends Wanted {
  kind: 'reaction.set';
  thread: ThreadTarget;
  /** null: on the thread itself */
  comment: {
    id: number;
    nodeId: string;
    family: 'issue_comment' | 'discussion_comment' | 'review' | 'review_comment';
  } | null;
  content: '+1' | 'confused';
  removed: boolean;
}

/**
 * The app's own issue of this marker has this text. A weekly issue is people's to write in, too: what they did to it since
 * `seen` is kept.
 */
export interface IssuePut extends Wanted {
  kind: 'issue.put';
  repository: RepositoryTarget;
  marker: string;
  title: string;
  body: string;
  /** of a weekly issue: what people had done in it when this text was made; left out: the text is the app's alone */
  seen?: HumanPart;
  /** of a weekly issue: boxes that become as this text has them, though somebody may have ticked them since it was made */
  firm?: readonly string[];
  /** whether a closed one is opened again */
  opens?: boolean;
  /** it is people's once it is there: its text is not put again */
  once?: true;
  /** what this answers: the same text is put once more where somebody changed it since */
  occasion?: string;
}

/** The app's own issue of this marker is closed. Never used on a person's thread. */
export interface IssueClose extends Wanted {
  kind: 'issue.close';
  repository: RepositoryTarget;
  marker: string;
}

/**
 * A person's issue is closed as a duplicate of another, or open again. Only ever what a person asked for: `/duplicate`
 * and its `/undo`, or the reporter of a problem that is still there.
 */
export interface IssueState extends Wanted {
  kind: 'issue.state';
  thread: ThreadTarget;
  /** `of`: database id of the issue that it is a duplicate of; `command`: key of the command that says so, which acts once */
  state: { is: 'open' } | { is: 'duplicate'; of: number; command: string };
}

/** The check run of this name on this commit says this. */
export interface CheckPut extends Wanted {
  kind: 'check.put';
  repository: RepositoryTarget;
  headSha: string;
  name: string;
  conclusion: 'success' | 'failure' | 'neutral';
  title: string;
  summary: string;
  annotations: { path: string; line: number; message: string }[];
}

/** An issue or pull request is in the milestone of this title, or in none. Milestones that people chose stay. */
export interface MilestoneSet extends Wanted {
  kind: 'milestone.set';
  thread: ThreadTarget;
  /** of a milestone that there is; null: out of those of ours */
  title: string | null;
  /** titles that the app may replace */
  ours: readonly string[];
}

/** One change on GitHub that the app wants. A new kind is one member here, one file in `github/effects/`, one test. */
export type Effect =
  | LabelsCreate
  | LabelAdd
  | LabelRemove
  | CommentPut
  | CommentRemove
  | ReactionSet
  | IssuePut
  | IssueClose
  | IssueState
  | CheckPut
  | MilestoneSet;
