import { describe, expect, it } from 'vitest';
import { newcomerMetrics } from '../../../src/loop/journey/newcomers.ts';
import type { ProjectRecord } from '../../../src/loop/record.ts';
import {
  ago,
  at,
  BOT,
  comment,
  frame,
  GHOST_MEMBER,
  inZone,
  member,
  project,
  staff,
  thread,
  times,
} from '../record/project.ts';
import { metricOf } from './found.ts';

const newPeople = (more: Partial<ProjectRecord>, zone = 'UTC') =>
  metricOf(newcomerMetrics(frame(more, inZone(zone))), 'awareness.new-people');

describe('new people', () => {
  it('are community members never seen before, by whatever they do first', () => {
    const threads = [
      ...times(3, (index) => thread({ author: member(10 + index), createdAt: ago(3) })),
      // Asked again: known since a comment of the week before.
      thread({ author: member(1), createdAt: ago(2) }),
      thread({
        author: member(2),
        createdAt: ago(9),
        comments: [
          comment(member(1), ago(8)),
          comment(member(20), ago(1)),
          comment(member(21), ago(1)),
          comment(BOT, ago(1)),
          comment(staff(77), ago(1)),
          comment(GHOST_MEMBER, ago(1)),
        ],
      }),
    ];
    expect(newPeople({ threads })).toMatchObject({ value: 5, n: 5 });
  });

  it('were not staff before they became community', () => {
    const threads = [
      thread({ author: staff(5), createdAt: ago(20) }),
      ...times(5, (index) => thread({ author: member(5 + index), createdAt: ago(3) })),
    ];
    expect(newPeople({ threads })).toMatchObject({ value: null, n: 4, note: 'fewer than 5' });
  });

  it('belong to the week of the zone', () => {
    // Sunday, 16:00 in UTC is Monday in Tokyo: not in the last full week there yet.
    const threads = times(5, (index) =>
      thread({ author: member(index + 1), createdAt: at('2026-11-22T16:00:00Z') }),
    );
    expect(newPeople({ threads }).n).toBe(0);
    expect(newPeople({ threads }, 'Asia/Tokyo').n).toBe(5);
  });

  it('are less sure the less of the year before was observed', () => {
    const since = (observedSince: Date) => ({
      repositories: project().repositories.map((each) => ({ ...each, observedSince })),
    });
    expect(newPeople(since(ago(73))).coverage).toBeCloseTo(0.2, 10);
    expect(newPeople({}).coverage).toBe(1);
  });

  it('have a trend only where sixteen weeks were observed', () => {
    const repositories = project().repositories.map((each) => ({ ...each, observedSince: ago(60) }));
    const threads = times(20, (index) => thread({ author: member(index + 1), createdAt: ago(index) }));
    expect(
      metricOf(newcomerMetrics(frame({ threads, repositories })), 'awareness.new-people.trend'),
    ).toMatchObject({ value: null, note: 'needs 16 weeks' });
  });
});
