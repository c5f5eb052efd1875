import type { Facts } from '../facts.ts';
import { closingReferences } from '../fix/closing-references.ts';
import { packageNames, packagesOfPaths } from '../fix/release-line.ts';
import { isReleasePull } from '../fix/release-pull.ts';
import { revertedCommits, takenBackByPull } from '../fix/reverts.ts';
import type { Landing } from '../fix-record.ts';
import { commitKey, pullKey } from '../fix-record.ts';
import type { Item } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { ThreadName } from '../thread-name.ts';
import type { ThreadRef } from '../vocabulary.ts';
import { threadKey } from '../vocabulary.ts';
import type { ThreadishEvent } from './heard.ts';
import { tagRules } from './tag-rules.ts';

/** Whether a pull request went into the default branch. */
export function hasLanded({ snapshot }: Pick<Item, 'snapshot'>, repository: KnownRepository): boolean {
  return (
    snapshot.type === 'pull_request' &&
    snapshot.merged &&
    snapshot.closedAt !== null &&
    snapshot.baseRef !== null &&
    snapshot.baseRef === repository.defaultBranch
  );
}

/** A pull request with the text that is read. */
type Pull = Pick<Item, 'snapshot' | 'paths'>;

/**
 * What a pull request that was merged into the default branch closes and takes back; null: nothing that the app knows
 * of, or it is known already. Its author can edit its text for ever, so the text counts once: where the merge is told.
 * @param before the pull request as it was known before the event; null: it was not
 */
export function landingOf(
  event: ThreadishEvent,
  item: Pull,
  before: Pull | null,
  repository: KnownRepository,
  facts: Facts,
): Landing | null {
  if (!hasLanded(item, repository)) return null;
  const merged = asMerged(event, item, before);
  if (merged === null) return laterLanding(item, repository, facts);
  const asks = event.type === 'thread.closed' || isReconciled(event);
  const landing = readLanding(merged, repository, asks, facts);
  const isRelevant = landing.closes.length > 0 || landing.reverts.length > 0 || isSaid(landing.key, facts);
  return isRelevant ? landing : null;
}

/** The pull request as the event tells of its merge; null: the event tells something else of it. */
function asMerged(event: ThreadishEvent, item: Pull, before: Pull | null): Pull | null {
  switch (event.type) {
    case 'thread.closed':
      // What was edited since may be known already.
      return event.thread.merged ? { ...item, snapshot: event.thread } : null;
    case 'item.backfilled':
      return before?.snapshot.merged === true ? null : item;
    default:
      return null;
  }
}

function isReconciled(event: ThreadishEvent): boolean {
  return event.type === 'item.backfilled' && event.origin === 'reconcile';
}

/** Long after the merge: only what people of the project say of it is new, and its commit where nobody told it before. */
function laterLanding(item: Pull, repository: KnownRepository, facts: Facts): Landing | null {
  const { mergeCommitSha, number } = item.snapshot;
  const own = pullKey({ repositoryId: repository.id, number });
  const known = facts.get({ kind: 'landings', threads: [], keys: [own] }).find(({ key }) => key === own);
  if (known === undefined) return isSaid(own, facts) ? landingWithoutText(item, repository, facts) : null;
  if (known.sha !== null || mergeCommitSha === null) return null;
  const { closes, reverts, includes } = known;
  return { ...landingWithoutText(item, repository, facts), closes, reverts, includes };
}

/** Whether somebody says that it fixes something. */
function isSaid(key: string, facts: Facts): boolean {
  return facts.get({ kind: 'fixedItems', landings: [key] }).length > 0;
}

/** That a pull request landed, whatever its text says by now. */
export function landingWithoutText(
  { snapshot, paths }: Pull,
  repository: KnownRepository,
  facts: Facts,
): Landing {
  const { id: repositoryId, owner, name } = repository;
  const { number } = snapshot;
  return {
    key: pullKey({ repositoryId, number }),
    repositoryId,
    number,
    sha: snapshot.mergeCommitSha,
    at: snapshot.closedAt ?? snapshot.updatedAt,
    closes: [],
    reverts: [],
    includes: [],
    packages: packagesOf(paths, { repositoryId, owner, name, number }, repository, facts),
  };
}

/** A pull request as it landed. `asks`: whether GitHub is asked for what its text does not say. */
function readLanding(pull: Pull, repository: KnownRepository, asks: boolean, facts: Facts): Landing {
  const { snapshot } = pull;
  if (isReleasePull(snapshot.title)) return landingWithoutText(pull, repository, facts);
  const { host } = facts.standing;
  const target = {
    repositoryId: repository.id,
    owner: repository.owner,
    name: repository.name,
    number: snapshot.number,
  };
  const linked = asks ? facts.get({ kind: 'closing', ...target }) : { closes: [], commits: [] };
  // As on GitHub, what the commits of a squashed pull request name is not closed: nobody has to have seen it.
  const landed = linked.commits.flatMap((each) => (each.landed ? [each.message] : []));
  const named = [snapshot.title, snapshot.body, ...landed].flatMap((text) => closingReferences(text, host));
  const back = takenBackByPull(snapshot.title, snapshot.body, host);
  // A squash takes back all the same, and nothing is told then: rather silent than wrong.
  const commits = new Set([
    ...back.commits,
    ...linked.commits.flatMap(({ message }) => revertedCommits(message)),
  ]);
  const reverts = [
    ...ofHere(back.pulls, repository).map(pullKey),
    ...[...commits].map((sha) => commitKey(repository.id, sha)),
  ];
  return {
    ...landingWithoutText(pull, repository, facts),
    closes: distinct([...ofHere(named, repository), ...linked.closes]),
    reverts,
    includes: reverts.length === 0 ? [] : linked.commits.map(({ sha }) => sha),
  };
}

/**
 * The threads of this repository among those that a text names. In another one closing needs rights there, which a text
 * does not show: GitHub's own links do.
 */
function ofHere(names: readonly ThreadName[], { id, owner, name }: KnownRepository): ThreadRef[] {
  const here = `${owner}/${name}`.toLowerCase();
  return names.flatMap(({ repository, number }) =>
    repository === null || `${repository.owner}/${repository.name}`.toLowerCase() === here
      ? [{ repositoryId: id, number }]
      : [],
  );
}

function distinct(refs: readonly ThreadRef[]): ThreadRef[] {
  return [
    ...new Map(
      refs.map(({ repositoryId, number }) => [threadKey({ repositoryId, number }), { repositoryId, number }]),
    ).values(),
  ];
}

/** The packages that a pull request touches; GitHub is asked for its paths only where there are packages. */
function packagesOf(
  paths: readonly string[] | null,
  target: { repositoryId: number; owner: string; name: string; number: number },
  repository: KnownRepository,
  facts: Facts,
): string[] {
  const { id: repositoryId } = repository;
  const tags = facts.get({ kind: 'releases', repositoryId }).map(({ tag }) => tag);
  const names = packageNames(tags, tagRules(repository));
  if (names.length === 0) return [];
  return packagesOfPaths(paths ?? facts.get({ kind: 'pullPaths', ...target }), names);
}

/** Commits that were pushed to the default branch and take others back. What a pull request brought is its own landing. */
export function pushedReverts(
  repositoryId: number,
  commits: readonly { sha: string; message: string }[],
  at: Date,
): Landing[] {
  return commits.flatMap(({ sha, message }): Landing[] => {
    const subject = message.split('\n', 1)[0] ?? '';
    const isOfPull = /\(#\d{1,10}\)\s*$/.test(subject) || subject.startsWith('Merge pull request #');
    const reverts = revertedCommits(message).map((each) => commitKey(repositoryId, each));
    if (isOfPull || reverts.length === 0) return [];
    const key = commitKey(repositoryId, sha);
    return [{ key, repositoryId, number: null, sha, at, closes: [], reverts, includes: [], packages: [] }];
  });
}
