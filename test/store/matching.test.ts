import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { Boilerplate } from '../../src/loop/cluster/boilerplate.ts';
import { MemoryIndex } from '../../src/loop/cluster/memory-index.ts';
import { exportData } from '../../src/store/export-data.ts';
import { describeOnEngines, emptied } from './engines.ts';
import { documentPut, indexed, look, pair, withTerms } from './matching-samples.ts';
import { at, DAY_S, item, NOW, ref, repository } from './samples.ts';

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, place) => first + place);

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

  it('are read of each repository by its share where very many have a term', async () => {
    await known(...range(1, 900));
    await apply(...range(901, 1_100).map((number) => itemPut(number, { repository: repository(13) })));
    await apply(
      ...range(1, 1_100).map((itemId) => withTerms(itemId, [['often', itemId % 100 === 1 ? 2 : 1]])),
    );
    const all = await found([['often', 1]], { limit: 5_000 });
    expect(all.slice(0, 11)).toEqual([1_001, 901, 801, 701, 601, 501, 401, 301, 201, 101, 1]);
    // 1,000 × 900 ⁄ 1,100 and 1,000 × 200 ⁄ 1,100, rounded up
    expect(all.filter((itemId) => itemId <= 900)).toHaveLength(819);
    expect(all.filter((itemId) => itemId > 900)).toHaveLength(182);
    expect(await found([['often', 1]], { limit: 5_000, scope: { repositories: [12] } })).toHaveLength(900);
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

  it('are found in whatever order they came, went and moved as if they had always been where they are', async () => {
    const REPOSITORIES = [12, 13, 14];
    const place = fc.constantFrom(...REPOSITORIES);
    const number = fc.integer({ min: 1, max: 6 });
    const term = fc.constantFrom('ash', 'birch', 'cedar', 'elm');
    const impact = fc.constantFrom(0.5, 1, 1.5, 2);
    const step = fc.oneof(
      fc.record({
        does: fc.constant('put' as const),
        number,
        terms: fc.uniqueArray(fc.tuple(term, impact), { selector: ([name]) => name, minLength: 1 }),
      }),
      fc.record({ does: fc.constantFrom('drop' as const, 'delete' as const), number }),
      fc.record({ does: fc.constant('move' as const), number, to: place }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await emptied(on.store);
        await known(...range(1, 6));
        const expected = new Map<number, { place: number; terms: [string, number][] }>();
        const places = new Map(range(1, 6).map((each) => [each, 12]));
        const deleted = new Set<number>();
        for (const each of steps) {
          const from = places.get(each.number) ?? 12;
          const before = expected.get(each.number);
          switch (each.does) {
            case 'put':
              await apply(withTerms(each.number, each.terms));
              if (!deleted.has(each.number)) expected.set(each.number, { place: from, terms: each.terms });
              break;
            case 'drop':
              await apply({ type: 'document.put', itemId: each.number, repositoryId: from, indexed: null });
              expected.delete(each.number);
              break;
            case 'delete':
              await apply({ type: 'item.deleted', ref: ref(each.number, from), at: at(5) });
              deleted.add(each.number);
              expected.delete(each.number);
              break;
            case 'move': {
              if (each.to === from || deleted.has(each.number)) break;
              const to = { repositoryId: each.to, number: each.number, nodeId: 'I' };
              await apply({ type: 'item.moved', ref: ref(each.number, from), to, at: NOW });
              places.set(each.number, each.to);
              if (before !== undefined) expected.set(each.number, { ...before, place: each.to });
            }
          }
        }
        for (const repositories of [null, ...REPOSITORIES.map((each) => [each]), [12, 14]]) {
          const index = new MemoryIndex();
          for (const [itemId, { place: where, terms }] of [...expected].sort(([a], [b]) => a - b)) {
            if (repositories === null || repositories.includes(where)) {
              index.add(
                itemId,
                terms.map(([name, weight]) => ({ term: name, weight })),
              );
            }
          }
          const scope = { repositories };
          const asked = ['ash', 'birch', 'cedar', 'elm', 'fir'];
          expect(await tenant().terms(scope, asked)).toEqual(index.statistics(asked));
          const request = look(
            asked.map((name, weight) => [name, 1 + weight]),
            { scope },
          );
          const candidates = await tenant().candidates(request);
          expect(candidates.map(({ itemId, score }) => ({ itemId, score }))).toEqual(
            index.candidates(request.query, 100),
          );
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('tell which lines are the template’s, as `Boilerplate` does', async () => {
    const boilerplate = new Boilerplate();
    const linesOf = (number: number) => [
      'always',
      ...(number <= 10 ? ['long ago'] : []),
      ...(number > 100 && number <= 125 ? ['twenty-five'] : []),
      ...(number > 100 && number <= 124 ? ['twenty-four'] : []),
    ];
    // Written in another order than they were opened in.
    const opened = range(1, 510).reverse();
    await apply(...opened.map((number) => itemPut(number, { createdAt: at(number) })));
    await apply(...opened.map((number) => withTerms(number, [], linesOf(number))));
    for (const number of range(1, 510)) boilerplate.add({ lines: linesOf(number) });
    const asked = ['always', 'long ago', 'twenty-five', 'twenty-four', 'never'];
    const lines = await tenant().templateLines(12, asked);
    expect([...lines].sort()).toEqual(['always', 'twenty-five']);
    expect(asked.filter((line) => boilerplate.has(line))).toEqual(['always', 'twenty-five']);
    expect(await tenant().templateLines(13, asked)).toEqual(new Set());
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
