import type { Observation } from './observe/observe.ts';
import type { ThreadTheme } from './themes.ts';
import type {
  Account,
  Kind,
  Role,
  Severity,
  Stage,
  ThreadRef,
  ThreadSnapshot,
  ThreadType,
} from './vocabulary.ts';

/** A thread as the app knows it: the newest snapshot, and what was observed of it. */
export interface Item {
  /** number of the row, unique in the store; stable over transfers */
  itemId: number;
  snapshot: ThreadSnapshot;
  authorRole: Role;
  /** whether the role was inferred (no staff configured) rather than looked up */
  roleInferred: boolean;
  observation: Observation;
  /** the stage in force after humans and the model were heard; null: none */
  stage: Stage | null;
  stageSource: 'model' | 'human' | 'none';
  /** what it is about: as a human said, by a command or a label put by hand, else as a label of unknown hand says, else as the text reads */
  kind: InForce<Kind>;
  /** how much it hurts, told in the same ways */
  severity: InForce<Severity>;
  /** themes of the config, in its order */
  themes: ThreadTheme[];
  /** paths that a pull request changes, the first ones of very many; null: not a pull request, or nobody asked */
  paths: string[] | null;
  /** `history`: it was there before the installation */
  origin: 'live' | 'history';
  closedBy: Account | null;
}

/** A value in force, and who or what says so. */
export interface InForce<Value> {
  value: Value;
  source: 'human' | 'label' | 'model';
}

/** What a human said of a thread, kept for ever: a label put on or taken off by hand. Replayed in order of `at`. */
export interface Judgement {
  /** unique: `label:NAME:added|removed:AT` or the command it came from */
  key: string;
  verb: 'added' | 'removed';
  label: string;
  actor: Account;
  at: Date;
}

/** A command as it was found in a comment or a body. Its outcome is worked out anew from all of a thread's commands in order of `at`. */
export interface Command {
  /** unique: source, verb and arguments */
  key: string;
  source:
    | { in: 'thread' }
    | {
        in: 'comment';
        id: number;
        nodeId: string;
        family: 'issue_comment' | 'discussion_comment' | 'review' | 'review_comment';
        parentNodeId: string | null;
      }
    /** no command but what stands for one: a thumb on the app's comment, "Duplicate of #12", closed as a duplicate, a button */
    | { in: 'gesture'; what: 'thumb' | 'words' | 'closed' | 'tick' | 'dashboard' };
  verb: string;
  /** the rest of the line, trimmed */
  argument: string;
  actor: Account;
  /** whether the actor had triage permission (or is staff) when it was read */
  triage: boolean;
  /** the thread its argument names (`#12`, `owner/name#12`, a URL), as it was found when the command was read; null: names none */
  target: CommandTarget | null;
  at: Date;
}

/** A thread that a command names. */
export interface CommandTarget {
  ref: ThreadRef;
  /** null where the installation does not know such a thread */
  itemId: number | null;
  /** what it is; undefined: not known, or not kept with the command */
  type?: ThreadType | undefined;
  /** whether the giver had triage permission there (or is staff) */
  triage: boolean;
}

/** What the app last wanted in one slot, and what became of it. */
export interface Post {
  slot: string;
  kind: string;
  /** hash of the wanted content; the same hash is not wanted twice */
  hash: string;
  /** `present`: wanted there; `absent`: wanted gone */
  wanted: 'present' | 'absent';
  /** `pending`: will be sent; `sent`; `withheld`: by mode or shadow; `failed`: given up; `vetoed`: a human took it away */
  state: 'pending' | 'sent' | 'withheld' | 'failed' | 'vetoed';
  /** label name, marker …: what the slot is about, for diffs */
  subject: string;
  /** GraphQL's name of what stands there; null where nothing does, or nobody told */
  nodeId: string | null;
}

/** All that is known of one thread before an event is decided. */
export interface ThreadState {
  /** number of its row; where it is not stored yet, the number kept free for it */
  itemId: number;
  /** null where the thread is unknown, or deleted */
  item: Item | null;
  /** when it was deleted; null where it was not */
  deletedAt: Date | null;
  judgements: Judgement[];
  commands: Command[];
  posts: Post[];
  /** how many threads of this author the installation knew before this one, and how many merged pull requests */
  authorPriorThreads: number;
  authorPriorMergedPulls: number;
}
