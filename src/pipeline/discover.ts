import type { Store } from '../store/store.ts';
import type { FactSource } from './fact-source.ts';

/** Takes in installations that the app does not know: their webhook came before the app, or got lost. Returns how many were new. */
export async function discoverInstallations(
  deps: { store: Store; source: Pick<FactSource, 'installations'> },
  now: Date,
): Promise<number> {
  const [found, known] = await Promise.all([
    deps.source.installations(),
    deps.store.operator.installations(),
  ]);
  const ids = new Set(known.filter(({ goneAt }) => goneAt === null).map(({ id }) => id));
  const fresh = found.filter(({ id }) => !ids.has(id));
  for (const { id, account, permissions, suspended, createdAt } of fresh) {
    await deps.store.forInstallation(id).decide(
      null,
      async () => ({
        changes: [
          { type: 'installation.put', account, permissions, suspended, at: createdAt },
          { type: 'repositories.stale', at: now },
        ],
        effects: [],
        ignored: null,
      }),
      now,
    );
  }
  return fresh.length;
}
