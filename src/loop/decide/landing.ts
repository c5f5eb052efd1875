import type { Facts, KnownRepository } from '../facts.ts';
import { closingReferences } from '../fix/closing-references.ts';
import { packagesOfPaths } from '../fix/release-line.ts';
import { revertedCommits, takenBackByPull } from '../fix/reverts.ts';
import type { Landing } from '../fix-record.ts';
import { commitKey, pullKey } from '../fix-record.ts';
import type { Item } from '../item.ts';
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

/**
 * What a pull request that was merged into the default branch closes and takes back; null: nothing that the app knows
 * of, or it is known already. GitHub is asked for its links once, when it is merged.
 */
export function landingOf(
  event: ThreadishEvent,
  item: Omit<Item, 'itemId'>,
  repository: KnownRepository,
  facts: Facts,
): Landing | null {
  if (!hasLanded(item, repository)) return null;
  const { snapshot } = item;
  const ref = { repositoryId: repository.id, number: snapshot.number };
  const stored = facts.get({ kind: 'landings', threads: [], pulls: [ref] });
  const known = stored.find(({ key }) => key === pullKey(ref));
  const isTold = event.type === 'thread.closed' || isReconciled(event);
  if (known !== undefined && known.sha !== null && !isTold) return null;
  const landing = readLanding(item, repository, isTold, facts);
  const isRelevant =
    landing.closes.length > 0 ||
    landing.reverts.length > 0 ||
    facts.get({ kind: 'fixedItems', landings: [landing.key] }).length > 0;
  return isRelevant ? landing : null;
}

function isReconciled(event: ThreadishEvent): boolean {
  return event.type === 'item.backfilled' && event.origin === 'reconcile';
}

/** A pull request as it landed. `asks`: whether GitHub is asked for what its text does not say. */
export function readLanding(
  { snapshot, paths }: Pick<Item, 'snapshot' | 'paths'>,
  repository: KnownRepository,
  asks: boolean,
  facts: Facts,
): Landing {
  const { host } = facts.standing;
  const { number } = snapshot;
  const target = { repositoryId: repository.id, owner: repository.owner, name: repository.name, number };
  const linked = asks ? facts.get({ kind: 'closing', ...target }) : { closes: [], commits: [] };
  const messages = linked.commits.map(({ message }) => message);
  const named = [snapshot.title, snapshot.body, ...messages].flatMap((text) => closingReferences(text, host));
  const back = takenBackByPull(snapshot.title, snapshot.body, host);
  const commits = new Set([...back.commits, ...messages.flatMap(revertedCommits)]);
  const reverts = [
    ...resolved(back.pulls, repository, facts)
      .filter(({ repositoryId }) => repositoryId === repository.id)
      .map(pullKey),
    ...[...commits].map((sha) => commitKey(repository.id, sha)),
  ];
  return {
    key: pullKey({ repositoryId: repository.id, number }),
    repositoryId: repository.id,
    number,
    sha: snapshot.mergeCommitSha,
    at: snapshot.closedAt ?? snapshot.updatedAt,
    closes: distinct([...resolved(named, repository, facts), ...linked.closes]),
    reverts,
    includes: reverts.length === 0 ? [] : linked.commits.map(({ sha }) => sha),
    packages: packagesOf(paths, target, repository, facts),
  };
}

/** Threads by their names, as far as the installation has their repositories. */
function resolved(names: readonly ThreadName[], here: KnownRepository, facts: Facts): ThreadRef[] {
  const requests = names.flatMap(({ repository }) =>
    repository === null ? [] : [{ kind: 'repositoryNamed', ...repository } as const],
  );
  facts.require(requests);
  return names.flatMap(({ repository, number }) => {
    const home = repository === null ? here : facts.get({ kind: 'repositoryNamed', ...repository });
    return home === null ? [] : [{ repositoryId: home.id, number }];
  });
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
  const rules = tagRules(repository);
  const isMonorepo = Object.keys(rules.packages).some(
    (name) => name.toLowerCase() !== repository.name.toLowerCase(),
  );
  if (!isMonorepo) return [];
  return packagesOfPaths(paths ?? facts.get({ kind: 'pullPaths', ...target }), rules);
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
