import {
  addLabels,
  createLabel,
  deleteLabel,
  editLabel,
  labelNamed,
  removeLabel,
  replaceLabels,
} from '../actions/labels.ts';
import { labelJson } from '../shapes/repository.ts';
import type { Label } from '../world/model.ts';
import type { Thread } from '../world/thread.ts';
import {
  ApiError,
  created,
  invalid,
  labelNames,
  noContent,
  notFound,
  ok,
  paged,
  param,
  READ_THREADS,
  type Reply,
  type RepositoryCall,
  type RepositoryRoute,
  textIn,
  WRITE_THREADS,
} from './api.ts';
import { issueOf } from './issues.ts';

/** GitHub's bounds. */
const NAME_MAX = 50;
const DESCRIPTION_MAX = 100;
const LABELS_PER_THREAD_MAX = 100;

/** Labels of a repository and on its issues and pull requests. */
export const labelRoutes: RepositoryRoute[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/labels',
    needs: { permission: 'issues|pull_requests', level: 'read' },
    handle: (call) => paged(call, call.repository.labels, (each) => labelJson(call.scene.world, each)),
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/labels',
    needs: { permission: 'issues|pull_requests', level: 'write' },
    handle: create,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/labels/{name}',
    needs: { permission: 'issues|pull_requests', level: 'read' },
    handle: (call) => ok(labelJson(call.scene.world, labelOf(call))),
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/labels/{name}',
    needs: { permission: 'issues|pull_requests', level: 'write' },
    handle: (call) => {
      const label = labelOf(call);
      const name = textIn(call.body, 'new_name', 'Label');
      checkWords(name, textIn(call.body, 'color', 'Label'), textIn(call.body, 'description', 'Label'));
      editLabel(call.scene, call.actor, label, {
        name,
        color: textIn(call.body, 'color', 'Label'),
        description: textIn(call.body, 'description', 'Label'),
      });
      return ok(labelJson(call.scene.world, label));
    },
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/labels/{name}',
    needs: { permission: 'issues|pull_requests', level: 'write' },
    handle: (call) => {
      deleteLabel(call.scene, call.actor, labelOf(call));
      return noContent;
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    needs: READ_THREADS,
    handle: (call) => paged(call, issueOf(call).labels, (each) => labelJson(call.scene.world, each)),
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    needs: WRITE_THREADS,
    handle: (call) => {
      const thread = issueOf(call);
      const labels = wanted(call);
      if (new Set([...thread.labels, ...labels]).size > LABELS_PER_THREAD_MAX) {
        throw invalid('Issue', 'labels', 'custom', 'A maximum of 100 labels can be added');
      }
      addLabels(call.scene, call.actor, thread, labels);
      return onThread(call, thread);
    },
  },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    needs: WRITE_THREADS,
    handle: (call) => {
      const thread = issueOf(call);
      replaceLabels(call.scene, call.actor, thread, wanted(call));
      return onThread(call, thread);
    },
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
    needs: WRITE_THREADS,
    handle: (call) => {
      const thread = issueOf(call);
      const label = call.scene.world.label(call.repository, param(call, 'name'));
      if (!label || !thread.labels.includes(label)) throw new ApiError(404, 'Label does not exist');
      removeLabel(call.scene, call.actor, thread, label);
      return onThread(call, thread);
    },
  },
];

function wanted(call: RepositoryCall): Label[] {
  const names = labelNames(call.body.labels);
  for (const name of names) checkWords(name);
  return names.map((name) => labelNamed(call.scene, call.actor, call.repository, name));
}

function onThread(call: RepositoryCall, thread: Thread): Reply {
  return ok(thread.labels.map((label) => labelJson(call.scene.world, label)));
}

function create(call: RepositoryCall): Reply {
  const { scene, actor, repository, body } = call;
  const name = textIn(body, 'name', 'Label');
  if (name === undefined || name.trim() === '') throw invalid('Label', 'name', 'missing_field');
  const color = textIn(body, 'color', 'Label');
  const description = textIn(body, 'description', 'Label') ?? null;
  checkWords(name, color, description ?? undefined);
  if (scene.world.label(repository, name)) throw invalid('Label', 'name', 'already_exists');
  const label = createLabel(scene, actor, repository, { name, color: color ?? 'ededed', description });
  return created(labelJson(scene.world, label));
}

function checkWords(name?: string, color?: string, description?: string): void {
  if (name !== undefined && name.length > NAME_MAX) throw invalid('Label', 'name', 'too_long');
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) throw invalid('Label', 'color', 'invalid');
  if (description !== undefined && description.length > DESCRIPTION_MAX) {
    throw invalid('Label', 'description', 'too_long');
  }
}

function labelOf(call: RepositoryCall): Label {
  const label = call.scene.world.label(call.repository, param(call, 'name'));
  if (!label) throw notFound();
  return label;
}
