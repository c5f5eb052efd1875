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
 * Which repositories' content may be shown in the weekly issue: public ones, its own, and private ones only where their
 * config lists the (private) triage repository in `privacy.show_in`. Ids in ascending order.
 */
export function visibleIn(place: KnownRepository, repositories: readonly KnownRepository[]): number[] {
  return repositories
    .filter((repository) => !repository.private || repository.id === place.id || opensTo(repository, place))
    .map(({ id }) => id)
    .sort((a, b) => a - b);
}

/** Whether what is private and of no repository may be shown in a triage repository: where all of them list it. */
export function showsPrivate(place: KnownRepository, repositories: readonly KnownRepository[]): boolean {
  return repositories.every((repository) => opensTo(repository, place));
}

/**
 * Whether what is private in one repository may be shown in another, which is private itself. The config of the one whose
 * content it is says so: of a personal account each has its own, and whoever writes to one need not read the others.
 */
function opensTo({ settings }: KnownRepository, { name, private: isPrivate }: KnownRepository): boolean {
  const lower = name.toLowerCase();
  return isPrivate && settings.privacy.showIn.some((listed) => listed.toLowerCase() === lower);
}
