import type { Repository } from '../../loop/vocabulary.ts';

export interface InstallationRow {
  id: number;
  login: string;
  accountType: 'User' | 'Organization';
  permissions: Record<string, string>;
  suspended: boolean;
  installedAt: Date;
  /** set when it was uninstalled; purged within a day */
  goneAt: Date | null;
  repositoriesStale: boolean;
  /** grows with each word about repositories: a list that was asked for before the newest of them is overtaken */
  repositoriesTold: number;
}

/** A repository as stored, with its own config file as it was last accepted. */
export interface StoredRepository extends Repository {
  hasIssues: boolean;
  hasDiscussions: boolean;
  /** parsed and checked file as plain JSON; null: none in force */
  configFile: unknown;
  configProblems: string[];
  configReadAt: Date | null;
  /** when it was first told of, or last listed */
  changedAt: Date;
}

/** A repository beside what decides which config files count there. Cheap, however many there are. */
export interface RepositoryHome {
  /** null where the installation does not have it, or nobody asked for one */
  repository: StoredRepository | null;
  /** the repository whose config speaks for the whole organisation, `.github` */
  organization: StoredRepository | null;
  /** the installation's only repository; null where it has several, or none */
  only: StoredRepository | null;
}
