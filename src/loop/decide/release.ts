import type { Change } from '../change.ts';
import type { Decision } from '../decide.ts';
import type { ReleaseEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import { namedInNotes } from '../fix/containment.ts';
import type { Containment, KnownLanding, KnownRelease, Release } from '../fix-record.ts';
import type { KnownRepository } from '../known-repository.ts';
import { containedInRelease, releasesOf } from './contained.ts';
import { NOTHING_FRESH } from './story-of.ts';
import { tell } from './tell.ts';

/** A release came out, was changed or is gone: which fixes can be used now, and who waits for that. */
export function decideRelease(event: ReleaseEvent, facts: Facts): Decision {
  const repository = facts.get({ kind: 'repository', repositoryId: event.repository.id });
  if (repository === null)
    return { changes: [], effects: [], ignored: 'repository is not in the installation' };
  if (event.release.draft) return { changes: [], effects: [], ignored: 'a draft that nobody can use' };
  const known = facts
    .get({ kind: 'releases', repositoryId: repository.id })
    .find(({ id }) => id === event.release.id);
  const release = current(event, repository, known ?? null);
  const before = facts.get({ kind: 'contained', repositoryId: repository.id, releaseId: release.id });
  const containments =
    release.goneAt === null
      ? containedInRelease(release, anewAt(event, release, known ?? null), repository, facts)
      : elsewhere(before, release, repository, facts);
  const found = containments.filter(({ witness }) => witness !== null).map(({ landingKey }) => landingKey);
  const landings = [...new Set([...before, ...found])].sort();
  const items = [
    ...(landings.length === 0 ? [] : facts.get({ kind: 'fixedItems', landings })),
    ...facts.get({ kind: 'saidFixedIn', tag: release.tag }),
  ];
  const told = tell(items, { ...NOTHING_FRESH, containments, releases: [release] }, repository, facts);
  const put: Change = { type: 'release.put', release, at: event.at };
  return {
    changes: [
      put,
      ...(containments.length === 0 ? [] : [{ type: 'containments.put' as const, containments }]),
      ...told.changes,
    ],
    effects: told.effects,
    ignored: null,
  };
}

/**
 * When it became another one since it was asked about: an edit gave it another tag or lets its notes name others, or it
 * was published again. Null: it did not.
 */
function anewAt({ type, at }: ReleaseEvent, now: Release, known: Release | null): Date | null {
  if (known === null) return null;
  const isEdited =
    type === 'release.edited' && (now.tag !== known.tag || now.named.join() !== known.named.join());
  const isAgain = type === 'release.published' && now.publishedAt > known.publishedAt;
  return isEdited || isAgain ? at : null;
}

/**
 * The release as it is after this event: an older word changes nothing but that it is gone, and what is gone stays gone
 * until it is published again.
 */
function current(event: ReleaseEvent, { owner, name }: KnownRepository, known: KnownRelease | null): Release {
  const { release, repository, at, type } = event;
  const goneAt = type === 'release.deleted' ? at : null;
  if (known !== null && goneAt === null && at < known.changedAt) {
    const { changedAt: _, ...kept } = known;
    return kept;
  }
  const publishedAt = release.publishedAt ?? known?.publishedAt ?? at;
  const isBack = goneAt === null && known?.goneAt != null && publishedAt > known.goneAt;
  return {
    id: release.id,
    repositoryId: repository.id,
    tag: release.tag,
    url: release.url,
    // A promotion and the publication before it may arrive in any order.
    prerelease: release.prerelease && (known?.prerelease ?? true),
    publishedAt,
    named: namedInNotes(release.body, { owner, name }),
    goneAt: isBack ? null : (known?.goneAt ?? goneAt),
  };
}

/** What a release had that is gone may be in a later one. */
function elsewhere(
  keys: readonly string[],
  release: Release,
  repository: KnownRepository,
  facts: Facts,
): Containment[] {
  if (keys.length === 0) return [];
  const landings: KnownLanding[] = facts.get({ kind: 'landings', threads: [], keys });
  return landings
    .filter(({ key }) => keys.includes(key))
    .flatMap((landing) => {
      const asked = new Set(landing.releases.map((each) => each.release.id).concat(release.id));
      return releasesOf(landing, asked, repository, facts);
    });
}
