import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Clusters } from '../../../src/loop/cluster/clusters.ts';
import type { Word } from '../../../src/loop/cluster/entry.ts';
import type { LoggedEntry } from '../../../src/loop/cluster-record.ts';
import { LogWriter, type Unnumbered } from '../../../src/loop/decide/cluster-log.ts';
import { latePlace } from '../../../src/loop/decide/late-place.ts';
import type { CommentEvent, ItemBackfilledEvent } from '../../../src/loop/event.ts';
import type { Command } from '../../../src/loop/item.ts';
import { comment, person } from '../situations.ts';
import { minute, other, report, says } from './failures.ts';
import { Organisation } from './organisation.ts';
import { commandOf } from './said.ts';

/** Threads about something else each. */
const OTHERS = [other(7, 'Bigger fonts'), other(8, 'A smaller logo'), other(9)];

/** What a maintainer says on thread `n`, in a minute. */
function said(n: number, body: string, at: number, who = 60): CommentEvent {
  const event = says(n, body, who, 7_000 + at);
  const { comment: words } = event;
  return {
    ...event,
    thread: OTHERS.find(({ thread }) => thread.number === n)?.thread ?? event.thread,
    at: minute(at),
    comment: { ...words, createdAt: minute(at), updatedAt: minute(at) },
  };
}

/** Two reports that belong together and three other threads, then what was said. */
function told(...words: readonly CommentEvent[]): Organisation {
  const organisation = new Organisation();
  const opened = [report(1), report(2), ...OTHERS];
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
    expect(joined.clusters()).toEqual([['12-1', '12-2'], ['12-7'], ['12-8'], ['12-9']]);
    joined.take(said(9, '/undo', 80));
    expect(joined.clusters()).toEqual([['12-1', '12-2', '12-9'], ['12-7'], ['12-8']]);
  });

  it('moves nothing either where a night’s reading finds it, and is written once', () => {
    const late = told(said(9, '/not-duplicate #1', 70));
    const before = late.clusters();
    const found: ItemBackfilledEvent = {
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
    };
    late.take(found);
    expect(late.clusters()).toEqual(before);
    const entries = late.entries.length;
    late.take(found);
    expect(late.entries).toHaveLength(entries);
  });
});

/** Items 1 and 2 of one problem, 8 and 9 alone, and what people said of them, each in its minute. */
function logOf(...words: readonly { word: Unnumbered; at: number; key?: string }[]): LoggedEntry[] {
  const there: Unnumbered[] = [1, 2, 8, 9].map((itemId) => ({ verb: 'appear', itemId }));
  const actor = person(60);
  return [
    ...there.map((entry) => ({ entry, cause: { by: 'github' } as const, at: 0 })),
    { entry: join(2, 1), cause: { by: 'matcher', algorithm: '' } as const, at: 0 },
    ...words.map(({ word, at, key = '' }) => ({
      entry: word,
      cause: { by: 'human', actor, key } as const,
      at,
    })),
  ].map(({ entry, cause, at }, index) => ({ ...entry, seq: index + 1, cause, at: minute(at) }));
}

const logAt = (at: number, ...words: readonly Unnumbered[]) => logOf(...words.map((word) => ({ word, at })));

function commandAt(at: number): Command {
  return { ...commandOf('cluster', { id: at }), at: minute(at) };
}

/** Which items are together, and which stand for others. */
function together(log: readonly LoggedEntry[]): string[] {
  return Clusters.replay(log)
    .all()
    .map(({ members, pinned }) => `${members.join(' ')}${pinned === null ? '' : ` by ${pinned}`}`)
    .sort();
}

type Authority = 'triage' | 'author';
const join = (itemId: number, into: number, authority: Authority = 'triage'): Word => ({
  verb: 'join',
  itemId,
  into,
  authority,
});
const reject = (itemId: number, to: number, authority: Authority = 'triage'): Word => ({
  verb: 'reject',
  itemId,
  other: to,
  authority,
});
const split = (itemId: number): Word => ({ verb: 'split', itemId, authority: 'triage' });
const pin = (itemId: number): Word => ({ verb: 'pin', itemId });

describe('a word that is heard after newer ones counts before them', () => {
  const at = (n: number, key = '') => ({ at: minute(n), key });

  it.each<[string, Word, Word[]]>([
    ['where it is kept apart from one that is there', join(9, 1), [reject(9, 2)]],
    ['where it was put elsewhere', join(9, 1), [join(9, 8)]],
    ['where it is alone since', join(9, 1), [join(9, 8), split(9)]],
    ['where the two were put together', reject(9, 1), [join(9, 1)]],
    ['where another stands for the problem', pin(1), [pin(2)]],
    ['where another was said of the two', join(9, 1), [reject(1, 9)]],
    ['where another was put to it', join(9, 1), [join(8, 9)]],
    ['where what it names is alone since', join(9, 1), [split(1)]],
    ['where others were kept apart', join(9, 1), [reject(9, 8), reject(1, 8), split(2)]],
    ['where the same was said', join(9, 1), [join(9, 1)]],
    ['where an author denies what who may triage said', join(9, 1), [reject(9, 1, 'author')]],
    ['where what it parts is apart', reject(9, 1), [join(9, 8)]],
    ['where something was put to what is to go', split(2), [join(9, 2)]],
  ])('%s', (_, word, newer) => {
    const late = latePlace(word, at(60), logAt(70, ...newer));
    expect(late?.before).toEqual(newer.map((_, index) => 6 + index));
    const heard = logAt(70, ...newer, late === null ? word : { ...word, late });
    expect(together(heard)).toEqual(together(logAt(70, word, ...newer)));
    expect(latePlace(word, at(80), logAt(70, ...newer))).toBeNull();
  });

  it('but has nothing to do with what was said of others', () => {
    expect(latePlace(split(2), at(60), logAt(70, join(9, 8)))).toBeNull();
    expect(latePlace(pin(1), at(60), logAt(70, pin(9)))).toBeNull();
    expect(latePlace(split(2), at(60), logAt(70, join(9, 8), pin(1)))?.before).toEqual([7]);
  });

  it('but not before what was taken back', () => {
    const log = logOf({ word: reject(9, 1), at: 70 }, { word: { verb: 'undo', of: 6 }, at: 71 });
    expect(latePlace(join(9, 1), at(60), log)).toBeNull();
  });

  it('by its key among words of the same moment', () => {
    const log = logOf({ word: join(8, 9), at: 60, key: '8:b' });
    expect(latePlace(join(9, 1), at(60, '8:a'), log)?.before).toEqual([6]);
    expect(latePlace(join(9, 1), at(60, '8:c'), log)).toBeNull();
  });
});

it.each<[string, CommentEvent[]]>([
  ['what is joined later comes along', [said(9, '/cluster #1', 60), said(7, '/cluster #9', 70, 61)]],
  ['what is left alone later stays with nobody', [said(7, '/cluster #1', 60), said(1, '/split', 70, 61)]],
  ['two stand for a problem in the same second', [said(1, '/canonical', 60), said(2, '/canonical', 60, 61)]],
])('words on two threads hold in the order in which they were said: %s', (_, words) => {
  const state = (organisation: Organisation) => together(organisation.entries);
  expect(state(told(...words.toReversed()))).toEqual(state(told(...words)));
});

it('of two words on two threads the later one holds, in whatever order they are heard', () => {
  const word = fc.constantFrom('/cluster #1', '/cluster #8', '/cluster #9', '/split', '/canonical');
  fc.assert(
    fc.property(word, word, (first, second) => {
      const words = [said(9, first, 60), said(8, second, 70, 61)];
      const [late, inOrder] = [told(...words.toReversed()), told(...words)];
      expect(together(late.entries)).toEqual(together(inOrder.entries));
    }),
    { numRuns: 9 },
  );
});

it('words of the log count in the order in which they were said, however many and on whichever threads', () => {
  const item = fc.constantFrom(1, 2, 8, 9);
  const authority = fc.constantFrom<Authority>('triage', 'author');
  const word = fc.oneof(
    fc.record({ verb: fc.constant('join' as const), itemId: item, into: item, authority }),
    fc.record({ verb: fc.constant('reject' as const), itemId: item, other: item, authority }),
    fc.record({ verb: fc.constant('split' as const), itemId: item, authority }),
    fc.record({ verb: fc.constant('pin' as const), itemId: item }),
  );
  const words = fc
    .array(word, { minLength: 2, maxLength: 5 })
    .map((all) => all.map((each, index) => ({ each, command: commandAt(60 + index) })));
  const shuffled = words.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([inOrder, heard]) => {
      const clusters = [inOrder, heard].map((order) => {
        const log = logOf();
        const writer = new LogWriter(log, log.length + 1);
        for (const { each, command } of order) writer.say(command, each.itemId, each);
        return together(writer.all);
      });
      expect(clusters[1]).toEqual(clusters[0]);
    }),
    { numRuns: 300 },
  );
});
