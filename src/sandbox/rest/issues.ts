import { openIssue, setMilestone } from '../actions/issues.ts';
import { labelNamed, replaceLabels } from '../actions/labels.ts';
import { closeThread, editThread, lockThread, reopenThread, unlockThread } from '../actions/threads.ts';
import { userJson } from '../shapes/account.ts';
import { issueJson } from '../shapes/issue.ts';
import type { Json } from '../shapes/json.ts';
import type { Issue, PullRequest } from '../world/thread.ts';
import {
  ApiError,
  checkBody,
  created,
  invalid,
  labelNames,
  noContent,
  notFound,
  numberParam,
  ok,
  paged,
  READ_THREADS,
  type Reply,
  type RepositoryCall,
  type RepositoryRoute,
  textIn,
  WRITE_THREADS,
} from './api.ts';
import { visible } from './authorize.ts';

const STATE_REASONS = ['completed', 'not_planned', 'duplicate', 'reopened'];

/** Issues, and pull requests as issues. */
export const issueRoutes: RepositoryRoute[] = [
  { method: 'GET', path: '/repos/{owner}/{repo}/issues', needs: READ_THREADS, handle: switchedOn(list) },
  { method: 'POST', path: '/repos/{owner}/{repo}/issues', needs: WRITE_THREADS, handle: switchedOn(create) },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}',
    needs: READ_THREADS,
    handle: (call) => ok(single(call, issueOf(call))),
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/issues/{issue_number}',
    needs: WRITE_THREADS,
    handle: update,
  },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/lock',
    needs: WRITE_THREADS,
    handle: (call) => {
      lockThread(call.scene, call.actor, issueOf(call), textIn(call.body, 'lock_reason', 'Issue') ?? null);
      return noContent;
    },
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/lock',
    needs: WRITE_THREADS,
    handle: (call) => {
      unlockThread(call.scene, call.actor, issueOf(call));
      return noContent;
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/suggestions',
    needs: READ_THREADS,
    handle: (call) => {
      issueOf(call);
      if (!call.repository.suggestions) throw notFound();
      return ok([]);
    },
  },
];

/** Issues can be switched off, pull requests stay. */
function switchedOn(handle: RepositoryRoute['handle']): RepositoryRoute['handle'] {
  return (call) => {
    if (!call.repository.hasIssues) throw new ApiError(410, 'Issues has been disabled in this repository.');
    return handle(call);
  };
}

/** The issue or pull request of the call; 410 when deleted, 301 when it lives elsewhere now. */
export function issueOf(call: RepositoryCall): Issue | PullRequest {
  const number = numberParam(call, 'issue_number');
  const thread = call.repository.threads.get(number);
  if (thread && thread.kind !== 'discussion') return thread;
  const moved = call.repository.moved.get(number);
  if (moved === undefined) throw notFound();
  if (moved === null) throw new ApiError(410, 'This issue was deleted');
  if (!visible(call, moved.repository)) throw notFound();
  const { url } = issueJson(call.scene.world, moved as Issue);
  throw new ApiError(301, 'Moved Permanently', undefined, { location: String(url) });
}

/** What a single issue shows beyond one in a list or a payload. */
function single(call: RepositoryCall, thread: Issue | PullRequest): Json {
  const { world } = call.scene;
  return { ...issueJson(world, thread), closed_by: userJson(world, thread.closedBy) };
}

function list(call: RepositoryCall): Reply {
  const query = call.url.searchParams;
  const state = query.get('state') ?? 'open';
  const labels = query.get('labels')?.toLowerCase().split(',') ?? [];
  const since = query.get('since');
  const creator = query.get('creator')?.toLowerCase();
  const field = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  const issues = [...call.repository.threads.values()]
    .filter((thread): thread is Issue | PullRequest => thread.kind !== 'discussion')
    .filter((thread) => state === 'all' || thread.state === state)
    .filter((thread) =>
      labels.every((name) => thread.labels.some((label) => label.name.toLowerCase() === name)),
    )
    .filter((thread) => since === null || thread.updatedAt.getTime() >= Date.parse(since))
    .filter((thread) => !creator || thread.author?.login.toLowerCase() === creator)
    .sort(
      (one, other) => sign * (one[field].getTime() - other[field].getTime() || one.number - other.number),
    );
  return paged(call, issues, (each) => issueJson(call.scene.world, each));
}

function create(call: RepositoryCall): Reply {
  const { scene, actor, repository, body } = call;
  const title = body.title;
  if (typeof title !== 'string' && typeof title !== 'number')
    throw invalid('Issue', 'title', 'missing_field');
  if (String(title).trim() === '') throw invalid('Issue', 'title', 'missing_field');
  const text = textIn(body, 'body', 'Issue');
  checkBody('Issue', text);
  const labels = body.labels === undefined ? [] : labelNames(body.labels);
  const issue = openIssue(scene, actor, { repository, title: String(title), body: text ?? '', labels });
  return created(issueJson(scene.world, issue));
}

/** Everything at once, as GitHub's PATCH does: text, labels (replaced), milestone, state. */
function update(call: RepositoryCall): Reply {
  const { scene, actor, repository, body } = call;
  const thread = issueOf(call);
  const text = body.body === null ? '' : textIn(body, 'body', 'Issue');
  checkBody('Issue', text);
  editThread(scene, actor, thread, { title: textIn(body, 'title', 'Issue'), body: text });
  if (body.labels !== undefined) {
    const labels = labelNames(body.labels).map((name) => labelNamed(scene, actor, repository, name));
    replaceLabels(scene, actor, thread, labels);
  }
  if (body.milestone !== undefined) {
    const milestone = repository.milestones.find((each) => each.number === body.milestone) ?? null;
    if (body.milestone !== null && !milestone) throw invalid('Issue', 'milestone', 'invalid');
    setMilestone(scene, actor, thread, milestone);
  }
  changeState(call, thread);
  return ok(single(call, thread));
}

function changeState(call: RepositoryCall, thread: Issue | PullRequest): void {
  const { scene, actor, body } = call;
  const reason = textIn(body, 'state_reason', 'Issue') ?? null;
  if (reason !== null && !STATE_REASONS.includes(reason)) throw invalid('Issue', 'state_reason', 'invalid');
  if (body.state === undefined) return;
  if (body.state === 'open') {
    reopenThread(scene, actor, thread);
    return;
  }
  if (body.state !== 'closed') throw invalid('Issue', 'state', 'invalid');
  let duplicateOf: Issue | null = null;
  if (reason === 'duplicate' && body.duplicate_issue_id !== undefined) {
    duplicateOf = issueById(call, body.duplicate_issue_id);
    if (!duplicateOf || duplicateOf === thread) throw invalid('Issue', 'duplicate_issue_id', 'invalid');
  }
  closeThread(scene, actor, thread, { reason: thread.kind === 'issue' ? reason : null, duplicateOf });
}

/** By database id, in any repository that the caller can see. */
function issueById(call: RepositoryCall, id: unknown): Issue | null {
  for (const thread of call.scene.world.threads()) {
    if (thread.kind === 'issue' && thread.id === id) return visible(call, thread.repository) ? thread : null;
  }
  return null;
}
