import { describe, expect, it } from 'vitest';
import { contributions } from '../../../src/loop/community/contributions.ts';
import { presenceOf } from '../../../src/loop/community/presence.ts';
import { thanksTo } from '../../../src/loop/community/thanks.ts';
import type { RecordedThread } from '../../../src/loop/record.ts';
import {
  AS_OF,
  ago,
  at,
  BOT,
  comment,
  GHOST_MEMBER,
  member,
  merged,
  project,
  said,
  staff,
  thread,
  times,
} from '../record/project.ts';

const presence = (threads: RecordedThread[], timezone = 'UTC') => {
  const record = project({ threads });
  return presenceOf(record, contributions(record), AS_OF, timezone);
};
const orbits = (threads: RecordedThread[], timezone?: string) => [...presence(threads, timezone).orbits];
const feature = (author: RecordedThread['author'], createdAt: Date) =>
  thread({ author, createdAt, kind: 'feature', stage: null });

describe('orbits', () => {
  it('are given by the strongest contribution', () => {
    expect(orbits([feature(member(1), ago(5))])).toEqual([[1, 4]]);
    expect(orbits([merged(member(1), ago(5), { paths: ['a.ts'] })])).toEqual([[1, 1]]);
    const thanks = comment(member(1), ago(7), { said: said({ thanks: true }) });
    const answered = thread({ createdAt: ago(9), comments: [comment(member(2), ago(8)), thanks] });
    expect(orbits([answered])).toEqual([
      [1, 4],
      [2, 2],
    ]);
    const unthanked = thread({ createdAt: ago(9), comments: [comment(member(2), ago(8))] });
    expect(orbits([unthanked])).toEqual([
      [1, 4],
      [2, 4],
    ]);
  });

  it('are given by presence where that is more', () => {
    // Monday and Tuesday of one week; Sunday and Monday are two weeks.
    const on = (day: string) => feature(member(1), at(`${day}T12:00:00Z`));
    expect(orbits([on('2026-11-23'), on('2026-11-24')])).toEqual([[1, 3]]);
    expect(orbits([on('2026-11-22'), on('2026-11-23')])).toEqual([[1, 4]]);
    expect(orbits([on('2026-11-23'), on('2026-11-23')])).toEqual([[1, 4]]);
    expect(orbits(times(7, (index) => on(`2026-11-0${index + 1}`)))).toEqual([[1, 2]]);
    const autumn = times(30, (index) => feature(member(1), ago(index + 1)));
    expect(orbits(autumn)).toEqual([[1, 1]]);
  });

  it('count days of the zone', () => {
    const late = [at('2026-11-24T14:30:00Z'), at('2026-11-24T15:30:00Z')].map((when) =>
      feature(member(1), when),
    );
    expect(orbits(late)).toEqual([[1, 4]]);
    expect(orbits(late, 'Asia/Tokyo')).toEqual([[1, 3]]);
  });

  it('leave out staff, bots, ghosts and what is older than a year', () => {
    const threads = [staff(), BOT, GHOST_MEMBER].map((author) => feature(author, ago(5)));
    expect(orbits([...threads, feature(member(1), ago(366))])).toEqual([]);
    expect(orbits([feature(member(1), ago(364))])).toEqual([[1, 4]]);
  });

  it('are compared with those of a quarter ago', () => {
    const { orbits: now, before } = presence([
      feature(member(1), ago(100)),
      merged(member(1), ago(5), { paths: ['a.ts'] }),
    ]);
    expect([[...now], [...before]]).toEqual([[[1, 1]], [[1, 4]]]);
  });
});

describe('thanks', () => {
  const logins = new Map([
    [1, 'zoe'],
    [2, 'Adam'],
    [3, 'bea'],
  ]);
  const window = { from: ago(84), until: AS_OF };

  it('name what was done, by kind and in alphabetical order, however much', () => {
    const threads = [
      merged(member(1), ago(3), { paths: ['a.ts'] }),
      merged(member(1), ago(4), { paths: ['a.ts'] }),
      merged(member(3), ago(5), { paths: ['a.ts'] }),
      merged(member(2), ago(6), { paths: ['a.ts'] }),
      merged(GHOST_MEMBER, ago(6), { paths: ['a.md'] }),
      merged(member(2), ago(90), { paths: ['a.md'] }),
    ];
    expect(thanksTo(contributions(project({ threads })), logins, window)).toEqual([
      { kind: 'code', people: ['Adam', 'bea', 'zoe'], others: false },
      { kind: 'docs', people: [], others: true },
    ]);
  });
});
