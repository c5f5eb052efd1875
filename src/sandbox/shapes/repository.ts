import type { Label, Milestone, Repository } from '../world/model.ts';
import { fullName, type World } from '../world/world.ts';
import { userJson } from './account.ts';
import { iso, isoOrNull, type Json, repositoryApi, repositoryHtml } from './json.ts';

/** What hangs below a repository's API address: key → path. */
const ADDRESSES: Readonly<Record<string, string>> = {
  forks_url: '/forks',
  keys_url: '/keys{/key_id}',
  collaborators_url: '/collaborators{/collaborator}',
  teams_url: '/teams',
  hooks_url: '/hooks',
  issue_events_url: '/issues/events{/number}',
  events_url: '/events',
  assignees_url: '/assignees{/user}',
  branches_url: '/branches{/branch}',
  tags_url: '/tags',
  blobs_url: '/git/blobs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  git_refs_url: '/git/refs{/sha}',
  trees_url: '/git/trees{/sha}',
  statuses_url: '/statuses/{sha}',
  languages_url: '/languages',
  stargazers_url: '/stargazers',
  contributors_url: '/contributors',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  commits_url: '/commits{/sha}',
  git_commits_url: '/git/commits{/sha}',
  comments_url: '/comments{/number}',
  issue_comment_url: '/issues/comments{/number}',
  contents_url: '/contents/{+path}',
  compare_url: '/compare/{base}...{head}',
  merges_url: '/merges',
  archive_url: '/{archive_format}{/ref}',
  downloads_url: '/downloads',
  issues_url: '/issues{/number}',
  pulls_url: '/pulls{/number}',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  labels_url: '/labels{/name}',
  releases_url: '/releases{/id}',
  deployments_url: '/deployments',
};

/** A repository as REST and payloads show it. */
export function repositoryJson(world: World, repository: Repository): Json {
  const at = repositoryApi(world, repository);
  const page = repositoryHtml(world, repository);
  const open = repository.openIssues.size;
  const addresses = Object.fromEntries(Object.entries(ADDRESSES).map(([key, path]) => [key, `${at}${path}`]));
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    owner: userJson(world, repository.owner),
    html_url: page,
    description: repository.description,
    fork: false,
    url: at,
    ...addresses,
    created_at: iso(repository.createdAt),
    updated_at: iso(repository.updatedAt),
    pushed_at: iso(repository.pushedAt),
    git_url: page.replace(/^https?/, 'git').concat('.git'),
    ssh_url: `git@${new URL(world.origin).hostname}:${fullName(repository)}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: repository.hasIssues,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: repository.hasDiscussions,
    forks_count: 0,
    mirror_url: null,
    archived: repository.archived,
    disabled: false,
    open_issues_count: open,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: repository.topics,
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues: open,
    watchers: 0,
    default_branch: repository.defaultBranch,
    custom_properties: {},
  };
}

/** The short form inside installation events. */
export function repositoryNameJson(repository: Repository): Json {
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
  };
}

export function labelJson(world: World, label: Label): Json {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: repositoryApi(world, label.repository, `/labels/${encodeURIComponent(label.name)}`),
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

export function milestoneJson(world: World, milestone: Milestone): Json {
  const { repository, number } = milestone;
  const inside = [...repository.threads.values()].filter(
    (thread) => thread.kind !== 'discussion' && thread.milestone === milestone,
  );
  return {
    url: repositoryApi(world, repository, `/milestones/${number}`),
    html_url: repositoryHtml(world, repository, `/milestone/${number}`),
    labels_url: repositoryApi(world, repository, `/milestones/${number}/labels`),
    id: milestone.id,
    node_id: milestone.nodeId,
    number,
    title: milestone.title,
    description: milestone.description,
    creator: userJson(world, milestone.creator),
    open_issues: inside.filter((thread) => thread.state === 'open').length,
    closed_issues: inside.filter((thread) => thread.state === 'closed').length,
    state: milestone.state,
    created_at: iso(milestone.createdAt),
    updated_at: iso(milestone.updatedAt),
    due_on: isoOrNull(milestone.dueOn),
    closed_at: isoOrNull(milestone.closedAt),
  };
}
