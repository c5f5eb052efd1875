import type { Decision } from '../decide.ts';
import type { WorkflowCompletedEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import { isStarter } from '../starters.ts';

/** A workflow ran to its end: what a configured starter did is kept. */
export function decideRun(event: WorkflowCompletedEvent, facts: Facts): Decision {
  const known = facts.get({ kind: 'repository', repositoryId: event.repository.id });
  if (known === null || !isStarter(known.settings, { repository: known.name, workflow: event.path })) {
    return { changes: [], effects: [], ignored: 'the workflow is not that of a starter' };
  }
  const { runId, runAttempt, path, trigger, conclusion, startedAt, finishedAt } = event;
  const run = {
    repositoryId: known.id,
    runId,
    attempt: runAttempt,
    workflow: path,
    trigger,
    conclusion,
    startedAt,
    finishedAt,
  };
  return { changes: [{ type: 'run.put', run }], effects: [], ignored: null };
}
