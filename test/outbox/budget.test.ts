import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/loop/effect.ts';
import { budget, type Spent, type WriteLimits, windowsAt } from '../../src/outbox/budget.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const limits: WriteLimits = { perMinute: 20, perHour: 400, gapMs: 1000 };
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const none = { count: 0, oldestAt: null };

function spent(change: Partial<Spent> = {}): Spent {
  return { minute: none, hour: none, newestAt: null, ...change };
}

describe('one more write', () => {
  test.each<[string, Spent, Effect['priority'], string, number]>([
    ['goes where nothing was written', spent(), 'normal', 'go', 0],
    ['keeps the gap', spent({ newestAt: ago(300) }), 'answer', 'gap', 700],
    ['goes after the gap', spent({ newestAt: ago(1000) }), 'normal', 'go', 0],
    ['a clock that was set back costs one gap', spent({ newestAt: ago(-9_000) }), 'normal', 'gap', 1000],
    [
      'waits for the oldest to leave the minute',
      spent({ minute: { count: 20, oldestAt: ago(50_000) } }),
      'answer',
      'minute',
      10_001,
    ],
    [
      'the last slots are not for bulk',
      spent({ minute: { count: 16, oldestAt: ago(58_000) } }),
      'bulk',
      'minute',
      2_001,
    ],
    [
      'bulk asks again soon, so that an answer is not kept waiting',
      spent({ minute: { count: 16, oldestAt: ago(1_000) } }),
      'bulk',
      'minute',
      5_000,
    ],
    ['bulk before the last slots goes', spent({ minute: { count: 15, oldestAt: ago(1) } }), 'bulk', 'go', 0],
    [
      'a reply takes of the last slots what it leaves to the project',
      spent({ minute: { count: 17, oldestAt: ago(1) } }),
      'reply',
      'go',
      0,
    ],
    [
      'the very last slots are not for replies',
      spent({ minute: { count: 18, oldestAt: ago(58_000) } }),
      'reply',
      'minute',
      2_001,
    ],
    ['answers take the last slots', spent({ minute: { count: 19, oldestAt: ago(1) } }), 'answer', 'go', 0],
    [
      'the hour comes before the minute',
      spent({ minute: { count: 20, oldestAt: ago(1) }, hour: { count: 400, oldestAt: ago(3_000_000) } }),
      'normal',
      'hour',
      600_001,
    ],
  ])('%s', (_name, state, priority, reason, waitMs) => {
    const verdict = budget(state, limits, priority, NOW);
    expect(verdict.go ? 'go' : verdict.reason).toBe(reason);
    if (!verdict.go) expect(verdict.until.getTime() - NOW.getTime()).toBe(waitMs);
  });

  test('without a cap the hour does not count', () => {
    const state = spent({ hour: { count: 9_999, oldestAt: ago(1) } });
    expect(budget(state, { ...limits, perHour: null }, 'bulk', NOW).go).toBe(true);
  });

  test.each<[number, Effect['priority'], number]>([
    [1, 'bulk', 1],
    [1, 'reply', 1],
    [2, 'bulk', 1],
    [2, 'reply', 1],
    [9, 'reply', 8],
    [9, 'bulk', 7],
    [9, 'normal', 9],
    [30, 'reply', 27],
  ])('of %i in a minute, %s may take %i', (perMinute, priority, most) => {
    const goes = (count: number) =>
      budget(spent({ minute: { count, oldestAt: ago(1) } }), { ...limits, perMinute }, priority, NOW).go;
    expect([goes(most - 1), goes(most)]).toEqual([true, false]);
  });
});

test('however many want to write, no minute, hour or gap holds more than it may', () => {
  const priority = fc.constantFrom<Effect['priority']>('answer', 'normal', 'reply', 'bulk');
  const wish = fc.record({ priority, idleMs: fc.nat(90_000) });
  const anyLimits = fc.record({
    perMinute: fc.integer({ min: 1, max: 60 }),
    perHour: fc.option(fc.integer({ min: 1, max: 40 })),
    gapMs: fc.nat(5_000),
  });
  fc.assert(
    fc.property(fc.array(wish, { minLength: 50, maxLength: 120 }), anyLimits, (wishes, some) => {
      const writes: number[] = [];
      let now = NOW.getTime();
      const since = (start: Date) => writes.filter((at) => at > start.getTime());
      const window = (start: Date) => ({
        count: since(start).length,
        oldestAt: new Date(since(start)[0] ?? 0),
      });
      for (const { priority: which, idleMs } of wishes) {
        // Mostly a backlog, sometimes a pause.
        if (idleMs % 10 === 0) now += idleMs;
        for (let asked = 0; ; asked++) {
          expect(asked).toBeLessThan(1_000);
          const { minute, hour } = windowsAt(new Date(now));
          const newest = writes.at(-1);
          const state = {
            minute: window(minute),
            hour: window(hour),
            newestAt: newest === undefined ? null : new Date(newest),
          };
          const verdict = budget(state, some, which, new Date(now));
          if (verdict.go) break;
          expect(verdict.until.getTime()).toBeGreaterThan(now);
          now = verdict.until.getTime();
        }
        writes.push(now);
      }
      writes.forEach((at, index) => {
        expect(at - (writes[index - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(some.gapMs);
        expect(writes.filter((other) => other > at - 60_000 && other <= at).length).toBeLessThanOrEqual(
          some.perMinute,
        );
        if (some.perHour === null) return;
        expect(writes.filter((other) => other > at - 3_600_000 && other <= at).length).toBeLessThanOrEqual(
          some.perHour,
        );
      });
    }),
    { numRuns: 50 },
  );
});
