import { associationOf } from '../world/access.ts';
import type { Account, Commit } from '../world/model.ts';
import type { PullRequest, Review, ReviewComment } from '../world/thread.ts';
import type { World } from '../world/world.ts';
import { userJson } from './account.ts';
import { iso, isoOrNull, type Json, repositoryApi, repositoryHtml } from './json.ts';
import { reactionsJson } from './reaction.ts';
import { labelJson, milestoneJson, repositoryJson } from './repository.ts';

/** A pull request as the pulls side of REST and `pull_request` payloads show it. */
export function pullRequestJson(world: World, pull: PullRequest): Json {
  const { repository, number } = pull;
  const at = repositoryApi(world, repository, `/pulls/${number}`);
  const issueAt = repositoryApi(world, repository, `/issues/${number}`);
  const page = repositoryHtml(world, repository, `/pull/${number}`);
  const statuses = repositoryApi(world, repository, `/statuses/${pull.headSha}`);
  const lines = pull.commits.reduce((sum, commit) => sum + linesOf(commit), 0);
  return {
    url: at,
    id: pull.pullId,
    node_id: pull.nodeId,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueAt,
    number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: userJson(world, pull.author),
    body: pull.body === '' ? null : pull.body,
    created_at: iso(pull.createdAt),
    updated_at: iso(pull.updatedAt),
    closed_at: isoOrNull(pull.closedAt),
    merged_at: isoOrNull(pull.mergedAt),
    merge_commit_sha: pull.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: pull.labels.map((label) => labelJson(world, label)),
    milestone: pull.milestone ? milestoneJson(world, pull.milestone) : null,
    commits_url: `${at}/commits`,
    review_comments_url: `${at}/comments`,
    review_comment_url: repositoryApi(world, repository, '/pulls/comments{/number}'),
    comments_url: `${issueAt}/comments`,
    statuses_url: statuses,
    head: branchJson(world, pull, pull.headOwner, pull.headRef, pull.headSha),
    base: branchJson(world, pull, repository.owner, pull.baseRef, pull.baseSha),
    _links: {
      self: { href: at },
      html: { href: page },
      issue: { href: issueAt },
      comments: { href: `${issueAt}/comments` },
      review_comments: { href: `${at}/comments` },
      review_comment: { href: repositoryApi(world, repository, '/pulls/comments{/number}') },
      commits: { href: `${at}/commits` },
      statuses: { href: statuses },
    },
    author_association: associationOf(repository, pull.author),
    auto_merge: null,
    active_lock_reason: pull.lockReason,
    draft: pull.draft,
    merged: pull.mergedAt !== null,
    mergeable: pull.state === 'open' ? true : null,
    rebaseable: pull.state === 'open' ? true : null,
    mergeable_state: pull.state === 'open' ? 'clean' : 'unknown',
    merged_by: userJson(world, pull.mergedBy),
    comments: pull.comments.length,
    review_comments: pull.reviews.reduce((sum, review) => sum + review.comments.length, 0),
    maintainer_can_modify: false,
    commits: pull.commits.length,
    additions: lines,
    deletions: 0,
    changed_files: changedFiles(pull).length,
  };
}

function branchJson(world: World, pull: PullRequest, owner: Account, ref: string, sha: string): Json {
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: userJson(world, owner),
    repo: repositoryJson(world, pull.repository),
  };
}

/** The files that a pull request touches, each once, in the order of its commits. */
export function changedFiles(
  pull: PullRequest,
): { path: string; status: 'added' | 'modified' | 'removed' }[] {
  const files = new Map<string, 'added' | 'modified' | 'removed'>();
  for (const commit of pull.commits) {
    for (const path of commit.added) files.set(path, 'added');
    for (const path of commit.modified) if (!files.has(path)) files.set(path, 'modified');
    for (const path of commit.removed) files.set(path, 'removed');
  }
  return [...files].map(([path, status]) => ({ path, status }));
}

/** Lines of the files that a commit adds or changes: near enough for a number that only decorates. */
function linesOf(commit: Commit): number {
  return [...commit.added, ...commit.modified].reduce(
    (sum, path) => sum + (commit.tree.get(path)?.split('\n').length ?? 0),
    0,
  );
}

export function reviewJson(world: World, review: Review): Json {
  const { repository, number, headSha } = review.thread;
  const page = repositoryHtml(world, repository, `/pull/${number}#pullrequestreview-${review.id}`);
  const pullAt = repositoryApi(world, repository, `/pulls/${number}`);
  return {
    id: review.id,
    node_id: review.nodeId,
    user: userJson(world, review.author),
    body: review.body === '' ? null : review.body,
    commit_id: headSha,
    submitted_at: iso(review.createdAt),
    state: review.state,
    html_url: page,
    pull_request_url: pullAt,
    author_association: associationOf(repository, review.author),
    _links: { html: { href: page }, pull_request: { href: pullAt } },
  };
}

export function reviewCommentJson(world: World, comment: ReviewComment): Json {
  const { repository, number, headSha } = comment.thread;
  const at = repositoryApi(world, repository, `/pulls/comments/${comment.id}`);
  const page = repositoryHtml(world, repository, `/pull/${number}#discussion_r${comment.id}`);
  const pullAt = repositoryApi(world, repository, `/pulls/${number}`);
  return {
    url: at,
    pull_request_review_id: comment.review.id,
    id: comment.id,
    node_id: comment.nodeId,
    diff_hunk: '@@ -1 +1 @@',
    path: comment.path,
    position: 1,
    original_position: 1,
    start_line: null,
    original_start_line: null,
    start_side: null,
    line: 1,
    original_line: 1,
    side: 'RIGHT',
    subject_type: 'line',
    commit_id: headSha,
    original_commit_id: headSha,
    user: userJson(world, comment.author),
    body: comment.body,
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    html_url: page,
    pull_request_url: pullAt,
    author_association: associationOf(repository, comment.author),
    reactions: reactionsJson(`${at}/reactions`, comment.reactions),
    _links: { self: { href: at }, html: { href: page }, pull_request: { href: pullAt } },
  };
}
