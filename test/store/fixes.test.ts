import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { commitKey, pullKey } from '../../src/loop/fix-record.ts';
import type { Command } from '../../src/loop/item.ts';
import { describeOnEngines } from './engines.ts';
import { account, at, command, item, landing, NOW, notice, ref, release } from './samples.ts';
import { openWeekly } from './weekly.ts';

describeOnEngines('fixes and releases', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const apply = (...changes: Change[]) =>
    tenant().decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
  const put = (...args: Parameters<typeof landing>): Change => ({
    type: 'landing.put',
    landing: landing(...args),
  });
  const keysOf = async (threads: number[], pulls: number[] = []) =>
    (
      await tenant().landings({
        threads: threads.map((n) => ref(n)),
        keys: pulls.map((n) => pullKey(ref(n))),
      })
    ).map(({ number }) => number);

  it('finds what closes a thread, and what takes that back and back again', async () => {
    await apply(
      put(45, { closes: [ref(1), ref(2)] }),
      put(46, { reverts: ['pull:12-45'] }),
      put(47, { reverts: [commitKey(12, landing(46).sha ?? '')] }),
      put(48, { closes: [ref(3)] }),
    );
    expect(await keysOf([1])).toEqual([45, 46, 47]);
    expect(await keysOf([3])).toEqual([48]);
    expect(await keysOf([], [46])).toEqual([46, 47]);
    expect(await keysOf([9])).toEqual([]);
  });

  it('finds what takes back a landing that is not there yet', async () => {
    await apply(
      put(46, { reverts: ['pull:12-45'] }),
      put(47, { reverts: [commitKey(12, landing(49).sha ?? '')] }),
      put(48, { reverts: ['pull:12-46'] }),
    );
    expect(await keysOf([], [45])).toEqual([46, 48]);
    const commit = commitKey(12, landing(49).sha ?? '');
    expect((await tenant().landings({ threads: [], keys: [commit] })).map(({ number }) => number)).toEqual([
      47,
    ]);
  });

  it('knows the pull request and the releases of a landing', async () => {
    await apply(
      { type: 'item.put', item: item(45, { type: 'pull_request', title: 'Fix it' }) },
      put(45, { closes: [ref(1)] }),
      { type: 'release.put', release: release(99), at: NOW },
      {
        type: 'containments.put',
        containments: [{ repositoryId: 12, releaseId: 99, landingKey: 'pull:12-45', witness: 'subject' }],
      },
    );
    expect(await tenant().landings({ threads: [ref(1)], keys: [] })).toMatchObject([
      { title: 'Fix it', authorRole: 'community', releases: [{ witness: 'subject', release: release(99) }] },
    ]);
  });

  it('replaces what a landing closes', async () => {
    await apply(put(45, { closes: [ref(1)] }));
    await apply(put(45, { closes: [ref(2)] }));
    expect(await keysOf([1])).toEqual([]);
    expect(await keysOf([2])).toEqual([45]);
  });

  it('follows a thread that moved', async () => {
    await apply(
      { type: 'item.put', item: item(1) },
      put(45, { closes: [ref(1)] }),
      { type: 'notices.put', notices: [notice(ref(1))] },
      { type: 'item.moved', ref: ref(1), to: { ...ref(7, 13), nodeId: 'I_7' }, at: at(1) },
    );
    expect(await keysOf([1])).toEqual([]);
    expect((await tenant().landings({ threads: [ref(7, 13)], keys: [] })).length).toBe(1);
    expect(await tenant().releaseNotices('12-99')).toEqual(['comment:13-7:notice:c1']);
  });

  it('names the items that landings fix, by links, by reverts and by what was said', async () => {
    await apply(
      { type: 'item.put', item: item(1), itemId: 701 },
      { type: 'item.put', item: item(2), itemId: 702 },
      { type: 'item.put', item: item(3), itemId: 703 },
      put(45, { closes: [ref(1)] }),
      put(46, { reverts: [commitKey(12, landing(45).sha ?? '')] }),
      put(47, { reverts: ['pull:12-46'] }),
      {
        type: 'command.put',
        ref: ref(2),
        command: command('thread:fixed-by:#45', {
          verb: 'fixed-by',
          target: { ref: ref(45), itemId: 745, triage: true },
        }),
      },
    );
    expect(await tenant().fixedItems(['pull:12-47'])).toEqual([701, 702]);
    expect(await tenant().fixedItems(['pull:12-99'])).toEqual([]);
  });

  it('waits for what a release was not asked about', async () => {
    await apply(put(45), put(46), put(47), {
      type: 'containments.put',
      containments: [{ repositoryId: 12, releaseId: 99, landingKey: 'pull:12-45', witness: null }],
    });
    const waiting = async (releaseId: number, before = at(900)) =>
      (await tenant().waiting({ repositoryId: 12, releaseId, before, limit: 9 })).map(({ number }) => number);
    expect(await waiting(99)).toEqual([46, 47]);
    expect(await waiting(98)).toEqual([45, 46, 47]);
    expect(await waiting(98, at(46))).toEqual([45, 46]);
    expect(await tenant().waiting({ repositoryId: 13, releaseId: 98, before: at(900), limit: 9 })).toEqual(
      [],
    );
  });

  it('keeps the latest words of a release, and that it is gone', async () => {
    const told = async () => (await tenant().releases(12)).map(({ tag, goneAt }) => [tag, goneAt]);
    await apply({ type: 'release.put', release: release(99, { tag: 'b' }), at: at(5) });
    await apply({ type: 'release.put', release: release(99, { tag: 'a' }), at: at(1) });
    expect(await told()).toEqual([['b', null]]);
    // Told late: what is known later stands, but it is gone.
    await apply({ type: 'release.put', release: release(99, { tag: 'c', goneAt: at(103) }), at: at(3) });
    await apply({ type: 'release.put', release: release(99, { tag: 'd' }), at: at(109) });
    expect(await told()).toEqual([['d', at(103)]]);
    // Published again.
    await apply({
      type: 'release.put',
      release: release(99, { tag: 'e', publishedAt: at(110) }),
      at: at(110),
    });
    expect(await told()).toEqual([['e', null]]);
  });

  it('finds what was said of a cluster in the weekly issue and stands, and nowhere else', async () => {
    const words = (argument: string, more: Partial<Command> = {}, number = 5): Change => ({
      type: 'command.put',
      ref: ref(number),
      command: command(`thread:${more.verb}:${argument}:${more.triage}`, {
        verb: 'approve',
        argument,
        ...more,
      }),
    });
    const approved = async (...clusters: number[]) =>
      (await tenant().clusterWords(clusters)).map(({ clusterId }) => clusterId);
    await openWeekly(on.store, 5);
    await apply(
      ...[12, 13, 14, 120].flatMap((id): Change[] => [
        { type: 'item.put', item: item(id), itemId: 800 + id },
        {
          type: 'clusters.put',
          clusters: [{ id, members: [800 + id], pinned: null }],
          redirects: [],
        },
      ]),
      words('C12'),
      words('c120'),
      words('c12', { verb: 'why' }),
      words('c13', { triage: false }),
      words('c14', {}, 6),
    );
    expect(await tenant().clusterWords([12, 13, 14])).toMatchObject([
      { clusterId: 12, repositoryId: 12, decision: null },
    ]);
    expect(await tenant().clusterWords([])).toEqual([]);
    // What a stranger says takes nothing back, and is not what a maintainer takes back.
    await apply(words('', { verb: 'undo', triage: false, actor: account(7), at: at(1) }));
    expect(await approved(12)).toEqual([12]);
    await apply(
      words('c120', { triage: false, actor: account(7), at: at(2) }),
      words('', { verb: 'not-duplicate', triage: false, actor: account(7), at: at(2) }),
      words('', { verb: 'undo', at: at(3) }),
    );
    expect(await approved(12, 120)).toEqual([12]);
    await apply(words('again', { verb: 'undo', at: at(4) }));
    expect(await approved(12, 120)).toEqual([]);
  });

  it('finds what was said to be fixed in a release, and the items of clusters that were merged', async () => {
    await apply(
      { type: 'item.put', item: item(1), itemId: 801 },
      { type: 'item.put', item: item(2), itemId: 802 },
      {
        type: 'command.put',
        ref: ref(2),
        command: command('thread:fixed-in:', { verb: 'fixed-in', argument: 'V1.4.0 at last' }),
      },
      {
        type: 'clusters.put',
        clusters: [{ id: 3, members: [801, 802], pinned: null }],
        redirects: [{ from: 9, to: 3 }],
      },
    );
    expect(await tenant().saidFixedIn('v1.4.0')).toEqual([802]);
    expect(await tenant().saidFixedIn('1.4.0')).toEqual([802]);
    expect(await tenant().saidFixedIn('v1.4.1')).toEqual([]);
    expect(await tenant().clusterItems([9])).toEqual([801, 802]);
    expect(await tenant().clusterItems([4])).toEqual([]);
  });

  it('keeps a life as it was worked out last', async () => {
    const step = { from: 'open', to: 'fixed', cause: 'landed', key: 'k', actor: null, at: NOW } as const;
    const life = (count: number): Change => ({
      type: 'transitions.put',
      clusterId: 1,
      transitions: Array.from({ length: count }, (_, index) => ({ ...step, index })),
    });
    await apply(life(3));
    await apply(life(1));
    await apply({ type: 'notices.put', notices: [notice(ref(1)), notice(ref(2), { held: 'budget' })] });
    expect(await tenant().releaseNotices('12-99')).toEqual(['comment:12-1:notice:c1']);
  });

  it('drops notices that wait, and no others', async () => {
    await apply({ type: 'notices.put', notices: [notice(ref(1)), notice(ref(2), { held: 'budget' })] });
    const held = async () => (await tenant().week(NOW, 'UTC', [12])).held;
    expect(await held()).toMatchObject([{ reason: 'budget' }]);
    await apply({
      type: 'notices.drop',
      slots: [1, 2].map((number) => notice(ref(number)).slot),
    });
    expect(await held()).toEqual([]);
    expect(await tenant().releaseNotices('12-99')).toEqual(['comment:12-1:notice:c1']);
  });
});
