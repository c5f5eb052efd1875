import type { TagRules } from '../fix/release-line.ts';
import type { KnownRepository } from '../known-repository.ts';

/** What the config in force says of the tags of a repository. */
export function tagRules({ name, settings }: KnownRepository): TagRules {
  return {
    repository: name,
    packages: settings.releases.packages,
    prereleases: settings.notices.prereleases,
  };
}
