import type { GitHubHost } from '../../config/github-host.ts';
import { readMatchingHealth } from '../../pipeline/matching-health.ts';
import type { InstallationRow } from '../../store/interface/installed.ts';
import type { Store } from '../../store/store.ts';
import type { Check } from '../doctor.ts';

/** Whether a copy of the newest report would find it. Where it would, or nothing was reported yet, nothing is said. */
export async function checkMatching(
  store: Pick<Store, 'forInstallation'>,
  rows: readonly InstallationRow[],
  { webUrl }: GitHubHost,
  now: Date,
): Promise<Check[]> {
  const { host } = new URL(webUrl);
  const found: Check[] = [];
  for (const row of rows) {
    const health = await readMatchingHealth(store.forInstallation(row.id), row, { host }, now);
    if (health !== 'ill') continue;
    found.push({
      name: `matching ${row.login}`,
      status: 'failed',
      message: 'a copy of the newest report does not find it, so duplicates are not seen',
      advice: 'Report it with the version of the app; "fullcircle db export" keeps what there is to look at.',
    });
  }
  return found;
}
