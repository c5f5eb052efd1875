import type { KnownRepository } from '../facts.ts';

/**
 * Where the weekly issue goes: the configured repository, else the installation's only one, else nowhere.
 * @returns null where nobody said and it cannot be guessed, or where the place cannot hold issues
 */
export function triageRepository(repositories: readonly KnownRepository[]): KnownRepository | null {
  // In an organisation every repository says the same, for only its own file counts; of a personal account the first
  // that names one does.
  const named = repositories.find(({ settings }) => settings.triage.repository !== null);
  const name = named?.settings.triage.repository ?? null;
  const place =
    name === null
      ? repositories.length === 1
        ? repositories[0]
        : undefined
      : repositories.find((repository) => repository.name.toLowerCase() === name.toLowerCase());
  return place?.hasIssues && !place.archived ? place : null;
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
