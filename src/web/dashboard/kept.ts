/** Figures of an installation may take this share of the machine: what took a second is good for twenty. */
const COST_SHARE = 0.05;
const FRESH_MIN_MS = 10_000;
const FRESH_MAX_MS = 10 * 60_000;
/** Older figures would surprise: who asks for them waits for new ones. */
const SHOWN_MAX_MS = 60 * 60_000;
/** How long a request waits for figures that nobody has worked out yet, before it says so. */
const WAIT_MS = 1_500;
/** People with the same repositories share theirs; the least lately used go first. */
const KEPT_MAX = 32;

const LATE = Symbol('late');

/** Figures are being worked out; ask again in a moment. */
export class StillWorking extends Error {
  override name = 'StillWorking';
}

interface Entry<T> {
  value: T | null;
  workedOutMs: number;
  freshForMs: number;
  working: Promise<T> | null;
}

export interface Kept<T> {
  /**
   * What was worked out over these repositories, at once where they were worked out before (and anew in the background where
   * they are old). Throws StillWorking.
   * @param published public repositories, where it tells of these too: of one that is hidden nothing is shown any more
   */
  of(installationId: number, visible: readonly number[], published?: readonly number[]): Promise<T>;
}

/**
 * Keeps what is costly to work out, by installation and repositories.
 * @param workOut one at a time
 */
export function createKept<T>(
  workOut: (installationId: number, visible: readonly number[]) => Promise<T>,
): Kept<T> {
  const kept = new Map<string, Entry<T>>();
  /** One after the other: each takes the memory of a whole installation for a moment. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  async function work(installationId: number, visible: readonly number[], own: Entry<T>): Promise<T> {
    const begun = performance.now();
    try {
      const value = await workOut(installationId, visible);
      own.value = value;
      const tookMs = performance.now() - begun;
      own.workedOutMs = performance.now();
      own.freshForMs = Math.min(FRESH_MAX_MS, Math.max(FRESH_MIN_MS, tookMs / COST_SHARE));
      return value;
    } finally {
      own.working = null;
    }
  }

  return {
    async of(installationId, visible, published = []) {
      const key = `${installationId}:${sorted(visible)}:${sorted(published)}`;
      const own: Entry<T> = kept.get(key) ?? { value: null, workedOutMs: 0, freshForMs: 0, working: null };
      kept.delete(key);
      kept.set(key, own);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
      const ageMs = performance.now() - own.workedOutMs;
      if (own.value !== null && ageMs < own.freshForMs) return own.value;
      own.working ??= inTurn(() => work(installationId, visible, own));
      if (own.value !== null && ageMs < SHOWN_MAX_MS) {
        // What fails is tried again by the next one who asks.
        own.working.catch(() => undefined);
        return own.value;
      }
      return orStillWorking(own.working);
    },
  };
}

function sorted(ids: readonly number[]): string {
  return [...ids].sort((a, b) => a - b).join(',');
}

async function orStillWorking<T>(working: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), WAIT_MS);
  });
  try {
    working.catch(() => undefined);
    const found = await Promise.race([working, late]);
    if (found === LATE) throw new StillWorking('the figures are being worked out');
    return found;
  } finally {
    clearTimeout(timer);
  }
}
