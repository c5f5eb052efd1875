import type { Settings } from './settings.ts';
import type { Repository } from './vocabulary.ts';

/** A repository the installation knows, with the config in force there. */
export interface KnownRepository extends Repository {
  settings: Settings;
  /** where its own config file counts: for the whole organisation, for itself, or as the only one there is */
  configScope: ConfigScope;
  hasIssues: boolean;
}

/** Name of the repository whose config speaks for the whole organisation. */
export const ORGANIZATION_REPOSITORY = '.github';

export type ConfigScope = 'organization' | 'repository' | 'only';
