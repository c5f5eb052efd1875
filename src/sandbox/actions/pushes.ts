import { pushedCommitJson, pusherJson, releaseJson } from '../shapes/commit.ts';
import { repositoryHtml } from '../shapes/json.ts';
import { announce, type Scene } from '../webhooks/announce.ts';
import { commit, compare, type Files, resolve } from '../world/git.ts';
import type { Actor, Commit, Release, Repository } from '../world/model.ts';
import { nodeId } from '../world/world.ts';
import { findReferenced, readReferences } from './references.ts';
import { closeThread, happened } from './threads.ts';

const NO_COMMIT = '0'.repeat(40);

/** Commits files to a branch, which is made if it is new. Commit messages on the default branch close issues. */
export function pushFiles(
  scene: Scene,
  actor: Actor,
  repository: Repository,
  change: { branch: string; message: string; files: Files },
): Commit {
  const start = repository.branches.get(change.branch) ?? repository.branches.get(repository.defaultBranch);
  const made = commit(scene.world, repository, {
    parents: start ? [start] : [],
    message: change.message,
    author: actor.account,
    files: change.files,
  });
  push(scene, actor, repository, change.branch, made);
  if (change.branch !== repository.defaultBranch) return made;
  for (const reference of readReferences(change.message, repository, scene.world.origin).threads) {
    const thread = findReferenced(scene, reference);
    if (!thread || thread.kind === 'discussion') continue;
    happened(scene, actor, thread, { event: 'referenced', commit: made });
    const closing = readReferences(change.message, repository, scene.world.origin).closing;
    if (thread.kind === 'issue' && closing.includes(reference)) {
      closeThread(scene, actor, thread, { closer: made });
    }
  }
  return made;
}

/** Moves a branch to a commit and sends `push`. */
export function push(scene: Scene, actor: Actor, repository: Repository, branch: string, to: Commit): void {
  const before = repository.branches.get(branch);
  repository.branches.set(branch, to.sha);
  repository.pushedAt = scene.world.now();
  tellPush(scene, actor, repository, `refs/heads/${branch}`, before, to);
}

function tellPush(
  scene: Scene,
  actor: Actor,
  repository: Repository,
  ref: string,
  before: string | undefined,
  to: Commit,
): void {
  const { world } = scene;
  const old = before ? repository.commits.get(before) : undefined;
  const isTag = ref.startsWith('refs/tags/');
  const fresh = isTag ? [] : old ? (compare(repository, old, to)?.commits ?? [to]) : [to];
  const page = repositoryHtml(world, repository);
  announce(scene, {
    event: 'push',
    action: null,
    actor,
    at: repository,
    body: {
      ref,
      before: before ?? NO_COMMIT,
      after: to.sha,
      created: before === undefined,
      deleted: false,
      forced: false,
      base_ref: null,
      compare: `${page}/compare/${(before ?? NO_COMMIT).slice(0, 12)}...${to.sha.slice(0, 12)}`,
      commits: fresh.map((each) => pushedCommitJson(world, each)),
      head_commit: pushedCommitJson(world, to),
      pusher: pusherJson(actor.account),
    },
  });
}

function createTag(scene: Scene, actor: Actor, repository: Repository, tag: string, at: Commit): void {
  repository.tags.set(tag, at.sha);
  announce(scene, {
    event: 'create',
    action: null,
    actor,
    at: repository,
    body: {
      ref: tag,
      ref_type: 'tag',
      master_branch: repository.defaultBranch,
      description: repository.description,
      pusher_type: 'user',
    },
  });
  tellPush(scene, actor, repository, `refs/tags/${tag}`, undefined, at);
}

export interface NewRelease {
  tag: string;
  name?: string | null;
  body?: string | null;
  prerelease?: boolean;
  /** branch, tag or SHA that is tagged if the tag is new; default: the default branch */
  target?: string;
}

/** Publishes a release: `published`, `created`, then `released` or `prereleased`. */
export function publishRelease(
  scene: Scene,
  actor: Actor,
  repository: Repository,
  wanted: NewRelease,
): Release {
  const { world } = scene;
  const target = wanted.target ?? repository.defaultBranch;
  if (!repository.tags.has(wanted.tag)) {
    const at = resolve(repository, target);
    if (!at) throw new Error(`nothing to tag at ${target}`);
    createTag(scene, actor, repository, wanted.tag, at);
  }
  const id = world.id('release');
  const now = world.now();
  const release: Release = {
    kind: 'release',
    id,
    nodeId: nodeId('RE', id),
    repository,
    tag: wanted.tag,
    name: wanted.name ?? wanted.tag,
    body: wanted.body ?? '',
    author: actor.account,
    draft: false,
    prerelease: wanted.prerelease ?? false,
    target,
    createdAt: now,
    publishedAt: now,
  };
  repository.releases.push(world.register(release));
  for (const action of ['published', 'created', release.prerelease ? 'prereleased' : 'released']) {
    tellRelease(scene, actor, release, action);
  }
  return release;
}

/** Turns a prerelease into a release: `edited`, then `released`. */
export function promoteRelease(scene: Scene, actor: Actor, release: Release): void {
  if (!release.prerelease) return;
  release.prerelease = false;
  tellRelease(scene, actor, release, 'edited', { changes: {} });
  tellRelease(scene, actor, release, 'released');
}

/** Deletes a release; its tag stays, as on GitHub. */
export function deleteRelease(scene: Scene, actor: Actor, release: Release): void {
  const { repository } = release;
  repository.releases = repository.releases.filter((each) => each !== release);
  scene.world.nodes.delete(release.nodeId);
  tellRelease(scene, actor, release, 'deleted');
}

function tellRelease(scene: Scene, actor: Actor, release: Release, action: string, extra: object = {}): void {
  const body = { release: releaseJson(scene.world, release), ...extra };
  announce(scene, { event: 'release', action, actor, at: release.repository, body });
}
