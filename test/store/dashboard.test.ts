import { beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import type { ClusterFilter, DashboardStore } from '../../src/store/interface/dashboard.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { describeOnEngines } from './engines.ts';
import { fillInstallation } from './filled.ts';
import { logged, pair } from './matching-samples.ts';
import { account, at, command, decision, item, landing, NOW, notice, repository } from './samples.ts';

const ANY: ClusterFilter = {
  stage: null,
  state: null,
  repositoryId: null,
  theme: null,
  channel: null,
  shared: false,
  among: null,
};

/** A report of another channel about one of the items. */
function signalPut(source: string, itemId: number, isPrivate: boolean): Change {
  return {
    type: 'signal.put',
    report: {
      source,
      id: '1',
      kind: 'report',
      person: -6,
      title: 'It stops',
      text: '',
      url: null,
      private: isPrivate,
      minutes: null,
      at: NOW,
    },
    observed: null,
    itemId,
    sameAs: null,
  };
}
const HIDDEN = repository(13, { private: true, name: 'secret' });

/** Ten reports: 1 and 2 are one problem (filled), 11 and 12 another one, half of which is in a hidden repository. */
const MORE: Change[] = [
  { type: 'repository.put', repository: HIDDEN, at: NOW },
  {
    type: 'item.put',
    item: item(11, {
      title: 'Upload stops',
      createdAt: at(50),
      author: account(601),
      thumbsUp: 4,
      item: { stage: 'adoption', themes: [{ name: 'Types', source: 'match' }] },
    }),
    itemId: 711,
  },
  {
    type: 'item.put',
    item: item(12, {
      title: 'A private customer',
      repository: HIDDEN,
      createdAt: at(60),
      author: account(602),
      thumbsUp: 9,
      item: { stage: 'retention' },
    }),
    itemId: 712,
  },
  { type: 'pairs.put', itemId: 712, pairs: [pair(711)] },
  {
    type: 'entries.append',
    entries: logged(
      [
        { verb: 'appear', itemId: 711 },
        { verb: 'appear', itemId: 712 },
        { verb: 'join', itemId: 712, into: 711, authority: 'triage' },
      ],
      4,
    ),
  },
  { type: 'clusters.put', clusters: [{ id: 4, members: [711, 712], pinned: null }], redirects: [] },
  { type: 'landing.put', landing: landing(45, { key: 'pull:13-9', repositoryId: 13 }) },
  {
    type: 'transitions.put',
    clusterId: 4,
    transitions: [
      {
        index: 0,
        from: 'open',
        to: 'decided',
        cause: 'decided',
        key: 'comment:9:decide:c4 fix 2026-1',
        actor: null,
        at: at(70),
      },
      { index: 1, from: 'decided', to: 'fixed', cause: 'landed', key: 'pull:13-9', actor: null, at: at(80) },
    ],
  },
  {
    type: 'decisions.put',
    week: '2026-W11',
    repositoryId: 12,
    decisions: [decision('2026-W11', 4, { key: 'comment:9:decide:c4 fix 2026-1', at: at(70) })],
  },
  signalPut('forum', 711, false),
  signalPut('tickets', 701, true),
  { type: 'notices.put', notices: [notice({ repositoryId: 13, number: 12 }, { clusterId: 4 })] },
];

/** As far as Drizzle's sessions of all drivers are alike. */
interface Session {
  prepareQuery(...values: unknown[]): { execute(...values: unknown[]): Promise<unknown> };
}

/** Does something before the nth statement from now on. Returns what ends it: all sessions share what is changed. */
function beforeStatement(store: OpenStore, nth: number, work: () => Promise<void>): () => void {
  const prototype: Session = Object.getPrototypeOf(Reflect.get(store.underneath.database, 'session'));
  const { prepareQuery } = prototype;
  let statements = 0;
  prototype.prepareQuery = function (this: Session, ...values) {
    const prepared = prepareQuery.apply(this, values);
    const { execute } = prepared;
    prepared.execute = async (...given) => {
      statements += 1;
      if (statements === nth) await work();
      return execute.apply(prepared, given);
    };
    return prepared;
  };
  return () => {
    prototype.prepareQuery = prepareQuery;
  };
}

describeOnEngines('what the dashboard reads', (on) => {
  let dashboard: DashboardStore;
  const list = (visible: number[], filter: Partial<ClusterFilter> = {}) =>
    dashboard.clusters({ visible, filter: { ...ANY, ...filter }, after: null, limit: 10 });

  beforeEach(async () => {
    await fillInstallation(on.store, 7);
    const tenant = on.store.forInstallation(7);
    await tenant.decide(null, async () => ({ changes: MORE, effects: [], ignored: null }), NOW);
    ({ dashboard } = tenant);
  });

  describe('clusters', () => {
    it('come with the newest thread first, by what is visible alone', async () => {
      const both = await list([12, 13]);
      expect(both.map(({ id, members, reporters, state }) => ({ id, members, reporters, state }))).toEqual([
        { id: 4, members: 2, reporters: 2, state: 'fixed' },
        { id: 1, members: 2, reporters: 1, state: 'fixed' },
      ]);
      expect(both[0]?.stages).toEqual(['adoption', 'retention']);
      const [first] = await list([12]);
      expect(first).toMatchObject({
        id: 4,
        title: 'Upload stops',
        members: 1,
        reporters: 1,
        stages: ['adoption'],
        state: 'decided',
        latestAt: at(50),
        stands: { repositoryId: 12, number: 11, type: 'issue' },
      });
      expect(await list([])).toEqual([]);
    });

    it.each<[Partial<ClusterFilter>, number[]]>([
      [{ stage: 'adoption' }, [4]],
      [{ stage: 'onboarding' }, [1]],
      [{ stage: 'advocacy' }, []],
      [{ state: 'fixed' }, [1]],
      [{ state: 'decided' }, [4]],
      [{ repositoryId: 13 }, []],
      [{ theme: 'Types' }, [4]],
      [{ theme: 'types' }, []],
      [{ channel: { on: 'github', type: 'issue' } }, [4, 1]],
      [{ channel: { on: 'github', type: 'discussion' } }, []],
      [{ channel: { on: 'outside', source: 'forum' } }, [4]],
      [{ channel: { on: 'outside', source: 'tickets' } }, []],
      [{ shared: true }, [1]],
      [{ among: [711] }, [4]],
      [{ among: [712] }, []],
    ])('of a filter %j are %j', async (filter, ids) => {
      expect((await list([12], filter)).map(({ id }) => id)).toEqual(ids);
    });

    it('are told by channels of which the private ones are not even named', async () => {
      expect(await dashboard.sources(5)).toEqual(['forum']);
    });

    it('go on where a page ended', async () => {
      const [first] = await list([12, 13]);
      if (first === undefined) throw new Error('there is none');
      const after = { at: first.latestAt, id: first.latestItemId };
      const rest = await dashboard.clusters({ visible: [12, 13], filter: ANY, after, limit: 10 });
      expect(rest.map(({ id }) => id)).toEqual([1]);
    });

    it('are left out where what stands for them goes while they are read', async () => {
      const [first] = await list([12, 13]);
      if (first?.id !== 4) throw new Error('the cluster is not there');
      const gone: Change = { type: 'item.deleted', ref: first.stands, at: at(90) };
      const restore = beforeStatement(on.store, 3, async () => {
        await on.store
          .forInstallation(7)
          .decide(null, async () => ({ changes: [gone], effects: [], ignored: null }), NOW);
      });
      try {
        expect((await list([12, 13])).map(({ id }) => id)).toEqual([1]);
      } finally {
        restore();
      }
      expect((await list([12, 13])).map(({ id }) => id)).toEqual([4, 1]);
    });
  });

  describe('a cluster', () => {
    const shown = (clusterId: number, visible: number[]) =>
      dashboard.cluster({ clusterId, visible, skip: 0, limit: 10 });

    it('has members, evidence, timeline and notices', async () => {
      const cluster = await shown(4, [12, 13]);
      expect(cluster).toMatchObject({ id: 4, state: 'fixed', memberCount: 2, reporters: 2, thumbs: 9 });
      expect(cluster?.members.map(({ number }) => number)).toEqual([12, 11]);
      expect(cluster?.pairs).toHaveLength(1);
      expect(cluster?.notices).toHaveLength(1);
      expect(cluster?.timeline.map(({ what }) => what).sort()).toEqual([
        'decided',
        'entry',
        'entry',
        'entry',
        'step',
        'step',
      ]);
    });

    it('tells nothing that came from a hidden repository', async () => {
      const cluster = await shown(4, [12]);
      expect(cluster).toMatchObject({
        state: 'decided',
        memberCount: 1,
        reporters: 1,
        thumbs: 4,
        pairs: [],
        notices: [],
      });
      expect(cluster?.timeline.map(({ what }) => what).sort()).toEqual(['decided', 'entry', 'step']);
      expect(JSON.stringify(cluster)).not.toContain('customer');
      expect(await shown(4, [])).toBeNull();
      expect(await shown(99, [12])).toBeNull();
    });

    it('shows of what was said what stands, and by whom it may be said', async () => {
      const say = (key: string, verb: string, who: number, seconds: number, triage = true): Change => ({
        type: 'command.put',
        ref: { repositoryId: 12, number: 11 },
        command: command(key, {
          verb,
          argument: 'https://docs.example',
          actor: account(who),
          triage,
          at: at(seconds),
        }),
      });
      const changes = [
        say('a', 'documented', 60, 90),
        say('b', 'documented', 7, 91, false),
        say('c', 'taught', 60, 92),
        say('d', 'undo', 60, 93),
        say('e', 'verified', 601, 94, false),
        say('f', 'still-broken', 7, 95, false),
      ];
      await on.store
        .forInstallation(7)
        .decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
      const said = (await shown(4, [12, 13]))?.timeline.flatMap((each) => {
        return each.what === 'said' ? [[each.verb, each.actor.id]] : [];
      });
      expect(said).toEqual([
        ['verified', 601],
        ['documented', 60],
      ]);
    });

    it('names neither a hidden thread that stands for it nor where its entries were said', async () => {
      const changes: Change[] = [
        { type: 'clusters.put', clusters: [{ id: 4, members: [711, 712], pinned: 712 }], redirects: [] },
      ];
      await on.store
        .forInstallation(7)
        .decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
      expect((await shown(4, [12, 13]))?.canonical).toBe(712);
      expect((await shown(4, [12]))?.canonical).toBe(711);
      const entries = (await shown(4, [12, 13]))?.timeline.filter(({ what }) => what === 'entry') ?? [];
      expect(entries).toHaveLength(3);
      for (const entry of entries) expect(entry).not.toHaveProperty('cause.key');
    });

    it('is stood for by the thread that says so on GitHub, which is not always the first', async () => {
      const later = item(14, { title: 'Upload stops in the middle', createdAt: at(70) });
      const closed = item(11, {
        title: 'Upload stops',
        createdAt: at(50),
        state: 'closed',
        closedAt: at(65),
      });
      const changes: Change[] = [
        { type: 'item.put', item: closed, itemId: 711 },
        { type: 'item.put', item: later, itemId: 714 },
        { type: 'clusters.put', clusters: [{ id: 4, members: [711, 714], pinned: null }], redirects: [] },
      ];
      await on.store
        .forInstallation(7)
        .decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
      const [listed] = await list([12], { among: [711] });
      expect(listed?.stands.number).toBe(14);
      expect((await shown(4, [12]))?.canonical).toBe(714);
      expect((await dashboard.titles([4], [12])).get(4)).toBe('Upload stops in the middle');
      expect(await on.store.forInstallation(7).canonicals([4, 9], [12])).toEqual(
        new Map([[4, { repositoryId: 12, number: 14 }]]),
      );
      expect(await on.store.forInstallation(7).canonicals([4], [13])).toEqual(new Map());
    });

    it('is found by the id that it had before', async () => {
      expect(await shown(2, [12])).toMatchObject({ id: 1, memberCount: 2 });
    });
  });

  it('effects, decisions and weekly issues are those of visible repositories', async () => {
    const effects = (visible: number[]) =>
      dashboard.effects({ visible, states: null, before: null, limit: 10 });
    const all = await effects([12]);
    expect(all.map(({ state }) => state).sort()).toEqual(['sent', 'withheld']);
    expect(await effects([13])).toEqual([]);
    const withheld = await dashboard.effects({
      visible: [12],
      states: ['withheld'],
      before: null,
      limit: 10,
    });
    expect(withheld.map(({ error }) => error)).toEqual(['shadow']);
    const made = decision('2026-W10', 1);
    const latest = await dashboard.decisions(made.at, [12]);
    expect(latest.map(({ clusterId, week }) => [clusterId, week])).toEqual([
      [4, '2026-W11'],
      [1, '2026-W10'],
    ]);
    expect(await dashboard.decisions(made.at, [13])).toEqual([]);
    expect(await dashboard.decisions(at(71), [12])).toEqual([]);
    expect(await dashboard.weeks([12], 5)).toMatchObject([{ week: '2026-W10', topics: 1 }]);
    expect(await dashboard.weeks([13], 5)).toEqual([]);
  });

  it('deliveries are listed by what became of them', async () => {
    const of = (state: 'waiting' | 'dead' | 'finished') =>
      dashboard.deliveries({ state, before: null, limit: 10 });
    expect((await of('waiting')).map(({ id }) => id)).toEqual(['delivery-of-7-later']);
    expect((await of('finished')).map(({ id }) => id)).toEqual(['delivery-of-7']);
    expect(await of('dead')).toEqual([]);
    expect(await dashboard.delivery('delivery-of-7')).toEqual({ state: expect.any(String), error: null });
    expect(await on.store.forInstallation(8).dashboard.delivery('delivery-of-7')).toBeNull();
  });

  it('titles are those of the threads that stand for the clusters', async () => {
    const titles = await dashboard.titles([1, 4, 9], [12]);
    expect([...titles]).toEqual([
      [1, 'Cannot install 1'],
      [4, 'Upload stops'],
    ]);
  });

  it('what is measured for somebody counts neither steps, notices nor links of hidden repositories', async () => {
    const tenant = on.store.forInstallation(7);
    const measured = async (visible: number[]) => {
      const record = await tenant.record({ asOf: at(900), visible, audience: 'external' });
      const cluster = record.clusters?.find(({ id }) => id === 4);
      return {
        fixed: cluster?.fixedAt ?? null,
        notices: cluster?.notices.length,
        judged: record.links?.filter(({ verdict }) => verdict !== null).length,
      };
    };
    expect(await measured([12, 13])).toEqual({ fixed: at(80), notices: 1, judged: 2 });
    expect(await measured([12])).toEqual({ fixed: null, notices: 0, judged: 1 });
  });
});
