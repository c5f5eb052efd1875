import { expect, test } from 'vitest';
import { putCheck } from '../../../src/github/effects/check-put.ts';
import type { CheckPut } from '../../../src/loop/effect.ts';
import { again, first, knownAt, nocked, repository, wanted } from '../nocked.ts';

const { github, scope } = nocked();

const effect: CheckPut = {
  ...wanted,
  kind: 'check.put',
  repository,
  headSha: 'abc',
  name: 'fullcircle config',
  conclusion: 'failure',
  title: 'One mistake',
  summary: 'Line 3',
  annotations: [{ path: '.github/fullcircle.yml', line: 3, message: 'did you mean `mode`?' }],
};
const LIST = '/repos/acme/widgets/commits/abc/check-runs?check_name=fullcircle%20config&per_page=100&page=1';
const output = { title: 'One mistake', summary: 'Line 3' };
const run = { id: 70, node_id: 'CR_7', external_id: 'slot', conclusion: 'failure', output };

test('is created with its annotations', async () => {
  const annotation = {
    path: '.github/fullcircle.yml',
    start_line: 3,
    end_line: 3,
    annotation_level: 'failure',
    message: 'did you mean `mode`?',
  };
  scope()
    .post('/repos/acme/widgets/check-runs', {
      name: effect.name,
      head_sha: 'abc',
      external_id: 'slot',
      status: 'completed',
      conclusion: 'failure',
      output: { ...output, annotations: [annotation] },
    })
    .reply(201, run);
  expect((await putCheck(github, effect, first)).remote).toMatchObject({ id: 70 });
});

test('sends at most fifty annotations', async () => {
  const annotations = Array.from({ length: 80 }, (_, line) => ({ path: 'x', line, message: 'y' }));
  let sent = 0;
  scope()
    .post('/repos/acme/widgets/check-runs', (body: { output: { annotations: unknown[] } }) => {
      sent = body.output.annotations.length;
      return true;
    })
    .reply(201, run);
  await putCheck(github, { ...effect, annotations }, first);
  expect(sent).toBe(50);
});

test('after a lost reply it is found by name and external id', async () => {
  const other = { ...run, id: 69, external_id: 'other' };
  scope()
    .get(LIST)
    .reply(200, { total_count: 2, check_runs: [other, run] });
  expect((await putCheck(github, effect, again)).remote).toMatchObject({ id: 70 });
});

test('one that says something else is updated, its annotations not added again', async () => {
  const conclusion = 'success' as const;
  scope()
    .get(LIST)
    .reply(200, { total_count: 1, check_runs: [run] });
  scope()
    .patch('/repos/acme/widgets/check-runs/70', { status: 'completed', conclusion, output })
    .reply(200, run);
  await putCheck(github, { ...effect, conclusion }, knownAt({ id: 70 }));
});
