import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import type { TextModel } from '../../src/loop/observe/text-model.ts';
import { describeOnEngines } from './engines.ts';
import { at, item, lesson, NOW, ref } from './samples.ts';

const MODEL: TextModel = {
  classes: ['bug', 'docs'],
  features: ['t:install'],
  weights: [3, -3],
  bias: [0, 0],
  scales: {},
  temperature: 1,
};

describeOnEngines('what people teach', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const apply = (...changes: Change[]) =>
    tenant().decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
  const put = (number: number, key: string, more: Parameters<typeof lesson>[1] = {}): Change => ({
    type: 'lesson.put',
    ref: ref(number),
    lesson: lesson(key, more),
  });
  const stages = async () =>
    ((await tenant().learned(12))?.stages ?? []).map(
      ({ thread, stage, trust, words }) => `${thread} ${stage} ${trust} ${words.join('+')}`,
    );

  it('is kept as it was when its word was first heard, the latest word of each thread', async () => {
    expect(await tenant().learned(12)).toBeNull();
    await apply(put(2, 'a', { at: at(5) }), put(1, 'b', { at: at(3), value: null }));
    await apply(put(2, 'a', { words: ['later', 'words'] }));
    expect(await stages()).toEqual(['#1 null 0.5 install+stops', '#2 adoption 0.5 install+stops']);
    await apply(put(2, 'c', { value: 'advocacy', at: at(6), words: ['other'] }));
    expect(await stages()).toEqual(['#1 null 0.5 install+stops', '#2 advocacy 0.5 other']);
    await apply({ type: 'lesson.dropped', ref: ref(2), about: 'stage' });
    expect(await stages()).toEqual(['#1 null 0.5 install+stops']);
    expect(await tenant().learned(13)).toBeNull();
  });

  it('goes with the text that it was learnt from', async () => {
    await apply({ type: 'item.put', item: item(1) }, put(1, 'a'), put(2, 'b', { at: at(9) }));
    await apply({ type: 'item.deleted', ref: ref(1), at: at(10) });
    expect(await stages()).toEqual(['#2 adoption 0.5 install+stops']);
    await on.store.operator.retain(new Date(at(9).getTime() + 730 * 86_400_000));
    expect(await tenant().learned(12)).toBeNull();
  });

  it('goes along with its thread, and gives way to what was taught there already', async () => {
    const to = { ...ref(9, 13), nodeId: 'I_9' };
    await apply(put(1, 'a'), put(1, 'k', { about: 'kind', value: 'bug' }), {
      type: 'lesson.put',
      ref: to,
      lesson: lesson('there', { value: 'retention' }),
    });
    await apply({ type: 'item.moved', ref: ref(1), to, at: at(1) });
    expect(await tenant().learned(12)).toBeNull();
    expect((await tenant().learned(13))?.stages.map(({ stage }) => stage)).toEqual(['retention']);
  });

  it('names the labelled threads to train from, the newest of each kind, oldest first', async () => {
    const labelled = (
      number: number,
      kind: 'bug' | 'docs',
      more: Parameters<typeof item>[1] = {},
    ): Change => ({
      type: 'item.put',
      item: item(number, {
        createdAt: at(number),
        updatedAt: at(number),
        ...more,
        item: { kind: { value: kind, source: 'label' }, ...more.item },
      }),
    });
    await apply(
      labelled(1, 'bug'),
      labelled(2, 'docs', { body: 'x'.repeat(9_000) }),
      labelled(3, 'bug', { item: { kind: { value: 'bug', source: 'human' } } }),
      labelled(4, 'bug'),
      labelled(5, 'bug', { item: { kind: { value: 'bug', source: 'model' } } }),
      labelled(6, 'bug', { type: 'pull_request' }),
      labelled(7, 'bug', { item: { authorRole: 'bot', kind: { value: 'bug', source: 'label' } } }),
      put(3, 'k', { about: 'kind', value: 'bug', trust: 0.25 }),
    );
    const examples = await tenant().lessons.examples(12, 2);
    expect(examples.map(({ title, kind, trust }) => `${title} ${kind} ${trust}`)).toEqual([
      'Cannot install 2 docs 1',
      'Cannot install 3 bug 0.25',
      'Cannot install 4 bug 1',
    ]);
    expect(examples[0]?.body).toHaveLength(6_000);
    expect(await tenant().lessons.labelled()).toEqual([
      { repositoryId: 12, labelled: 4, latestAt: at(4), trainedFrom: null, trainedAt: null },
    ]);
  });

  it('is forgotten on request, and learnt anew from what comes then', async () => {
    await apply({ type: 'item.put', item: item(1, { createdAt: at(-5) }) }, put(1, 'a'));
    await tenant().lessons.keepKinds(12, MODEL, 40, at(1));
    expect(await tenant().learned(12)).toMatchObject({ kinds: MODEL, stages: [{ thread: '#1' }] });
    await tenant().lessons.reset(12, at(2));
    expect(await tenant().learned(12)).toBeNull();
    await apply(put(1, 'a'));
    expect(await tenant().learned(12)).toBeNull();
    expect(await tenant().lessons.labelled()).toEqual([]);
    await apply({ type: 'item.put', item: item(2, { createdAt: at(3), updatedAt: at(3) }) }, put(2, 'b'));
    expect(await stages()).toEqual(['#2 adoption 0.5 install+stops']);
    expect(await tenant().lessons.labelled()).toMatchObject([{ labelled: 1, trainedFrom: 0 }]);
  });
});
