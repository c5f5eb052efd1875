import type { Engine } from './database.ts';
import { ReadOnly, translated } from './errors.ts';
import { excluded } from './excluded.ts';
import { timers } from './schema/backfills.ts';

/** A row of the operator's that nothing is due by. */
const TRIAL = { installationId: 0, task: 'doctor', nextAt: new Date(0) } as const;

/** Whether the database takes writes: one with a full disk, or one that became a standby, reads as well as ever. */
export interface Writable {
  /** Writes a row. @throws DatabaseUnavailable, ReadOnly, DiskFull */
  tryWriting(): Promise<void>;
  /** Notes what a call of the store threw. */
  noteError(error: unknown): void;
  /** Tries to write where a write was refused and none was tried since. @throws as `tryWriting` */
  confirm(): Promise<void>;
}

export function createWritable({ database }: Pick<Engine, 'database'>): Writable {
  let isRefused = false;

  async function tryWriting(): Promise<void> {
    try {
      await database
        .insert(timers)
        .values(TRIAL)
        .onConflictDoUpdate({
          target: [timers.installationId, timers.task],
          set: excluded(timers, ['nextAt']),
        });
      isRefused = false;
    } catch (error) {
      throw translated(error);
    }
  }

  return {
    tryWriting,
    noteError(error) {
      if (error instanceof ReadOnly) isRefused = true;
    },
    confirm: async () => {
      if (isRefused) await tryWriting();
    },
  };
}
