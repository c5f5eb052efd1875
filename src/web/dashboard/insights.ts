import type { InstallationStore } from '../../store/store.ts';
import { type Insight, insightOf } from './insight.ts';
import { measureSettings } from './measure-settings.ts';

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

/** Figures are being worked out; ask again in a moment. */
export class StillWorking extends Error {
  override name = 'StillWorking';
}

interface Kept {
  insight: Insight | null;
  workedOutMs: number;
  freshForMs: number;
  working: Promise<Insight> | null;
}

export interface Insights {
  /**
   * The figures over these repositories, at once where they were worked out before (and anew in the background where
   * they are old). Throws StillWorking.
   */
  of(tenant: InstallationStore, visible: readonly number[]): Promise<Insight>;
}

/** @param clock the app's; the age of figures is counted by the machine's own */
export function createInsights(clock: { now(): Date }): Insights {
  const kept = new Map<string, Kept>();
  /** One after the other: each takes the memory of a whole installation for a moment. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn(work: () => Promise<Insight>): Promise<Insight> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  async function work(tenant: InstallationStore, visible: readonly number[], own: Kept): Promise<Insight> {
    const begun = performance.now();
    try {
      const settings = await measureSettings(tenant);
      const record = await tenant.record({ asOf: clock.now(), visible, audience: settings.audience });
      own.insight = insightOf(record, settings);
      const tookMs = performance.now() - begun;
      own.workedOutMs = performance.now();
      own.freshForMs = Math.min(FRESH_MAX_MS, Math.max(FRESH_MIN_MS, tookMs / COST_SHARE));
      return own.insight;
    } finally {
      own.working = null;
    }
  }

  return {
    async of(tenant, visible) {
      const key = `${tenant.installationId}:${[...visible].sort((a, b) => a - b).join(',')}`;
      const own = kept.get(key) ?? { insight: null, workedOutMs: 0, freshForMs: 0, working: null };
      kept.delete(key);
      kept.set(key, own);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
      const ageMs = performance.now() - own.workedOutMs;
      if (own.insight !== null && ageMs < own.freshForMs) return own.insight;
      own.working ??= inTurn(() => work(tenant, visible, own));
      if (own.insight !== null && ageMs < SHOWN_MAX_MS) {
        // What fails is tried again by the next one who asks.
        own.working.catch(() => undefined);
        return own.insight;
      }
      return orStillWorking(own.working);
    },
  };
}

async function orStillWorking(working: Promise<Insight>): Promise<Insight> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), WAIT_MS);
  });
  try {
    working.catch(() => undefined);
    const found = await Promise.race([working, late]);
    if (found === null) throw new StillWorking('the figures are being worked out');
    return found;
  } finally {
    clearTimeout(timer);
  }
}
