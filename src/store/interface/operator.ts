import type { BackfillProgress } from './backfill.ts';
import type { InstallationRow } from './installed.ts';

/** What belongs to the operator and to no tenant. */
export interface Operator {
  installations(): Promise<InstallationRow[]>;
  /**
   * Notes that GitHub knows these installations no more, and forgets the notes of all others.
   * @param dueAt for those that are new among them
   * @returns those that were due by now, and were noted all the time
   */
  missing(installationIds: readonly number[], dueAt: Date, now: Date): Promise<number[]>;
  /** Null where no reading of history ever began. */
  backfill(): Promise<BackfillProgress | null>;
  /** Installations in force with a repository whose history was not read to its end. */
  backfillsDue(): Promise<number[]>;
  /** A generated secret, created by `make` at the first call and the same ever after, in every process. */
  secret(name: string, make: () => string): Promise<string>;
  schemaVersion(): Promise<string>;
  /** Frees what processes that are no more had claimed. Only where no other process can be there: the embedded database. */
  takeOver(now: Date): Promise<void>;
  /** Deletes everything of an installation at once, embedded files included. */
  purge(installationId: number): Promise<void>;
  /**
   * Purges installations that are gone, tombstones and texts past retention.
   * @param daysOf days for which texts are kept, by installation, where they differ from 730
   */
  retain(now: Date, daysOf?: ReadonlyMap<number, number>): Promise<void>;
}
