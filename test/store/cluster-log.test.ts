import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { Clusters } from '../../src/loop/cluster/clusters.ts';
import type { LoggedEntry } from '../../src/loop/cluster-record.ts';
import type { Unnumbered } from '../../src/loop/decide/cluster-log.ts';
import { describeOnEngines, emptied } from './engines.ts';
import { logged, look, pair, withTerms } from './matching-samples.ts';
import { account, at, command, commentPut, item, NOW, ref } from './samples.ts';

const ITEMS = [1, 2, 3, 4, 5, 6, 7];

const appear = (itemId: number): Unnumbered => ({ verb: 'appear', itemId });
const link = (itemId: number, ...others: number[]): Unnumbered => ({
  verb: 'link',
  itemId,
  links: others.map((other) => ({ itemId: other, tier: 'certain', probability: 0.9 })),
});

describeOnEngines('log of clusters', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const apply = (...changes: Change[]) =>
    tenant().decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
  const append = (...entries: LoggedEntry[]) => apply({ type: 'entries.append', entries });
  const seqs = async (...items: number[]) => {
    const { entries } = await tenant().clusterLog(items);
    return entries.map(({ seq }) => seq);
  };

  it('is read with all that links and decisions lead to, and nothing else', async () => {
    await append(
      ...logged([
        appear(1),
        appear(2),
        appear(3),
        link(2, 1),
        appear(4),
        { verb: 'join', itemId: 4, into: 3, authority: 'author' },
        { verb: 'undo', of: 6 },
        { verb: 'undo', of: 77 },
      ]),
    );
    expect(await seqs(1)).toEqual([1, 2, 4]);
    expect(await seqs(4)).toEqual([3, 5, 6, 7]);
    expect(await seqs(2, 3)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await seqs(9)).toEqual([]);
    await append(...logged([{ verb: 'reject', itemId: 4, other: 2, authority: 'triage' }, appear(9)], 9));
    expect(await seqs(1)).toEqual([1, 2, 3, 4, 5, 6, 7, 9]);
    expect(await seqs(9)).toEqual([10]);
  });

  it('comes back as it was written, with the next number', async () => {
    expect(await tenant().clusterLog([1])).toEqual({ entries: [], nextSeq: 1 });
    const entries: LoggedEntry[] = [
      { ...appear(1), seq: 1, cause: { by: 'github' }, at: at(1) },
      { ...link(1, 2), seq: 2, cause: { by: 'matcher', algorithm: 'a1' }, at: at(2) },
      { verb: 'pin', itemId: 2, seq: 5, cause: { by: 'human', actor: account(601), key: 'k' }, at: at(3) },
    ];
    await append(...entries);
    expect(await tenant().clusterLog([2])).toEqual({ entries, nextSeq: 6 });
  });

  it('takes a number once', async () => {
    await append(...logged([appear(1)]));
    await expect(append(...logged([appear(2)]))).rejects.toThrow();
  });

  const someItem = fc.constantFrom(...ITEMS);
  const authority = fc.constantFrom('triage' as const, 'author' as const);
  const entry = fc.oneof(
    { weight: 4, arbitrary: someItem.map(appear) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(someItem, fc.uniqueArray(someItem, { maxLength: 3 }))
        .map(([itemId, others]) => link(itemId, ...others.filter((other) => other !== itemId))),
    },
    fc
      .record({ verb: fc.constant('join' as const), itemId: someItem, into: someItem, authority })
      .map((said): Unnumbered => said),
    fc
      .record({ verb: fc.constant('reject' as const), itemId: someItem, other: someItem, authority })
      .map((said): Unnumbered => said),
    fc
      .record({ verb: fc.constant('split' as const), itemId: someItem, authority })
      .map((said): Unnumbered => said),
    fc
      .record({ verb: fc.constantFrom('pin' as const, 'delete' as const), itemId: someItem })
      .map((said): Unnumbered => said),
    { weight: 2, arbitrary: fc.nat({ max: 30 }).map((of): Unnumbered => ({ verb: 'undo', of: of + 1 })) },
  );

  it('gives the same clusters in parts as replayed whole, and so do the candidates', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 30 }), async (drafts) => {
        await emptied(on.store);
        await apply(
          ...ITEMS.map((itemId): Change => ({ type: 'item.put', item: item(itemId), itemId })),
          ...ITEMS.map((itemId) => withTerms(itemId, [['all', 1]])),
        );
        const all: LoggedEntry[] = [];
        for (const draft of drafts) {
          const { entries, nextSeq } = await tenant().clusterLog(namedBy(draft, all));
          expect(nextSeq).toBe(all.length + 1);
          const appended = logged([draft], nextSeq);
          all.push(...appended);
          const before = Clusters.replay(entries);
          const after = Clusters.replay([...entries, ...appended]);
          await apply(
            { type: 'entries.append', entries: appended },
            {
              type: 'clusters.put',
              clusters: after.all(),
              redirects: before.all().flatMap(({ id }) => {
                const to = after.byId(id);
                return to === null || to.id === id ? [] : [{ from: id, to: to.id }];
              }),
            },
          );
        }
        const whole = Clusters.replay(all);
        for (const itemId of ITEMS) {
          const { entries } = await tenant().clusterLog([itemId]);
          expect(Clusters.replay(entries).ofItem(itemId)).toEqual(whole.ofItem(itemId));
        }
        const candidates = await tenant().candidates(look([['all', 1]]));
        expect(candidates).toHaveLength(ITEMS.length);
        for (const { itemId, cluster, duplicates } of candidates) {
          const own = whole.ofItem(itemId);
          const others = (own?.members.length ?? 1) - 1;
          expect({ itemId, cluster, duplicates }).toEqual({
            itemId,
            cluster: others > 0 ? own?.id : null,
            duplicates: others,
          });
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('knows members without their texts, with their posts and commands', async () => {
    const said = command('thread:duplicate:#2', {
      verb: 'duplicate',
      argument: '#2',
      target: { ref: ref(2), itemId: 2, triage: true },
    });
    await tenant().decide(
      null,
      async () => ({
        changes: [
          ...[1, 2, 3].map((itemId): Change => ({ type: 'item.put', item: item(itemId), itemId })),
          { type: 'item.deleted', ref: ref(3), at: at(1) },
          { type: 'command.put', ref: ref(1), command: said },
        ],
        effects: [commentPut(ref(2))],
        ignored: null,
      }),
      NOW,
    );
    const members = await tenant().members([2, 3, 1, 9]);
    expect(members.map((member) => member.item.itemId)).toEqual([1, 2]);
    const [first, second] = members;
    const thread = await tenant().thread(ref(1));
    const { body: _, ...snapshot } = thread.item?.snapshot ?? { body: '' };
    expect(first).toEqual({ item: { ...thread.item, snapshot }, posts: [], commands: [said] });
    expect(thread.commands).toEqual([said]);
    expect(second).toMatchObject({ posts: (await tenant().thread(ref(2))).posts, commands: [] });
    expect(second?.posts).toHaveLength(1);
  });

  it('keeps of each item what the matcher said last', async () => {
    await apply({ type: 'pairs.put', itemId: 1, pairs: [pair(2, { probability: 0.5 }), pair(3)] });
    await apply({ type: 'pairs.put', itemId: 2, pairs: [pair(1)] });
    expect(await tenant().pairs([1, 9])).toEqual(new Map([[1, [pair(3), pair(2, { probability: 0.5 })]]]));
    await apply({ type: 'pairs.put', itemId: 1, pairs: [] });
    expect(await tenant().pairs([1, 2])).toEqual(new Map([[2, [pair(1)]]]));
  });
});

/** The items that an entry is about; of an `undo` those of what it takes back. */
function namedBy(draft: Unnumbered, all: readonly LoggedEntry[]): number[] {
  switch (draft.verb) {
    case 'undo': {
      const of = all.find(({ seq }) => seq === draft.of);
      return of === undefined ? [] : namedBy(of, all);
    }
    case 'link':
      return [draft.itemId, ...draft.links.map(({ itemId }) => itemId)];
    case 'join':
      return [draft.itemId, draft.into];
    case 'reject':
      return [draft.itemId, draft.other];
    default:
      return [draft.itemId];
  }
}
