import type { Store } from '../store/store.ts';

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
      await deps.store.operator.retain(now);
      for (const { id, goneAt } of await deps.store.operator.installations()) {
        if (goneAt !== null) await deps.store.operator.purge(id);
      }
      return true;
    },
  };
}
