import type { Facts } from '../facts.ts';
import type { Question } from '../fix/containment.ts';
import { byNotes, firstQuestions, furtherQuestions, readAnswer, WAITING_MAX } from '../fix/containment.ts';
import { countsFor, previousRelease } from '../fix/release-line.ts';
import type { Containment, KnownLanding, Landing, Release, Witness } from '../fix-record.ts';
import type { KnownRepository } from '../known-repository.ts';
import { tagRules } from './tag-rules.ts';

/** Pages of 250 commits that one release is looked through for; most have fewer than 100 commits. */
const RELEASE_PAGES_MAX = 8;
/** Whether one landing is an ancestor is told by the first page; the rest of it shows second witnesses. */
const LANDING_PAGES_MAX = 2;
/** Releases that a landing is looked for in where these were told before it. */
const LATER_RELEASES_MAX = 3;

/** Stands for no release: no landing was asked about by it. */
const NO_RELEASE = 0;

/**
 * Which of the landings that wait for a release are in this one. Nothing is asked where nothing waits; one comparison
 * does for a single landing, and one for all of them.
 * @param anewAt when it became another one, after which all landings are asked about again; null: it did not
 */
export function containedInRelease(
  release: Release,
  anewAt: Date | null,
  repository: KnownRepository,
  facts: Facts,
): Containment[] {
  const rules = tagRules(repository);
  if (!countsFor(release, [], rules)) return [];
  const waiting = facts
    .get({
      kind: 'waiting',
      repositoryId: repository.id,
      releaseId: anewAt === null ? release.id : NO_RELEASE,
      before: anewAt ?? release.publishedAt,
      limit: WAITING_MAX,
    })
    .filter((landing) => countsFor(release, landing.packages, rules) && !isOut(landing, release, repository));
  if (waiting.length === 0) return [];
  const others = facts.get({ kind: 'releases', repositoryId: repository.id });
  const previous = previousRelease(release, others, rules.prereleases)?.tag ?? null;
  const found = new Map<string, Witness | null>();
  ask(firstQuestions(waiting, previous), waiting, release, repository, facts, found);
  const undecided = waiting.filter(({ key }) => !found.has(key));
  const single = furtherQuestions(undecided);
  ask(single, undecided, release, repository, facts, found);
  return containments(release, found);
}

/** Whether people can use it already since an earlier release. */
function isOut(landing: KnownLanding, { id, publishedAt }: Release, repository: KnownRepository): boolean {
  const rules = tagRules(repository);
  return landing.releases.some(
    ({ release, witness }) =>
      witness !== null &&
      release.id !== id &&
      release.publishedAt < publishedAt &&
      countsFor(release, landing.packages, rules),
  );
}

function ask(
  questions: readonly Question[],
  waiting: readonly Landing[],
  release: Release,
  repository: KnownRepository,
  facts: Facts,
  found: Map<string, Witness | null>,
): void {
  const requests = questions.map((question) => compareRequest(question, release, repository));
  facts.require(requests);
  for (const [at, question] of questions.entries()) {
    const request = requests[at];
    if (request === undefined) continue;
    for (const [key, witness] of readAnswer(question, facts.get(request), waiting, release)) {
      if (found.get(key) == null) found.set(key, witness);
    }
  }
}

function compareRequest({ base, of }: Question, { tag }: Release, repository: KnownRepository) {
  return {
    kind: 'compare',
    repositoryId: repository.id,
    owner: repository.owner,
    name: repository.name,
    base,
    head: tag,
    pagesMax: of === 'release' ? RELEASE_PAGES_MAX : LANDING_PAGES_MAX,
  } as const;
}

/**
 * Which of the releases that were told before it have this landing: deliveries come in any order, and what somebody said
 * later may make an old pull request count. The first that has it ends the search.
 */
export function releasesOf(
  landing: Landing,
  asked: ReadonlySet<number>,
  repository: KnownRepository,
  facts: Facts,
): Containment[] {
  const rules = tagRules(repository);
  const later = facts
    .get({ kind: 'releases', repositoryId: repository.id })
    .filter(
      (release) =>
        release.publishedAt >= landing.at &&
        !asked.has(release.id) &&
        countsFor(release, landing.packages, rules),
    )
    .sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || a.id - b.id)
    .slice(0, LATER_RELEASES_MAX);
  const all: Containment[] = [];
  for (const release of later) {
    const found = new Map<string, Witness | null>();
    ask(furtherQuestions([landing]), [landing], release, repository, facts, found);
    if (!found.has(landing.key)) found.set(landing.key, byNotes(landing, release));
    all.push(...containments(release, found));
    if (found.get(landing.key) !== null) break;
  }
  return all;
}

function containments(
  { id, repositoryId }: Release,
  found: ReadonlyMap<string, Witness | null>,
): Containment[] {
  return [...found].map(([landingKey, witness]) => ({ repositoryId, releaseId: id, landingKey, witness }));
}
