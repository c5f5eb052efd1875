import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoggedEntry } from '../../../src/loop/cluster-record.ts';
import type { Unnumbered } from '../../../src/loop/decide/cluster-log.ts';
import { isOvertaken } from '../../../src/loop/decide/overtaken.ts';
import type { CommentEvent } from '../../../src/loop/event.ts';
import { comment, person } from '../situations.ts';
import { minute, other, report, says } from './failures.ts';
import { Organisation } from './organisation.ts';

/** What a maintainer says on thread `n`, in a minute. */
function said(n: number, body: string, at: number, who = 60): CommentEvent {
  const event = says(n, body, who, 7_000 + at);
  const { comment: words } = event;
  return {
    ...event,
    thread: n === 9 || n === 8 ? other(n).thread : event.thread,
    at: minute(at),
    comment: { ...words, createdAt: minute(at), updatedAt: minute(at) },
  };
}

/** Two reports that belong together and two other threads, then what was said. */
function told(...words: readonly CommentEvent[]): Organisation {
  const organisation = new Organisation();
  const opened = [report(1), report(2), other(8, 'A smaller logo'), other(9)];
  for (const event of [...opened, ...words]) organisation.take(event);
  return organisation;
}

describe('what is heard late', () => {
  it.each<[string, CommentEvent[]]>([
    [
      'a join before a split',
      [said(9, '/cluster #2', 50, 61), said(9, '/cluster #1', 60), said(9, '/split', 70)],
    ],
    [
      'a split before a join',
      [said(9, '/cluster #2', 50, 61), said(9, '/split', 60), said(9, '/cluster #1', 70)],
    ],
    ['a join before another', [said(9, '/cluster #1', 60), said(9, '/cluster #8', 70)]],
    ['a word of the matcher’s link before one', [said(2, '/cluster #1', 60), said(2, '/not-duplicate', 70)]],
  ])('moves nothing that people decided since: %s', (_, words) => {
    const [last, ...before] = [...words].reverse();
    const inOrder = told(...words).clusters();
    expect(told(...words.slice(0, -2), ...(last ? [last] : []), ...before.slice(0, 1)).clusters()).toEqual(
      inOrder,
    );
  });

  it('leaves the report that stands for a problem', () => {
    const words = [said(1, '/canonical', 60), said(2, '/canonical', 70)];
    const pinned = (organisation: Organisation) =>
      [...organisation.stored.values()].map((each) => each.pinned);
    expect(pinned(told(...words.reverse()))).toEqual(pinned(told(...words.reverse())));
    expect(pinned(told(...words))).toContain(2);
  });

  it('holds again when the newer word is taken back', () => {
    const words = [said(9, '/split', 70), said(9, '/cluster #1', 60)];
    const joined = told(said(9, '/cluster #2', 50), ...words);
    expect(joined.clusters()).toEqual([['12-1', '12-2'], ['12-8'], ['12-9']]);
    joined.take(said(9, '/undo', 80));
    expect(joined.clusters()).toEqual([['12-1', '12-2', '12-9'], ['12-8']]);
  });

  it('leaves clusters their names', () => {
    const late = told(said(9, '/not-duplicate #1', 70));
    const before = [...late.stored];
    late.take({
      ...other(9),
      type: 'item.backfilled',
      origin: 'reconcile',
      thread: { ...other(9).thread, updatedAt: minute(72) },
      closedBy: null,
      labelChanges: [],
      comments: [
        comment({
          body: 'Duplicate of #1',
          author: person(61),
          createdAt: minute(60),
          updatedAt: minute(60),
        }),
      ],
    });
    expect([...late.stored]).toEqual(before);
  });
});

/** Items 1 and 2 of one problem, 8 and 9 alone, and what people said of them at 70. */
function logOf(...words: readonly Unnumbered[]): LoggedEntry[] {
  const there: Unnumbered[] = [1, 2, 8, 9].map((itemId) => ({ verb: 'appear', itemId }));
  const actor = person(60);
  return [
    ...there.map((entry) => ({ entry, cause: { by: 'github' } as const })),
    { entry: join(2, 1), cause: { by: 'matcher', algorithm: '' } as const },
    ...words.map((entry) => ({ entry, cause: { by: 'human', actor, key: '' } as const })),
  ].map(({ entry, cause }, index) => ({ ...entry, seq: index + 1, cause, at: minute(70) }));
}

type Authority = 'triage' | 'author';
const join = (itemId: number, into: number, authority: Authority = 'triage'): Unnumbered => ({
  verb: 'join',
  itemId,
  into,
  authority,
});
const reject = (itemId: number, to: number, authority: Authority = 'triage'): Unnumbered => ({
  verb: 'reject',
  itemId,
  other: to,
  authority,
});
const split = (itemId: number): Unnumbered => ({ verb: 'split', itemId, authority: 'triage' });
const pin = (itemId: number): Unnumbered => ({ verb: 'pin', itemId });

describe('a word is overtaken', () => {
  it.each<[string, Unnumbered, Unnumbered[], boolean]>([
    ['where another was said of the two', join(9, 1), [reject(1, 9)], true],
    ['where it is kept apart from one that is there', join(9, 1), [reject(9, 2)], true],
    ['where it was put elsewhere', join(9, 1), [join(9, 8)], true],
    ['where another was put to it', join(9, 1), [join(8, 9)], true],
    ['where it is alone since', join(9, 1), [split(9)], true],
    ['where what it names is alone since', join(9, 1), [split(1)], true],
    ['but not where others were kept apart', join(9, 1), [reject(9, 8), reject(1, 8), split(2)], false],
    ['but not where the same was said', join(9, 1), [join(9, 1)], false],
    ['nor by an author, where who may triage said it', join(9, 1), [reject(9, 1, 'author')], false],
    ['nor by what was taken back', join(9, 1), [reject(9, 1), { verb: 'undo', of: 6 }], false],
    ['where the two were put together', reject(9, 1), [join(9, 2)], true],
    ['but not where they are apart', reject(9, 1), [join(9, 8)], false],
    ['where something was put to what is to go', split(2), [join(9, 2)], true],
    ['but not where something was put to another', split(2), [join(9, 8)], false],
    ['where another stands for the problem', pin(1), [pin(2)], true],
    ['but not where one stands for another problem', pin(1), [pin(9)], false],
  ])('%s', (_, word, newer, expected) => {
    expect(isOvertaken(word, minute(60), logOf(...newer))).toBe(expected);
    expect(isOvertaken(word, minute(70), logOf(...newer))).toBe(false);
  });
});

it('of two words of one pair the later one holds, in whatever order they are heard', () => {
  const word = fc.constantFrom('/cluster #1', '/cluster #8', '/split');
  fc.assert(
    fc.property(word, word, (first, second) => {
      const words = [said(9, first, 60), said(9, second, 70)];
      expect(told(...words.toReversed()).clusters()).toEqual(told(...words).clusters());
    }),
    { numRuns: 9 },
  );
});
