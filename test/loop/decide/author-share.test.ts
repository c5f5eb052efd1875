import { describe, expect, it } from 'vitest';
import { REPORTS_PER_AUTHOR_MAX } from '../../../src/loop/cluster/author-share.ts';
import { person } from '../situations.ts';
import { FAILURE, HERE, minute, report, says } from './failures.ts';
import { Organisation } from './organisation.ts';

const COPIES = 12;
const FLOOD = person(50);

/** Two people report a failure, then one account copies a report again and again. */
function flooded(): Organisation {
  const organisation = new Organisation();
  for (const event of [report(1), report(2)]) organisation.take(event);
  for (let n = 10; n < 10 + COPIES; n += 1) organisation.take(report(n, { ...FAILURE[0], author: FLOOD }));
  return organisation;
}

const ofFlood = (members: readonly string[]) => members.filter((name) => !['12-1', '12-2'].includes(name));
const related = (organisation: Organisation, n: number) =>
  organisation.comment({ ...HERE, number: n }, 'related');

describe('many reports by one account', () => {
  it('are gathered up to a limit; the rest stand alone, without a comment, for people to judge', () => {
    const organisation = flooded();
    const [first = [], ...rest] = organisation.clusters();
    expect(ofFlood(first)).toHaveLength(REPORTS_PER_AUTHOR_MAX);
    expect(rest.every((members) => members.length === 1)).toBe(true);
    for (let n = 10 + REPORTS_PER_AUTHOR_MAX; n < 10 + COPIES; n += 1) {
      expect(related(organisation, n)).toBeUndefined();
    }
    const left = organisation.threads.get(`12-${9 + COPIES}`)?.itemId ?? 0;
    const pairs = organisation.pairs.get(left) ?? [];
    expect(pairs.length).toBeGreaterThan(0);
    expect(pairs.every(({ tier }) => tier === 'possible')).toBe(true);
  });

  it('are one reporter', () => {
    const organisation = flooded();
    organisation.take(report(3));
    const told = organisation.comment({ ...HERE, number: 1 }, 'cluster');
    expect(told).toContain(`${3 + REPORTS_PER_AUTHOR_MAX} reports by 4 people`);
  });

  it('may still be put there by a human, and do not leave when they are edited', () => {
    const organisation = flooded();
    const number = 9 + COPIES;
    const joined = { ...says(number, '/cluster #1', 60), thread: report(number, { author: FLOOD }).thread };
    organisation.take(joined);
    expect(organisation.clusters()[0]).toContain(`12-${number}`);
    for (const n of [10, number]) {
      const edited = report(n, {
        ...FAILURE[0],
        title: `${FAILURE[0].title}, really`,
        author: FLOOD,
        updatedAt: minute(90),
      });
      organisation.take({ ...edited, type: 'thread.edited', at: minute(90) });
      expect(organisation.clusters()[0]).toContain(`12-${n}`);
    }
  });

  it('do not keep others out', () => {
    const organisation = flooded();
    const late = { createdAt: minute(60), updatedAt: minute(60) };
    organisation.take({ ...report(3, late), at: minute(60) });
    expect(organisation.clusters()[0]).toContain('12-3');
    expect(related(organisation, 3)).toContain('acme/widgets#1');
  });
});
