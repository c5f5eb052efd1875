import { describe, expect, it } from 'vitest';
import { contributions } from '../../src/loop/community/contributions.ts';
import { firstSuccess } from '../../src/loop/journey/first-success.ts';
import { frameOf } from '../../src/loop/measured.ts';
import { problemsOf } from '../../src/loop/record/problems.ts';
import type { RecordedThread } from '../../src/loop/record.ts';
import { undecided } from '../../src/loop/triage/candidates.ts';
import { waitingThreads } from '../../src/loop/triage/stuck.ts';
import { AS_OF, ago, cluster, member, project, SETTINGS, staff, thread } from './record/project.ts';

/** Reports of other channels: of what became of them there nothing is known. */
const outside = (id: number, more: Partial<RecordedThread> = {}): RecordedThread =>
  thread({
    key: `discord:${id}`,
    repositoryId: null,
    number: 0,
    type: null,
    channel: 'discord',
    author: member(-id),
    kind: 'bug',
    stage: 'onboarding',
    clusterId: 1,
    createdAt: ago(20),
    ...more,
  });
const own = thread({
  author: member(1),
  kind: 'bug',
  clusterId: 1,
  createdAt: ago(30),
  closedAt: ago(25),
  closedBy: staff(),
});

describe('a report of another channel', () => {
  it('makes its author a reporter of the problem', () => {
    const problems = problemsOf(project({ threads: [own, outside(5), outside(6)] }));
    expect([...(problems.get(1)?.reporters.keys() ?? [])]).toEqual([1, -5, -6]);
  });

  it('does not wait for an answer here', () => {
    const asked = thread({ ...outside(5), repositoryId: 12, type: 'issue', channel: 'github' });
    expect(waitingThreads([outside(5), asked], AS_OF, [], []).map(({ thread: { type } }) => type)).toEqual([
      'issue',
    ]);
  });

  it('keeps no problem open', () => {
    const of = (threads: RecordedThread[]) =>
      undecided({
        asOf: AS_OF,
        ranking: [],
        problems: problemsOf(project({ threads })),
        clusters: [cluster(1)],
        decisions: [],
        decidedHere: new Set(),
        before: [{ clusterId: 1, weeks: 1 }],
      }).length;
    expect([of([own, outside(5)]), of([{ ...own, closedAt: null }, outside(5)])]).toEqual([0, 1]);
  });

  it('is no contribution of somebody who could be thanked', () => {
    const given = contributions(project({ threads: [own, outside(5)], clusters: [cluster(1)] }));
    expect(given.filter(({ kind }) => kind === 'report').map(({ person }) => person.id)).toEqual([1]);
  });

  it('tells nothing of how long its author took, since no later sign would be seen', () => {
    const frame = frameOf(project({ threads: [outside(5), outside(6, { createdAt: ago(10) })] }), SETTINGS);
    expect(firstSuccess(frame).inferred.n).toBe(0);
  });
});
