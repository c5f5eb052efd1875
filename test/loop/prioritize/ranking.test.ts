import { describe, expect, it } from 'vitest';
import { ranking } from '../../../src/loop/prioritize/ranking.ts';
import type { RecordedThread } from '../../../src/loop/record.ts';
import {
  ago,
  BOT,
  cluster,
  frame,
  GHOST_MEMBER,
  member,
  pull,
  staff,
  thread,
  times,
} from '../record/project.ts';

describe('the ranking of clusters', () => {
  it('counts distinct community reporters of 28 days', () => {
    const of = { clusterId: 1 };
    const threads = [
      thread({ ...of, author: member(1), createdAt: ago(40) }),
      thread({ ...of, author: member(1), createdAt: ago(5) }),
      thread({ ...of, author: member(1), createdAt: ago(4) }),
      thread({ ...of, author: member(2), createdAt: ago(3) }),
      thread({ ...of, author: GHOST_MEMBER, createdAt: ago(3) }),
      thread({ ...of, author: member(3), createdAt: ago(29) }),
      thread({ ...of, author: staff(), createdAt: ago(3) }),
      thread({ ...of, author: BOT, createdAt: ago(3) }),
      pull({ ...of, author: member(4), createdAt: ago(3) }),
    ];
    const thumbs = [member(1), member(3), member(8), member(8), member(9), staff(), BOT];
    expect(ranking(frame({ threads, clusters: [cluster(1, { thumbs })] }))).toMatchObject([
      { id: 1, reporters: 3, thumbs: 2, frequency: 3.5 },
    ]);
  });

  it('counts thumbs-up people, where only their number is told those of one thread who cannot be reporters', () => {
    const threads = [
      thread({ clusterId: 1, author: member(1), createdAt: ago(5), thumbsUp: 8 }),
      thread({ clusterId: 1, author: member(2), createdAt: ago(4), thumbsUp: 4 }),
    ];
    expect(ranking(frame({ threads, clusters: [cluster(1, { thumbs: [member(8)] })] }))).toMatchObject([
      { reporters: 2, thumbs: 6, frequency: 3.5 },
    ]);
    // Each may be a thumb of a reporter, on the other's thread or on the own one.
    const own = threads.map((each) => ({ ...each, thumbsUp: 2 }));
    expect(ranking(frame({ threads: own, clusters: [cluster(1)] }))).toMatchObject([
      { reporters: 2, thumbs: 0, frequency: 2 },
    ]);
  });

  it('leaves out clusters that nobody reported lately, and says where nothing was clustered', () => {
    const threads = [thread({ clusterId: 1, createdAt: ago(40) }), thread({ clusterId: 2, author: staff() })];
    expect(ranking(frame({ threads, clusters: [cluster(1), cluster(2), cluster(3)] }))).toEqual([]);
    expect(ranking(frame({ threads }))).toBeNull();
  });

  it('leaves out what is only given or shown, unless somebody has trouble with it, too', () => {
    const ids = (...threads: RecordedThread[]) =>
      ranking(frame({ threads, clusters: [cluster(1)] }))?.map(({ id }) => id);
    const given = thread({ clusterId: 1, stage: 'advocacy' });
    const shown = thread({ clusterId: 1, type: 'discussion', category: 'Show and tell' });
    expect(ids(given)).toEqual([]);
    expect(ids(given, shown, pull({ clusterId: 1 }))).toEqual([]);
    expect(ids(given, shown, thread({ clusterId: 1, author: member(2) }))).toEqual([1]);
    expect(ids(thread({ clusterId: 1, type: 'discussion', category: 'Ideas' }))).toEqual([1]);
  });

  it.each<[boolean, string, Partial<RecordedThread>]>([
    [true, 'of which somebody said how much it hurts', { severity: { value: 'blocker', inferred: false } }],
    [true, 'that somebody called a bug', { kind: 'bug' }],
    [false, 'that is only guessed to be a bug', { kind: 'bug', kindConfidence: 0.9 }],
    [false, 'of another channel, where everything is guessed', { kind: 'bug', type: null }],
    [false, 'of which it is guessed how much it hurts', { severity: { value: 'blocker', inferred: true } }],
  ])('keeps (%s) what is given or shown, %s', (isRanked, _, more) => {
    for (const where of [{ stage: 'advocacy' }, { type: 'discussion', category: 'Show and tell' }] as const) {
      const threads = [thread({ clusterId: 1, ...where, ...more })];
      expect(ranking(frame({ threads, clusters: [cluster(1)] }))).toHaveLength(isRanked ? 1 : 0);
    }
  });

  it.each<[boolean, string[]]>([
    [false, ['Show and tell', '🙌 Show & Tell', 'Announcements', 'Polls', 'Introductions', 'Off-topic']],
    [true, ['Polling & sync', 'Showers', 'Pollution', 'Announcer', 'Q&A', 'Ideas', 'General']],
  ])('ranks (%s) what stands in the discussion categories %j', (isRanked, categories) => {
    for (const category of categories) {
      const threads = [thread({ clusterId: 1, type: 'discussion', category })];
      expect(ranking(frame({ threads, clusters: [cluster(1)] })), category).toHaveLength(isRanked ? 1 : 0);
    }
  });

  it('weighs the themes that the config still has', () => {
    const threads = [thread({ clusterId: 1, author: member(1) })];
    const themed = cluster(1, { themes: ['Types', 'Gone'] });
    expect(ranking(frame({ threads, clusters: [themed] }))).toMatchObject([
      { alignment: 1.5, themes: ['Types'] },
    ]);
  });

  it('tells the trend of threads, with its interval', () => {
    const threads = [
      ...times(8, (index) => thread({ clusterId: 1, author: member(index), createdAt: ago(index + 1) })),
      ...times(3, (index) =>
        thread({ clusterId: 1, author: member(index), createdAt: ago(40 + 10 * index) }),
      ),
    ];
    const [first] = ranking(frame({ threads, clusters: [cluster(1)] })) ?? [];
    expect(first?.trend).toMatchObject({ value: 8, n: 11 });
    expect(first?.trend.interval?.[0]).toBeGreaterThan(1);
  });
});
