import { expect, it } from 'vitest';
import { createUpkeep } from '../../src/pipeline/upkeep.ts';
import { FAILURE } from '../loop/decide/failures.ts';
import { documentPut } from '../store/matching-samples.ts';
import { at, DAY_S, delivery, item, NOW, ref } from '../store/samples.ts';
import { apply, config, installed, listed, onStore, SetClock, ToldSource } from './on-store.ts';

const on = onStore();
const day = (days: number) => at(days * DAY_S);

it('is done once an hour', async () => {
  const clock = new SetClock();
  const { step } = createUpkeep({ store: on.store, clock, source: new ToldSource() });
  expect(await step()).toBe(true);
  clock.set(at(3_599));
  expect(await step()).toBe(false);
  clock.set(at(3_600));
  expect(await step()).toBe(true);
});

it('purges installations that are gone, and finished deliveries past their time', async () => {
  await installed(on.store, [listed(12)]);
  await installed(on.store, [listed(13)], { installationId: 8 });
  await apply(on.store, [{ type: 'installation.gone', at: at(1) }]);
  await on.store.inbox.put(delivery('a', { installationId: 8 }));
  const [claim] = await on.store.inbox.claim({ worker: 'w', now: NOW, leaseMs: 1, limit: 1 });
  if (claim === undefined) throw new Error('nothing came');
  await on.store.inbox.settle(claim, 'done', null, NOW);
  await createUpkeep({ store: on.store, clock: new SetClock(day(91)), source: new ToldSource() }).step();
  expect(await on.store.operator.installations()).toMatchObject([{ id: 8 }]);
  expect(await on.store.forInstallation(7).repositories()).toEqual([]);
  expect(await on.store.inbox.list({ limit: 9 })).toEqual([]);
});

it('keeps texts as long as the config of each installation says', async () => {
  const old = item(1, { createdAt: day(-100), updatedAt: day(-100) });
  for (const installationId of [7, 8]) {
    await installed(on.store, [listed(12)], { installationId });
    await apply(on.store, [{ type: 'item.put', item: old }], NOW, installationId);
  }
  await apply(on.store, [config(12, { version: 1, privacy: { retain_days: 90 } })]);
  // A house without repositories has no config, and nothing to forget by it.
  await installed(on.store, [], { installationId: 9 });
  const title = async (installationId: number) =>
    (await on.store.forInstallation(installationId).thread(ref(1))).item?.snapshot.title;
  await createUpkeep({ store: on.store, clock: new SetClock(), source: new ToldSource() }).step();
  expect([await title(7), await title(8)]).toEqual(['', 'Cannot install 1']);
});

it('keeps texts of a personal account as long as any of its repositories says', async () => {
  await installed(on.store, [listed(12), listed(13)], { type: 'User' });
  const old = item(1, { createdAt: day(-100), updatedAt: day(-100) });
  const clock = new SetClock();
  const { step } = createUpkeep({ store: on.store, clock, source: new ToldSource() });
  const title = async () => (await on.store.forInstallation(7).thread(ref(1))).item?.snapshot.title;
  const short = { version: 1, privacy: { retain_days: 90 } };
  await apply(on.store, [{ type: 'item.put', item: old }, config(12, short)]);
  await step();
  expect(await title()).toBe('Cannot install 1');
  await apply(on.store, [config(13, short)]);
  clock.set(at(3_600));
  await step();
  expect(await title()).toBe('');
});

it('tells in how many installations the newest report is not found by a copy of it', async () => {
  const [{ title, body }] = FAILURE;
  for (const installationId of [7, 8]) {
    await installed(on.store, [listed(12)], { installationId });
    const report = item(1, { title, body });
    await apply(
      on.store,
      [
        { type: 'item.put', item: report, itemId: installationId },
        // Of the second one something else is in the index.
        installationId === 7
          ? documentPut(installationId, title, body)
          : documentPut(installationId, 'Dark colours for the settings page'),
      ],
      NOW,
      installationId,
    );
  }
  const told: number[] = [];
  const onMatching = (ill: number) => void told.push(ill);
  await createUpkeep({ store: on.store, clock: new SetClock(), source: new ToldSource(), onMatching }).step();
  expect(told).toEqual([1]);
});
