import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Clusters } from '../../../src/loop/cluster/clusters.ts';
import { type Entry, isWord, type LatePlace, standing, type Word } from '../../../src/loop/cluster/entry.ts';

type Draft = Entry extends infer E ? (E extends Entry ? Omit<E, 'seq'> : never) : never;

function log(...drafts: Draft[]): Entry[] {
  return drafts.map((draft, at) => ({ ...draft, seq: at + 1 }) as Entry); // each draft is an entry without its number
}

const appear = (itemId: number): Draft => ({ verb: 'appear', itemId });
const certain = (itemId: number, ...others: number[]): Draft => ({
  verb: 'link',
  itemId,
  links: others.map((other) => ({ itemId: other, tier: 'certain', probability: 0.9 })),
});
const join = (itemId: number, into: number, authority: 'triage' | 'author' = 'triage'): Word => ({
  verb: 'join',
  itemId,
  into,
  authority,
});
const reject = (itemId: number, other: number, authority: 'triage' | 'author' = 'triage'): Word => ({
  verb: 'reject',
  itemId,
  other,
  authority,
});
const split = (itemId: number): Word => ({ verb: 'split', itemId, authority: 'triage' });

const members = (entries: Entry[], sizeMax?: number) =>
  Clusters.replay(entries, sizeMax)
    .all()
    .map((cluster) => cluster.members);

describe('what the matcher gathers', () => {
  it.each<[string, Draft[], number[][]]>([
    ['a certain link joins two', [appear(1), appear(2), certain(2, 1)], [[1, 2]]],
    [
      'a possible link alone does not',
      [
        appear(1),
        appear(2),
        { verb: 'link', itemId: 2, links: [{ itemId: 1, tier: 'possible', probability: 0.9 }] },
      ],
      [[1], [2]],
    ],
    [
      'a chain ends: linked to one of three only',
      [appear(1), appear(2), certain(2, 1), appear(3), certain(3, 1, 2), appear(4), certain(4, 3)],
      [[1, 2, 3], [4]],
    ],
    [
      'two certain members let a fourth in',
      [appear(1), appear(2), certain(2, 1), appear(3), certain(3, 1, 2), appear(4), certain(4, 2, 3)],
      [[1, 2, 3, 4]],
    ],
    [
      'an item that is looked at again and no longer fits goes',
      [appear(1), appear(2), certain(2, 1), appear(3), certain(3, 1, 2), certain(3)],
      [[1, 2], [3]],
    ],
    ['what appears twice is there once', [appear(1), appear(1)], [[1]]],
    ['links to the unknown mean nothing', [appear(1), certain(1, 99), certain(7, 1)], [[1]]],
  ])('%s', (_, drafts, expected) => {
    expect(members(log(...drafts))).toEqual(expected);
  });

  it('keeps within the size, which a human may exceed', () => {
    const three = [appear(1), appear(2), certain(2, 1), appear(3), certain(3, 1, 2)];
    expect(members(log(...three), 2)).toEqual([[1, 2], [3]]);
    expect(members(log(...three, join(3, 1)), 2)).toEqual([[1, 2, 3]]);
  });
});

describe('ids', () => {
  it('keeps the older one in a merge and leads there from the other', () => {
    const clusters = Clusters.replay(log(appear(10), appear(20), certain(20, 10)));
    expect(clusters.ofItem(20)?.id).toBe(1);
    expect(clusters.byId(2)).toEqual({ id: 1, members: [10, 20], pinned: null, former: [2] });
  });

  it('leaves the id with those who stay', () => {
    const clusters = Clusters.replay(log(appear(1), appear(2), certain(2, 1), split(1)));
    expect(clusters.ofItem(2)?.id).toBe(1);
    expect(clusters.ofItem(1)?.id).toBe(4);
  });

  it('does not give an id of a taken-back entry to somebody else', () => {
    const split12 = log(appear(1), appear(2), certain(2, 1), split(2), { verb: 'undo', of: 4 }, appear(3));
    const clusters = Clusters.replay(split12);
    expect(clusters.byId(4)).toBeNull();
    expect(clusters.ofItem(3)?.id).toBe(6);
  });

  it('finds nothing behind the id of what was deleted', () => {
    const clusters = Clusters.replay(log(appear(1), { verb: 'delete', itemId: 1 }));
    expect(clusters.byId(1)).toBeNull();
    expect(clusters.ofItem(1)).toBeNull();
  });
});

describe('what humans say', () => {
  it.each<[string, Draft[], number[][]]>([
    ['joins without any link', [appear(1), appear(2), join(2, 1)], [[1, 2]]],
    [
      'outweighs scores: a rejected pair is not joined again',
      [appear(1), appear(2), reject(2, 1), certain(2, 1)],
      [[1], [2]],
    ],
    [
      'forbids joining through others too',
      [appear(1), appear(2), reject(2, 1), appear(3), certain(3, 1), certain(3, 1, 2)],
      [[1, 3], [2]],
    ],
    ['rejecting takes the item out', [appear(1), appear(2), certain(2, 1), reject(2, 1)], [[1], [2]]],
    [
      'a split keeps the item away from every member',
      [appear(1), appear(2), appear(3), join(2, 1), join(3, 1), split(3), certain(3, 1, 2)],
      [[1, 2], [3]],
    ],
    [
      'a human join survives the matcher changing its mind',
      [appear(1), appear(2), join(2, 1), certain(2)],
      [[1, 2]],
    ],
    ['the latest decision wins', [appear(1), appear(2), reject(2, 1), join(2, 1)], [[1, 2]]],
    ['triage stands over the author', [appear(1), appear(2), join(2, 1), reject(2, 1, 'author')], [[1, 2]]],
    ['the other way round too', [appear(1), appear(2), reject(2, 1), join(2, 1, 'author')], [[1], [2]]],
    [
      'moves one item, not its companions',
      [appear(1), appear(2), join(2, 1), appear(3), join(2, 3)],
      [[1], [2, 3]],
    ],
    ['can be taken back', [appear(1), appear(2), join(2, 1), { verb: 'undo', of: 3 }], [[1], [2]]],
    [
      'taking back can be taken back',
      [appear(1), appear(2), join(2, 1), { verb: 'undo', of: 3 }, { verb: 'undo', of: 4 }],
      [[1, 2]],
    ],
    ['what happened cannot be taken back', [appear(1), { verb: 'undo', of: 1 }], [[1]]],
  ])('%s', (_, drafts, expected) => {
    expect(members(log(...drafts)).sort()).toEqual(expected);
  });

  it.each<[string, Draft[], number[][]]>([
    [
      'counts before what was said later',
      [
        appear(1),
        appear(2),
        appear(3),
        split(2),
        join(3, 2),
        { ...join(2, 1), late: { after: 2, before: [4, 5] } },
      ],
      [[1], [2, 3]],
    ],
    [
      'and before what the matcher found since',
      [
        appear(1),
        appear(2),
        appear(3),
        split(1),
        certain(3, 1),
        { ...reject(3, 1), late: { after: 3, before: [4] } },
      ],
      [[1], [2], [3]],
    ],
    [
      'but not before there was what it names',
      [
        appear(1),
        appear(2),
        join(2, 1),
        split(1),
        appear(3),
        { ...join(3, 1), late: { after: 5, before: [4] } },
      ],
      [[1], [2, 3]],
    ],
    [
      'and no more once it is taken back',
      [
        appear(1),
        appear(2),
        join(2, 1),
        { ...split(2), late: { after: 2, before: [3] } },
        { verb: 'undo', of: 4 },
      ],
      [[1, 2]],
    ],
  ])('what is heard late %s', (_, drafts, expected) => {
    expect(members(log(...drafts)).sort()).toEqual(expected);
    const stepped = stepwise(log(...drafts), () => {});
    expect(stepped.all()).toEqual(Clusters.replay(log(...drafts)).all());
  });

  it('pins what stands for the cluster, until it leaves', () => {
    const pinned = log(appear(1), appear(2), join(2, 1), { verb: 'pin', itemId: 2 });
    expect(Clusters.replay(pinned).ofItem(1)?.pinned).toBe(2);
    expect(Clusters.replay([...pinned, { seq: 5, ...split(2) } as Entry]).ofItem(1)?.pinned).toBeNull(); // see log()
  });
});

const ITEMS = [1, 2, 3, 4, 5, 6];
const item = fc.constantFrom(...ITEMS);
const authority = fc.constantFrom('triage' as const, 'author' as const);
const link = fc.record({
  itemId: item,
  tier: fc.constantFrom('certain' as const, 'possible' as const),
  probability: fc.double({ min: 0, max: 1, noNaN: true }),
});
const draft = fc.oneof(
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('appear' as const), itemId: item }) },
  {
    weight: 6,
    arbitrary: fc.record({
      verb: fc.constant('link' as const),
      itemId: item,
      links: fc.uniqueArray(link, { selector: (one) => one.itemId, maxLength: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ verb: fc.constant('join' as const), itemId: item, into: item, authority }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constant('join' as const),
      itemId: item,
      into: item,
      authority,
      late: fc.record({
        after: fc.integer({ min: 1, max: 40 }),
        before: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 3 }),
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ verb: fc.constant('reject' as const), itemId: item, other: item, authority }),
  },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('split' as const), itemId: item, authority }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('pin' as const), itemId: item }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('delete' as const), itemId: item }) },
  {
    weight: 2,
    arbitrary: fc.record({ verb: fc.constant('undo' as const), of: fc.integer({ min: 1, max: 40 }) }),
  },
);
/** Half of the logs begin with all items there, so that much happens to them. */
const logs = fc
  .tuple(fc.boolean(), fc.array(draft, { maxLength: 40, size: 'max' }))
  .map(([there, drafts]) => (there ? [...ITEMS.map(appear), ...drafts] : drafts))
  .map((drafts) => drafts.map((one, at) => ({ ...one, seq: at + 1 }) as Entry)); // see log()
const RUNS = { numRuns: 300 };

/** Applies one entry after the other and looks after each. */
function stepwise(entries: Entry[], look: (clusters: Clusters, entry: Entry) => void): Clusters {
  const clusters = new Clusters(5);
  for (const entry of entries) {
    clusters.apply(entry);
    look(clusters, entry);
  }
  return clusters;
}

describe('whatever happens', () => {
  it('every living item is in exactly one cluster', () => {
    fc.assert(
      fc.property(logs, (entries) => {
        stepwise(entries, (clusters) => {
          const all = clusters.all().flatMap((cluster) => cluster.members);
          expect(new Set(all).size).toBe(all.length);
          for (const itemId of all) expect(clusters.ofItem(itemId)?.members).toContain(itemId);
          expect(clusters.all().every((cluster) => cluster.members.length > 0)).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('two that a human joined are together', () => {
    fc.assert(
      fc.property(logs, (entries) => {
        stepwise(entries, (clusters) => {
          for (const a of ITEMS) {
            for (const b of clusters.joinedWith(a)) {
              expect(clusters.ofItem(a)?.members).toContain(b);
              expect(clusters.joinedWith(b)).toContain(a);
            }
          }
        });
      }),
      RUNS,
    );
  });

  it('no cluster holds two that a human told apart', () => {
    fc.assert(
      fc.property(logs, (entries) => {
        stepwise(entries, (clusters) => {
          for (const { members: ids } of clusters.all()) {
            for (const a of ids) for (const b of ids) expect(a !== b && clusters.areApart(a, b)).toBe(false);
          }
        });
      }),
      RUNS,
    );
  });

  it('a rejection by triage holds until triage joins the two, or takes it back', () => {
    fc.assert(
      fc.property(logs, item, item, (entries, a, b) => {
        fc.pre(a !== b);
        const seq = entries.length + 1;
        const before = [
          ...entries,
          { seq, verb: 'appear', itemId: a } as const,
          { seq: seq + 1, verb: 'appear', itemId: b } as const,
        ];
        const clusters = Clusters.replay(
          [...before, { seq: seq + 2, verb: 'reject', itemId: a, other: b, authority: 'triage' }],
          5,
        );
        const more = entries.filter(({ verb }) => verb === 'link' || verb === 'appear');
        more.forEach((entry, at) => {
          clusters.apply({ ...entry, seq: seq + 3 + at });
          expect(clusters.ofItem(a)?.id).not.toBe(clusters.ofItem(b)?.id);
        });
      }),
      RUNS,
    );
  });

  it('replaying the log gives the same state as applying it', () => {
    fc.assert(
      fc.property(logs, (entries) => {
        const applied = stepwise(entries, () => undefined);
        expect(Clusters.replay(entries, 5).all()).toEqual(applied.all());
        expect(Clusters.replay(standing(entries), 5).all()).toEqual(applied.all());
      }),
      RUNS,
    );
  });

  it('taking an entry back restores the state before it', () => {
    fc.assert(
      fc.property(logs, item, item, authority, (entries, itemId, into, by) => {
        const before = Clusters.replay(entries, 5);
        const seq = entries.length + 41; // beyond what the log's own undos name
        const after = Clusters.replay([...entries, { seq, verb: 'join', itemId, into, authority: by }], 5);
        after.apply({ seq: seq + 1, verb: 'undo', of: seq });
        expect(after.all()).toEqual(before.all());
      }),
      RUNS,
    );
  });

  it('ids are stable: a cluster bears the number of an entry, merges lead to older ones, and both ways end', () => {
    fc.assert(
      fc.property(logs, (entries) => {
        stepwise(entries, (clusters, { seq }) => {
          for (const { id } of clusters.all()) {
            expect(id).toBeLessThanOrEqual(seq);
            expect(clusters.byId(id)?.id).toBe(id);
          }
          for (let id = 1; id <= seq; id += 1) expect(clusters.byId(id)?.id ?? 0).toBeLessThanOrEqual(id);
        });
      }),
      RUNS,
    );
  });

  it('the matcher never gathers beyond the size', () => {
    fc.assert(
      fc.property(logs, (entries) => {
        const alone = entries.filter(({ verb }) => verb !== 'join');
        const sizes = Clusters.replay(alone, 5)
          .all()
          .map((cluster) => cluster.members.length);
        expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(5);
      }),
      RUNS,
    );
  });

  it('items that nothing leads between do not influence each other', () => {
    fc.assert(
      fc.property(logs, logs, (left, right) => {
        const shifted = right.map((entry) => elsewhere(entry));
        const both = left.flatMap((entry, at) => {
          const other = shifted[at];
          return other === undefined ? [numbered(entry)] : [numbered(entry), other];
        });
        const together = Clusters.replay(both, 5).all();
        const alone = Clusters.replay(left.map(numbered), 5).all();
        expect(together.filter(({ members: ids }) => ids.every((id) => id < 100))).toEqual(alone);
      }),
      RUNS,
    );
  });
});

/** Odd numbers for the left log, even ones for the right, whose items are other ones. */
function numbered(entry: Entry): Entry {
  const seq = 2 * entry.seq - 1;
  if (entry.verb === 'undo') return { ...entry, seq, of: 2 * entry.of - 1 };
  return isWord(entry) ? { ...entry, seq, ...placed(entry, (other) => 2 * other - 1) } : { ...entry, seq };
}

function placed({ late }: Extract<Entry, Word>, numbered: (seq: number) => number): { late?: LatePlace } {
  return late === undefined
    ? {}
    : { late: { after: numbered(late.after), before: late.before.map(numbered) } };
}

function elsewhere(entry: Entry): Entry {
  const seq = 2 * entry.seq;
  switch (entry.verb) {
    case 'undo':
      return { ...entry, seq, of: 2 * entry.of };
    case 'link':
      return {
        ...entry,
        seq,
        itemId: entry.itemId + 100,
        links: entry.links.map((one) => ({ ...one, itemId: one.itemId + 100 })),
      };
    case 'join':
      return {
        ...entry,
        seq,
        itemId: entry.itemId + 100,
        into: entry.into + 100,
        ...placed(entry, (other) => 2 * other),
      };
    case 'reject':
      return { ...entry, seq, itemId: entry.itemId + 100, other: entry.other + 100 };
    default:
      return { ...entry, seq, itemId: entry.itemId + 100 };
  }
}

describe('one report that is like two problems', () => {
  const certain = (itemId: number) => ({ itemId, tier: 'certain' as const, probability: 0.9 });
  const two = (): { clusters: Clusters; next: () => number } => {
    const clusters = new Clusters();
    let seq = 0;
    const next = () => {
      seq += 1;
      return seq;
    };
    for (const itemId of [1, 2, 11, 12]) clusters.apply({ seq: next(), verb: 'appear', itemId });
    clusters.apply({ seq: next(), verb: 'link', itemId: 2, links: [certain(1)] });
    clusters.apply({ seq: next(), verb: 'link', itemId: 12, links: [certain(11)] });
    return { clusters, next };
  };
  const members = (clusters: Clusters) => clusters.all().map((cluster) => cluster.members);

  it('does not bring established clusters together', () => {
    const { clusters, next } = two();
    clusters.apply({ seq: next(), verb: 'appear', itemId: 20 });
    clusters.apply({ seq: next(), verb: 'link', itemId: 20, links: [1, 2, 11, 12].map(certain) });
    expect(members(clusters)).toEqual([
      [1, 2, 20],
      [11, 12],
    ]);
  });

  it('leaves two that only it held together as they were, when it is deleted', () => {
    const clusters = new Clusters();
    for (const itemId of [1, 2, 3]) clusters.apply({ seq: itemId, verb: 'appear', itemId });
    clusters.apply({ seq: 4, verb: 'link', itemId: 3, links: [certain(1), certain(2)] });
    expect(members(clusters)).toEqual([[1, 2, 3]]);
    clusters.apply({ seq: 5, verb: 'delete', itemId: 3 });
    expect(members(clusters)).toEqual([[1], [2]]);
  });
});
