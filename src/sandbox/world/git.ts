import { createHash } from 'node:crypto';
import type { Account, Commit, Repository } from './model.ts';
import { nodeId, type World } from './world.ts';

/** Contents by path; `null` removes the file. */
export type Files = Readonly<Record<string, string | null>>;

export interface Comparison {
  status: 'identical' | 'ahead' | 'behind' | 'diverged';
  aheadBy: number;
  behindBy: number;
  mergeBase: Commit;
  /** reachable from head and not from base, oldest first */
  commits: Commit[];
}

/** Adds a commit on top of `parents` without moving any branch. */
export function commit(
  world: World,
  repository: Repository,
  change: { parents: readonly string[]; message: string; author: Account; files: Files },
): Commit {
  const first = change.parents[0];
  const before = first ? (repository.commits.get(first)?.tree ?? new Map()) : new Map<string, string>();
  const tree = new Map(before);
  const added: string[] = [];
  const modified: string[] = [];
  const removed: string[] = [];
  for (const [path, content] of Object.entries(change.files)) {
    if (content === null) {
      if (tree.delete(path)) removed.push(path);
    } else {
      (tree.has(path) ? modified : added).push(path);
      tree.set(path, content);
    }
  }
  const sha = sha1(
    `${repository.id} ${repository.commits.size} ${change.parents.join(' ')} ${change.message} ${JSON.stringify(change.files)}`,
  );
  const made: Commit = {
    kind: 'commit',
    sha,
    nodeId: nodeId('C', sha),
    repository,
    parents: [...change.parents],
    message: change.message,
    author: change.author,
    at: world.now(),
    tree,
    added,
    modified,
    removed,
  };
  repository.commits.set(sha, made);
  return world.register(made);
}

/** Branch, tag, full or abbreviated SHA → commit. */
export function resolve(repository: Repository, ref: string): Commit | null {
  const name = ref
    .replace(/^refs\/(heads|tags)\//, '')
    .replace(/^heads\//, '')
    .replace(/^tags\//, '');
  const sha =
    repository.branches.get(name) ??
    repository.tags.get(name) ??
    (name === 'HEAD' ? repository.branches.get(repository.defaultBranch) : undefined) ??
    name;
  const exact = repository.commits.get(sha);
  if (exact || sha.length < 7 || !/^[0-9a-f]+$/.test(sha)) return exact ?? null;
  for (const each of repository.commits.values()) if (each.sha.startsWith(sha)) return each;
  return null;
}

/** Every commit that is reachable, newest first. */
export function history(repository: Repository, from: Commit): Commit[] {
  const seen = new Set<string>();
  const open = [from.sha];
  while (open.length > 0) {
    const sha = open.pop();
    if (sha === undefined || seen.has(sha)) continue;
    seen.add(sha);
    open.push(...(repository.commits.get(sha)?.parents ?? []));
  }
  // The map keeps the order of creation, in which a parent always comes before its child.
  return [...repository.commits.values()].filter((each) => seen.has(each.sha)).reverse();
}

/** What `GET /compare/{base}...{head}` says about two commits. */
export function compare(repository: Repository, base: Commit, head: Commit): Comparison | null {
  const ofBase = history(repository, base);
  const ofHead = history(repository, head);
  const inBase = new Set(ofBase);
  const inHead = new Set(ofHead);
  const ahead = ofHead.filter((each) => !inBase.has(each));
  const behind = ofBase.filter((each) => !inHead.has(each));
  const mergeBase = ofHead.find((each) => inBase.has(each));
  if (!mergeBase) return null;
  const status =
    ahead.length === 0
      ? behind.length === 0
        ? 'identical'
        : 'behind'
      : behind.length === 0
        ? 'ahead'
        : 'diverged';
  return { status, aheadBy: ahead.length, behindBy: behind.length, mergeBase, commits: ahead.reverse() };
}

/** SHA of a file's content, as git names blobs. */
export function blobSha(content: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(content)}\0`)
    .update(content)
    .digest('hex');
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
