import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import type { OutsideReport, StarterRun } from '../../src/loop/outside.ts';
import type { RecordScope } from '../../src/store/interface/reader.ts';
import { signals } from '../../src/store/schema/outside.ts';
import { describeOnEngines } from './engines.ts';
import { at, DAY_S, INSTALLED, item, NOW, ref } from './samples.ts';

const CONFIG = {
  starters: [{ repository: 'core-12', workflow: 'ci.yml' }],
  signals: { adopters_file: 'A.md' },
};

describeOnEngines('what happens outside of threads', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const apply = (...changes: Change[]) =>
    tenant().decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
  const read = (scope: Partial<RecordScope> = {}) =>
    tenant().record({ asOf: at(0), visible: null, audience: 'external', ...scope });
  const config = (file: unknown): Change => ({
    type: 'config.put',
    repositoryId: 12,
    file,
    refused: false,
    problems: [],
    at: NOW,
  });
  const run = (more: Partial<StarterRun> = {}): Change => ({
    type: 'run.put',
    run: {
      repositoryId: 12,
      runId: 31,
      attempt: 1,
      workflow: '.github/workflows/ci.yml',
      trigger: 'schedule',
      conclusion: 'failure',
      startedAt: at(-600),
      finishedAt: at(-300),
      ...more,
    },
  });
  const adopters = (seconds: number, ...names: string[]): Change => ({
    type: 'adopters.put',
    seen: {
      repositoryId: 12,
      at: at(seconds),
      entries: names.map((name) => ({ name: name.replace('+', ''), added: name.startsWith('+') })),
    },
  });
  const signal = (
    more: Partial<OutsideReport> = {},
    itemId: number | null = null,
    sameAs: string | null = null,
  ): Change => ({
    type: 'signal.put',
    report: {
      source: 'discord',
      id: '1',
      kind: 'report',
      person: -5,
      title: 'Crash',
      text: 'It crashes.',
      url: null,
      private: false,
      minutes: null,
      at: at(-100),
      ...more,
    },
    observed: {
      stage: 'retention',
      kind: 'bug',
      severity: { value: 'major', inferred: true },
      quality: { version: true, steps: false, error: false },
      environment: { versions: ['3.2'], os: null, production: null },
    },
    itemId,
    sameAs,
  });

  it('counts each attempt of a run once, as it was told last', async () => {
    await apply(
      ...INSTALLED,
      config(CONFIG),
      run({ conclusion: null }),
      run(),
      run({ attempt: 2, conclusion: 'success', startedAt: at(-200), finishedAt: at(-100) }),
      run({ runId: 32, finishedAt: at(1) }),
      run({ runId: 33, repositoryId: 13, startedAt: at(-900) }),
    );
    const { runs } = await read({ visible: [12] });
    expect(runs).toEqual([
      {
        repository: 'core-12',
        workflow: '.github/workflows/ci.yml',
        trigger: 'schedule',
        attempt: 1,
        conclusion: 'failure',
        startedAt: at(-600),
        finishedAt: at(-300),
      },
      expect.objectContaining({ attempt: 2, conclusion: 'success' }),
    ]);
    expect((await read()).runs).toHaveLength(3);
  });

  it('tells what nobody looks at from what did not happen', async () => {
    await apply(...INSTALLED);
    expect(await read()).toMatchObject({ runs: null, adopters: null, signals: null });
    await apply(config(CONFIG));
    expect(await read()).toMatchObject({ runs: [], adopters: [], signals: null });
    await apply(config({ starters: [], signals: {} }));
    expect(await read()).toMatchObject({ runs: null, adopters: null });
  });

  it.each([
    ['in order', [0, 1, 2]],
    ['backwards', [2, 1, 0]],
    ['in another order', [1, 2, 0]],
  ])('knows when adopters came, told %s', async (_, order) => {
    const pushes = [
      adopters(-300, 'Acme', '+Globex'),
      adopters(-200, 'Globex', '+Initech'),
      // Acme went and came again.
      adopters(-100, 'globex', 'Initech', '+ACME'),
    ];
    await apply(...INSTALLED, config(CONFIG), ...order.flatMap((index) => pushes[index] ?? []));
    expect((await read()).adopters).toEqual([
      { name: 'Globex', at: at(-300) },
      { name: 'Initech', at: at(-200) },
    ]);
    expect((await read({ asOf: at(-250) })).adopters).toHaveLength(1);
    expect((await read({ visible: [13] })).adopters).toEqual([]);
  });

  it('counts reports of other channels among the threads, with the problem that they are about', async () => {
    await apply(
      ...INSTALLED,
      { type: 'item.put', item: item(1, { createdAt: at(-500) }), itemId: 41 },
      {
        type: 'entries.append',
        entries: [{ seq: 1, verb: 'appear', itemId: 41, cause: { by: 'github' }, at: at(-500) }],
      },
      { type: 'clusters.put', clusters: [{ id: 1, members: [41], pinned: null }], redirects: [] },
      signal({}, 41),
      // A later word about the same changes nothing.
      signal({ title: 'Other' }),
      signal({ id: '2', private: true, at: at(-900) }),
      signal({ source: 'cli', id: '3', kind: 'first_success', minutes: 12 }),
      signal({ source: 'cli', id: '4', kind: 'deploy', person: -6, private: true, at: at(-50) }),
      signal({ id: '9', at: at(1) }),
    );
    const all = await read();
    expect(all.threads.map(({ key, channel, clusterId }) => [key, channel, clusterId])).toEqual([
      ['discord:2', 'discord', null],
      ['12-1', 'github', 1],
      ['discord:1', 'discord', 1],
    ]);
    expect(all.threads[2]).toMatchObject({
      type: null,
      repositoryId: null,
      author: { id: -5, role: 'community' },
      stage: 'retention',
      kind: 'bug',
    });
    expect(all.signals).toEqual([
      {
        source: 'cli',
        type: 'first_success',
        person: { id: -5, role: 'community' },
        at: at(-100),
        minutes: 12,
      },
      { source: 'cli', type: 'deploy', person: { id: -6, role: 'community' }, at: at(-50), minutes: null },
    ]);
    const shown = await read({ visible: [12] });
    expect(shown.threads.map(({ key }) => key)).toEqual(['12-1', 'discord:1']);
    expect(shown.signals).toHaveLength(1);
    // Of a problem that may not be shown nobody hears by way of another channel.
    const elsewhere = await read({ visible: [13], withPrivateSignals: true });
    expect(elsewhere.threads.map(({ key, clusterId }) => [key, clusterId])).toEqual([
      ['discord:2', null],
      ['discord:1', null],
    ]);
    await apply({ type: 'item.deleted', ref: ref(1), at: NOW });
    expect((await read()).threads.find(({ key }) => key === 'discord:1')?.clusterId).toBeNull();
  });

  it('makes one problem of reports that are about the same, with or without a thread', async () => {
    await apply(
      ...INSTALLED,
      signal({ at: at(-900) }),
      signal({ id: '2', person: -6, private: true, at: at(-800) }, null, 'discord:1'),
      signal({ id: '3', person: -7, at: at(-700) }),
      signal({ source: 'slack', id: '1', person: -8, at: at(-600) }, null, 'discord:1'),
    );
    const clusterIds = async (scope: Partial<RecordScope> = {}) =>
      (await read(scope)).threads.map(({ clusterId }) => clusterId);
    const [own, ...others] = await clusterIds();
    expect(own).toBeLessThan(0);
    expect(others).toEqual([own, null, own]);
    expect((await read()).clusters).toMatchObject([
      { id: own, severity: { value: 'major', inferred: true }, decisions: [], notices: [] },
    ]);
    expect(await clusterIds({ withPrivateSignals: false })).toEqual([own, null, own]);
    expect(await clusterIds({ asOf: at(-750) })).toEqual([own, own]);
    expect((await read({ asOf: at(-850) })).clusters).toBeNull();
    const known = await tenant().outsideReports({ besides: 'discord:3', limit: 2 });
    expect(known.map(({ source, id, sameAs }) => [source, id, sameAs])).toEqual([
      ['discord', '2', 'discord:1'],
      ['slack', '1', 'discord:1'],
    ]);
    // A thread about it is found by way of any of them.
    await apply(
      { type: 'item.put', item: item(1, { createdAt: at(-500) }), itemId: 41 },
      { type: 'clusters.put', clusters: [{ id: 1, members: [41], pinned: null }], redirects: [] },
      signal({ source: 'slack', id: '2', person: -9, at: at(-400) }, 41, 'discord:1'),
    );
    expect(await clusterIds()).toEqual([1, 1, null, 1, 1, 1]);
    expect((await read()).clusters).toMatchObject([{ id: 1 }]);
  });

  it('links a report with what is found later, and with nothing else after that', async () => {
    const link = async () => {
      const { database } = on.store.underneath;
      return (await database.select({ itemId: signals.itemId }).from(signals)).map(({ itemId }) => itemId);
    };
    await apply(...INSTALLED, signal());
    expect(await link()).toEqual([null]);
    await apply(signal({}, 41));
    await apply(signal({}, 42));
    expect(await link()).toEqual([41]);
  });

  it('forgets texts and people when their time is over, and keeps the figures', async () => {
    await apply(...INSTALLED, signal({ url: 'https://example.org/1' }), signal({ id: '2', at: at(50) }));
    await on.store.operator.retain(at(DAY_S), new Map([[7, 1]]));
    const { database } = on.store.underneath;
    const rows = await database.select().from(signals);
    expect(rows.map(({ id, title, text, url, person }) => [id, title, text, url, person]).sort()).toEqual([
      ['1', '', '', null, null],
      ['2', 'Crash', 'It crashes.', null, -5],
    ]);
    expect((await read()).threads).toMatchObject([{ author: { id: null }, stage: 'retention' }]);
  });
});
