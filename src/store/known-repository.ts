import type { ConfigFiles } from '../config/resolve.ts';
import { resolveSettings } from '../config/resolve.ts';
import type { ConfigScope, KnownRepository } from '../loop/known-repository.ts';
import { ORGANIZATION_REPOSITORY } from '../loop/known-repository.ts';
import type { Settings } from '../loop/settings.ts';
import type { StoredRepository } from './interface/installed.ts';
import type { InstallationReader } from './interface/reader.ts';

/** A repository with the settings in force there; null where the installation does not have it. */
export async function knownRepository(
  reader: InstallationReader,
  repositoryId: number,
): Promise<KnownRepository | null> {
  const [row, { repository, organization, only }] = await Promise.all([
    reader.row(),
    reader.home(repositoryId),
  ]);
  if (repository === null) return null;
  const single = row?.accountType === 'User' || only !== null;
  return known(repository, single ? null : organization, single);
}

/** The repository of that name, with the settings in force there; null where the installation has none. */
export async function knownRepositoryNamed(
  reader: InstallationReader,
  { owner, name }: { owner: string; name: string },
): Promise<KnownRepository | null> {
  const repositoryId = await reader.repositoryNamed(owner, name);
  return repositoryId === null ? null : knownRepository(reader, repositoryId);
}

/** All repositories of the installation with their settings, by id. */
export async function knownRepositories(
  reader: Pick<InstallationReader, 'row' | 'repositories'>,
): Promise<KnownRepository[]> {
  const [row, stored] = await Promise.all([reader.row(), reader.repositories()]);
  const single = row?.accountType === 'User' || stored.length === 1;
  const organization = stored.find((each) => configScope(each, single) === 'organization');
  return stored
    .map((repository) => known(repository, organization ?? null, single))
    .sort((a, b) => a.id - b.id);
}

/** Where a repository's own config file counts. `single`: a personal account, or the installation's only repository. */
export function configScope(repository: { name: string }, single: boolean): ConfigScope {
  if (single) return 'only';
  return repository.name.toLowerCase() === ORGANIZATION_REPOSITORY ? 'organization' : 'repository';
}

function known(
  repository: StoredRepository,
  organization: StoredRepository | null,
  single: boolean,
): KnownRepository {
  const scope = configScope(repository, single);
  return {
    id: repository.id,
    nodeId: repository.nodeId,
    owner: repository.owner,
    name: repository.name,
    private: repository.private,
    archived: repository.archived,
    defaultBranch: repository.defaultBranch,
    hasIssues: repository.hasIssues,
    configScope: scope,
    settings: resolved({
      organizationFile: organization?.configFile ?? null,
      repositoryFile: scope === 'organization' ? null : (repository.configFile ?? null),
      single,
    }),
  };
}

/** Resolved settings kept: every event needs them, and an organisation has few different ones. */
const RESOLVED_MAX = 1_000;

const resolvedByFiles = new Map<string, Settings>();

/** The same files give the same settings, so they are worked out once. */
function resolved(files: ConfigFiles): Settings {
  const key = JSON.stringify([files.organizationFile, files.repositoryFile, files.single]);
  const before = resolvedByFiles.get(key);
  if (before !== undefined) return before;
  const settings = resolveSettings(files);
  if (resolvedByFiles.size >= RESOLVED_MAX) resolvedByFiles.clear();
  resolvedByFiles.set(key, settings);
  return settings;
}
