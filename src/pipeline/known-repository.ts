import { resolveSettings } from '../config/resolve.ts';
import type { KnownRepository } from '../loop/facts.ts';
import type { InstallationReader, StoredRepository } from '../store/store.ts';

/** Name of the repository whose config speaks for the whole organisation. */
export const ORGANIZATION_REPOSITORY = '.github';

/** A repository with the settings in force there; null where the installation does not have it. */
export async function knownRepository(
  reader: InstallationReader,
  repositoryId: number,
): Promise<KnownRepository | null> {
  return (await knownRepositories(reader)).find(({ id }) => id === repositoryId) ?? null;
}

/** All repositories of the installation with their settings, by id. */
export async function knownRepositories(reader: InstallationReader): Promise<KnownRepository[]> {
  const [row, stored] = await Promise.all([reader.row(), reader.repositories()]);
  const organization = stored.find(({ name }) => name.toLowerCase() === ORGANIZATION_REPOSITORY);
  const single = row?.accountType === 'User' || stored.length === 1;
  return stored
    .map((repository) => known(repository, organization ?? null, single))
    .sort((a, b) => a.id - b.id);
}

function known(
  repository: StoredRepository,
  organization: StoredRepository | null,
  single: boolean,
): KnownRepository {
  const isOrganization = repository.id === organization?.id;
  return {
    id: repository.id,
    nodeId: repository.nodeId,
    owner: repository.owner,
    name: repository.name,
    private: repository.private,
    archived: repository.archived,
    defaultBranch: repository.defaultBranch,
    hasIssues: repository.hasIssues,
    settings: resolveSettings({
      organizationFile: organization?.configFile ?? null,
      repositoryFile: isOrganization ? null : (repository.configFile ?? null),
      single,
    }),
  };
}
