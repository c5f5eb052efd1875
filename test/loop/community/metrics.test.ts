import { describe, expect, it } from 'vitest';
import { measureCommunity } from '../../../src/loop/community/metrics.ts';
import type { Measured } from '../../../src/loop/measured.ts';
import { countedRole } from '../../../src/loop/record/people.ts';
import type { ProjectRecord, RecordedThread } from '../../../src/loop/record.ts';
import {
  AS_OF,
  ago,
  BOT,
  comment,
  frame,
  GHOST_MEMBER,
  hoursAfter,
  member,
  merged,
  SETTINGS,
  said,
  staff,
  thread,
  times,
} from '../record/project.ts';

const measured = (more: Partial<ProjectRecord>, settings = SETTINGS) =>
  measureCommunity(frame(more, settings));
function metricOf(list: readonly Measured[], id: string) {
  const found = list.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no metric ${id}`);
  return found.metric;
}
const answered = (by: RecordedThread['author'], hours: number, more: Partial<RecordedThread> = {}) => {
  const createdAt = more.createdAt ?? ago(10);
  return thread({ ...more, createdAt, comments: [comment(by, hoursAfter(createdAt, hours))] });
};

describe('who answers first within a day', () => {
  it('competes: a community reply after staff is no first answer', () => {
    const threads = [
      ...times(4, () => answered(member(2), 2)),
      ...times(2, () =>
        thread({
          createdAt: ago(10),
          comments: [comment(staff(), hoursAfter(ago(10), 1)), comment(member(3), hoursAfter(ago(10), 2))],
        }),
      ),
      ...times(2, () => answered(member(2), 30)),
      ...times(2, () => thread({ createdAt: ago(10) })),
    ];
    const { peerSupport } = measured({ threads });
    expect(metricOf(peerSupport, 'peer.first-within-24h.community')).toMatchObject({
      value: 0.4,
      n: 10,
      censored: 0,
    });
    expect(metricOf(peerSupport, 'peer.first-within-24h.staff')).toMatchObject({ value: 0.2, n: 10 });
  });

  it('counts threads that are open for less than a day as censored', () => {
    const threads = [
      ...times(6, () => answered(member(2), 2)),
      ...times(3, () => thread({ createdAt: hoursAfter(AS_OF, -3) })),
      thread({ createdAt: ago(9) }),
    ];
    const { peerSupport } = measured({ threads });
    // Three leave the risk set after three hours, when all six answers had come: 6 of 10.
    expect(metricOf(peerSupport, 'peer.first-within-24h.community')).toMatchObject({
      value: 0.6,
      n: 10,
      censored: 3,
    });
  });

  it('is told from five on, with the number alone below', () => {
    const few = measured({ threads: times(4, () => answered(member(2), 2)) });
    expect(metricOf(few.peerSupport, 'peer.first-within-24h.community')).toMatchObject({
      value: null,
      interval: null,
      n: 4,
    });
    const none = measured({});
    expect(metricOf(none.peerSupport, 'peer.first-within-24h.community')).toMatchObject({
      value: null,
      n: 0,
      note: 'no data',
    });
  });
});

describe('help', () => {
  it('has a bus factor over people, staff included and bots not', () => {
    const threads = [
      ...times(6, () => answered(staff(900), 1)),
      ...times(3, () => answered(member(2), 1)),
      ...times(3, () => answered(member(3), 1)),
      ...times(20, () => answered(BOT, 1)),
    ];
    // 6 of 12 are 50 %, so a second person is needed for 51 %.
    expect(metricOf(measured({ threads }).peerSupport, 'peer.bus-factor')).toMatchObject({ value: 2, n: 12 });
  });

  it('takes ghosts for one person', () => {
    const threads = [
      ...times(4, () => answered(GHOST_MEMBER, 1)),
      ...times(3, (index) => answered(member(10 + index), 1)),
    ];
    expect(metricOf(measured({ threads }).peerSupport, 'peer.bus-factor')).toMatchObject({ value: 1, n: 7 });
  });

  it('of peers is accepted by others than the asker', () => {
    const accept = (by: RecordedThread['author']) =>
      thread({ comments: [comment(by, ago(9), { isAnswer: true })] });
    const threads = [
      accept(member(2)),
      accept(member(3)),
      accept(member(1)),
      accept(staff()),
      accept(staff()),
    ];
    expect(metricOf(measured({ threads }).peerSupport, 'peer.accepted')).toMatchObject({ value: 0.4, n: 5 });
  });

  it('is good when accepted, thanked for, or shown with code', () => {
    const answer = (by: RecordedThread['author'], more: Parameters<typeof comment>[2], thanks = false) =>
      thread({
        comments: [
          comment(by, ago(9), more),
          ...(thanks ? [comment(member(1), ago(8), { said: said({ thanks: true }) })] : []),
        ],
      });
    const threads = [
      answer(member(2), { isAnswer: true, said: said({ code: true }) }),
      answer(member(2), { said: said({ links: ['https://docs.example'] }) }, true),
      answer(member(3), {}),
      answer(member(3), {}),
      answer(member(4), { said: null }),
      answer(staff(), { isAnswer: true }),
    ];
    const { answerQuality } = measured({ threads });
    expect(metricOf(answerQuality, 'answers.accepted')).toMatchObject({ value: 0.2, n: 5 });
    expect(metricOf(answerQuality, 'answers.thanked')).toMatchObject({ value: 0.2, n: 5 });
    // Of one the text is gone: of the other four two show something. Four are too few for a headline.
    expect(metricOf(answerQuality, 'answers.shown')).toMatchObject({ value: null, n: 4, coverage: 0.8 });
  });
});

describe('contributions and presence', () => {
  it('are counted by kind, and unknown paths lower the coverage', () => {
    const threads = [
      ...times(6, (index) => merged(member(index), ago(3), { paths: ['a.ts'] })),
      ...times(2, (index) => merged(member(index), ago(3))),
      merged(member(1), ago(85), { paths: ['a.ts'] }),
    ];
    const { contributions } = measured({ threads });
    expect(metricOf(contributions, 'contributions.code')).toMatchObject({ value: 6, n: 6, coverage: 7 / 9 });
    expect(metricOf(contributions, 'contributions.change')).toMatchObject({ value: null, n: 2 });
    expect(metricOf(contributions, 'contributions.report')).toMatchObject({
      value: null,
      coverage: 0,
      note: 'not observed: clusters',
    });
    expect(metricOf(contributions, 'contributions.people')).toMatchObject({ value: 6 });
    expect(metricOf(contributions, 'contributions.unprompted')).toMatchObject({ value: 1, n: 8 });
  });

  it('do not take reviews for missing where they cannot be told from comments', () => {
    const { contributions } = measured({ reviewsKept: false });
    expect(metricOf(contributions, 'contributions.review')).toMatchObject({
      coverage: 0,
      note: 'not observed: reviews',
    });
  });

  it('tell who left: there a quarter ago, and not in the year since', () => {
    const threads = times(5, (index) =>
      thread({ author: member(index + 1), createdAt: ago(400), kind: 'feature' }),
    );
    expect(metricOf(measured({ threads }).presence, 'presence.outward')).toMatchObject({ value: 5 });
  });

  it('tell orbits as numbers of people', () => {
    const threads = times(6, (index) =>
      thread({ author: member(index + 1), createdAt: ago(5), kind: 'feature' }),
    );
    const { presence } = measured({ threads });
    expect(metricOf(presence, 'presence.orbit-4')).toMatchObject({ value: 6, n: 6 });
    expect(metricOf(presence, 'presence.inward')).toMatchObject({ value: 6 });
    expect(metricOf(presence, 'presence.outward')).toMatchObject({ value: null, n: 0 });
  });
});

describe('office hours', () => {
  const settings = { ...SETTINGS, officeHours: { days: ['mon' as const], from: '09:00', to: '17:00' } };

  it('are told beside calendar time where they are configured', () => {
    // Ago 10 days from a Monday is a Friday: staff answers on the next Monday at ten.
    const threads = times(5, () => answered(staff(), 82));
    const { firstResponse } = measured({ threads }, settings);
    expect(metricOf(firstResponse, 'first-response.staff')).toMatchObject({ value: 82 });
    expect(metricOf(firstResponse, 'first-response.staff.office')).toMatchObject({ value: 1 });
    expect(measured({ threads }).firstResponse.map(({ id }) => id)).not.toContain(
      'first-response.staff.office',
    );
  });
});

describe('inside a company', () => {
  it.each([
    ['staff by configured team', 'staff', false, 'internal', 'staff'],
    ['a colleague who may write', 'staff', true, 'internal', 'community'],
    ['somebody outside who may write', 'staff', true, 'external', 'staff'],
    ['a bot', 'bot', true, 'internal', 'bot'],
  ] as const)('%s counts as such', (_, role, inferred, audience, expected) => {
    expect(countedRole(role, inferred, audience)).toBe(expected);
  });
});
