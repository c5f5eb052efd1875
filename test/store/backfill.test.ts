import { expect, it } from 'vitest';
import { LeaseLost } from '../../src/store/errors.ts';
import type { BackfillRow } from '../../src/store/interface/backfill.ts';
import { describeOnEngines } from './engines.ts';
import { account, at, comment, delivery, item, NOW, ref, repository } from './samples.ts';

const TASK = { installationId: 7, task: 'reconcile', firstAt: NOW, leaseMs: 1_000 };

describeOnEngines('timers', (on) => {
  it('are taken when they are due, by one', async () => {
    const { timers } = on.store;
    expect(await timers.take({ ...TASK, firstAt: at(5), now: NOW })).toBeNull();
    // What was heard of keeps its moment.
    expect(await timers.take({ ...TASK, firstAt: NOW, now: at(4) })).toBeNull();
    const turn = await timers.take({ ...TASK, now: at(5) });
    expect(turn).toMatchObject({ doneAt: null });
    expect(await timers.take({ ...TASK, now: at(5) })).toBeNull();
    await turn?.end(at(9), at(5));
    expect(await timers.take({ ...TASK, now: at(8) })).toBeNull();
    expect(await timers.take({ ...TASK, now: at(9) })).toMatchObject({ doneAt: at(5) });
  });

  it('are taken before their time where somebody asks for it, but from nobody', async () => {
    const { timers } = on.store;
    const early = { ...TASK, firstAt: at(50), early: true };
    const turn = await timers.take({ ...early, now: NOW });
    expect(turn).not.toBeNull();
    expect(await timers.take({ ...early, now: NOW })).toBeNull();
    // Work that is to go on says nothing of having been done.
    await turn?.end(at(3), null);
    expect(await timers.take({ ...TASK, now: at(3) })).toMatchObject({ doneAt: null });
  });

  it('pass to somebody else when the lease ran out', async () => {
    const { timers } = on.store;
    const first = await timers.take({ ...TASK, now: NOW });
    await first?.renew(at(2));
    expect(await timers.take({ ...TASK, now: at(1.5) })).toBeNull();
    const second = await timers.take({ ...TASK, now: at(2) });
    expect(second).not.toBeNull();
    await expect(first?.renew(at(9))).rejects.toBeInstanceOf(LeaseLost);
    // Who lost it ends nothing.
    await first?.end(at(90), at(2));
    await second?.end(at(3), at(2));
    expect(await timers.take({ ...TASK, now: at(3) })).toMatchObject({ doneAt: at(2) });
  });

  it('are free after an embedded database was taken over', async () => {
    await on.store.timers.take({ ...TASK, now: NOW, leaseMs: 900_000 });
    await on.store.operator.takeOver(at(1));
    expect(await on.store.timers.take({ ...TASK, now: at(1) })).not.toBeNull();
  });
});

describeOnEngines('the reading of history', (on) => {
  const row = (changes: Partial<BackfillRow> = {}): BackfillRow => ({
    repositoryId: 12,
    type: 'issue',
    since: at(-900),
    readFrom: null,
    cursor: null,
    pageSize: 100,
    threads: 0,
    problem: null,
    doneAt: null,
    ...changes,
  });
  const backfill = () => on.store.forInstallation(7).backfill;

  it('moves on together with what it found, once', async () => {
    await backfill().plan([row()], [12]);
    const to = row({ cursor: 'next', threads: 1 });
    const found = [delivery('backfill:7:12-1:x', { orderKey: '12-1' })];
    expect(await backfill().advance(row(), to, found)).toBe(1);
    // Another process that read the same page comes too late.
    expect(await backfill().advance(row(), to, [delivery('backfill:7:12-2:x')])).toBeNull();
    expect(await backfill().rows()).toEqual([to]);
    expect((await on.store.inbox.known(['backfill:7:12-1:x', 'backfill:7:12-2:x'])).size).toBe(1);
    const done = row({ cursor: null, threads: 1, doneAt: at(4) });
    expect(await backfill().advance(to, done, found)).toBe(0);
    expect(await backfill().advance(done, row(), [])).toBeNull();
  });

  it('is planned anew, and forgotten with its repository', async () => {
    await backfill().plan([row({ doneAt: NOW }), row({ repositoryId: 13 })], [12, 13]);
    await backfill().plan([row({ type: 'discussion' })], [12]);
    expect(await backfill().rows()).toEqual([row({ type: 'discussion' }), row({ doneAt: NOW })]);
    await backfill().plan([row({ since: at(-5) })], [12]);
    expect(await backfill().rows()).toContainEqual(row({ since: at(-5) }));
    await backfill().plan([], []);
    expect(await backfill().rows()).toEqual([]);
  });

  it('counts what waits to be carried', async () => {
    await on.store.inbox.putMany([
      delivery('a', { name: 'fullcircle.backfill', orderKey: '12-1' }),
      delivery('b', { name: 'issues', orderKey: '12-2' }),
      delivery('c', { name: 'fullcircle.backfill', orderKey: '12-3', installationId: 8 }),
    ]);
    expect(await backfill().waiting('fullcircle.backfill')).toBe(1);
  });

  it('is due for repositories that were never or not wholly read', async () => {
    const { operator } = on.store;
    expect(await operator.backfill()).toBeNull();
    const put = (id: number, suspended: boolean) =>
      on.store.forInstallation(id).decide(
        null,
        async () => ({
          changes: [
            { type: 'installation.put', account: account(70), permissions: {}, suspended, at: NOW },
            { type: 'repository.put', repository: repository(), at: NOW },
          ],
          effects: [],
          ignored: null,
        }),
        NOW,
      );
    await put(7, false);
    await put(8, true);
    expect(await operator.backfillsDue()).toEqual([7]);
    await backfill().plan([row({ threads: 3 }), row({ type: 'discussion', doneAt: NOW })], [12]);
    expect(await operator.backfillsDue()).toEqual([7]);
    expect(await operator.backfill()).toEqual({
      installations: 1,
      repositoriesDone: 0,
      repositories: 1,
      threads: 3,
    });
    await backfill().advance(row({ threads: 3 }), row({ threads: 5, doneAt: NOW }), []);
    expect(await operator.backfillsDue()).toEqual([]);
    expect(await operator.backfill()).toMatchObject({ repositoriesDone: 1, threads: 5 });
  });

  it('knows what is stored of threads, but not of deleted ones', async () => {
    await on.store.forInstallation(7).decide(
      null,
      async () => ({
        changes: [
          { type: 'item.put', item: item(1) },
          { type: 'item.put', item: item(2) },
          { type: 'item.put', item: item(3) },
          { type: 'comment.put', ref: ref(1), comment: comment(31), authorRole: 'community' },
          { type: 'item.deleted', ref: ref(2), at: at(9) },
        ],
        effects: [],
        ignored: null,
      }),
      NOW,
    );
    const known = await backfill().threads(12, [1, 2, 3, 4]);
    expect([...known.keys()].sort()).toEqual([1, 3]);
    expect(known.get(1)?.comments).toEqual([
      { family: comment(31).family, id: 31, updatedAt: comment(31).updatedAt },
    ]);
    expect(known.get(3)?.comments).toEqual([]);
    expect(await backfill().threads(12, [])).toEqual(new Map());
    const { type } = item(1).snapshot;
    expect((await backfill().after(12, type, 0, 9)).map(({ number }) => number)).toEqual([1, 3]);
    expect((await backfill().after(12, type, 1, 1)).map(({ number }) => number)).toEqual([3]);
  });
});
