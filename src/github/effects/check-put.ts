import { z } from 'zod';
import type { CheckPut } from '../../loop/effect.ts';
import type { GitHub } from '../github.ts';
import { sameText } from '../own-mark.ts';
import { inOrder } from '../pages.ts';
import { created, type Performed, type SendContext, settled } from './context.ts';

const runSchema = z.looseObject({
  id: z.number(),
  node_id: z.string().optional(),
  external_id: z.string().nullish(),
  conclusion: z.string().nullish(),
  output: z.looseObject({ title: z.string().nullish(), summary: z.string().nullish() }).nullish(),
});
/** GitHub takes at most so many annotations in one request; the summary names the rest. */
const ANNOTATIONS_MAX = 50;
/** Runs of one name on one commit; ours carries its slot as external id. */
const PAGES_MAX = 2;

async function findOwnRun(github: GitHub, effect: CheckPut): Promise<z.infer<typeof runSchema> | null> {
  const runs = inOrder(github, {
    route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    parameters: {
      owner: effect.repository.owner,
      repo: effect.repository.name,
      ref: effect.headSha,
      check_name: effect.name,
    },
    item: runSchema,
    key: 'check_runs',
    pagesMax: PAGES_MAX,
  });
  for await (const run of runs) if (run.external_id === effect.slot) return run;
  return null;
}

function says(run: z.infer<typeof runSchema>, effect: CheckPut): boolean {
  return (
    run.conclusion === effect.conclusion &&
    run.output?.title === effect.title &&
    sameText(run.output.summary ?? '', effect.summary)
  );
}

function annotations(effect: CheckPut): object[] {
  return effect.annotations.slice(0, ANNOTATIONS_MAX).map(({ path, line, message }) => ({
    path,
    start_line: line,
    end_line: line,
    annotation_level: effect.conclusion === 'failure' ? 'failure' : 'warning',
    message,
  }));
}

/**
 * The check run of this name on this commit says this. GitHub adds annotations at each update and takes none away,
 * so a run that says something else by now is updated in its words alone.
 */
export async function putCheck(github: GitHub, effect: CheckPut, context: SendContext): Promise<Performed> {
  const { owner, name: repo } = effect.repository;
  const { title, summary, conclusion } = effect;
  const known = context.remote !== null || context.repeat !== null ? await findOwnRun(github, effect) : null;
  if (known !== null) {
    if (!says(known, effect)) {
      await github.write('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
        owner,
        repo,
        check_run_id: known.id,
        status: 'completed',
        conclusion,
        output: { title, summary },
      });
    }
    return settled({ id: known.id, nodeId: known.node_id ?? null });
  }
  const answer = await github.write('POST /repos/{owner}/{repo}/check-runs', {
    owner,
    repo,
    name: effect.name,
    head_sha: effect.headSha,
    external_id: effect.slot,
    status: 'completed',
    conclusion,
    output: { title, summary, annotations: annotations(effect) },
  });
  return settled(created(answer.data));
}
