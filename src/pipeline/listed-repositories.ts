import type { Change } from '../loop/change.ts';
import type { Repository } from '../loop/vocabulary.ts';
import type { InstallationStore } from '../store/interface/installation.ts';
import type { FactSource } from './fact-source.ts';

/**
 * Reads the whole list of the installation's repositories from GitHub and takes it in. Where something was hidden or added
 * while the list was being read, nobody knows which of the two is newer: then both only hide, and the list is read again
 * later.
 * @returns whether what is stored is the list: false, too, where there is none to be had
 */
export async function takeInRepositories(
  tenant: InstallationStore,
  source: Pick<FactSource, 'repositories'>,
  now: Date,
): Promise<boolean> {
  const before = await tenant.row();
  const listed = await source.repositories(tenant.installationId);
  if (listed === null) return false;
  let isOvertaken = false;
  await tenant.decide(
    null,
    async (reader) => {
      isOvertaken = (await reader.row())?.repositoriesTold !== before?.repositoriesTold;
      const changes: Change[] = isOvertaken
        ? [...hiding(listed, await reader.repositories(), now), { type: 'repositories.stale', at: now }]
        : [{ type: 'repositories.put', repositories: listed, at: now }];
      return { changes, effects: [], ignored: null };
    },
    now,
  );
  return !isOvertaken;
}

/** What is private by the list, and not yet by what is stored. */
function hiding(listed: readonly Repository[], stored: readonly Repository[], at: Date): Change[] {
  const shown = new Set(stored.filter((each) => !each.private).map(({ id }) => id));
  return listed
    .filter((repository) => repository.private && shown.has(repository.id))
    .map((repository) => ({ type: 'repository.put', repository, at }));
}
