import { describe, expect, it } from 'vitest';
import { firstSuccess } from '../../../src/loop/journey/first-success.ts';
import type { ProjectRecord, RecordedThread } from '../../../src/loop/record.ts';
import {
  ago,
  comment,
  frame,
  GHOST_MEMBER,
  hoursAfter,
  member,
  run,
  SETTINGS,
  said,
  staff,
  thread,
  times,
} from '../record/project.ts';

const success = (more: Partial<ProjectRecord>, settings = SETTINGS) => firstSuccess(frame(more, settings));

describe('time to first success by machine', () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 20];
  const clean = minutes.map((each, index) => run(ago(index + 1), each));

  it('is of clean scheduled runs of configured starters', () => {
    const runs = [
      ...clean,
      run(ago(1), 500, { trigger: 'push' }),
      run(ago(1), 500, { conclusion: 'failure' }),
      run(ago(1), 500, { attempt: 2 }),
      run(ago(1), 500, { repository: 'other' }),
      run(ago(1), 500, { workflow: '.github/workflows/deploy.yml' }),
      run(ago(85), 500),
    ];
    const { machine } = success({ runs });
    expect(machine.p50).toMatchObject({ value: 5.5, n: 10 });
    expect(machine.p90.value).toBeCloseTo(10.1, 10);
  });

  it('is unknown without runs or starters, and not 0', () => {
    expect(success({}).machine.p50).toMatchObject({
      value: null,
      note: 'not observed: runs of starters',
      coverage: 0,
    });
    const none = success({ runs: clean }, { ...SETTINGS, starters: [] });
    expect(none.machine.p90).toMatchObject({ value: null, note: 'not observed: no starter is configured' });
    expect(success({ runs: [] }).machine.p50).toMatchObject({ value: null, n: 0, note: 'no data' });
  });
});

describe('time to first success as declared', () => {
  it('is what the community and other channels said, not staff', () => {
    const threads = [
      ...times(4, (index) => thread({ firstSuccessMinutes: 10 + index })),
      thread({ author: staff(), firstSuccessMinutes: 1 }),
    ];
    const signals = [
      { source: 'discord', type: 'first_success' as const, person: member(-1), at: ago(2), minutes: 90 },
    ];
    expect(success({ threads, signals }).declared.p50).toMatchObject({
      value: 12,
      n: 5,
      provenance: 'declared',
    });
  });

  it('does not take other signals for it', () => {
    const signal = { source: 'discord', person: member(-1), at: ago(2) };
    const signals = [
      ...times(5, () => ({ ...signal, type: 'first_success' as const, minutes: 30 })),
      { ...signal, type: 'first_success' as const, minutes: null },
      { ...signal, type: 'deploy' as const, minutes: 1 },
      { ...signal, type: 'first_success' as const, minutes: 1, at: ago(90) },
    ];
    expect(success({ signals }).declared.p50).toMatchObject({ value: 30, n: 5 });
  });

  it('is unknown where nobody is asked', () => {
    const settings = { ...SETTINGS, signals: { ...SETTINGS.signals, firstSuccessField: null } };
    expect(success({}, settings).declared.p50).toMatchObject({ value: null, coverage: 0 });
  });
});

describe('time to first success as inferred', () => {
  const start = ago(20);
  const first = (author: RecordedThread['author'], more: Partial<RecordedThread> = {}) =>
    thread({ author, stage: 'onboarding', createdAt: start, ...more });
  const inferred = (threads: RecordedThread[]) => success({ threads }).inferred;

  it.each<[string, (id: number) => RecordedThread[], number | null]>([
    [
      'an accepted answer',
      (id) => [
        first(member(id), { comments: [comment(staff(), hoursAfter(start, 24), { isAnswer: true })] }),
      ],
      1,
    ],
    [
      '"works now" by the author',
      (id) => [
        first(member(id), {
          comments: [comment(member(id), hoursAfter(start, 48), { said: said({ worksNow: true }) })],
        }),
      ],
      2,
    ],
    [
      '"works now" by somebody else',
      (id) => [
        first(member(id), {
          comments: [comment(staff(), hoursAfter(start, 48), { said: said({ worksNow: true }) })],
        }),
      ],
      null,
    ],
    [
      'closing it themselves',
      (id) => [first(member(id), { closedAt: hoursAfter(start, 72), closedBy: member(id) })],
      3,
    ],
    [
      'giving up',
      (id) => [
        first(member(id), {
          closedAt: hoursAfter(start, 72),
          closedBy: member(id),
          stateReason: 'not_planned',
        }),
      ],
      null,
    ],
    [
      'being closed by staff',
      (id) => [first(member(id), { closedAt: hoursAfter(start, 72), closedBy: staff() })],
      null,
    ],
    [
      'a later thread beyond',
      (id) => [
        first(member(id)),
        thread({ author: member(id), stage: 'adoption', createdAt: hoursAfter(start, 96) }),
      ],
      4,
    ],
    [
      'a later thread of no stage',
      (id) => [
        first(member(id)),
        thread({ author: member(id), stage: null, createdAt: hoursAfter(start, 96) }),
      ],
      null,
    ],
    [
      'a second onboarding thread',
      (id) => [
        first(member(id)),
        thread({ author: member(id), stage: 'onboarding', createdAt: hoursAfter(start, 96) }),
      ],
      null,
    ],
  ])('%s', (_, make, days) => {
    const metric = inferred(times(5, (index) => make(index + 1)).flat());
    expect(metric).toMatchObject({ value: days, n: 5, censored: days === null ? 5 : 0 });
  });

  it('counts people once, from their first; leaves out ghosts, staff and what is older than a year', () => {
    const threads = [
      ...times(5, (index) => first(member(index + 1))),
      first(member(1), { createdAt: ago(10) }),
      first(GHOST_MEMBER),
      first(staff()),
      first(member(50), { createdAt: ago(400) }),
    ];
    expect(inferred(threads.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())).n).toBe(5);
  });

  it('does not look at what a person did before', () => {
    const metric = inferred(
      times(5, (index) => [
        thread({ author: member(index + 1), stage: 'adoption', createdAt: ago(40) }),
        first(member(index + 1)),
      ]).flat(),
    );
    expect(metric).toMatchObject({ n: 5, censored: 5 });
  });

  it('counts those who gave no sign as waiting', () => {
    const threads = [
      ...times(4, (index) =>
        first(member(index + 1), { closedAt: hoursAfter(start, 24), closedBy: member(index + 1) }),
      ),
      ...times(6, (index) => first(member(index + 20))),
    ];
    expect(inferred(threads)).toMatchObject({ value: null, n: 10, censored: 6, note: 'median not reached' });
  });
});
