import { describe, expect, it } from 'vitest';
import type { CommentEvent, ThreadEvent } from '../../../src/loop/event.ts';
import { threadKey } from '../../../src/loop/vocabulary.ts';
import { person, repository } from '../situations.ts';
import { FAILURE, HERE, minute, other, RELEASED, report, says } from './failures.ts';
import { home, Organisation } from './organisation.ts';

const REPORTS = 6;

/** Six reports of one failure that 3.2.1 has fixed, and everybody was told. */
function fixed(before = (_: Organisation): void => {}): Organisation {
  const organisation = new Organisation();
  before(organisation);
  for (let n = 1; n <= REPORTS; n += 1) organisation.take(report(n));
  organisation.take(RELEASED);
  organisation.take(says(1, '/fixed-in v3.2.1', 60));
  return organisation;
}

function edited(event: ThreadEvent, n: number): ThreadEvent {
  return {
    ...event,
    type: 'thread.edited',
    at: minute(n),
    thread: { ...event.thread, updatedAt: minute(n) },
  };
}

/** The author of a thread says on it that they still have it. */
function doubt(thread: number, n: number): CommentEvent {
  const said = says(thread, '/still-broken', thread, 9000 + thread);
  const at = minute(n);
  return { ...said, at, comment: { ...said.comment, createdAt: at, updatedAt: at } };
}

/** What an event has written on other threads than its own: kinds of comments, each once, and how they go. */
function elsewhere(organisation: Organisation, event: ThreadEvent): string[] {
  const before = organisation.writes.length;
  organisation.take(event);
  const own = threadKey({ ...HERE, number: event.thread.number });
  const written = organisation.writes.slice(before).flatMap((effect) => {
    if (effect.kind !== 'comment.put' || effect.slot.includes(`:${own}:`)) return [];
    const [kind] = effect.marker.split(':');
    return [`${kind} ${effect.priority} ${effect.delayMs === undefined ? 'at once' : 'later'}`];
  });
  return [...new Set(written)];
}

describe('whoever reports what is fixed anew, from a version that has the fix', () => {
  const copyOf = (version: string, n: number) =>
    report(40, {
      author: person(40),
      title: FAILURE[0].title,
      body: FAILURE[0].body.replace('Since 3.2.0 our', `We use ${version}. Our`),
      createdAt: minute(100),
      updatedAt: minute(n),
    });

  it('changes what is said on no thread but their own, and the count of those who have it', () => {
    const organisation = fixed();
    expect(elsewhere(organisation, copyOf('3.2.1', 100))).toEqual(['cluster bulk later']);
    expect(organisation.comment({ ...HERE, number: 40 }, 'regression')).toContain('seems to be back');
    for (const [index, version] of ['3.2.0', '3.2.1', '3.2.0'].entries()) {
      const n = 101 + index;
      const written = elsewhere(organisation, edited(copyOf(version, n), n));
      expect(written.filter((each) => each !== 'cluster bulk later')).toEqual([]);
    }
    expect(organisation.comment({ ...HERE, number: 2 }, 'notice')).toContain('Good news');
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toContain('It was fixed in');
  });

  it('lets the threads say it where somebody contests it who had it before', () => {
    const organisation = fixed();
    organisation.take(copyOf('3.2.1', 100));
    organisation.take(doubt(3, 110));
    expect(organisation.comment({ ...HERE, number: 2 }, 'notice')).toContain('does not hold');
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).not.toContain('It was fixed in');
  });
});

describe('what is done to one thread', () => {
  it('changes the comments on the others last, and together with what follows soon', () => {
    const organisation = fixed();
    const first = report(1, { title: `${FAILURE[0].title}, always` });
    expect(elsewhere(organisation, edited(first, 100))).toEqual(['related bulk later']);
  });

  it('changes them at once where it is private, so that nothing which is hidden now stays', () => {
    const secret = repository({ private: true });
    const organisation = new Organisation([secret]);
    const hidden = (n: number, more = {}) => report(n, { repository: home(secret), ...more });
    for (const n of [1, 2]) organisation.take(hidden(n));
    const first = hidden(1, { title: `${FAILURE[0].title}, always` });
    expect(elsewhere(organisation, edited(first, 100))).toEqual(['related normal at once']);
  });
});

describe('whoever opened something else before, and edits it into a copy of what is fixed', () => {
  const NOTICE = [{ ...HERE, number: 1 }, 'notice'] as const;

  /** Two strangers with issues from before the release, who make them copies once it is out. */
  function sleepers(): Organisation {
    const organisation = fixed((organisation) => {
      organisation.take(other(30));
      organisation.take(other(31, 'A question of colours'));
    });
    for (const n of [30, 31]) {
      const copy = report(n, { ...FAILURE[0], createdAt: minute(n) });
      organisation.take(edited(copy, 100 + n));
    }
    expect(organisation.clusters()).toHaveLength(1);
    return organisation;
  }

  it('takes nothing back, in words or under two names', () => {
    const organisation = sleepers();
    for (const n of [30, 31]) organisation.take(doubt(n, 140 + n));
    expect(organisation.comment(...NOTICE)).toContain('Good news');
  });

  it('takes nothing back where the edit is the first that is seen of it', () => {
    const organisation = fixed();
    const ancient = report(30, { ...FAILURE[0], createdAt: new Date('2024-05-01T00:00:00Z') });
    organisation.take(edited(ancient, 130));
    expect(organisation.clusters()).toHaveLength(1);
    organisation.take(doubt(30, 170));
    expect(organisation.comment(...NOTICE)).toContain('Good news');
  });

  it('counts beside somebody who had it before', () => {
    const organisation = sleepers();
    for (const n of [30, 2]) organisation.take(doubt(n, 140 + n));
    expect(organisation.comment(...NOTICE)).toContain('does not hold');
  });
});

it('whoever had it before counts from then, where a maintainer puts them with the others after the release', () => {
  const there = (event: CommentEvent, n: number): CommentEvent => ({
    ...event,
    thread: other(30).thread,
    at: minute(n),
    comment: { ...event.comment, createdAt: minute(n), updatedAt: minute(n) },
  });
  const organisation = fixed((organisation) => organisation.take(other(30)));
  organisation.take(there(says(30, '/cluster #1', 60, 8000), 100));
  organisation.take(there(doubt(30, 170), 170));
  expect(organisation.comment({ ...HERE, number: 1 }, 'notice')).toContain('Somebody says');
});
