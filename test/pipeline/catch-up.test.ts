import { describe, expect, it } from 'vitest';
import type { DeliveryAttempt } from '../../src/github/hook-deliveries.ts';
import { attemptsToRepeat } from '../../src/pipeline/catch-up.ts';

const NOW = new Date('2026-03-05T12:00:00Z');
const MINUTE_MS = 60_000;

function attempt(id: number, guid: string, minutesAgo: number): DeliveryAttempt {
  return { id, guid, at: new Date(NOW.getTime() - minutesAgo * MINUTE_MS) };
}

function ids(failed: readonly DeliveryAttempt[], came: string[] = [], force = false): number[] {
  const known = new Map(came.map((guid) => [guid, 'done']));
  return attemptsToRepeat(failed, known, NOW, force).map(({ id }) => id);
}

describe('which failed deliveries are asked for again', () => {
  it.each<[string, DeliveryAttempt[], number[]]>([
    ['none where none failed', [], []],
    ['at once what failed once', [attempt(1, 'a', 0)], [1]],
    ['the oldest first', [attempt(2, 'b', 5), attempt(1, 'a', 9)], [1, 2]],
    ['only the newest attempt of each', [attempt(3, 'a', 20), attempt(1, 'a', 300)], [3]],
    ['after ten minutes what failed twice', [attempt(2, 'a', 9), attempt(1, 'a', 30)], []],
    [
      'not before twenty what failed thrice',
      [attempt(3, 'a', 19), attempt(2, 'a', 40), attempt(1, 'a', 60)],
      [],
    ],
    ['then again', [attempt(3, 'a', 21), attempt(2, 'a', 40), attempt(1, 'a', 60)], [3]],
    [
      'after six hours whatever failed how often',
      [361, 800, 1200, 1600, 2000, 2400, 2800, 3200].map((ago, index) => attempt(100 - index, 'a', ago)),
      [100],
    ],
  ])('%s', (_, failed, expected) => {
    expect(ids(failed)).toEqual(expected);
  });

  it('leaves out what came by another way', () => {
    expect(ids([attempt(1, 'a', 60), attempt(2, 'b', 60)], ['a'])).toEqual([2]);
  });

  it('does not wait where somebody asks for it', () => {
    expect(ids([attempt(2, 'a', 1), attempt(1, 'a', 30)], [], true)).toEqual([2]);
  });

  it('asks for 500 at most at a time', () => {
    const many = Array.from({ length: 700 }, (_, index) => attempt(index, `g${index}`, 700 - index));
    const asked = ids(many);
    expect(asked).toHaveLength(500);
    expect(asked[0]).toBe(0);
  });
});
