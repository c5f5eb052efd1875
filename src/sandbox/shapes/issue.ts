import { associationOf } from '../world/access.ts';
import type { Issue, IssueComment, PullRequest } from '../world/thread.ts';
import type { World } from '../world/world.ts';
import { userJson } from './account.ts';
import { appJson } from './installation.ts';
import { iso, isoOrNull, type Json, repositoryApi, repositoryHtml } from './json.ts';
import { reactionsJson } from './reaction.ts';
import { labelJson, milestoneJson } from './repository.ts';

/** An issue, or the issue side of a pull request, as REST and payloads show it. */
export function issueJson(world: World, thread: Issue | PullRequest): Json {
  const { repository, number } = thread;
  const at = repositoryApi(world, repository, `/issues/${number}`);
  const page = repositoryHtml(world, repository, `/${thread.kind === 'issue' ? 'issues' : 'pull'}/${number}`);
  const json: Json = {
    url: at,
    repository_url: repositoryApi(world, repository),
    labels_url: `${at}/labels{/name}`,
    comments_url: `${at}/comments`,
    events_url: `${at}/events`,
    html_url: page,
    id: thread.id,
    node_id: thread.nodeId,
    number,
    title: thread.title,
    user: userJson(world, thread.author),
    labels: thread.labels.map((label) => labelJson(world, label)),
    state: thread.state,
    locked: thread.locked,
    assignee: null,
    assignees: [],
    milestone: thread.milestone ? milestoneJson(world, thread.milestone) : null,
    comments: thread.comments.length,
    created_at: iso(thread.createdAt),
    updated_at: iso(thread.updatedAt),
    closed_at: isoOrNull(thread.closedAt),
    author_association: associationOf(repository, thread.author),
    type: null,
    active_lock_reason: thread.lockReason,
    body: thread.body === '' ? null : thread.body,
    reactions: reactionsJson(`${at}/reactions`, thread.reactions),
    timeline_url: `${at}/timeline`,
    performed_via_github_app: thread.viaApp ? appJson(world) : null,
    state_reason: thread.stateReason,
  };
  if (thread.kind === 'pull_request') {
    json.draft = thread.draft;
    json.pull_request = {
      url: repositoryApi(world, repository, `/pulls/${number}`),
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: isoOrNull(thread.mergedAt),
    };
  }
  return json;
}

export function issueCommentJson(world: World, comment: IssueComment): Json {
  const { repository, number, kind } = comment.thread;
  const at = repositoryApi(world, repository, `/issues/comments/${comment.id}`);
  return {
    url: at,
    html_url: repositoryHtml(
      world,
      repository,
      `/${kind === 'issue' ? 'issues' : 'pull'}/${number}#issuecomment-${comment.id}`,
    ),
    issue_url: repositoryApi(world, repository, `/issues/${number}`),
    id: comment.id,
    node_id: comment.nodeId,
    user: userJson(world, comment.author),
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    author_association: associationOf(repository, comment.author),
    body: comment.body,
    reactions: reactionsJson(`${at}/reactions`, comment.reactions),
    performed_via_github_app: comment.viaApp ? appJson(world) : null,
  };
}
