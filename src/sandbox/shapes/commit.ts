import type { Account, Commit, Release } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { userJson } from './account.ts';
import { iso, isoOrNull, type Json, repositoryApi, repositoryHtml } from './json.ts';

function email(account: Account): string {
  return `${account.id}+${account.login}@users.noreply.github.com`;
}

/** A commit as REST shows it. */
export function commitJson(world: World, commit: Commit): Json {
  const { repository, sha, author } = commit;
  const person = { name: author.login, email: email(author), date: iso(commit.at) };
  const at = repositoryApi(world, repository, `/commits/${sha}`);
  return {
    url: at,
    sha,
    node_id: commit.nodeId,
    html_url: repositoryHtml(world, repository, `/commit/${sha}`),
    comments_url: `${at}/comments`,
    commit: {
      url: repositoryApi(world, repository, `/git/commits/${sha}`),
      author: person,
      committer: person,
      message: commit.message,
      tree: { url: repositoryApi(world, repository, `/git/trees/${sha}`), sha },
      comment_count: 0,
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    author: userJson(world, author),
    committer: userJson(world, author),
    parents: commit.parents.map((parent) => ({
      url: repositoryApi(world, repository, `/commits/${parent}`),
      sha: parent,
      html_url: repositoryHtml(world, repository, `/commit/${parent}`),
    })),
  };
}

/** A commit as `push` payloads show it. */
export function pushedCommitJson(world: World, commit: Commit): Json {
  const person = { name: commit.author.login, email: email(commit.author), username: commit.author.login };
  return {
    id: commit.sha,
    tree_id: commit.sha,
    distinct: true,
    message: commit.message,
    timestamp: iso(commit.at),
    url: repositoryHtml(world, commit.repository, `/commit/${commit.sha}`),
    author: person,
    committer: person,
    added: commit.added,
    removed: commit.removed,
    modified: commit.modified,
  };
}

export function pusherJson(account: Account): Json {
  return { name: account.login, email: email(account) };
}

export function releaseJson(world: World, release: Release): Json {
  const { repository, id, tag } = release;
  const at = repositoryApi(world, repository, `/releases/${id}`);
  return {
    url: at,
    assets_url: `${at}/assets`,
    upload_url: `${world.origin}/api/uploads/repos/${repository.owner.login}/${repository.name}/releases/${id}/assets{?name,label}`,
    html_url: repositoryHtml(world, repository, `/releases/tag/${encodeURIComponent(tag)}`),
    id,
    node_id: release.nodeId,
    tag_name: tag,
    target_commitish: release.target,
    name: release.name,
    draft: release.draft,
    author: userJson(world, release.author),
    prerelease: release.prerelease,
    immutable: false,
    created_at: iso(release.createdAt),
    updated_at: iso(release.createdAt),
    published_at: isoOrNull(release.publishedAt),
    assets: [],
    tarball_url: repositoryApi(world, repository, `/tarball/${encodeURIComponent(tag)}`),
    zipball_url: repositoryApi(world, repository, `/zipball/${encodeURIComponent(tag)}`),
    body: release.body,
  };
}
