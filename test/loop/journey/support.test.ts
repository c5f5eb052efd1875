import { describe, expect, it } from 'vitest';
import { supportMetrics } from '../../../src/loop/journey/support.ts';
import { weeklyQuestions } from '../../../src/loop/journey/weekly-questions.ts';
import type { ProjectRecord } from '../../../src/loop/record.ts';
import {
  ago,
  BOT,
  cluster,
  comment,
  frame,
  hoursAfter,
  member,
  pull,
  said,
  staff,
  thread,
  times,
} from '../record/project.ts';
import { metricOf } from './found.ts';

const support = (more: Partial<ProjectRecord>) => supportMetrics(frame(more));

describe('support volume', () => {
  it('is per week and 100 active people', () => {
    // Forty people, each seen once in each of the four weeks; ten of their threads ask for support.
    const threads = times(40, (person) =>
      times(4, (week) =>
        thread({
          author: member(person + 1),
          createdAt: ago(7 * week + 2),
          kind: person < 10 && week === 0 ? 'question' : 'feature',
        }),
      ),
    ).flat();
    expect(metricOf(support({ threads }), 'retention.support-volume')).toMatchObject({
      value: 10 / (4 * 0.4),
      n: 10,
    });
  });

  it('leaves out staff, bots and pull requests, among the threads and among the people', () => {
    const askers = times(5, (index) => thread({ author: member(index + 1), createdAt: ago(2) }));
    const others = [
      ...times(9, () => thread({ author: staff(), createdAt: ago(2) })),
      ...times(9, () => thread({ author: BOT, createdAt: ago(2) })),
      ...times(9, () => pull({ author: member(1), kind: 'bug', stage: 'adoption', createdAt: ago(2) })),
    ];
    const alone = metricOf(support({ threads: askers }), 'retention.support-volume');
    const among = metricOf(support({ threads: [...askers, ...others] }), 'retention.support-volume');
    expect(among).toEqual(alone);
    expect(alone.n).toBe(5);
  });

  it('has a trend against the twelve weeks before', () => {
    const regulars = times(16, (week) =>
      thread({ author: member(1), kind: 'feature', createdAt: ago(7 * week + 1) }),
    );
    const before = times(12, (week) => thread({ author: member(1), createdAt: ago(7 * (week + 4) + 1) }));
    const recent = times(8, (index) => thread({ author: member(1), createdAt: ago(7 * (index % 4) + 1) }));
    const metric = metricOf(
      support({ threads: [...regulars, ...before, ...recent] }),
      'retention.support-volume.trend',
    );
    expect(metric.value).toBeCloseTo(2, 10);
    expect(metric.n).toBe(20);
  });
});

describe('repetition', () => {
  it('is the share in clusters known for more than 28 days', () => {
    const threads = [
      thread({ clusterId: 1, createdAt: ago(60), author: member(9) }),
      ...times(3, () => thread({ clusterId: 1, createdAt: ago(5) })),
      thread({ clusterId: 2, createdAt: ago(20) }),
      thread({ clusterId: 2, createdAt: ago(5) }),
      thread({ createdAt: ago(5) }),
    ];
    const metric = metricOf(support({ threads, clusters: [cluster(1), cluster(2)] }), 'retention.repetition');
    expect(metric).toMatchObject({ value: 0.6, n: 5, coverage: 5 / 6 });
    expect(metricOf(support({ threads }), 'retention.repetition')).toMatchObject({
      value: null,
      note: 'not observed: clusters',
    });
  });
});

describe('question quality', () => {
  const complete = { quality: { version: true, steps: true, error: true } };
  const closed = { closedAt: ago(1), closedBy: staff() };
  const asked = { comments: [comment(staff(), ago(9), { said: said({ asksForInformation: true }) })] };

  it('asks for version, steps and error, all three', () => {
    const threads = [
      ...times(3, () => thread(complete)),
      ...times(2, () => thread({ quality: { version: true, steps: true, error: false } })),
    ];
    expect(metricOf(support({ threads }), 'retention.question-quality')).toMatchObject({ value: 0.6, n: 5 });
  });

  it('is validated by what was solved without asking back', () => {
    const threads = [
      ...times(5, () => thread({ ...complete, ...closed })),
      ...times(3, () => thread({ ...closed, ...asked })),
      ...times(2, () => thread(closed)),
      ...times(4, () => thread(asked)),
    ];
    const metrics = support({ threads });
    expect(metricOf(metrics, 'retention.solved-unasked.complete')).toMatchObject({ value: 1, n: 5 });
    expect(metricOf(metrics, 'retention.solved-unasked.incomplete')).toMatchObject({ value: 0.4, n: 5 });
  });

  it('does not take the author’s own questions for asking back', () => {
    const own = { comments: [comment(member(1), ago(9), { said: said({ asksForInformation: true }) })] };
    const threads = times(5, () => thread({ ...closed, ...own }));
    expect(metricOf(support({ threads }), 'retention.solved-unasked.incomplete')).toMatchObject({ value: 1 });
  });
});

describe('questions that come every week', () => {
  const report = (id: number, person: number, week: number) =>
    thread({ clusterId: id, author: member(person), createdAt: hoursAfter(ago(7 * (week + 1)), 12) });
  const weekly = (threads: ProjectRecord['threads']) =>
    weeklyQuestions(frame({ threads, clusters: [cluster(1), cluster(2)] }));

  it('have at least two new reporters in three of the last four weeks', () => {
    const threads = [3, 2, 0].flatMap((week) => [report(1, 10 + week, week), report(1, 20 + week, week)]);
    expect(weekly(threads)).toEqual([{ clusterId: 1, newReporters: [2, 2, 0, 2] }]);
    expect(weekly(threads.slice(1))).toEqual([]);
  });

  it('need new people: the same ones do not count twice', () => {
    const threads = [3, 2, 1, 0].flatMap((week) => [report(1, 1, week), report(1, 2, week)]);
    expect(weekly(threads)).toEqual([]);
  });

  it('are unknown without clusters', () => {
    expect(weeklyQuestions(frame({}))).toBeNull();
  });
});
