import { triageRepository } from '../loop/triage/place.ts';
import { knownRepositories } from '../pipeline/known-repository.ts';
import type { InstallationRow, Store } from '../store/store.ts';

/** How an installation stands: what its owner or the operator may have to see to. */
export interface InstallationStanding {
  row: InstallationRow;
  /** `owner/name` of where the weekly issue goes; null where that is not clear */
  triageRepository: string | null;
  /** by repository; empty where every config is fine */
  configProblems: { repository: string; problems: string[] }[];
  /** `issues: write` and so on: asked for by the app, not accepted by the owner */
  permissionsMissing: string[];
}

/** Looks at every installation that is there. */
export async function standings(
  store: Store,
  wanted: Readonly<Record<string, string>>,
): Promise<InstallationStanding[]> {
  const found: InstallationStanding[] = [];
  for (const row of await store.operator.installations()) {
    if (row.goneAt !== null) continue;
    const tenant = store.forInstallation(row.id);
    const [known, stored] = await Promise.all([knownRepositories(tenant), tenant.repositories()]);
    const place = triageRepository(known);
    found.push({
      row,
      triageRepository: place === null ? null : `${place.owner}/${place.name}`,
      configProblems: stored
        .filter(({ configProblems }) => configProblems.length > 0)
        .map(({ owner, name, configProblems }) => ({
          repository: `${owner}/${name}`,
          problems: configProblems,
        })),
      permissionsMissing: missing(wanted, row.permissions, row.accountType),
    });
  }
  return found;
}

/** Write includes read. A personal account has no members to be asked for. */
export function missing(
  wanted: Readonly<Record<string, string>>,
  granted: Readonly<Record<string, string>>,
  accountType: 'User' | 'Organization',
): string[] {
  return Object.entries(wanted)
    .filter(([name]) => accountType === 'Organization' || name !== 'members')
    .filter(([name, level]) => {
      const held = granted[name];
      return level === 'read' ? held === undefined : held !== level && held !== 'admin';
    })
    .map(([name, level]) => `${name}: ${level}`);
}
