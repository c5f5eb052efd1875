import type { InstallationRow } from '../store/interface/installed.ts';
import { knownRepositories } from '../store/known-repository.ts';
import type { Store } from '../store/store.ts';
import type { FactSource } from './fact-source.ts';
import { readMatchingHealth } from './matching-health.ts';

/** What is kept too long harms nobody within an hour. */
const EVERY_MS = 60 * 60 * 1000;

/** Deletes what is past its time: payloads, settled effects, texts beyond retention, installations that are gone. */
export interface Upkeep {
  /** Does the work when it is due. Returns whether it was. */
  step(): Promise<boolean>;
}

export interface UpkeepDeps {
  store: Store;
  clock: { now(): Date };
  source: FactSource;
  /** in how many installations a copy of the newest report does not find it */
  onMatching?(ill: number): void;
}

export function createUpkeep(deps: UpkeepDeps): Upkeep {
  let nextAt = new Date(0);
  return {
    async step() {
      const now = deps.clock.now();
      if (now < nextAt) return false;
      nextAt = new Date(now.getTime() + EVERY_MS);
      await deps.store.inbox.prune(now);
      await deps.store.outbox.prune(now);
      const installations = await deps.store.operator.installations();
      const daysOf = new Map<number, number>();
      for (const { id, goneAt } of installations) {
        if (goneAt !== null) {
          await deps.store.operator.purge(id);
          continue;
        }
        // In an organisation all of them say the same; of a personal account no repository takes the others' texts away.
        const repositories = await knownRepositories(deps.store.forInstallation(id));
        const days = repositories.map(({ settings }) => settings.privacy.retainDays);
        if (days.length > 0) daysOf.set(id, Math.max(...days));
      }
      await deps.store.operator.retain(now, daysOf);
      await lookAtMatching(deps, installations, now);
      return true;
    },
  };
}

/** After what has to be done: that texts go in time does not depend on it. */
async function lookAtMatching(
  { store, source, onMatching }: UpkeepDeps,
  installations: readonly InstallationRow[],
  now: Date,
): Promise<void> {
  let ill = 0;
  for (const row of installations) {
    if (row.goneAt !== null) continue;
    const health = await readMatchingHealth(store.forInstallation(row.id), row, source, now);
    if (health === 'ill') ill += 1;
  }
  onMatching?.(ill);
}
