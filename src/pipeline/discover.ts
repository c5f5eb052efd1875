import type { InstallationRow } from '../store/interface/installed.ts';
import type { Store } from '../store/store.ts';
import { apply } from './apply.ts';
import type { FactSource } from './fact-source.ts';
import { takeInFound } from './found-installation.ts';

/** So long GitHub has to go on saying that there is no such installation. */
const GONE_AFTER_MS = 60 * 60 * 1_000;

/** The same where it lists none that the app knew: the credentials may be those of another app. */
const ALL_GONE_AFTER_MS = 7 * 24 * 60 * 60 * 1_000;

interface Deps {
  store: Store;
  source: Pick<FactSource, 'installations' | 'isGone'>;
}

/**
 * Takes in how the app's installations stand: a webhook may have come before the app, out of order, or not at all.
 * Returns how many were new or stood otherwise than stored.
 */
export async function discoverInstallations(deps: Deps, now: Date): Promise<number> {
  const known = await deps.store.operator.installations();
  const listed = await deps.source.installations();
  let changed = 0;
  for (const found of listed) {
    if (await takeInFound(deps.store.forInstallation(found.id), found, now)) changed += 1;
  }
  return changed + (await takeInMissing(deps, known, new Set(listed.map(({ id }) => id)), now));
}

/**
 * Whose uninstalling no webhook told of. What follows is the end of all its rows, so that nothing but GitHub's own word
 * counts, said again and again: neither what a list lacks, nor an outage, nor one answer.
 * @param known as it was before anything of the list was taken in: that may be another app's
 * @param listed all that GitHub lists
 */
async function takeInMissing(
  { store, source }: Deps,
  known: readonly InstallationRow[],
  listed: ReadonlySet<number>,
  now: Date,
): Promise<number> {
  const missing: number[] = [];
  for (const { id, goneAt } of known) {
    if (goneAt === null && !listed.has(id) && (await source.isGone(id))) missing.push(id);
  }
  const isOurs = known.some(({ id }) => listed.has(id));
  const dueAt = new Date(now.getTime() + (isOurs ? GONE_AFTER_MS : ALL_GONE_AFTER_MS));
  const gone = await store.operator.missing(missing, dueAt, now);
  for (const id of gone)
    await apply(store.forInstallation(id), [{ type: 'installation.gone', at: now }], now);
  return gone.length;
}
