import { expect, it } from 'vitest';
import type { KindExample } from '../../src/loop/observe/kind-model.ts';
import { isTrainingDue, learnKinds } from '../../src/pipeline/learning.ts';
import { trainKinds } from '../../src/pipeline/train-kinds.ts';
import type { LabelledRepository } from '../../src/store/interface/lessons.ts';
import { at, DAY_S, item, NOW } from '../store/samples.ts';
import { apply, installed, listed, onStore, SetClock } from './on-store.ts';

const on = onStore();
const log = { info: () => undefined, warn: () => undefined };
const signal = new AbortController().signal;

const repository = (more: Partial<LabelledRepository>): LabelledRepository => ({
  repositoryId: 12,
  labelled: 100,
  latestAt: at(0),
  trainedFrom: 100,
  trainedAt: at(-1),
  ...more,
});

it.each<[string, Partial<LabelledRepository>, boolean]>([
  ['never trained', { trainedFrom: null, trainedAt: null }, true],
  ['never trained, too few', { trainedFrom: null, trainedAt: null, labelled: 29 }, false],
  ['forgotten, too few since', { trainedFrom: 0, trainedAt: null, labelled: 3 }, false],
  ['nothing changed', {}, false],
  ['a few more', { labelled: 119 }, false],
  ['many more', { labelled: 120 }, true],
  ['many fewer', { labelled: 80 }, true],
  ['many, but few of very many', { labelled: 1_050, trainedFrom: 1_000 }, false],
  ['long ago, and something changed', { trainedAt: at(-8 * DAY_S) }, true],
  ['long ago, and nothing changed', { trainedAt: at(-8 * DAY_S), latestAt: at(-9 * DAY_S) }, false],
])('training is due where labels changed enough: %s', (_, more, expected) => {
  expect(isTrainingDue(repository(more), NOW)).toBe(expected);
});

const NOUNS = { bug: 'fleet', question: 'harbour' } as const;

it('learns the words of each repository’s labels, in a thread of its own, and not again without need', async () => {
  await installed(on.store, [listed(12), listed(13)]);
  await apply(
    on.store,
    Array.from({ length: 40 }, (_, at) => {
      const kind = at % 2 === 0 ? ('bug' as const) : ('question' as const);
      const text = { title: `The ${NOUNS[kind]} ${at}`, body: `Something with the ${NOUNS[kind]}.` };
      return {
        type: 'item.put',
        item: item(at, { ...text, item: { kind: { value: kind, source: 'label' } } }),
      };
    }),
  );
  const asked: (readonly KindExample[])[] = [];
  const train: typeof trainKinds = (examples, until) => {
    asked.push(examples);
    return trainKinds(examples, until);
  };
  const deps = { store: on.store, clock: new SetClock(), log, train };
  expect(await learnKinds(deps, signal)).toBe(1);
  expect(asked.map((examples) => examples.length)).toEqual([40]);
  const learned = await on.store.forInstallation(7).learned(12);
  expect(learned?.kinds?.classes).toEqual(['bug', 'question']);
  expect(learned?.kinds?.features).toContain('t:fleet');
  expect(await on.store.forInstallation(7).learned(13)).toBeNull();
  expect(await learnKinds(deps, signal)).toBe(0);
});

it('stops when it is told to', async () => {
  const stopping = new AbortController();
  const training = trainKinds([], stopping.signal);
  stopping.abort();
  expect(await training).toBeNull();
});
