import type { KnownRepository } from '../known-repository.ts';

/**
 * Where the weekly issue goes: the configured repository, else the installation's only one, else nowhere.
 * @returns null where nobody said and it cannot be guessed, or where the place cannot hold issues
 */
export function triageRepository(repositories: readonly KnownRepository[]): KnownRepository | null {
  const { place } = named(repositories);
  return place?.hasIssues && !place.archived ? place : null;
}

/** Why there is no place for the weekly issue, as the end of a sentence about it; null: there is one. */
export function whyNoPlace(repositories: readonly KnownRepository[]): string | null {
  const { name, place } = named(repositories);
  if (place === undefined) {
    return name === null
      ? 'nobody has said where it goes'
      : `the app is not installed on a repository called ${name}`;
  }
  if (place.archived) return `${place.name} is archived`;
  return place.hasIssues ? null : `${place.name} has its issues switched off`;
}

function named(repositories: readonly KnownRepository[]) {
  // In an organisation every repository says the same, for only its own file counts; of a personal account the first
  // that names one does.
  const saying = repositories.find(({ settings }) => settings.triage.repository !== null);
  const name = saying?.settings.triage.repository ?? null;
  const place =
    name === null
      ? repositories.length === 1
        ? repositories[0]
        : undefined
      : repositories.find((repository) => repository.name.toLowerCase() === name.toLowerCase());
  return { name, place };
}

/**
 * Which repositories' content may be shown in the weekly issue: public ones, its own, and private ones only where the
 * organisation listed the (private) triage repository in `privacy.show_in`. Ids in ascending order.
 */
export function visibleIn(place: KnownRepository, repositories: readonly KnownRepository[]): number[] {
  const all = showsPrivate(place);
  return repositories
    .filter((repository) => all || !repository.private || repository.id === place.id)
    .map(({ id }) => id)
    .sort((a, b) => a - b);
}

/** Whether what is private may be shown in a triage repository: it is private itself, and the organisation listed it. */
export function showsPrivate({ name, private: isPrivate, settings }: KnownRepository): boolean {
  const lower = name.toLowerCase();
  return isPrivate && settings.privacy.showIn.some((listed) => listed.toLowerCase() === lower);
}
