import type { Change } from '../loop/change.ts';
import type { InstallationStore } from '../store/interface/installation.ts';

/** Applies changes that no delivery brought. */
export async function apply(tenant: InstallationStore, changes: readonly Change[], now: Date): Promise<void> {
  await tenant.decide(null, async () => ({ changes, effects: [], ignored: null }), now);
}
