import { RecordMemory } from '../../store/record-memory.ts';

/** What was read is kept so long after anything was read last: whoever looks at figures looks again, or is gone. */
const IDLE_MS = 10 * 60_000;
/** After so long everything is read anew: whatever a database that was put back from a backup did not tell ends then. */
const AGE_MAX_MS = 6 * 60 * 60_000;
/** What was read of installations, for everybody with the same repositories, so that only what changed is read again. */
export interface Memories {
  /** Reads with what was kept of the reading before, one after the other. */
  read<T>(
    of: { installationId: number; visible: readonly number[]; asOf: Date },
    work: (memory: RecordMemory) => Promise<T>,
  ): Promise<T>;
}

/**
 * @param sizeMax threads and comments, of all that is kept together, about 850 bytes each; what is larger is read anew each
 *   time
 */
export function createMemories(sizeMax: number): Memories {
  /** the least lately used first */
  const kept = new Map<string, RecordMemory>();
  let forget: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  function shrink(): void {
    let size = 0;
    for (const [key, memory] of [...kept].reverse()) {
      size += memory.size;
      if (size > sizeMax) kept.delete(key);
    }
  }

  async function readNow<T>(
    { installationId, visible, asOf }: Parameters<Memories['read']>[0],
    work: (memory: RecordMemory) => Promise<T>,
  ): Promise<T> {
    clearTimeout(forget);
    const key = `${installationId}:${visible.toSorted((a, b) => a - b).join(',')}`;
    const memory = kept.get(key) ?? new RecordMemory();
    kept.delete(key);
    kept.set(key, memory);
    if (asOf.getTime() - memory.begunAt.getTime() > AGE_MAX_MS) memory.clear();
    try {
      return await work(memory);
    } finally {
      shrink();
      forget = setTimeout(() => kept.clear(), IDLE_MS).unref();
    }
  }

  return {
    read(of, work) {
      const done = turn.then(() => readNow(of, work));
      turn = done.catch(() => undefined);
      return done;
    },
  };
}
