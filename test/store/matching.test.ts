import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { exportData } from '../../src/store/export-data.ts';
import { describeOnEngines } from './engines.ts';
import { documentPut, indexed, look, pair } from './matching-samples.ts';
import { at, DAY_S, item, NOW, ref, repository } from './samples.ts';

describeOnEngines('documents', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const apply = (...changes: Change[]) =>
    tenant().decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
  const itemPut = (number: number, more: Parameters<typeof item>[1] = {}): Change => ({
    type: 'item.put',
    item: item(number, more),
    itemId: number,
  });
  const known = (...numbers: number[]) => apply(...numbers.map((number) => itemPut(number)));
  const all = { repositories: null };
  const found = async (...given: Parameters<typeof look>) =>
    (await tenant().candidates(look(...given))).map(({ itemId }) => itemId);
  const exported = async () => {
    const lines: string[] = [];
    for await (const line of exportData(on.store)) lines.push(line);
    return lines.join('\n');
  };

  it('are found by their heavy terms, best first, newest first when tied', async () => {
    await known(1, 2, 3, 4);
    await apply(
      documentPut(1, 'The scheduler stalls'),
      documentPut(2, 'The scheduler stalls'),
      documentPut(3, 'Colours', 'The scheduler is blue.'),
      documentPut(4, 'Nothing of it'),
    );
    expect(
      await found([
        ['scheduler', 2],
        ['stall', 1],
      ]),
    ).toEqual([2, 1, 3]);
    expect(await found([['scheduler', 2]], { limit: 1 })).toEqual([2]);
    expect(await found([['scheduler', 2]], { itemId: 2 })).toEqual([1, 3]);
    expect(await found([['never', 2]])).toEqual([]);
    expect(await found([])).toEqual([]);
  });

  it('come with all that a close look needs', async () => {
    const other = repository(13, { name: 'Tools' });
    await apply(
      { type: 'repository.put', repository: repository(), at: NOW },
      { type: 'repository.put', repository: other, at: NOW },
      itemPut(1, { createdAt: at(-50) }),
      itemPut(2, { repository: other, author: null }),
      itemPut(3),
      documentPut(1, 'Stalls', 'With `ECONNRESET`'),
      documentPut(2, 'It stalls'),
      documentPut(3, 'Still stalls today'),
      {
        type: 'clusters.put',
        clusters: [
          { id: 40, members: [1, 3], pinned: null },
          { id: 41, members: [2], pinned: null },
        ],
        redirects: [],
      },
    );
    const [first, second, third] = await tenant().candidates(look([['stall', 2]]));
    const { document, mass, terms } = indexed('Stalls', 'With `ECONNRESET`');
    const stall = terms.find(({ term }) => term === 'stall')?.weight ?? 0;
    const one = [first, second, third].find((each) => each?.itemId === 1);
    expect(one).toEqual({
      itemId: 1,
      document,
      mass,
      createdAt: at(-50),
      author: '501',
      names: ['#1', 'larkspur/core-12#1'],
      score: expect.closeTo(2 * stall, 5),
      cluster: 40,
      duplicates: 1,
    });
    expect([first, second, third].find((each) => each?.itemId === 2)).toMatchObject({
      author: null,
      names: ['larkspur/tools#2'],
      cluster: null,
      duplicates: 0,
    });
  });

  it('are counted and found in the scope only, repositories that are gone left out', async () => {
    await apply(
      { type: 'repository.put', repository: repository(12), at: NOW },
      { type: 'repository.put', repository: repository(13), at: NOW },
      itemPut(1),
      itemPut(2, { repository: repository(13) }),
      documentPut(1, 'It stalls'),
      documentPut(2, 'It stalls', 'It breaks'),
    );
    const here = { repositories: [12] };
    expect(await found([['stall', 1]])).toEqual([2, 1]);
    expect(await found([['stall', 1]], { scope: here })).toEqual([1]);
    expect(await found([['stall', 1]], { scope: { repositories: [] } })).toEqual([]);
    const counted = (items: number, ...frequencies: [string, number][]) => ({
      items,
      documentFrequency: new Map(frequencies),
    });
    expect(await tenant().terms(all, ['stall', 'break', 'never'])).toEqual(
      counted(2, ['break', 1], ['stall', 2]),
    );
    expect(await tenant().terms(here, ['stall', 'break'])).toEqual(counted(1, ['stall', 1]));

    await apply({ type: 'repository.gone', repositoryId: 13, at: at(1) });
    expect(await found([['stall', 1]])).toEqual([1]);
    expect(await tenant().terms(all, ['stall', 'break'])).toEqual(counted(1, ['stall', 1]));
    expect(await tenant().terms({ repositories: [13] }, ['break'])).toEqual(counted(0));
  });

  it('are replaced by later ones, and go', async () => {
    await known(1);
    await apply(documentPut(1, 'It stalls'));
    await apply(documentPut(1, 'It breaks'));
    expect(await found([['stall', 1]])).toEqual([]);
    expect(await found([['break', 1]])).toEqual([1]);
    expect(await tenant().terms(all, ['stall', 'break'])).toEqual({
      items: 1,
      documentFrequency: new Map([['break', 1]]),
    });
    await apply({ type: 'document.put', itemId: 1, repositoryId: 12, indexed: null });
    expect(await found([['break', 1]])).toEqual([]);
    expect(await tenant().terms(all, ['break'])).toEqual({ items: 0, documentFrequency: new Map() });
  });

  it('move with their items', async () => {
    await apply({ type: 'repository.put', repository: repository(13), at: NOW }, itemPut(1));
    await apply(documentPut(1, 'It stalls'));
    await apply({
      type: 'item.moved',
      ref: ref(1),
      to: { repositoryId: 13, number: 5, nodeId: 'I_5' },
      at: NOW,
    });
    expect(await found([['stall', 1]], { scope: { repositories: [12] } })).toEqual([]);
    expect(await found([['stall', 1]], { scope: { repositories: [13] } })).toEqual([1]);
    expect((await tenant().terms({ repositories: [12] }, ['stall'])).items).toBe(0);
    expect((await tenant().terms({ repositories: [13] }, ['stall'])).items).toBe(1);
    expect((await tenant().candidates(look([['stall', 1]])))[0]?.names).toEqual(['larkspur/core-13#5']);
  });

  it.each([
    ['deleted', () => apply({ type: 'item.deleted', ref: ref(1), at: at(5) })],
    ['kept for longer than texts are', () => on.store.operator.retain(at(731 * DAY_S))],
  ])('and what quotes them go when the item is %s', async (_name, goes) => {
    await apply(
      itemPut(1),
      itemPut(2, { updatedAt: at(2 * DAY_S) }),
      documentPut(1, 'Scheduler stalls', 'Only here'),
      documentPut(2, 'Scheduler'),
      { type: 'pairs.put', itemId: 1, pairs: [pair(2)] },
      { type: 'pairs.put', itemId: 2, pairs: [pair(1), pair(3, { evidence: [] })] },
    );
    expect(await exported()).toContain('only here');
    expect(await exported()).toContain('secret words');
    await goes();
    expect(await found([['scheduler', 1]])).toEqual([2]);
    expect(await exported()).not.toContain('secret words');
    expect(await exported()).not.toContain('only here');
    expect(
      [...(await tenant().pairs([1, 2]))].map(([id, said]) => [id, said.map((each) => each.itemId)]),
    ).toEqual([[2, [3]]]);
    // Late ones do not bring it back.
    if (_name === 'deleted') {
      await apply(documentPut(1, 'Scheduler stalls'));
      expect(await found([['scheduler', 1]])).toEqual([2]);
    }
  });
});
