import type { Store } from '../store/store.ts';
import { standings } from './standing.ts';

/** Probes ask every few seconds; what is told here changes seldom. */
const KEPT_MS = 30_000;

/** A refusal is told for this long, so that one that was repaired does not stay. */
const REFUSAL_TOLD_MS = 60 * 60 * 1000;

/** What is not configured or does not work, one sentence each, without names of tenants: for `/readyz`. */
export interface Notes {
  read(): Promise<string[]>;
  /** GitHub refused an effect of this installation for want of a permission. */
  refused(installationId: number): void;
}

/** @param monotonicMs a clock that never jumps, in milliseconds */
export function createNotes(
  store: Store,
  options: {
    fixed: readonly string[];
    /** what does not work at the moment, one sentence; null: all does */
    passing?: () => string | null;
    permissions: Readonly<Record<string, string>>;
    monotonicMs: () => number;
    clock: { now(): Date };
  },
): Notes {
  const { fixed, passing, permissions, monotonicMs, clock } = options;
  const refusals = new Map<number, number>();
  let kept: { at: number; notes: string[] } | null = null;

  async function look(): Promise<string[]> {
    const all = (await standings(store, permissions)).filter(({ row }) => !row.suspended);
    const { byState } = await store.inbox.backlog(clock.now());
    const refusing = [...refusals.values()].filter((at) => monotonicMs() - at < REFUSAL_TOLD_MS).length;
    const placeless = all.filter(({ triageRepository }) => triageRepository === null).length;
    const lacking = all.filter(({ permissionsMissing }) => permissionsMissing.length > 0);
    const lacked = [...new Set(lacking.flatMap(({ permissionsMissing }) => permissionsMissing))].sort();
    const broken = all.reduce((sum, { configProblems }) => sum + configProblems.length, 0);
    return [
      ...told(
        placeless,
        'installation has',
        'installations have',
        'no triage repository, so no weekly issue',
      ),
      ...told(lacking.length, 'installation has', 'installations have', `not granted ${lacked.join(', ')}`),
      ...told(
        refusing,
        'installation',
        'installations',
        'had effects refused by GitHub within the last hour',
      ),
      ...told(broken, 'repository has', 'repositories have', 'problems in the config'),
      ...told(
        byState.dead,
        'delivery',
        'deliveries',
        'could not be processed: see "fullcircle replay --help"',
      ),
    ];
  }

  return {
    async read() {
      if (kept === null || monotonicMs() - kept.at > KEPT_MS)
        kept = { at: monotonicMs(), notes: await look() };
      return [...fixed, ...kept.notes, ...[passing?.() ?? null].filter((note) => note !== null)];
    },
    refused: (installationId) => void refusals.set(installationId, monotonicMs()),
  };
}

function told(count: number, one: string, many: string, what: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many} ${what}.`];
}
