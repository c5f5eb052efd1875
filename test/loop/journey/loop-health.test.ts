import { describe, expect, it } from 'vitest';
import { auditDecisions } from '../../../src/loop/journey/decisions.ts';
import { loopHealth } from '../../../src/loop/journey/loop-health.ts';
import type { ProjectRecord, RecordedNotice } from '../../../src/loop/record.ts';
import { ago, BOT, cluster, frame, member, staff, thread, times } from '../record/project.ts';
import { metricOf } from './found.ts';

const health = (id: string, more: Partial<ProjectRecord>) => metricOf(loopHealth(frame(more)), `loop.${id}`);

describe('labels', () => {
  it('are counted over the community’s threads, and overridden where a human said otherwise', () => {
    const threads = [
      ...times(5, () => thread()),
      ...times(2, () => thread({ stage: null, stageByHuman: true })),
      thread({ stage: 'retention', stageByHuman: true }),
      thread({ stage: 'adoption', stageByHuman: true }),
      thread({ stage: 'retention', stageByApp: null, stageByHuman: true }),
      thread({ author: staff() }),
      thread({ author: BOT }),
    ];
    expect(health('labelled', { threads })).toMatchObject({ value: 0.8, n: 10 });
    expect(health('overridden', { threads }).value).toBeCloseTo(3 / 9, 10);
  });
});

describe('links', () => {
  it('are as precise as humans said, by tier and version', () => {
    const link = (tier: 'certain' | 'possible', verdict: 'confirmed' | 'rejected' | null) => ({
      tier,
      algorithm: 'm2',
      verdict,
    });
    const links = [
      ...times(4, () => link('certain', 'confirmed')),
      link('certain', 'rejected'),
      ...times(9, () => link('certain', null)),
      link('possible', 'rejected'),
    ];
    expect(health('link-precision.certain.m2', { links })).toMatchObject({ value: 0.8, n: 5 });
    expect(health('link-precision.possible.m2', { links })).toMatchObject({ value: null, n: 1 });
    expect(health('link-precision', {})).toMatchObject({ value: null, note: 'not observed: judged links' });
    expect(loopHealth(frame({ links })).map(({ name }) => name)).toContain(
      'Link precision (certain, version m2)',
    );
  });
});

describe('decisions', () => {
  it('are due within seven days of the newest weekly issue that is a week old', () => {
    const clusters = [
      cluster(1, { decisions: [{ action: 'fix', at: ago(10) }] }),
      cluster(2, { decisions: [{ action: 'fix', at: ago(2) }] }),
      cluster(3, { decisions: [{ action: 'fix', at: ago(30) }] }),
      ...times(7, (index) => cluster(4 + index)),
      cluster(50, { decisions: [{ action: 'fix', at: ago(10) }] }),
    ];
    const agendas = [
      { at: ago(21), clusterIds: [1, 2, 3] },
      { at: ago(14), clusterIds: [...times(10, (index) => index + 1), 50] },
      { at: ago(6), clusterIds: [50] },
    ];
    // Of the top ten: 1 within the week, 2 too late, 3 weeks before it.
    expect(health('decided', { clusters, agendas })).toMatchObject({ value: 0.1, n: 10 });
  });

  it('are none where everything was put off, and are due by the time of each', () => {
    const agendas = [{ at: ago(14), clusterIds: times(6, (index) => index + 1) }];
    const decisions = [
      [{ action: 'defer', at: ago(12) }],
      [{ action: 'defer', at: ago(35) }],
      [
        { action: 'defer', at: ago(12) },
        { action: 'fix', at: ago(10) },
      ],
      [
        { action: 'fix', at: ago(10) },
        { action: 'decline', at: ago(1) },
      ],
      // The issue was made anew after it.
      [{ action: 'fix', at: ago(15) }],
      [],
    ] as const;
    const clusters = decisions.map((all, index) => cluster(index + 1, { decisions: all }));
    expect(health('decided', { clusters, agendas })).toMatchObject({ value: 0.5, n: 6 });
  });

  it('are not due before there was a weekly issue', () => {
    expect(health('decided', { clusters: [cluster(1)], agendas: [] })).toMatchObject({
      value: null,
      n: 0,
      note: 'no data',
    });
  });

  it('are audited eight weeks later: shipped, and did the volume fall?', () => {
    const decidedAt = ago(70);
    const threads = [
      ...times(9, (index) => thread({ clusterId: 1, author: member(index), createdAt: ago(71 + index) })),
      thread({ clusterId: 1, createdAt: ago(69) }),
      thread({ clusterId: 1, createdAt: ago(41) }),
      thread({ clusterId: 1, createdAt: ago(99) }),
    ].toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    const clusters = [
      cluster(1, { decisions: [{ action: 'fix', at: decidedAt }], fixedAt: ago(60) }),
      cluster(2, { decisions: [{ action: 'document', at: decidedAt }], fixedAt: ago(60) }),
      cluster(3, { decisions: [{ action: 'fix', at: ago(55) }] }),
      cluster(4),
      cluster(5, { decisions: [{ action: 'teach', at: ago(71) }], taughtAt: ago(60) }),
      cluster(6, { decisions: [{ action: 'document', at: ago(72) }], documentedAt: ago(60) }),
      cluster(7, { decisions: [{ action: 'defer', at: ago(73) }] }),
      cluster(8, { decisions: [{ action: 'decline', at: ago(74) }] }),
      cluster(9, { decisions: [{ action: 'fix', at: ago(75) }], releasedAt: ago(60) }),
    ];
    expect(health('decisions-shipped', { threads, clusters })).toMatchObject({ value: 0.8, n: 5 });
    const audited = auditDecisions(frame({ threads, clusters }));
    expect(audited).toMatchObject([
      { clusterId: 1, shipped: true, before: 9, after: 1, ratio: { n: 10 } },
      { clusterId: 2, shipped: false, before: 0, after: 0, ratio: { value: null, n: 0 } },
      { clusterId: 5, shipped: true },
      { clusterId: 6, shipped: true },
      { clusterId: 8, shipped: false },
      { clusterId: 9, shipped: true },
    ]);
    expect(audited?.[0]?.ratio.value).toBeCloseTo(1 / 9, 10);
    expect(audited?.[0]?.ratio.interval?.[1]).toBeLessThan(1);
    expect(auditDecisions(frame({ threads }))).toBeNull();
  });

  it('are audited by what was decided last, at its own time', () => {
    const put = (days: number) => ({ action: 'defer', at: ago(days) }) as const;
    const clusters = [
      cluster(1, { decisions: [put(90), { action: 'fix', at: ago(70) }] }),
      cluster(2, { decisions: [put(90), { action: 'fix', at: ago(20) }] }),
      cluster(3, { decisions: [{ action: 'decline', at: ago(80) }, put(10)] }),
    ];
    expect(auditDecisions(frame({ clusters }))).toMatchObject([
      { clusterId: 1, decision: 'fix', decidedAt: ago(70) },
      { clusterId: 3, decision: 'decline', decidedAt: ago(80) },
    ]);
  });
});

describe('the way of a cluster', () => {
  const notice = (more: Partial<RecordedNotice> = {}): RecordedNotice => ({
    person: member(1),
    eligibleAt: ago(10),
    toldAt: ago(9),
    verifiedAt: null,
    stillBrokenAt: null,
    ...more,
  });

  it('has medians that count what still waits', () => {
    const threads = times(6, (index) =>
      thread({ clusterId: index + 1, author: member(index), createdAt: ago(30) }),
    );
    const clusters = times(6, (index) =>
      cluster(
        index + 1,
        index < 4 ? { fixedAt: ago(30 - index - 1), releasedAt: index < 1 ? ago(20) : null } : {},
      ),
    );
    expect(health('report-to-fix', { threads, clusters })).toMatchObject({ value: 3.5, n: 6, censored: 2 });
    expect(health('fix-to-release', { threads, clusters })).toMatchObject({ value: null, n: 4, censored: 3 });
  });

  it('is closed as far as reporters were told, and as they answered', () => {
    const notices = [
      ...times(4, () => notice()),
      notice({ verifiedAt: ago(1) }),
      notice({ stillBrokenAt: ago(1) }),
      ...times(2, () => notice({ toldAt: null })),
      notice({ eligibleAt: ago(400) }),
    ];
    const clusters = [cluster(1, { notices })];
    expect(health('told', { clusters })).toMatchObject({ value: 0.75, n: 8 });
    expect(health('verified', { clusters }).value).toBeCloseTo(1 / 6, 10);
    expect(health('still-broken', { clusters }).n).toBe(6);
    expect(health('release-to-told', { clusters })).toMatchObject({ value: 1, n: 8, censored: 2 });
    expect(health('told', {})).toMatchObject({ value: null, coverage: 0 });
  });

  it('is unknown where only the clusters are known, and not how they went on', () => {
    const more = {
      clusters: [cluster(1)],
      threads: times(6, () => thread({ clusterId: 1 })),
      livesKept: false,
    };
    expect(health('report-to-fix', more)).toMatchObject({
      value: null,
      n: 0,
      coverage: 0,
      note: 'not observed: how clusters went on',
    });
    expect(auditDecisions(frame(more))).toBeNull();
  });
});
