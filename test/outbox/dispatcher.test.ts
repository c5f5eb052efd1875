import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Transient } from '../../src/github/errors.ts';
import type { GitHub } from '../../src/github/github.ts';
import type { DispatcherOptions } from '../../src/outbox/options.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { Bench, openTestStore } from './bench.ts';
import { comment, label, labels } from './effects.ts';

let store: OpenStore;
let bench: Bench;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

async function started(change: Partial<DispatcherOptions> = {}): Promise<Bench> {
  bench = new Bench(store, change);
  bench.github.labels.add('stage: adoption');
  return bench;
}

describe('one effect', () => {
  test('is sent once, and then there is nothing to do', async () => {
    const { github, dispatcher } = await started();
    await bench.want(comment(1, 'hello'));
    expect(await dispatcher.step()).toBe('sent');
    expect(await dispatcher.step()).toBe('idle');
    expect(github.comments.get(1)?.map(({ body }) => body)).toEqual([comment(1, 'hello').body]);
    expect(await bench.states()).toEqual(['comment.put sent']);
  });

  test('a later text of the slot is an edit of the same comment', async () => {
    const { github, dispatcher } = await started();
    await bench.want(comment(1, 'hello'));
    await dispatcher.step();
    await bench.want(comment(1, 'hello again'));
    await dispatcher.step();
    expect(github.comments.get(1)).toMatchObject([{ id: 1, body: comment(1, 'hello again').body }]);
  });

  test('a comment that somebody deleted is not posted again', async () => {
    const { github, dispatcher } = await started();
    await bench.want(comment(1, 'hello'));
    await dispatcher.step();
    github.comments.clear();
    await bench.want(comment(1, 'hello again'));
    expect(await dispatcher.step()).toBe('failed');
    expect(github.comments.size).toBe(0);
    expect(await bench.states()).toContain('comment.put failed: gone');
    expect(bench.alarms).toEqual([]);
  });

  test.each([
    ['in shadow', { shadow: true }, 'act' as const, 'shadow'],
    ['below its mode', {}, 'observe' as const, 'mode observe is below label'],
  ])('is recorded and not sent %s', async (_name, change, mode, reason) => {
    const { github, dispatcher } = await started(change);
    await bench.want({ ...comment(1, 'hello'), mode });
    expect(await dispatcher.step()).toBe('withheld');
    expect(await bench.states()).toEqual([`comment.put withheld: ${reason}`]);
    expect(github.writesAt).toEqual([]);
  });
});

describe('labels', () => {
  test('are created one by one, then used', async () => {
    const { github } = await started();
    github.labels.clear();
    await bench.want(labels(), label(1));
    await bench.drain();
    expect([...github.labels]).toEqual(['stage: adoption', 'stage: retention']);
    expect([...(github.labelsOn.get(1) ?? [])]).toEqual(['stage: adoption']);
    expect(github.writesAt.length).toBe(3);
  });

  test('are not used before they exist, even where their creation is held up', async () => {
    const { github } = await started();
    github.labels.clear();
    github.faults.push('unavailable');
    await bench.want(labels(), label(1));
    await bench.drain();
    expect(bench.settled.slice(0, 2)).toEqual(['labels.create transient', 'label.add transient']);
    expect(await bench.states()).toEqual(['labels.create sent', 'label.add sent']);
  });

  test('after a lost reply one that a human has taken off since stays off', async () => {
    const { github, dispatcher } = await started();
    github.faults.push('lost');
    await bench.want(label(1));
    expect(await dispatcher.step()).toBe('retry');
    github.unlabel(1, 'stage: adoption', 'ada');
    await bench.drain();
    expect(await bench.states()).toEqual(['label.add sent']);
    expect(github.labelsOn.get(1)?.size).toBe(0);
  });
});

describe('failures', () => {
  test.each([
    ['a lost reply', 'lost', 1],
    ['an outage', 'unavailable', 2],
    ['a crash before the write came in', 'crash', 2],
    ['a crash after it', 'crash after', 1],
    ['a limit', 'limited', 2],
  ] as const)('%s: in the end there is one comment', async (_name, fault, writes) => {
    const { github } = await started();
    github.faults.push(fault);
    await bench.want(comment(1, 'hello'));
    await bench.drain();
    expect(github.comments.get(1)?.length).toBe(1);
    expect(github.writesAt.length).toBe(writes);
    expect(await bench.states()).toEqual(['comment.put sent']);
  });

  test('a limit holds everything of the installation until a second after it ends', async () => {
    const { clock, github, dispatcher } = await started();
    github.faults.push('limited');
    await bench.want(comment(1, 'one'), comment(2, 'two'));
    const before = clock.now().getTime();
    expect(await dispatcher.step()).toBe('paused');
    expect(await dispatcher.step()).toBe('idle');
    clock.advance(45_999);
    expect(await dispatcher.step()).toBe('idle');
    clock.advance(1);
    expect(await dispatcher.step()).toBe('sent');
    expect(clock.now().getTime() - before).toBe(46_000);
    await bench.drain();
  });

  test('a limit of one installation does not hold another', async () => {
    const { github, dispatcher } = await started();
    github.faults.push('limited');
    await bench.want(comment(1, 'one'));
    expect(await dispatcher.step()).toBe('paused');
    const other = new Bench(store);
    await other.want(comment(1, 'two'));
    expect(await other.dispatcher.step()).toBe('sent');
    await bench.drain();
  });

  test('a missing permission is loud and final', async () => {
    const { github, dispatcher } = await started();
    // The second time with a new token: the owner might have granted it meanwhile.
    github.faults.push('forbidden', 'forbidden');
    await bench.want(comment(1, 'hello'));
    expect(await dispatcher.step()).toBe('failed');
    expect(await bench.states()).toEqual(['comment.put failed: permission missing (issues=write): no']);
    expect(bench.refused).toEqual(['issues=write']);
    expect(bench.alarms.length).toBe(1);
  });

  test('an outage that does not end is given up after hours, loudly', async () => {
    const { clock, github } = await started();
    github.faults.push(...Array.from({ length: 100 }, () => 'unavailable' as const));
    await bench.want(comment(1, 'hello'));
    const before = clock.now().getTime();
    await bench.drain();
    expect(await bench.states()).toEqual(['comment.put failed: Transient: no']);
    expect((clock.now().getTime() - before) / 3_600_000).toBeGreaterThan(6);
    expect(bench.settled.at(-1)).toBe('comment.put given_up');
    expect(bench.alarms.length).toBe(1);
  });

  /** A GitHub whose next look-ups fail. */
  function blind(times: number): GitHub {
    const client = bench.github.client();
    let left = times;
    return {
      ...client,
      async read(route, parameters) {
        left -= 1;
        if (left >= 0) throw new Transient('no', 503, null);
        return client.read(route, parameters);
      },
    };
  }

  test('a comment that somebody deleted is not posted again after a look-up that failed', async () => {
    const { github } = await started();
    const news = (version: string) => ({ ...comment(1, version), renewal: version });
    await bench.want(news('1.4.0'));
    await bench.drain();
    github.comments.clear();
    const sees = blind(1);
    bench.restart({ clientFor: () => sees });
    await bench.want(news('1.5.0'));
    await bench.drain();
    expect(bench.settled.slice(-2)).toEqual(['comment.put transient', 'comment.put gone']);
    expect(github.comments.size).toBe(0);
  });

  test('look-ups that fail for hours are given up, and take nothing of the budget', async () => {
    const { clock } = await started({ limits: { perMinute: 1, perHour: 1, gapMs: 1_000 } });
    const sees = blind(1_000);
    bench.restart({ clientFor: () => sees });
    await bench.want(comment(1, 'hello'));
    const before = clock.now().getTime();
    await bench.drain();
    expect(bench.settled.at(-1)).toBe('comment.put given_up');
    expect(bench.settled.join()).not.toContain('paused');
    expect((clock.now().getTime() - before) / 3_600_000).toBeGreaterThan(6);
  });

  test('what was superseded while it was looked up is dropped', async () => {
    const { github } = await started();
    const client = github.client();
    const meddling: GitHub = {
      ...client,
      async read(route, parameters) {
        await bench.want(comment(1, 'newer'));
        return client.read(route, parameters);
      },
    };
    bench.restart({ clientFor: () => meddling });
    await bench.want(comment(1, 'older'));
    expect(await bench.step()).toBe('dropped');
    expect(github.writesAt).toEqual([]);
    await bench.drain();
    expect(github.comments.get(1)).toMatchObject([{ body: comment(1, 'newer').body }]);
  });
});

describe('budgets', () => {
  test('writes are a second apart, counted from the end of the one before', async () => {
    const { github } = await started();
    github.latencyMs = 700;
    await bench.want(comment(1, 'one'), comment(2, 'two'), comment(3, 'three'));
    await bench.drain();
    const gaps = github.writesAt.slice(1).map((at, index) => at - (github.writesAt[index] ?? 0));
    // The end of a write, a second, and a look whether the comment is there already.
    expect(gaps).toEqual([2_400, 2_400]);
  });

  test('a person who waits goes before a backlog, into slots that the backlog leaves', async () => {
    const { github, clock } = await started();
    await bench.want(...Array.from({ length: 30 }, (_, index) => comment(index + 1, 'x', 'bulk')));
    while ((await bench.step()) !== 'idle') {
      // The backlog goes until it is held back.
    }
    expect(github.writesAt.length).toBe(16);
    await bench.want(comment(99, 'an answer', 'answer'));
    const asked = clock.now().getTime();
    while (!github.comments.has(99)) {
      if ((await bench.step()) === 'idle') clock.advance(500);
    }
    expect(clock.now().getTime() - asked).toBeLessThanOrEqual(6_500);
    await bench.drain();
    expect(github.comments.size).toBe(31);
  });

  test('what is no reply goes on, however much strangers say', async () => {
    const { github, clock } = await started({ limits: { perMinute: 10, perHour: 40, gapMs: 1_000 } });
    const begun = clock.now().getTime();
    for (let minute = 1; minute <= 6; minute += 1) {
      const said = Array.from({ length: 11 }, (_, index) => comment(100 * minute + index, 'x', 'reply'));
      await bench.want(...said);
      while (clock.now().getTime() < begun + minute * 60_000) {
        if ((await bench.step()) === 'idle') clock.advance(1_000);
      }
    }
    // The hour is used up but for what replies leave.
    expect(github.writesAt.length).toBe(36);
    await bench.want(comment(1, 'x', 'normal'), comment(2, 'x', 'answer'));
    const asked = clock.now().getTime();
    while (!(github.comments.has(1) && github.comments.has(2))) {
      if ((await bench.step()) === 'idle') clock.advance(500);
    }
    expect(clock.now().getTime() - asked).toBeLessThanOrEqual(10_000);
  });
});
