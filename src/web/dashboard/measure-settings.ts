import { resolveSettings } from '../../config/resolve.ts';
import type { Settings } from '../../loop/settings.ts';
import { triageRepository } from '../../loop/triage/place.ts';
import type { InstallationStore } from '../../store/interface/installation.ts';
import { knownRepositories } from '../../store/known-repository.ts';

/** How an installation is measured: by the settings of where its weekly issue goes, as reports are. */
export async function measureSettings(tenant: InstallationStore): Promise<Settings> {
  const repositories = await knownRepositories(tenant);
  const place = triageRepository(repositories) ?? repositories[0];
  return place?.settings ?? resolveSettings({ organizationFile: null, repositoryFile: null, single: true });
}
