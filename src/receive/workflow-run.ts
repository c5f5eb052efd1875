import { z } from 'zod';
import { happened, type Opened, type Received, unknownAction } from './delivery.ts';
import { read } from './payload-refused.ts';
import { surroundings, timeSchema } from './shared.ts';

const schema = z.object({
  workflow: z.object({ path: z.string() }).nullish(),
  workflow_run: z.object({
    id: z.number().int(),
    run_attempt: z.number().int().optional(),
    event: z.string(),
    conclusion: z.string().nullable(),
    head_branch: z.string().nullish(),
    head_sha: z.string(),
    path: z.string().nullish(),
    created_at: timeSchema,
    run_started_at: timeSchema.nullish(),
    updated_at: timeSchema,
  }),
  ...surroundings,
});

const UNFINISHED: readonly string[] = ['requested', 'in_progress'];

/** `workflow_run` deliveries; only finished runs say anything. */
export function readWorkflowRun(opened: Opened): Received {
  if (opened.action !== null && UNFINISHED.includes(opened.action)) {
    return { ignored: 'the workflow run is not finished' };
  }
  if (opened.action !== 'completed') return unknownAction(opened);
  const { workflow, workflow_run: run, repository } = read(schema, opened);
  return {
    event: {
      ...happened(opened, run.updated_at),
      type: 'workflow.completed',
      repository,
      // The run's own path may carry a ref (`ci.yml@refs/heads/main`), the workflow's does not.
      path: workflow?.path ?? run.path?.split('@')[0] ?? '',
      runId: run.id,
      runAttempt: run.run_attempt ?? 1,
      trigger: run.event,
      conclusion: run.conclusion,
      headBranch: run.head_branch ?? null,
      headSha: run.head_sha,
      startedAt: run.run_started_at ?? run.created_at,
      finishedAt: run.updated_at,
    },
  };
}
