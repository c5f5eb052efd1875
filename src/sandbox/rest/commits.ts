import { commitJson, releaseJson } from '../shapes/commit.ts';
import { repositoryApi, repositoryHtml } from '../shapes/json.ts';
import { pullRequestJson } from '../shapes/pull-request.ts';
import { compare, history, resolve } from '../world/git.ts';
import type { Commit, Release } from '../world/model.ts';
import {
  ApiError,
  notFound,
  numberParam,
  ok,
  paged,
  param,
  type Reply,
  type RepositoryCall,
  type RepositoryRoute,
} from './api.ts';

const READ = { permission: 'contents', level: 'read' } as const;
/** `compare` shows up to 250 commits, and so many a page. */
const COMPARE_PAGE = 250;

/** Commits, comparisons, tags and releases. */
export const commitRoutes: RepositoryRoute[] = [
  { method: 'GET', path: '/repos/{owner}/{repo}/commits', needs: READ, handle: list },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}',
    needs: READ,
    handle: (call) => {
      const commit = commitOf(call, param(call, 'ref'));
      return ok({ ...commitJson(call.scene.world, commit), stats: stats(commit), files: files(commit) });
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    needs: { permission: 'pull_requests', level: 'read' },
    handle: (call) => {
      const { sha } = commitOf(call, param(call, 'commit_sha'));
      const pulls = [...call.repository.pulls].filter(
        (pull) => pull.mergeCommitSha === sha || pull.commits.some((each) => each.sha === sha),
      );
      return paged(call, pulls, (each) => pullRequestJson(call.scene.world, each));
    },
  },
  { method: 'GET', path: '/repos/{owner}/{repo}/compare/{basehead}', needs: READ, handle: comparison },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/tags',
    needs: READ,
    handle: (call) =>
      paged(call, [...call.repository.tags].toReversed(), ([name, sha]) => ({
        name,
        commit: { sha, url: repositoryApi(call.scene.world, call.repository, `/commits/${sha}`) },
        zipball_url: repositoryApi(call.scene.world, call.repository, `/zipball/refs/tags/${name}`),
        tarball_url: repositoryApi(call.scene.world, call.repository, `/tarball/refs/tags/${name}`),
        node_id: `REF_${sha}`,
      })),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/releases',
    needs: READ,
    handle: (call) =>
      paged(call, call.repository.releases.toReversed(), (each) => releaseJson(call.scene.world, each)),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/releases/latest',
    needs: READ,
    handle: (call) =>
      release(
        call,
        call.repository.releases.findLast((each) => !each.prerelease && !each.draft),
      ),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/releases/tags/{tag}',
    needs: READ,
    handle: (call) =>
      release(
        call,
        call.repository.releases.find((each) => each.tag === param(call, 'tag')),
      ),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/releases/{release_id}',
    needs: READ,
    handle: (call) =>
      release(
        call,
        call.repository.releases.find((each) => each.id === numberParam(call, 'release_id')),
      ),
  },
];

function release(call: RepositoryCall, found: Release | undefined): Reply {
  if (!found) throw notFound();
  return ok(releaseJson(call.scene.world, found));
}

export function commitOf(call: RepositoryCall, ref: string): Commit {
  const commit = resolve(call.repository, ref);
  if (!commit) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  return commit;
}

function list(call: RepositoryCall): Reply {
  const query = call.url.searchParams;
  const start = resolve(call.repository, query.get('sha') ?? call.repository.defaultBranch);
  if (!start) {
    if (call.repository.commits.size === 0) throw new ApiError(409, 'Git Repository is empty.');
    throw notFound();
  }
  const path = query.get('path');
  const since = Date.parse(query.get('since') ?? '') || Number.NEGATIVE_INFINITY;
  const until = Date.parse(query.get('until') ?? '') || Number.POSITIVE_INFINITY;
  const author = query.get('author')?.toLowerCase();
  const commits = history(call.repository, start).filter(
    (each) =>
      (path === null ||
        [...each.added, ...each.modified, ...each.removed].some((file) => under(file, path))) &&
      each.at.getTime() >= since &&
      each.at.getTime() <= until &&
      (!author || each.author.login.toLowerCase() === author),
  );
  return paged(call, commits, (each) => commitJson(call.scene.world, each));
}

function under(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path.replace(/\/$/, '')}/`);
}

function comparison(call: RepositoryCall): Reply {
  const { world } = call.scene;
  const [base = '', head = ''] = decodeURIComponent(param(call, 'basehead')).split('...');
  const from = resolve(call.repository, base);
  const to = resolve(call.repository, head);
  const result = from && to && compare(call.repository, from, to);
  if (!result) throw notFound();
  const page = repositoryHtml(world, call.repository, `/compare/${base}...${head}`);
  return paged(call, result.commits, (each) => commitJson(world, each), {
    perPage: COMPARE_PAGE,
    perPageMax: COMPARE_PAGE,
    wrap: (commits, total) => ({
      url: repositoryApi(world, call.repository, `/compare/${base}...${head}`),
      html_url: page,
      permalink_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: commitJson(world, from),
      merge_base_commit: commitJson(world, result.mergeBase),
      status: result.status,
      ahead_by: result.aheadBy,
      behind_by: result.behindBy,
      total_commits: total,
      commits,
      files: result.commits.flatMap(files),
    }),
  });
}

function files(commit: Commit) {
  const entry = (status: string) => (filename: string) => ({
    sha: commit.sha,
    filename,
    status,
    additions: status === 'removed' ? 0 : 1,
    deletions: status === 'added' ? 0 : 1,
    changes: status === 'modified' ? 2 : 1,
    blob_url: '',
    raw_url: '',
    contents_url: '',
  });
  return [
    ...commit.added.map(entry('added')),
    ...commit.modified.map(entry('modified')),
    ...commit.removed.map(entry('removed')),
  ];
}

function stats(commit: Commit) {
  const additions = commit.added.length + commit.modified.length;
  const deletions = commit.removed.length + commit.modified.length;
  return { total: additions + deletions, additions, deletions };
}
