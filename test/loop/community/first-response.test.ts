import { describe, expect, it } from 'vitest';
import { firstResponses, followUps, waits } from '../../../src/loop/community/first-response.ts';
import { medianMetric } from '../../../src/loop/statistics/metric.ts';
import {
  AS_OF,
  ago,
  BOT,
  comment,
  frame,
  GHOST_MEMBER,
  hoursAfter,
  member,
  staff,
  thread,
  times,
} from '../record/project.ts';

const opened = ago(10);
const later = (hours: number) => hoursAfter(opened, hours);
const one = (more: Parameters<typeof thread>[0]) =>
  firstResponses([thread({ createdAt: opened, ...more })], AS_OF)[0];

describe('the first response', () => {
  it('is by somebody else who is no bot', () => {
    const response = one({
      comments: [
        comment(member(1), later(1)),
        comment(BOT, later(2)),
        comment(member(2), later(3)),
        comment(staff(), later(4)),
      ],
    });
    expect(response).toMatchObject({
      first: { by: 'community', at: later(3) },
      at: { community: later(3), staff: later(4) },
    });
  });

  it('is not the author’s under a new name: accounts count, not logins', () => {
    expect(one({ author: member(7), comments: [comment(member(7), later(1))] })?.first).toBeNull();
  });

  it('is not of a ghost on a ghost’s thread, who may be the author', () => {
    expect(one({ author: GHOST_MEMBER, comments: [comment(GHOST_MEMBER, later(1))] })?.first).toBeNull();
    const byStaff = comment({ id: null, role: 'staff' }, later(2));
    expect(one({ author: GHOST_MEMBER, comments: [byStaff] })?.first).toMatchObject({ by: 'staff' });
    expect(one({ comments: [comment(GHOST_MEMBER, later(1))] })?.first).toMatchObject({ by: 'community' });
  });

  it('is looked for on threads of the community only, and where replies are seen', () => {
    const others = [thread({ author: staff() }), thread({ author: BOT }), thread({ channel: 'discord' })];
    expect(firstResponses(others, AS_OF)).toEqual([]);
  });

  it('waits where nobody answered, until now', () => {
    const responses = firstResponses([thread({ createdAt: hoursAfter(AS_OF, -5) })], AS_OF);
    expect(waits(responses, 'anybody')).toEqual([{ time: 5, ended: false }]);
    expect(followUps(responses)).toEqual([{ time: 5, cause: null }]);
  });

  it('comes at once where clocks are off, never before', () => {
    const response = one({ comments: [comment(staff(), later(-1))] });
    expect(waits(response === undefined ? [] : [response], 'staff')).toEqual([{ time: 0, ended: true }]);
  });

  it('of staff goes on being waited for when the community was first', () => {
    const response = one({ comments: [comment(member(2), later(1))] });
    expect(waits(response === undefined ? [] : [response], 'staff')).toEqual([{ time: 240, ended: false }]);
  });

  it('has a median that counts the unanswered: survivors alone would say one hour', () => {
    const answered = times(4, () => thread({ createdAt: opened, comments: [comment(staff(), later(1))] }));
    const unanswered = times(6, () => thread({ createdAt: opened }));
    const responses = firstResponses([...answered, ...unanswered], AS_OF);
    const basis = frame().basis(frame().trailing(84));
    expect(medianMetric(waits(responses, 'anybody'), basis)).toMatchObject({
      value: null,
      n: 10,
      censored: 6,
      note: 'median not reached',
    });
  });
});
