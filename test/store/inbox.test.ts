import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { LeaseLost } from '../../src/store/errors.ts';
import { describeOnEngines } from './engines.ts';
import { at, DAY_S, delivery, INSTALLED, NOW } from './samples.ts';

const CLAIM = { worker: 'w1', now: NOW, leaseMs: 60_000, limit: 10 };

describeOnEngines('inbox', (on) => {
  const ids = async (options: Partial<typeof CLAIM> = {}) =>
    (await on.store.inbox.claim({ ...CLAIM, ...options })).map(({ id }) => id);

  it('keeps a delivery as it came, once', async () => {
    const { inbox } = on.store;
    const given = delivery('d1', { payload: '{"body":"Ünïcode \\u0000 and \ud83d\ude00"}', action: null });
    expect(await inbox.put(given)).toBe('stored');
    expect(await inbox.put({ ...given, payload: 'other' })).toBe('repeated');
    const [claimed] = await inbox.claim(CLAIM);
    expect(claimed).toMatchObject({ ...given, attempts: 1 });
  });

  it('takes texts that a database cannot hold', async () => {
    expect(await on.store.inbox.put(delivery('d1', { payload: 'nul \0 half \ud800 end' }))).toBe('stored');
    const [claimed] = await on.store.inbox.claim(CLAIM);
    expect(claimed?.payload).toBe('nul \ufffd half \ufffd end');
  });

  it('takes many at once and leaves known ones alone', async () => {
    const { inbox } = on.store;
    await inbox.put(delivery('d1'));
    expect(await inbox.putMany([delivery('d1'), delivery('d2'), delivery('d2'), delivery('d3')])).toBe(2);
    expect(await inbox.putMany([])).toBe(0);
    expect(await inbox.putMany(Array.from({ length: 1_201 }, (_, i) => delivery(`many${i}`)))).toBe(1_201);
  });

  it('gives the oldest unfinished of each key, one key once', async () => {
    const { inbox } = on.store;
    await inbox.putMany([
      delivery('a1', { orderKey: 'a' }),
      delivery('a2', { orderKey: 'a' }),
      delivery('b1', { orderKey: 'b' }),
    ]);
    const claims = await inbox.claim(CLAIM);
    expect(claims.map(({ id }) => id)).toEqual(['a1', 'b1']);
    expect(await ids()).toEqual([]);
    for (const claim of claims) await inbox.settle(claim, 'done', null, NOW);
    expect(await ids()).toEqual(['a2']);
  });

  it('keeps order while an earlier one waits for its next attempt', async () => {
    const { inbox } = on.store;
    await inbox.putMany([delivery('a1'), delivery('a2')]);
    const [first] = await inbox.claim(CLAIM);
    await inbox.fail(must(first), { error: 'away', runAt: at(30), free: false }, NOW);
    expect(await ids()).toEqual([]);
    expect(await inbox.counts(NOW)).toMatchObject({ byState: { pending: 2 }, nextDueAt: at(30) });
    const [again] = await inbox.claim({ ...CLAIM, now: at(30) });
    expect(again).toMatchObject({ id: 'a1', attempts: 2 });
    await inbox.fail(must(again), { error: 'limited', runAt: at(31), free: true }, at(30));
    const [third] = await inbox.claim({ ...CLAIM, now: at(31) });
    expect(third).toMatchObject({ id: 'a1', attempts: 2 });
    await inbox.fail(must(third), { error: 'broken', dead: true }, at(31));
    expect(await ids({ now: at(31) })).toEqual(['a2']);
    expect(await inbox.list({ state: 'dead', limit: 5 })).toMatchObject([
      { id: 'a1', error: 'broken', finishedAt: at(31), attempts: 2 },
    ]);
  });

  it('gives a delivery to somebody else when the lease ran out, without counting another attempt', async () => {
    const { inbox } = on.store;
    await inbox.put(delivery('d1'));
    const [slow] = await inbox.claim(CLAIM);
    expect(await ids({ now: at(59), worker: 'w2' })).toEqual([]);
    const [taken] = await inbox.claim({ ...CLAIM, now: at(60), worker: 'w2' });
    expect(taken).toMatchObject({ id: 'd1', attempts: 1 });
    await expect(inbox.settle(must(slow), 'done', null, at(61))).rejects.toThrow(LeaseLost);
    await expect(inbox.fail(must(slow), { error: 'x', runAt: at(90), free: false }, at(61))).rejects.toThrow(
      LeaseLost,
    );
    await inbox.settle(must(taken), 'ignored', 'nothing to do', at(62));
    expect(await inbox.list({ installationId: 7, limit: 5 })).toMatchObject([
      { state: 'ignored', error: 'nothing to do', finishedAt: at(62) },
    ]);
    await expect(inbox.settle(must(taken), 'done', null, at(63))).rejects.toThrow(LeaseLost);
  });

  it('gives claims back without counting the attempt', async () => {
    const { inbox } = on.store;
    await inbox.putMany([delivery('a', { orderKey: 'a' }), delivery('b', { orderKey: 'b' })]);
    await inbox.release(await inbox.claim(CLAIM));
    await inbox.release([]);
    expect((await inbox.claim(CLAIM)).map(({ id, attempts }) => [id, attempts])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('never gives one key to two of many workers', async () => {
    const { inbox } = on.store;
    await inbox.putMany(
      Array.from({ length: 120 }, (_, i) =>
        delivery(`d${String(i).padStart(3, '0')}`, { orderKey: `k${i % 5}` }),
      ),
    );
    const busy = new Set<string>();
    const done = new Map<string, string[]>();
    const worker = async (name: string): Promise<void> => {
      for (let idle = 0; idle < 40; ) {
        const claims = await inbox.claim({ ...CLAIM, worker: name, limit: 2 });
        idle = claims.length === 0 ? idle + 1 : 0;
        for (const claim of claims) {
          expect(busy.has(claim.orderKey)).toBe(false);
          busy.add(claim.orderKey);
        }
        for (const claim of claims) {
          done.set(claim.orderKey, [...(done.get(claim.orderKey) ?? []), claim.id]);
          busy.delete(claim.orderKey);
          await inbox.settle(claim, 'done', null, NOW);
        }
      }
    };
    await Promise.all(['w1', 'w2', 'w3', 'w4'].map(worker));
    expect([...done.values()].flat()).toHaveLength(120);
    for (const order of done.values()) expect(order).toEqual([...order].sort());
  });

  it('does not let a long backlog of one key hold up the others', async () => {
    const { inbox } = on.store;
    await inbox.putMany(Array.from({ length: 1_200 }, (_, i) => delivery(`same${i}`, { orderKey: 'same' })));
    await inbox.putMany([delivery('a', { orderKey: 'a' }), delivery('b', { orderKey: 'b' })]);
    expect(await ids({ limit: 2 })).toEqual(['same0', 'a']);
    expect(await ids()).toEqual(['b']);
  });

  it('counts and tells how long the oldest waits', async () => {
    const { inbox } = on.store;
    expect(await inbox.counts(NOW)).toEqual({
      byState: { pending: 0, claimed: 0, done: 0, ignored: 0, dead: 0 },
      backlogAgeMs: 0,
      nextDueAt: null,
    });
    await inbox.putMany([
      delivery('a', { orderKey: 'a' }),
      delivery('b', { orderKey: 'b', receivedAt: at(-90) }),
    ]);
    const [first] = await inbox.claim({ ...CLAIM, limit: 1 });
    await inbox.settle(must(first), 'done', null, NOW);
    expect(await inbox.counts(NOW)).toMatchObject({ byState: { pending: 1, done: 1 }, backlogAgeMs: 90_000 });
  });

  it('tells what waits and what was given up', async () => {
    const { inbox } = on.store;
    await inbox.putMany([
      delivery('a', { orderKey: 'a', receivedAt: at(-90) }),
      delivery('b', { orderKey: 'b' }),
      delivery('c', { orderKey: 'c' }),
      delivery('d', { orderKey: 'd' }),
    ]);
    const [first, second] = await inbox.claim({ ...CLAIM, limit: 3 });
    await inbox.settle(must(first), 'done', null, NOW);
    await inbox.fail(must(second), { error: 'no', dead: true }, NOW);
    expect(await inbox.backlog(NOW)).toEqual({
      byState: { pending: 1, claimed: 1, dead: 1 },
      backlogAgeMs: 0,
    });
    expect(await inbox.backlog(at(30))).toMatchObject({ backlogAgeMs: 30_000 });
  });

  it('replays what is dead, or what was named', async () => {
    const { inbox } = on.store;
    await inbox.putMany([delivery('a', { orderKey: 'a' }), delivery('b', { orderKey: 'b' })]);
    const [a, b] = await inbox.claim(CLAIM);
    await inbox.fail(must(a), { error: 'broken', dead: true }, NOW);
    await inbox.settle(must(b), 'done', null, NOW);
    expect(await inbox.replay('dead', at(1))).toBe(1);
    expect(await inbox.replay({ ids: ['b', 'unknown'] }, at(1))).toBe(1);
    expect(await inbox.replay({ ids: [] }, at(1))).toBe(0);
    expect((await inbox.claim({ ...CLAIM, now: at(1) })).map(({ id, attempts }) => [id, attempts])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('forgets payloads after days and ids after months', async () => {
    const { inbox } = on.store;
    await on.store.forInstallation(7).decide(null, async () => wholly(INSTALLED), NOW);
    await inbox.putMany(['done', 'dead', 'open'].map((id) => delivery(id, { orderKey: id })));
    const claims = await inbox.claim({ ...CLAIM, limit: 2 });
    await inbox.settle(must(claims[0]), 'done', null, NOW);
    await inbox.fail(must(claims[1]), { error: 'broken', dead: true }, NOW);
    expect(await inbox.prune(at(3 * DAY_S - 1))).toEqual({ payloads: 0, rows: 0 });
    expect(await inbox.prune(at(3 * DAY_S))).toEqual({ payloads: 1, rows: 0 });
    expect(await inbox.prune(at(3 * DAY_S))).toEqual({ payloads: 0, rows: 0 });
    expect(await inbox.replay({ ids: ['done'] }, at(3 * DAY_S))).toBe(0);
    expect(await inbox.put(delivery('done'))).toBe('repeated');
    expect(await inbox.prune(at(30 * DAY_S))).toEqual({ payloads: 1, rows: 0 });
    expect(await inbox.prune(at(90 * DAY_S))).toEqual({ payloads: 0, rows: 2 });
    expect(await inbox.list({ limit: 5 })).toMatchObject([{ id: 'open', state: 'pending' }]);
  });

  it('keeps nothing that came for an installation that is purged', async () => {
    const { inbox } = on.store;
    await on.store.forInstallation(7).decide(null, async () => wholly(INSTALLED), NOW);
    await on.store.operator.purge(7);
    const late = ['ignored', 'done', 'dead', 'open'].map((id) => delivery(id, { orderKey: id }));
    await inbox.putMany([...late, delivery('hook', { installationId: null, orderKey: 'hook' })]);
    const claims = new Map((await inbox.claim(CLAIM)).map((claim) => [claim.id, claim]));
    await inbox.settle(must(claims.get('ignored')), 'ignored', 'unknown', NOW);
    await inbox.settle(must(claims.get('done')), 'done', null, NOW);
    await inbox.settle(must(claims.get('hook')), 'done', null, NOW);
    await inbox.fail(must(claims.get('dead')), { error: 'broken', dead: true }, NOW);
    expect(await inbox.prune(at(60))).toEqual({ payloads: 2, rows: 0 });
    const ofIt = (await inbox.list({ limit: 9 })).filter(({ installationId }) => installationId === 7);
    expect(ofIt.map(({ id }) => id).sort()).toEqual(['dead', 'open']);
    // Or GitHub would be asked again, hour by hour, for those of which it could not bring the first attempt.
    expect([...(await inbox.known(['ignored', 'done'])).keys()].sort()).toEqual(['done', 'ignored']);
    expect(await inbox.prune(at(120))).toEqual({ payloads: 0, rows: 0 });
  });
});

function wholly(changes: readonly Change[]) {
  return { changes, effects: [], ignored: null };
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is none');
  return value;
}
