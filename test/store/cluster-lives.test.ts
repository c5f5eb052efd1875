import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { describeOnEngines } from './engines.ts';
import { agenda, at, command, decision, INSTALLED, item, NOW, notice, ref } from './samples.ts';

describeOnEngines('how clusters went on', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const apply = (...changes: Change[]) =>
    tenant().decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
  const clusters = async () => {
    const record = await tenant().record({ asOf: at(600), visible: null, audience: 'external' });
    return (record.clusters ?? []).map(({ id, decisions, notices }) => ({
      id,
      decisions: decisions.map(({ action }) => action),
      notices: notices.length,
    }));
  };
  const decided = (...made: ReturnType<typeof decision>[]): Change => ({
    type: 'decisions.put',
    week: '2026-W10',
    repositoryId: 12,
    decisions: made,
  });
  const begin = () =>
    apply(
      ...INSTALLED,
      { type: 'item.put', item: item(1), itemId: 801 },
      { type: 'item.put', item: item(2), itemId: 802 },
    );

  it('is told by what was decided, latest last, on its threads and in weekly issues', async () => {
    await begin();
    await apply(
      { type: 'clusters.put', clusters: [{ id: 1, members: [801], pinned: null }], redirects: [] },
      decided(decision('2026-W10', 1, { action: 'defer', at: at(1) })),
      { type: 'command.put', ref: ref(1), command: command('d', { verb: 'declined', at: at(2) }) },
    );
    expect(await clusters()).toEqual([{ id: 1, decisions: ['defer', 'decline'], notices: 0 }]);
    await apply(decided(decision('2026-W10', 1, { action: 'fix', at: at(3) })));
    expect(await clusters()).toEqual([{ id: 1, decisions: ['decline', 'fix'], notices: 0 }]);
  });

  it('is fixed and not released where the release is gone', async () => {
    const released = async () =>
      (await tenant().record({ asOf: at(600), visible: null, audience: 'external' })).clusters?.map(
        ({ fixedAt, releasedAt }) => [fixedAt, releasedAt],
      );
    const steps = [
      { from: 'open', to: 'fixed', cause: 'landed', at: at(1) },
      { from: 'fixed', to: 'released', cause: 'usable', at: at(2) },
      { from: 'released', to: 'fixed', cause: 'withdrawn', at: at(3) },
      { from: 'fixed', to: 'released', cause: 'usable', at: at(4) },
    ] as const;
    const put = (n: number): Change => ({
      type: 'transitions.put',
      clusterId: 1,
      transitions: steps.slice(0, n).map((step, index) => ({ ...step, index, key: '12-1', actor: null })),
    });
    await begin();
    await apply(
      { type: 'clusters.put', clusters: [{ id: 1, members: [801], pinned: null }], redirects: [] },
      put(2),
    );
    expect(await released()).toEqual([[at(1), at(2)]]);
    await apply(put(3));
    expect(await released()).toEqual([[at(1), null]]);
    await apply(put(4));
    expect(await released()).toEqual([[at(1), at(4)]]);
  });

  it('is that of those which became part of it, as long as they are', async () => {
    const alone = (id: number, itemId: number) => ({ id, members: [itemId], pinned: null });
    await begin();
    await apply(
      { type: 'clusters.put', clusters: [alone(1, 801), alone(2, 802)], redirects: [] },
      decided(decision('2026-W10', 2, { action: 'decline', at: at(1) })),
      { type: 'notices.put', notices: [notice(ref(2), { clusterId: 2 })] },
    );
    const apart = [
      { id: 1, decisions: [], notices: 0 },
      { id: 2, decisions: ['decline'], notices: 1 },
    ];
    expect(await clusters()).toEqual(apart);
    await apply({
      type: 'clusters.put',
      clusters: [{ id: 1, members: [801, 802], pinned: null }],
      redirects: [{ from: 2, to: 1 }],
    });
    expect(await clusters()).toEqual([{ id: 1, decisions: ['decline'], notices: 1 }]);
    expect((await tenant().decisions(null)).map(({ clusterId }) => clusterId)).toEqual([1]);
    await apply({ type: 'clusters.put', clusters: [alone(1, 801), alone(2, 802)], redirects: [] });
    expect(await clusters()).toEqual(apart);
  });

  it('is what became of a topic of a weekly issue, as long as they are one', async () => {
    const alone = (id: number, itemId: number) => ({ id, members: [itemId], pinned: null });
    const topics = [
      { clusterId: 2, weeks: 3 },
      { clusterId: 1, weeks: 1 },
    ];
    const shown = async () => {
      const { agendas } = await tenant().record({ asOf: at(600), visible: null, audience: 'external' });
      const { recentWeeks } = await tenant().week(at(600), 'UTC', [12]);
      return [agendas?.map(({ clusterIds }) => clusterIds), recentWeeks.map(({ summary }) => summary.topics)];
    };
    await begin();
    await apply(
      { type: 'clusters.put', clusters: [alone(1, 801), alone(2, 802)], redirects: [] },
      {
        type: 'week.opened',
        week: '2026-W10',
        repositoryId: 12,
        asOf: at(1),
        agenda: agenda('2026-W10', 'header'),
        summary: { topics, signals: {} },
      },
    );
    expect(await shown()).toEqual([[[2, 1]], [topics]]);
    await apply({
      type: 'clusters.put',
      clusters: [{ id: 1, members: [801, 802], pinned: null }],
      redirects: [{ from: 2, to: 1 }],
    });
    // It has waited as long as the one that waited longest.
    expect(await shown()).toEqual([[[1]], [[{ clusterId: 1, weeks: 3 }]]]);
    await apply({ type: 'clusters.put', clusters: [alone(1, 801), alone(2, 802)], redirects: [] });
    expect(await shown()).toEqual([[[2, 1]], [topics]]);
  });
});
