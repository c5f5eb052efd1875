import { describe, expect, it } from 'vitest';
import { measureCommunity } from '../../../src/loop/community/metrics.ts';
import { flywheel } from '../../../src/loop/journey/flywheel.ts';
import { watchFunctions } from '../../../src/loop/journey/functions.ts';
import { mondayPlan } from '../../../src/loop/journey/monday-plan.ts';
import type { ProjectRecord } from '../../../src/loop/record.ts';
import {
  ago,
  cluster,
  comment,
  frame,
  hoursAfter,
  member,
  run,
  said,
  staff,
  thread,
  times,
} from '../record/project.ts';
import { lineOf, metricOf } from './found.ts';

const watched = (id: string, more: Partial<ProjectRecord>) => {
  const at = frame(more);
  return lineOf(
    watchFunctions(at, measureCommunity(at).judged.staffFirst).flatMap(({ failures }) => failures),
    id,
  ).state;
};
const reports = (before: number, after: number) => [
  ...times(before, (index) => thread({ clusterId: 1, author: member(index), createdAt: ago(45 + index) })),
  ...times(after, (index) =>
    thread({ clusterId: 1, author: member(100 + index), createdAt: ago(35 - index) }),
  ),
];
const taught = [cluster(1, { taughtAt: ago(40) })];
const reply = comment(member(2), hoursAfter(ago(10), 1));
const notice = { person: member(1), eligibleAt: ago(9), toldAt: null, verifiedAt: null, stillBrokenAt: null };

describe('failure modes', () => {
  it.each<[string, string, Partial<ProjectRecord>, string]>([
    ['reporters fell after teaching', 'shallow-teaching', { clusters: taught, threads: reports(6, 2) }, 'no'],
    ['reporters did not fall', 'shallow-teaching', { clusters: taught, threads: reports(4, 4) }, 'yes'],
    [
      'taught too short ago',
      'shallow-teaching',
      { clusters: [cluster(1, { taughtAt: ago(20) })], threads: reports(6, 2) },
      'unknown',
    ],
    [
      'nobody had reported it before',
      'shallow-teaching',
      { clusters: taught, threads: reports(0, 2) },
      'unknown',
    ],
    ['nothing taught', 'shallow-teaching', {}, 'unknown'],
    ['a starter fails', 'starter-fails', { runs: [run(ago(1), 1, { conclusion: 'failure' })] }, 'yes'],
    ['starters hold', 'starter-fails', { runs: [run(ago(1), 1)] }, 'no'],
    ['all answered', 'support-as-noise', { threads: times(8, () => thread({ comments: [reply] })) }, 'no'],
    [
      'half unanswered, but clusters are not known',
      'support-as-noise',
      { threads: times(8, () => thread()) },
      'unknown',
    ],
    [
      'half unanswered and alone',
      'support-as-noise',
      { threads: times(8, () => thread()), clusters: [] },
      'yes',
    ],
    [
      'unanswered, but with others like them',
      'support-as-noise',
      { threads: times(8, () => thread({ clusterId: 1 })), clusters: [cluster(1)] },
      'no',
    ],
    [
      'unanswered for less than a week',
      'support-as-noise',
      { threads: times(8, () => thread({ createdAt: ago(6) })), clusters: [] },
      'unknown',
    ],
    [
      'answered by the author alone',
      'support-as-noise',
      { threads: times(8, () => thread({ comments: [comment(member(1), ago(9))] })), clusters: [] },
      'yes',
    ],
    ['nobody told', 'loop-open', { clusters: [cluster(1, { notices: times(9, () => notice) })] }, 'yes'],
    [
      'everybody told',
      'loop-open',
      { clusters: [cluster(1, { notices: times(9, () => ({ ...notice, toldAt: ago(8) })) })] },
      'no',
    ],
    ['few to tell', 'loop-open', { clusters: [cluster(1, { notices: [notice] })] }, 'unknown'],
    ['members talk', 'ghost-community', { threads: [thread({ comments: [reply] })] }, 'no'],
    [
      'members talked a month ago',
      'ghost-community',
      { threads: [thread({ createdAt: ago(40), comments: [comment(member(2), ago(29))] }), thread()] },
      'yes',
    ],
    [
      'staff answers',
      'ghost-community',
      { threads: [thread({ comments: [comment(staff(), ago(9))] })] },
      'yes',
    ],
    [
      'members answer staff',
      'ghost-community',
      { threads: [thread({ author: staff(), comments: [reply] }), thread()] },
      'yes',
    ],
    ['nobody there', 'ghost-community', {}, 'unknown'],
  ])('%s', (_, id, more, expected) => {
    expect(watched(id, more)).toBe(expected);
  });
});

describe('the flywheel', () => {
  const taughtUrl = 'https://docs.example/guide/';
  const turning = { decisions: [{ action: 'teach', at: ago(60) }] as const, taughtAt: ago(40), taughtUrl };
  const links = { said: said({ links: ['https://docs.example/guide#install'] }) };
  const clusters = [
    ...times(5, (index) => cluster(index + 1, turning)),
    cluster(6, { decisions: [{ action: 'fix', at: ago(50) }] }),
    cluster(7, turning),
  ];
  const threads = times(6, (index) => thread({ clusterId: index + 1, author: member(index) }));

  it('counts clusters of the community that were decided, taught and used', () => {
    const used = thread({ comments: [comment(member(2), ago(9), links)] });
    const metrics = flywheel(frame({ clusters, threads: [...threads, used] }));
    expect(metricOf(metrics, 'flywheel.decided')).toMatchObject({ value: 6 });
    expect(metricOf(metrics, 'flywheel.taught')).toMatchObject({ value: 5 });
    expect(metricOf(metrics, 'flywheel.used')).toMatchObject({ value: 5 });
    expect(metricOf(metrics, 'flywheel.taught-of-decided').value).toBeCloseTo(5 / 6, 10);
  });

  it('is not turned by links of staff, or from before', () => {
    const byStaff = thread({ comments: [comment(staff(), ago(9), links)] });
    const early = thread({ createdAt: ago(50), comments: [comment(member(2), ago(45), links)] });
    const metrics = flywheel(frame({ clusters, threads: [...threads, byStaff, early] }));
    expect(metricOf(metrics, 'flywheel.used')).toMatchObject({ value: null, n: 0 });
  });
});

describe('the Monday plan', () => {
  const plan = (id: string, more: Partial<ProjectRecord>) => lineOf(mondayPlan(frame(more)), id).state;

  it.each<[string, string, Partial<ProjectRecord>, string]>([
    ['a run this week', 'ttfs-measured', { runs: [run(ago(1), 3)] }, 'yes'],
    [
      'minutes this week',
      'ttfs-measured',
      { threads: [thread({ createdAt: ago(1), firstSuccessMinutes: 3 })] },
      'yes',
    ],
    ['a run last week', 'ttfs-measured', { runs: [run(ago(8), 3)] }, 'no'],
    [
      'green and attested',
      'starter-complete',
      { runs: [run(ago(1), 3)], attestations: [{ line: 'starter-complete', answer: true, at: ago(9) }] },
      'yes',
    ],
    ['green only', 'starter-complete', { runs: [run(ago(1), 3)] }, 'unknown'],
    [
      'attested but red',
      'starter-complete',
      {
        runs: [run(ago(1), 3, { conclusion: 'failure' }), run(ago(2), 3)],
        attestations: [{ line: 'starter-complete', answer: true, at: ago(9) }],
      },
      'no',
    ],
    [
      'a full triage',
      'triage-held',
      { triages: [{ at: ago(2), functions: ['docs', 'product'], decisions: 1 }] },
      'yes',
    ],
    [
      'one function alone',
      'triage-held',
      { triages: [{ at: ago(2), functions: ['docs'], decisions: 4 }] },
      'no',
    ],
    [
      'without a decision',
      'triage-held',
      { triages: [{ at: ago(2), functions: ['docs', 'product'], decisions: 0 }] },
      'no',
    ],
    ['not kept', 'triage-held', {}, 'unknown'],
  ])('%s', (_, id, more, expected) => {
    expect(plan(id, more)).toBe(expected);
  });
});
