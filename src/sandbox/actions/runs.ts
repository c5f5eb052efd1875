import { checkRunJson, workflowJson, workflowRunJson } from '../shapes/run.ts';
import { announce, type Scene } from '../webhooks/announce.ts';
import { resolve } from '../world/git.ts';
import type { Actor, CheckRun, Repository, Workflow, WorkflowRun } from '../world/model.ts';
import { nodeId } from '../world/world.ts';

export interface NewWorkflowRun {
  /** file name below .github/workflows, e.g. `ci.yml` */
  workflow: string;
  conclusion: 'success' | 'failure' | 'cancelled' | 'timed_out' | 'skipped';
  event?: string;
  branch?: string;
  startedAt?: Date;
}

/** A run from start to end: `requested`, then `completed`. */
export function runWorkflow(
  scene: Scene,
  actor: Actor,
  repository: Repository,
  wanted: NewWorkflowRun,
): WorkflowRun {
  const { world } = scene;
  const branch = wanted.branch ?? repository.defaultBranch;
  const id = world.id('run');
  const workflow = workflowNamed(scene, repository, wanted.workflow);
  const run: WorkflowRun = {
    kind: 'workflow_run',
    id,
    nodeId: nodeId('WFR', id),
    repository,
    workflow,
    runNumber: repository.runs.filter((each) => each.workflow === workflow).length + 1,
    event: wanted.event ?? 'schedule',
    status: 'queued',
    conclusion: null,
    branch,
    sha: resolve(repository, branch)?.sha ?? '0'.repeat(40),
    actor: actor.account,
    startedAt: wanted.startedAt ?? world.now(),
    updatedAt: world.now(),
  };
  repository.runs.push(run);
  tellRun(scene, actor, run, 'requested');
  run.status = 'completed';
  run.conclusion = wanted.conclusion;
  tellRun(scene, actor, run, 'completed');
  return run;
}

function workflowNamed(scene: Scene, repository: Repository, file: string): Workflow {
  const path = `.github/workflows/${file}`;
  const known = repository.workflows.find((each) => each.path === path);
  if (known) return known;
  const id = scene.world.id('workflow');
  const name = file.replace(/\.ya?ml$/, '');
  const workflow = { id, nodeId: nodeId('W', id), name, path, createdAt: scene.world.now() };
  repository.workflows.push(workflow);
  return workflow;
}

function tellRun(scene: Scene, actor: Actor, run: WorkflowRun, action: string): void {
  const { world } = scene;
  const body = { workflow_run: workflowRunJson(world, run), workflow: workflowJson(world, run) };
  announce(scene, { event: 'workflow_run', action, actor, at: run.repository, body });
}

export type CheckWords = Pick<CheckRun, 'name' | 'sha'> & Partial<CheckRun>;

export function createCheckRun(
  scene: Scene,
  actor: Actor,
  repository: Repository,
  words: CheckWords,
): CheckRun {
  const id = scene.world.id('check');
  const now = scene.world.now();
  const check: CheckRun = {
    externalId: '',
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: now,
    completedAt: null,
    output: { title: null, summary: null, text: null, annotations: [] },
    ...words,
    kind: 'check_run',
    id,
    nodeId: nodeId('CR', id),
    repository,
  };
  finish(scene, check);
  repository.checkRuns.push(check);
  tellCheck(scene, actor, check, 'created');
  if (check.status === 'completed') tellCheck(scene, actor, check, 'completed');
  return check;
}

export function updateCheckRun(scene: Scene, actor: Actor, check: CheckRun, change: Partial<CheckRun>): void {
  const was = check.status;
  Object.assign(check, change);
  finish(scene, check);
  if (was !== 'completed' && check.status === 'completed') tellCheck(scene, actor, check, 'completed');
}

/** A conclusion completes a check run, whatever status came with it. */
function finish(scene: Scene, check: CheckRun): void {
  if (check.conclusion === null) return;
  check.status = 'completed';
  check.completedAt ??= scene.world.now();
}

function tellCheck(scene: Scene, actor: Actor, check: CheckRun, action: string): void {
  const body = { check_run: checkRunJson(scene.world, check) };
  announce(scene, { event: 'check_run', action, actor, at: check.repository, body });
}
