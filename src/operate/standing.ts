import { missingPermissions } from '../loop/permissions.ts';
import { triageRepository, whyNoPlace } from '../loop/triage/place.ts';
import type { InstallationRow } from '../store/interface/installed.ts';
import { knownRepositories } from '../store/known-repository.ts';
import type { Store } from '../store/store.ts';

/** How an installation stands: what its owner or the operator may have to see to. */
export interface InstallationStanding {
  row: InstallationRow;
  /** `owner/name` of where the weekly issue goes; null where that is not clear */
  triageRepository: string | null;
  /** why there is none, as the end of a sentence; null: there is one */
  whyPlaceless: string | null;
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
    const whyPlaceless = whyNoPlace(known);
    found.push({
      row,
      triageRepository: place === null ? null : `${place.owner}/${place.name}`,
      whyPlaceless,
      configProblems: stored
        .filter(({ configProblems }) => configProblems.length > 0)
        .map(({ owner, name, configProblems }) => ({
          repository: `${owner}/${name}`,
          problems: configProblems,
        })),
      permissionsMissing: missingPermissions(wanted, row.permissions, row.accountType),
    });
  }
  return found;
}
