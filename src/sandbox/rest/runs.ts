import { type CheckWords, createCheckRun, updateCheckRun } from '../actions/runs.ts';
import type { Json } from '../shapes/json.ts';
import { checkRunJson, workflowRunJson } from '../shapes/run.ts';
import type { CheckRun, WorkflowRun } from '../world/model.ts';
import {
  created,
  invalid,
  notFound,
  numberParam,
  ok,
  paged,
  param,
  type Reply,
  type RepositoryCall,
  type RepositoryRoute,
  textIn,
} from './api.ts';
import { commitOf } from './commits.ts';

const CHECKS_WRITE = { permission: 'checks', level: 'write' } as const;
const CHECKS_READ = { permission: 'checks', level: 'read' } as const;
const ACTIONS_READ = { permission: 'actions', level: 'read' } as const;
/** GitHub takes so many annotations in one request. */
const ANNOTATIONS_MAX = 50;

/** Check runs of the app, and runs of workflows. */
export const runRoutes: RepositoryRoute[] = [
  { method: 'POST', path: '/repos/{owner}/{repo}/check-runs', needs: CHECKS_WRITE, handle: createCheck },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/check-runs/{check_run_id}',
    needs: CHECKS_READ,
    handle: (call) => ok(checkRunJson(call.scene.world, checkOf(call))),
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/check-runs/{check_run_id}',
    needs: CHECKS_WRITE,
    handle: (call) => {
      const check = checkOf(call);
      updateCheckRun(call.scene, call.actor, check, wordsOf(call.body, check));
      return ok(checkRunJson(call.scene.world, check));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
    needs: CHECKS_READ,
    handle: (call) => paged(call, checkOf(call).output.annotations, (each) => each),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/check-runs',
    needs: CHECKS_READ,
    handle: (call) => {
      const { sha } = commitOf(call, param(call, 'ref'));
      const name = call.url.searchParams.get('check_name');
      const checks = call.repository.checkRuns.filter(
        (each) => each.sha === sha && (name === null || each.name === name),
      );
      return paged(call, checks, (each) => checkRunJson(call.scene.world, each), {
        wrap: (page, total) => ({ total_count: total, check_runs: page }),
      });
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs',
    needs: ACTIONS_READ,
    handle: (call) => runs(call, null),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}',
    needs: ACTIONS_READ,
    handle: (call) => {
      const id = numberParam(call, 'run_id');
      const run = call.repository.runs.find((each) => each.id === id);
      if (!run) throw notFound();
      return ok(workflowRunJson(call.scene.world, run));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
    needs: ACTIONS_READ,
    handle: (call) => runs(call, param(call, 'workflow_id')),
  },
];

function checkOf(call: RepositoryCall): CheckRun {
  const id = numberParam(call, 'check_run_id');
  const check = call.repository.checkRuns.find((each) => each.id === id);
  if (!check) throw notFound();
  return check;
}

function createCheck(call: RepositoryCall): Reply {
  const name = textIn(call.body, 'name', 'CheckRun');
  const sha = textIn(call.body, 'head_sha', 'CheckRun');
  if (!name) throw invalid('CheckRun', 'name', 'missing_field');
  if (!sha) throw invalid('CheckRun', 'head_sha', 'missing_field');
  if (!call.repository.commits.has(sha))
    throw invalid('CheckRun', 'head_sha', 'custom', `No commit found for SHA: ${sha}`);
  const words: CheckWords = { name, sha, ...wordsOf(call.body, null) };
  return created(
    checkRunJson(call.scene.world, createCheckRun(call.scene, call.actor, call.repository, words)),
  );
}

/** What a request says about a check run; annotations add to those that are there. */
function wordsOf(body: Json, check: CheckRun | null): Partial<CheckRun> {
  const words: Partial<CheckRun> = {};
  const status = textIn(body, 'status', 'CheckRun');
  const conclusion = textIn(body, 'conclusion', 'CheckRun');
  const name = textIn(body, 'name', 'CheckRun');
  const externalId = textIn(body, 'external_id', 'CheckRun');
  const detailsUrl = textIn(body, 'details_url', 'CheckRun');
  if (status !== undefined) words.status = status;
  if (conclusion !== undefined) words.conclusion = conclusion;
  if (name !== undefined) words.name = name;
  if (externalId !== undefined) words.externalId = externalId;
  if (detailsUrl !== undefined) words.detailsUrl = detailsUrl;
  if (status === 'completed' && !conclusion) throw invalid('CheckRun', 'conclusion', 'missing_field');
  const output = body.output;
  if (typeof output === 'object' && output !== null) {
    const said: Json = { ...output };
    const annotations: unknown[] = Array.isArray(said.annotations) ? said.annotations : [];
    if (annotations.length > ANNOTATIONS_MAX) throw invalid('CheckRun', 'annotations', 'too_many');
    if (check === null && (said.title === undefined || said.summary === undefined)) {
      throw invalid('CheckRun', 'output', 'missing_field');
    }
    words.output = {
      title: textIn(said, 'title', 'CheckRun') ?? check?.output.title ?? null,
      summary: textIn(said, 'summary', 'CheckRun') ?? check?.output.summary ?? null,
      text: textIn(said, 'text', 'CheckRun') ?? check?.output.text ?? null,
      annotations: [...(check?.output.annotations ?? []), ...annotations],
    };
  }
  return words;
}

/** @param workflow id or file name; null for the runs of all */
function runs(call: RepositoryCall, workflow: string | null): Reply {
  const query = call.url.searchParams;
  const { workflows } = call.repository;
  const wanted = workflows.find((each) => String(each.id) === workflow || each.path.endsWith(`/${workflow}`));
  if (workflow !== null && !wanted) throw notFound();
  const [from, to] = createdRange(query.get('created'));
  const list: WorkflowRun[] = call.repository.runs
    .filter((run) => !wanted || run.workflow === wanted)
    .filter((run) => matches(query.get('branch'), run.branch) && matches(query.get('event'), run.event))
    .filter((run) => {
      const status = query.get('status');
      return status === null || run.status === status || run.conclusion === status;
    })
    .filter((run) => run.startedAt.getTime() >= from && run.startedAt.getTime() <= to)
    .toReversed();
  return paged(call, list, (each) => workflowRunJson(call.scene.world, each), {
    wrap: (page, total) => ({ total_count: total, workflow_runs: page }),
  });
}

function matches(wanted: string | null, value: string): boolean {
  return wanted === null || wanted === value;
}

/** `>=2026-03-02`, `2026-03-02..2026-03-08` and the like, in milliseconds; both ends included. */
function createdRange(text: string | null): [number, number] {
  const all: [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (text === null) return all;
  const [from = '', to] = text.split('..');
  const day = (date: string, end: boolean) =>
    Date.parse(/T/.test(date) ? date : `${date}T${end ? '23:59:59.999' : '00:00:00'}Z`);
  if (to !== undefined)
    return [from === '*' ? all[0] : day(from, false), to === '*' ? all[1] : day(to, true)];
  const bound = from.replace(/^[<>]=?/, '');
  if (from.startsWith('>=')) return [day(bound, false), all[1]];
  if (from.startsWith('>')) return [day(bound, true) + 1, all[1]];
  if (from.startsWith('<=')) return [all[0], day(bound, true)];
  if (from.startsWith('<')) return [all[0], day(bound, false) - 1];
  return [day(bound, false), day(bound, true)];
}
