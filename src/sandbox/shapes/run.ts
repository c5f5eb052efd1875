import type { CheckRun, WorkflowRun } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { userJson } from './account.ts';
import { appJson } from './installation.ts';
import { iso, isoOrNull, type Json, repositoryApi, repositoryHtml } from './json.ts';
import { repositoryJson } from './repository.ts';

export function workflowJson(world: World, run: WorkflowRun): Json {
  const { repository, workflow } = run;
  return {
    id: workflow.id,
    node_id: workflow.nodeId,
    name: workflow.name,
    path: workflow.path,
    state: 'active',
    created_at: iso(workflow.createdAt),
    updated_at: iso(workflow.createdAt),
    url: repositoryApi(world, repository, `/actions/workflows/${workflow.id}`),
    html_url: repositoryHtml(world, repository, `/blob/${repository.defaultBranch}/${workflow.path}`),
    badge_url: repositoryHtml(world, repository, `/workflows/${encodeURIComponent(workflow.name)}/badge.svg`),
  };
}

export function workflowRunJson(world: World, run: WorkflowRun): Json {
  const { repository, workflow } = run;
  const at = repositoryApi(world, repository, `/actions/runs/${run.id}`);
  const head = repository.commits.get(run.sha);
  return {
    id: run.id,
    name: workflow.name,
    node_id: run.nodeId,
    check_suite_id: run.id,
    check_suite_node_id: `CS_${run.nodeId}`,
    head_branch: run.branch,
    head_sha: run.sha,
    path: workflow.path,
    display_title: workflow.name,
    run_number: run.runNumber,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: workflow.id,
    url: at,
    html_url: repositoryHtml(world, repository, `/actions/runs/${run.id}`),
    pull_requests: [],
    created_at: iso(run.startedAt),
    updated_at: iso(run.updatedAt),
    actor: userJson(world, run.actor),
    run_attempt: 1,
    run_started_at: iso(run.startedAt),
    triggering_actor: userJson(world, run.actor),
    jobs_url: `${at}/jobs`,
    logs_url: `${at}/logs`,
    check_suite_url: repositoryApi(world, repository, `/check-suites/${run.id}`),
    artifacts_url: `${at}/artifacts`,
    cancel_url: `${at}/cancel`,
    rerun_url: `${at}/rerun`,
    previous_attempt_url: null,
    workflow_url: repositoryApi(world, repository, `/actions/workflows/${workflow.id}`),
    head_commit: {
      id: run.sha,
      tree_id: run.sha,
      message: head?.message ?? '',
      timestamp: iso(head?.at ?? run.startedAt),
      author: { name: run.actor.login, email: '' },
      committer: { name: 'GitHub', email: 'noreply@github.com' },
    },
    repository: repositoryJson(world, repository),
    head_repository: repositoryJson(world, repository),
  };
}

/** A check run, with the number of its annotations instead of them. */
export function checkRunJson(world: World, check: CheckRun): Json {
  const { repository } = check;
  const at = repositoryApi(world, repository, `/check-runs/${check.id}`);
  return {
    id: check.id,
    name: check.name,
    node_id: check.nodeId,
    head_sha: check.sha,
    external_id: check.externalId,
    url: at,
    html_url: repositoryHtml(world, repository, `/runs/${check.id}`),
    details_url: check.detailsUrl,
    status: check.status,
    conclusion: check.conclusion,
    started_at: iso(check.startedAt),
    completed_at: isoOrNull(check.completedAt),
    output: {
      title: check.output.title,
      summary: check.output.summary,
      text: check.output.text,
      annotations_count: check.output.annotations.length,
      annotations_url: `${at}/annotations`,
    },
    check_suite: { id: check.id },
    app: appJson(world),
    pull_requests: [],
  };
}
