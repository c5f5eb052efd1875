import { describe, expect, it } from 'vitest';
import { metricsMarkdown } from '../../src/loop/measure/markdown.ts';
import { metricRows, metricsCsv, metricsJson } from '../../src/loop/measure/table.ts';
import { measure, measuredGroups } from '../../src/loop/measure.ts';
import type { ProjectRecord } from '../../src/loop/record.ts';
import { STAGES } from '../../src/loop/vocabulary.ts';
import {
  ago,
  cluster,
  comment,
  hoursAfter,
  member,
  merged,
  project,
  run,
  SETTINGS,
  said,
  staff,
  thread,
  times,
} from './record/project.ts';

/** A busy project in which something is known of nearly everything. */
function busy(): ProjectRecord {
  const threads = [
    ...times(30, (index) =>
      thread({
        author: member(index + 1),
        createdAt: ago(1 + (index % 26)),
        clusterId: 1 + (index % 3),
        comments: [
          comment(index % 2 === 0 ? member(50) : staff(), hoursAfter(ago(1 + (index % 26)), 1 + (index % 7))),
          comment(member(index + 1), hoursAfter(ago(1 + (index % 26)), 9), { said: said({ thanks: true }) }),
        ],
      }),
    ),
    ...times(8, (index) => merged(member(60 + index), ago(index + 2), { paths: ['a.ts'] })),
    thread({ author: member(80), stage: 'onboarding', kind: 'bug' }),
  ].toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const logins = new Map(times(90, (index) => [index, index === 60 ? '@=here' : `person-${index}`]));
  return project({
    threads,
    logins,
    clusters: times(3, (index) => cluster(index + 1, { decisions: [{ action: 'fix', at: ago(60) }] })),
    runs: times(20, (index) => run(ago(index + 1), 4)),
    rolesInferred: 20,
  });
}

describe('all measures', () => {
  it('are the same for the same record', () => {
    const record = busy();
    expect(metricsJson(measure(record, SETTINGS))).toBe(metricsJson(measure(record, SETTINGS)));
  });

  it('carry definition, number, coverage and provenance, each under its own name', () => {
    for (const record of [busy(), project()]) {
      const all = measuredGroups(measure(record, SETTINGS)).flatMap(({ metrics }) => metrics);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      for (const { id, definition, metric } of all) {
        expect(definition.length, id).toBeGreaterThan(20);
        expect(metric.coverage, id).toBeGreaterThanOrEqual(0);
        if (metric.n < 5)
          expect(metric, id).toMatchObject({ value: null, interval: null, note: expect.any(String) });
        const [low, high] = metric.interval ?? [];
        if (metric.value === null || low === undefined) continue;
        expect(low, id).toBeLessThanOrEqual(metric.value);
        if (high != null) expect(high, id).toBeGreaterThanOrEqual(metric.value);
      }
    }
  });

  it('of an empty project are unknown, never 0', () => {
    const { stages, ranking, weekly, decisions, thanks } = measure(project(), SETTINGS);
    for (const { metrics } of stages) for (const { metric } of metrics) expect(metric.value).toBeNull();
    expect({ ranking, weekly, decisions, thanks }).toEqual({
      ranking: null,
      weekly: null,
      decisions: null,
      thanks: [],
    });
  });

  it('have a goal and a key question before each stage', () => {
    const { stages } = measure(project(), SETTINGS);
    expect(stages.map(({ stage }) => stage)).toEqual(STAGES);
    expect(stages[1]).toMatchObject({
      goal: 'reduce time to first success',
      question: 'how fast can someone do something real?',
    });
  });
});

describe('as CSV', () => {
  it('has one row for each metric, and quotes what needs it', () => {
    const measures = measure(busy(), SETTINGS);
    const lines = metricsCsv(measures).trimEnd().split('\r\n');
    expect(lines).toHaveLength(metricRows(measures).length + 1);
    expect(lines[0]).toBe(
      'group,id,name,unit,value,low,high,n,censored,coverage,provenance,from,until,asOf,note,definition',
    );
    expect(lines.find((line) => line.includes('retention.question-quality'))).toContain(
      ',"Of the support threads of 12 weeks, those',
    );
  });

  it('lets no spreadsheet run a name', () => {
    const measures = measure(busy(), SETTINGS);
    const [first] = measures.health;
    if (first === undefined) throw new Error('no metric');
    const health = [{ ...first, name: '=cmd()', definition: 'says "this", and\nmore' }];
    const csv = metricsCsv({ ...measures, health });
    expect(csv).toContain(",'=cmd(),");
    expect(csv).toContain('"says ""this"", and\nmore"');
  });

  it('leaves the unknown empty', () => {
    const row = metricsCsv(measure(project(), SETTINGS))
      .split('\r\n')
      .find((line) => line.includes('loop.told,'));
    expect(row).toContain('loop.told,Loop closed,share,,,,0,0,0,observed,');
  });
});

describe('as Markdown', () => {
  it('mentions nobody, and reads well', async () => {
    const text = metricsMarkdown(measure(busy(), SETTINGS));
    expect(text).not.toMatch(/(^|[^\w`])@\w/);
    await expect(text).toMatchFileSnapshot('measure/snapshots/busy.md');
  });

  it.each([
    [SETTINGS.staff, 0, 'Staff is as configured;'],
    [SETTINGS.staff, 1, 'Staff is as configured, in 1 older thread inferred from permissions;'],
    [{ teams: [], logins: [], bots: ['renovate'] }, 20, 'Staff is inferred;'],
    [null, 0, 'Staff is inferred;'],
  ])(
    'with staff %j, and %i threads of inferred roles, says how staff is known',
    (staff, rolesInferred, told) => {
      expect(metricsMarkdown(measure(project({ rolesInferred }), { ...SETTINGS, staff }))).toContain(told);
    },
  );

  it('tells what is known of little', () => {
    const clusters = [
      cluster(1, { decisions: [{ action: 'fix', at: ago(70) }], fixedAt: ago(60) }),
      cluster(2, { severity: { value: 'blocker', inferred: false } }),
    ];
    const threads = [
      ...times(3, (index) => thread({ clusterId: 1, createdAt: ago(71 + index), author: member(index + 1) })),
      ...times(4, (index) => thread({ clusterId: 1, createdAt: ago(69 - index), author: member(index + 9) })),
      ...times(300, (index) =>
        thread({ clusterId: 2, createdAt: ago(index / 15), author: member(index + 90) }),
      ),
      thread({ clusterId: 1, createdAt: ago(3), kind: 'feature' }),
    ].toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    const text = metricsMarkdown(measure(project({ threads, clusters }), SETTINGS), 'A title');
    expect(text).toContain('# A title');
    expect(text).toContain(
      'c1, fix (2026-09-21): shipped; threads in the 4 weeks before 3, after 4 (0.226 to 9.1 times)',
    );
    expect(text).toMatch(/\| 1 \| c2 \|/);
    const quiet = metricsMarkdown(measure(project({ clusters: [], threads: [] }), SETTINGS));
    expect(quiet).toContain('No cluster was reported in 28 days.');
    expect(quiet).toContain('None older than 8 weeks.');
  });

  it('says of an empty project what is unknown and why', async () => {
    await expect(metricsMarkdown(measure(project(), SETTINGS))).toMatchFileSnapshot(
      'measure/snapshots/empty.md',
    );
  });
});
