import { describe, expect, it } from 'vitest';
import { processDelivery } from '../src/pipeline.ts';
import { BACKFILL, backfillPayload } from '../src/receive/backfill.ts';
import { PayloadRefused } from '../src/receive/payload-refused.ts';
import { SCHEDULE, schedulePayload } from '../src/receive/schedule.ts';
import { LeaseLost } from '../src/store/errors.ts';
import type { NewDelivery } from '../src/store/interface/inbox.ts';
import { apply, installed, listed, onStore, SetClock, ToldSource } from './pipeline/on-store.ts';
import { account, at, comment, delivery, item, NOW, ref } from './store/samples.ts';

const on = onStore();

/** Claims the delivery and carries it through the pipeline. */
async function processed(arrived: NewDelivery, source = new ToldSource()) {
  await on.store.inbox.put(arrived);
  const [claim] = await on.store.inbox.claim({ worker: 'w', now: NOW, leaseMs: 1_000, limit: 1 });
  if (claim === undefined) throw new Error('nothing was claimed');
  return processDelivery(claim, { store: on.store, source, clock: new SetClock() });
}
const state = async () => (await on.store.inbox.list({ limit: 1 }))[0];
const effects = async () =>
  (await on.store.outbox.list({ limit: 20 })).map(({ effect }) => effect.kind).sort();

const found = (origin: 'history' | 'reconcile') =>
  delivery('found', {
    name: BACKFILL,
    payload: backfillPayload({
      at: NOW,
      origin,
      thread: {
        ...item(1, {
          title: 'Regression: worked in 3.1, crashes since upgrading to 3.2',
          body: 'After upgrading from 3.1 to 3.2 our build, which used to work for months, crashes again.',
          createdAt: at(0),
          updatedAt: at(60),
        }).snapshot,
      },
      closedBy: null,
      comments: [
        comment(31, {
          body: '/stage adoption',
          author: account(601, 'theo'),
          createdAt: at(60),
          updatedAt: at(60),
        }),
        comment(32, { author: account(602, 'tom') }),
      ],
      labelChanges: [],
    }),
  });

describe('a delivery', () => {
  it('is an event, whose decision is written together with its end', async () => {
    await installed(on.store, [listed(12)], { installedAt: at(-60) });
    const source = new ToldSource();
    source.mayWrite.add('theo');
    expect(await processed(found('reconcile'), source)).toEqual({ result: 'done' });
    expect(await state()).toMatchObject({ state: 'done' });
    const { item: known, commands } = await on.store.forInstallation(7).thread(ref(1));
    expect(known).toMatchObject({ stage: 'adoption', stageSource: 'human', authorRole: 'community' });
    expect(commands).toMatchObject([{ verb: 'stage', triage: true }]);
    expect(await effects()).toEqual(['label.add', 'labels.create', 'reaction.set']);
    // Each person was asked about once, the giver of the command a second time, afresh.
    expect(source.asked.filter((each) => each.startsWith('permission')).sort()).toEqual([
      'permission:12:person-501:false',
      'permission:12:theo:false',
      'permission:12:theo:true',
      'permission:12:tom:false',
    ]);
  });

  it('asks nobody again within the hour', async () => {
    await installed(on.store, [listed(12)], { installedAt: at(-60) });
    const source = new ToldSource();
    await processed(found('reconcile'), source);
    const before = source.asked.length;
    await processed({ ...found('reconcile'), id: 'again' }, source);
    expect(source.asked).toHaveLength(before);
    expect(await effects()).toEqual(['label.add', 'labels.create', 'reaction.set']);
  });

  it('of history is told apart by a list where the source has one', async () => {
    await installed(on.store, [listed(12)], { installedAt: at(100) });
    const source = Object.assign(new ToldSource(), {
      listed: async () => ({ kind: 'permission' as const, value: { triage: true, write: true } }),
    });
    await processed(found('history'), source);
    expect(source.asked).toEqual(['configFile:12:']);
    const { item: known } = await on.store.forInstallation(7).thread(ref(1));
    expect(known).toMatchObject({ authorRole: 'staff', origin: 'history' });
    expect(await effects()).toEqual([]);
  });

  it('of a timer goes the same way', async () => {
    await installed(on.store, [listed(12)], { installedAt: at(-60) });
    await apply(on.store, [{ type: 'item.put', item: item(1) }]);
    const tick = delivery('week', {
      name: SCHEDULE,
      payload: schedulePayload({ at: at(60), task: 'week', week: '2026-W10' }),
    });
    expect(await processed(tick)).toEqual({ result: 'done' });
    expect(await effects()).toEqual(['issue.put']);
  });

  it.each<[string, Partial<NewDelivery>, string]>([
    ['nobody reads', { name: 'ping' }, 'ping is not read'],
    ['without an installation', { installationId: null }, 'issues came without an installation'],
    [
      'of an installation that GitHub does not know',
      { name: SCHEDULE, payload: schedulePayload({ at: NOW, task: 'intake', week: '' }), installationId: 9 },
      'the installation is unknown to GitHub',
    ],
    [
      'from which nothing follows',
      { name: SCHEDULE, payload: schedulePayload({ at: NOW, task: 'week', week: '2026-W10' }) },
      'nothing new for the weekly issue',
    ],
  ])('that %s is ignored with the reason', async (_, parts, reason) => {
    await installed(on.store, [listed(12)], { installedAt: at(-60) });
    expect(await processed(delivery('x', parts))).toEqual({ result: 'ignored', reason });
    expect(await state()).toMatchObject({ state: 'ignored', error: reason });
  });

  it('that is damaged is refused, and stays claimed for whoever carries it', async () => {
    await expect(processed(delivery('x', { payload: '{' }))).rejects.toThrow(PayloadRefused);
    expect(await state()).toMatchObject({ state: 'claimed' });
  });

  it('that somebody else took over leaves nothing behind', async () => {
    await installed(on.store, [listed(12)], { installedAt: at(-60) });
    const source = new ToldSource();
    const ask = source.ask.bind(source);
    source.ask = async (request) => {
      await on.store.inbox.claim({ worker: 'other', now: at(2), leaseMs: 1_000, limit: 1 });
      return ask(request);
    };
    await expect(processed(found('reconcile'), source)).rejects.toThrow(LeaseLost);
    expect(await effects()).toEqual([]);
    expect((await on.store.forInstallation(7).thread(ref(1))).item).toBeNull();
  });
});
