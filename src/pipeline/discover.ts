import type { Store } from '../store/store.ts';
import type { FactSource } from './fact-source.ts';
import { takeInFound } from './found-installation.ts';

/**
 * Takes in how the app's installations stand: a webhook may have come before the app, out of order, or not at all.
 * Returns how many were new or stood otherwise than stored.
 */
export async function discoverInstallations(
  deps: { store: Store; source: Pick<FactSource, 'installations'> },
  now: Date,
): Promise<number> {
  let changed = 0;
  for (const found of await deps.source.installations()) {
    if (await takeInFound(deps.store.forInstallation(found.id), found, now)) changed += 1;
  }
  return changed;
}
