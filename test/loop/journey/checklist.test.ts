import { describe, expect, it } from 'vitest';
import { measureCommunity } from '../../../src/loop/community/metrics.ts';
import { pauseOrAmplify } from '../../../src/loop/journey/checklist.ts';
import { firstSuccess } from '../../../src/loop/journey/first-success.ts';
import type { ProjectRecord, RecordedThread } from '../../../src/loop/record.ts';
import {
  ago,
  cluster,
  comment,
  frame,
  hoursAfter,
  member,
  run,
  staff,
  thread,
  times,
} from '../record/project.ts';
import { lineOf } from './found.ts';

function checklist(more: Partial<ProjectRecord>) {
  const at = frame(more);
  return pauseOrAmplify(at, { firstSuccess: firstSuccess(at), ...measureCommunity(at).judged });
}
const state = (id: string, more: Partial<ProjectRecord>) => {
  const { pause, amplify } = checklist(more);
  return lineOf([...pause, ...amplify], id).state;
};
const daily = (minutes: number, count = 20) => times(count, (index) => run(ago(index + 1), minutes));
const minutes = (each: number, count: number) => times(count, () => thread({ firstSuccessMinutes: each }));
const answered = (by: RecordedThread['author'], count: number) =>
  times(count, () => thread({ comments: [comment(by, hoursAfter(ago(10), 1))] }));
const attest = (line: string, answer: boolean, days: number) => [{ line, answer, at: ago(days) }];

it('names of what is slow the figures that say so', () => {
  const evidence = (more: Partial<ProjectRecord>) => lineOf(checklist(more).pause, 'slow-start').evidence;
  const slow = minutes(30, 12);
  expect(evidence({ runs: daily(3), threads: slow })).toMatch(/^declared median: 30 min [^;]*$/);
  expect(evidence({ runs: daily(11), threads: slow })).toMatch(/^machine p90: 11 min .*; declared median: /);
  expect(evidence({ runs: daily(9) })).toMatch(/^machine p90: 9 min [^;]*$/);
  expect(evidence({})).toMatch(/^machine p90: .*; declared median: /);
});

describe('pause', () => {
  it.each<[string, string, Partial<ProjectRecord>, string]>([
    ['slow by machine', 'slow-start', { runs: daily(11) }, 'yes'],
    ['quick by machine', 'slow-start', { runs: daily(9) }, 'no'],
    ['ten minutes are not more than ten', 'slow-start', { runs: daily(10) }, 'no'],
    ['too few runs', 'slow-start', { runs: daily(11, 4) }, 'unknown'],
    ['surely slow by people', 'slow-start', { threads: minutes(30, 12) }, 'yes'],
    [
      'slow by people although the machine is quick',
      'slow-start',
      { runs: daily(3), threads: minutes(30, 12) },
      'yes',
    ],
    ['perhaps slow by people', 'slow-start', { threads: [...minutes(5, 6), ...minutes(30, 6)] }, 'no'],
    ['nobody knows', 'slow-start', {}, 'unknown'],
    ['no clusters', 'weekly-questions', {}, 'unknown'],
    ['no weekly question', 'weekly-questions', { clusters: [] }, 'no'],
    [
      'attested',
      'docs-by-product-feature',
      { attestations: attest('docs-by-product-feature', true, 89) },
      'yes',
    ],
    [
      'attested otherwise',
      'docs-by-product-feature',
      { attestations: attest('docs-by-product-feature', false, 1) },
      'no',
    ],
    [
      'expired',
      'docs-by-product-feature',
      { attestations: attest('docs-by-product-feature', true, 90) },
      'unknown',
    ],
    [
      'the newest word counts',
      'docs-by-product-feature',
      {
        attestations: [
          ...attest('docs-by-product-feature', true, 1),
          ...attest('docs-by-product-feature', false, 9),
        ],
      },
      'yes',
    ],
    [
      'a failing starter',
      'examples-need-edits',
      { runs: [run(ago(2), 1), run(ago(1), 1, { conclusion: 'failure' })] },
      'yes',
    ],
    [
      'a starter that was repaired',
      'examples-need-edits',
      { runs: [run(ago(1), 1), run(ago(2), 1, { conclusion: 'failure' })] },
      'no',
    ],
    [
      'a push is no schedule',
      'examples-need-edits',
      { runs: [run(ago(1), 1, { conclusion: 'failure', trigger: 'push' })] },
      'unknown',
    ],
    [
      'attested although it runs',
      'examples-need-edits',
      { runs: daily(1), attestations: attest('examples-need-edits', true, 3) },
      'yes',
    ],
    ['staff answers all', 'helpdesk', { threads: answered(staff(), 20) }, 'yes'],
    // 14 of 16 are .875, and surely above .64 only.
    [
      'staff answers most, perhaps by chance',
      'helpdesk',
      { threads: [...answered(staff(), 14), ...answered(member(2), 2)] },
      'no',
    ],
    ['four answers', 'helpdesk', { threads: answered(staff(), 4) }, 'unknown'],
  ])('%s', (_, id, more, expected) => {
    expect(state(id, more)).toBe(expected);
  });

  it('is the verdict as soon as one line is yes', () => {
    expect(checklist({ runs: daily(11) }).verdict).toBe('pause');
  });
});

const roadmap = (decided: number, fixed = decided) => ({
  agendas: [{ at: ago(84), clusterIds: times(12, (index) => index + 1) }],
  clusters: times(12, (index) =>
    cluster(index + 1, {
      decisions: index < decided ? [{ action: 'fix', at: ago(80) }] : [],
      fixedAt: index < fixed ? ago(40) : null,
    }),
  ),
});

describe('amplify', () => {
  it.each<[string, string, Partial<ProjectRecord>, string]>([
    ['quick and even by machine', 'quick-start', { runs: daily(9) }, 'yes'],
    ['quick but uneven', 'quick-start', { runs: [...daily(2, 12), ...daily(9, 3)] }, 'no'],
    ['quick by people', 'quick-start', { threads: minutes(8, 12) }, 'yes'],
    ['a median that may be longer', 'quick-start', { threads: [...minutes(5, 6), ...minutes(12, 6)] }, 'no'],
    ['nobody knows', 'quick-start', {}, 'unknown'],
    ['green for two weeks', 'starters-green', { runs: daily(3, 15) }, 'yes'],
    ['green for one week', 'starters-green', { runs: daily(3, 7) }, 'unknown'],
    [
      'one red run',
      'starters-green',
      { runs: [...daily(3, 15), run(ago(9), 1, { conclusion: 'failure' })] },
      'no',
    ],
    [
      'red before that',
      'starters-green',
      { runs: [...daily(3, 15), run(ago(15.5), 1, { conclusion: 'failure' })] },
      'yes',
    ],
    ['silent since', 'starters-green', { runs: times(30, (index) => run(ago(index + 9), 1)) }, 'unknown'],
    [
      'attested',
      'docs-explain-workflows',
      { attestations: attest('docs-explain-workflows', true, 3) },
      'yes',
    ],
    ['members first, for sure', 'members-first', { threads: answered(member(2), 20) }, 'yes'],
    [
      'members as often as staff',
      'members-first',
      { threads: [...answered(member(2), 10), ...answered(staff(), 10)] },
      'no',
    ],
    ['four threads', 'members-first', { threads: answered(member(2), 4) }, 'unknown'],
    // 9 of 10: at least .596 for sure; 8 of 10: .490.
    ['nine of the top ten', 'roadmap', roadmap(9), 'yes'],
    ['eight of the top ten', 'roadmap', roadmap(8), 'no'],
    ['decided but not merged', 'roadmap', roadmap(10, 3), 'no'],
    [
      'no weekly issue then',
      'roadmap',
      { ...roadmap(10), agendas: [{ at: ago(83), clusterIds: [1, 2, 3, 4, 5] }] },
      'unknown',
    ],
  ])('%s', (_, id, more, expected) => {
    expect(state(id, more)).toBe(expected);
  });

  it('needs every line', () => {
    const all: Partial<ProjectRecord> = {
      runs: daily(3, 20),
      threads: answered(member(2), 30),
      attestations: [
        ...attest('docs-explain-workflows', true, 3),
        ...attest('docs-by-product-feature', false, 3),
      ],
      ...roadmap(10),
    };
    expect(checklist(all)).toMatchObject({ verdict: 'amplify', findOut: [] });
    expect(checklist({ ...all, attestations: [] })).toMatchObject({
      verdict: 'hold',
      findOut: ['docs are organised by product feature', 'docs explain workflows'],
    });
  });
});

describe('a project that nothing is known of', () => {
  it('holds, and says what to find out: every line is unknown, without a date', () => {
    const { verdict, pause, amplify, findOut } = checklist({});
    expect(verdict).toBe('hold');
    expect(findOut).toHaveLength(10);
    for (const line of [...pause, ...amplify]) expect(line).toMatchObject({ state: 'unknown', at: null });
  });
});
