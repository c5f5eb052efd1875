import type { Store } from '../store/store.ts';
import { knownRepositories } from './known-repository.ts';

/** What is kept too long harms nobody within an hour. */
const EVERY_MS = 60 * 60 * 1000;

/** Deletes what is past its time: payloads, settled effects, texts beyond retention, installations that are gone. */
export interface Upkeep {
  /** Does the work when it is due. Returns whether it was. */
  step(): Promise<boolean>;
}

export function createUpkeep(deps: { store: Store; clock: { now(): Date } }): Upkeep {
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
        // `privacy` counts for the whole installation alike, so that any of its repositories says it.
        const [first] = await knownRepositories(deps.store.forInstallation(id));
        if (first !== undefined) daysOf.set(id, first.settings.privacy.retainDays);
      }
      await deps.store.operator.retain(now, daysOf);
      return true;
    },
  };
}
