import type { ThreadShare } from './installation/thread-share.ts';

/**
 * What one reading of a record keeps for the next, so that it reads only the threads that changed since, and hands out the
 * very same objects for the others. Of one scope: where another is asked for, it begins anew. For one reading at a time.
 */
export class RecordMemory {
  /** whose threads these are, as whom */
  scope = '';
  /** as the database names what it had committed when the threads were read; null: nothing was read yet */
  snapshot: string | null = null;
  /** of the last reading */
  asOf: Date = new Date(0);
  /** `asOf` of the reading that read everything */
  begunAt: Date = new Date(0);
  /** by the thread's key */
  readonly shares = new Map<string, ThreadShare>();
  /** oldest first */
  ordered: readonly ThreadShare[] = [];

  /** Threads and comments that are held: about 850 bytes each. */
  get size(): number {
    let size = this.shares.size;
    for (const { thread } of this.shares.values()) size += thread?.base.comments.length ?? 0;
    return size;
  }

  /** Begins anew. */
  clear(): void {
    this.scope = '';
    this.snapshot = null;
    this.asOf = new Date(0);
    this.shares.clear();
    this.ordered = [];
  }
}
