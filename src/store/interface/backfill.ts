import type { CommentSnapshot, ThreadSnapshot, ThreadType } from '../../loop/vocabulary.ts';
import type { NewDelivery } from './inbox.ts';

/** How far the reading of one kind of thread of a repository is. */
export interface BackfillRow {
  repositoryId: number;
  type: ThreadType;
  /** threads that were last updated before are left out */
  since: Date;
  /** threads that were last updated before were read already, and are not read again; null: none were */
  readFrom: Date | null;
  /** where the next page begins; null: at the beginning */
  cursor: string | null;
  /** threads asked for at once */
  pageSize: number;
  /** handed in so far */
  threads: number;
  /** why it could not be read to its end, where that is so */
  problem: string | null;
  doneAt: Date | null;
}

/** A stored thread as reconciliation compares it. */
export interface KnownThread {
  snapshot: ThreadSnapshot;
  /** of people; those of the app itself are not among them */
  comments: Pick<CommentSnapshot, 'family' | 'id' | 'updatedAt'>[];
}

/** The reading of a tenant's history. */
export interface BackfillStore {
  /** by repository and type */
  rows(): Promise<BackfillRow[]>;
  /** Begins readings, those that were begun before included; readings of repositories outside of `all` are dropped. */
  plan(rows: readonly BackfillRow[], all: readonly number[]): Promise<void>;
  /**
   * Moves a reading on from where it was and puts what it found into the inbox, in one transaction.
   * @returns how many deliveries were new; null, with nothing done, where somebody else has moved it on meanwhile
   */
  advance(from: BackfillRow, to: BackfillRow, deliveries: readonly NewDelivery[]): Promise<number | null>;
  /** Unfinished deliveries of this name. */
  waiting(name: string): Promise<number>;
  /** Stored threads of a repository that are not deleted, by number, with their comments. */
  threads(repositoryId: number, numbers: readonly number[]): Promise<Map<number, KnownThread>>;
  /** Stored threads of a repository and kind that are not deleted, with numbers above `after`, in their order. */
  after(repositoryId: number, type: ThreadType, after: number, limit: number): Promise<ThreadSnapshot[]>;
}

/** How far the reading of history is in all installations together. */
export interface BackfillProgress {
  /** with a reading that has begun */
  installations: number;
  repositoriesDone: number;
  repositories: number;
  threads: number;
}
