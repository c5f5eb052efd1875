import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { takeInRepositories } from '../../src/pipeline/listed-repositories.ts';
import { at, repository } from '../store/samples.ts';
import { apply, installed, type Listed, listed, onStore, ToldSource } from './on-store.ts';

const on = onStore();
const tenant = () => on.store.forInstallation(7);
const stored = async () =>
  (await tenant().repositories()).map(({ id, private: hidden }) => (hidden ? `${id} private` : `${id}`));
const isStale = async () => (await tenant().row())?.repositoriesStale;

/** Takes in a list while which is being read something else is told. */
async function takeIn(list: Listed[] | null, ...meanwhile: Change[]): Promise<boolean> {
  const source = new ToldSource();
  const repositories = async () => {
    await apply(on.store, meanwhile, at(2));
    return list;
  };
  return takeInRepositories(tenant(), Object.assign(source, { repositories }), at(1));
}

const told = (id: number, more = {}): Change => ({
  type: 'repository.put',
  repository: repository(id, more),
  at: at(2),
});

it('takes in what GitHub lists, and is no longer stale', async () => {
  await installed(on.store, [listed(12), listed(13, { private: true })]);
  expect(await takeIn([listed(13), listed(14, { private: true })])).toBe(true);
  expect(await stored()).toEqual(['13', '14 private']);
  expect(await isStale()).toBe(false);
});

it('changes nothing where GitHub has no list', async () => {
  await installed(on.store, [listed(12)]);
  expect(await takeIn(null)).toBe(false);
  expect(await stored()).toEqual(['12']);
});

it.each<[string, Change, string[]]>([
  ['hidden', told(12, { private: true }), ['12 private', '13']],
  ['deleted', { type: 'repository.gone', repositoryId: 12, at: at(2) }, ['13']],
  ['added', told(14), ['12', '13', '14']],
])('leaves one as it is that was %s while the list was being read', async (_, change, expected) => {
  await installed(on.store, [listed(12), listed(13)]);
  expect(await takeIn([listed(12), listed(13)], change)).toBe(false);
  expect(await stored()).toEqual(expected);
  expect(await isStale()).toBe(true);
});

it('hides and no more where it was private and told of again, whichever of both words is newer', async () => {
  // Shown by mistake and hidden again while GitHub's answer was on its way: nothing that is stored changes.
  await installed(on.store, [listed(12, { private: true }), listed(13)]);
  const hiddenAgain = told(12, { private: true });
  expect(await takeIn([listed(12), listed(13, { private: true })], hiddenAgain)).toBe(false);
  expect(await stored()).toEqual(['12 private', '13 private']);
  expect(await isStale()).toBe(true);
  expect(await takeIn([listed(12), listed(13)])).toBe(true);
  expect(await stored()).toEqual(['12', '13']);
});

it('is not read again where others read the same meanwhile, or heard of what is public and known', async () => {
  await installed(on.store, [listed(12)]);
  const repositories = [listed(12), listed(13)];
  await takeIn(repositories, { type: 'repositories.put', repositories, at: at(2) }, told(12));
  expect(await stored()).toEqual(['12', '13']);
  expect(await isStale()).toBe(false);
});

it('shows nothing again that a newer list has hidden, of which no webhook told', async () => {
  await installed(on.store, [listed(12), listed(13)]);
  const older = [listed(12), listed(13)];
  const newer: Change = {
    type: 'repositories.put',
    repositories: [listed(12, { private: true })],
    at: at(2),
  };
  expect(await takeIn(older, newer)).toBe(false);
  expect(await stored()).toEqual(['12 private']);
  expect(await isStale()).toBe(true);
  expect(await takeIn([listed(12, { private: true })])).toBe(true);
  expect(await isStale()).toBe(false);
});

/** Begins to take in a list; GitHub answers when it is told to. */
async function begin(list: Listed[]): Promise<() => Promise<boolean>> {
  return new Promise((begun) => {
    const repositories = () =>
      new Promise<Listed[]>((answer) => {
        begun(async () => {
          answer(list);
          return ended;
        });
      });
    const ended = takeInRepositories(tenant(), Object.assign(new ToldSource(), { repositories }), at(1));
  });
}

it('comes to rest where several read side by side, as while many deliveries wait for the list', async () => {
  await installed(on.store, [listed(12)]);
  const list = [listed(12), listed(13), listed(14)];
  const [first, second] = [await begin(list), await begin(list)];
  await apply(on.store, [told(14)], at(2));
  expect(await first()).toBe(false);
  expect(await isStale()).toBe(true);
  // That the first found itself overtaken overtakes nobody.
  const third = await begin(list);
  expect(await second()).toBe(false);
  expect(await third()).toBe(true);
  expect(await isStale()).toBe(false);
  expect(await stored()).toEqual(['12', '13', '14']);
});
