import { describe, expect, it } from 'vitest';
import type { Event, InstallationEvent } from '../../src/loop/event.ts';
import { presuppose } from '../../src/pipeline/presuppose.ts';
import { account, at, item, labelAdd, NOW, ref, repository } from '../store/samples.ts';
import {
  apply,
  config,
  installed,
  type Listed,
  listed,
  ORGANIZATION,
  onStore,
  reading,
  ToldSource,
} from './on-store.ts';

const on = onStore();
const happened = { deliveryId: 'd', installationId: 7, at: NOW };

const about = (repositoryId: number): Event => ({
  ...happened,
  type: 'repository.changed',
  change: 'edited',
  repository: repository(repositoryId),
  actor: null,
});
const tick = (task: 'week' | 'intake'): Event => ({
  ...happened,
  type: 'schedule.ticked',
  task,
  week: task === 'week' ? '2026-W10' : '',
});
const installation = (change: InstallationEvent['change']): Event => ({
  ...happened,
  type: 'installation.changed',
  change,
  account: account(70, 'larkspur'),
  permissions: {},
  added: [],
  removed: [],
  actor: null,
});
const found = (id = 7) => ({
  id,
  account: { ...ORGANIZATION, type: 'Organization' as const },
  permissions: { issues: 'write' },
  suspended: false,
  createdAt: at(-500),
});

function source(...repositories: Listed[]): ToldSource {
  const told = new ToldSource();
  told.listedRepositories = repositories;
  return told;
}

const ask = (event: Event, from: ToldSource, now = NOW) =>
  presuppose(event, { store: on.store, source: from }, now);
const configs = (from: ToldSource): number[] =>
  from.asked.flatMap((each) => (each.startsWith('configFile:') ? [Number(each.split(':')[1])] : [])).sort();

describe('what an event presupposes', () => {
  it('is an installation, which is taken in where its webhook got lost', async () => {
    const from = source(listed(12));
    from.found = [found(6), found()];
    expect(await ask(tick('intake'), from)).toEqual({
      standing: {
        botLogin: 'fullcircle[bot]',
        host: 'github.com',
        accountLogin: 'larkspur',
        installedAt: at(-500),
      },
    });
    expect(await on.store.forInstallation(7).row()).toMatchObject({
      login: 'larkspur',
      repositoriesStale: false,
    });
    expect(from.asked).toEqual(['installation:7', 'repositories', 'configFile:12:']);
    await ask(tick('intake'), from);
    expect(from.asked).toHaveLength(3);
  });

  it('is not there where GitHub knows no such installation, or where it is gone', async () => {
    expect(await ask(about(12), source())).toEqual({ ignored: 'the installation is unknown to GitHub' });
    await installed(on.store, [listed(12)]);
    await apply(on.store, [{ type: 'installation.gone', at: at(1) }]);
    expect(await ask(about(12), source())).toEqual({ ignored: 'the app was uninstalled' });
  });

  it('is nothing for the events of installations themselves', async () => {
    const from = source();
    expect(await ask(installation('created'), from)).toMatchObject({
      standing: { accountLogin: 'larkspur', installedAt: NOW },
    });
    expect(from.asked).toEqual([]);
  });

  it('is how the installation stands on GitHub, whatever a late word of that says', async () => {
    await installed(on.store, [listed(12)]);
    const from = source();
    for (const change of ['suspended', 'permissions_accepted', 'unsuspended'] as const) {
      from.found = [{ ...found(), suspended: change === 'unsuspended' }];
      await ask(installation(change), from, at(1));
      expect(await on.store.forInstallation(7).row()).toMatchObject({
        suspended: change === 'unsuspended',
        permissions: { issues: 'write' },
      });
    }
    from.found = [];
    expect(await ask(installation('suspended'), from)).toEqual({
      ignored: 'the installation is unknown to GitHub',
    });
  });

  it('is another try of what was refused, at every word of permissions, also where all stands as before', async () => {
    await installed(on.store, [listed(12)]);
    const tenant = on.store.forInstallation(7);
    const from = source();
    from.found = [found()];
    await ask(installation('permissions_accepted'), from, at(1));
    await tenant.decide(
      null,
      async () => ({ changes: [], effects: [labelAdd(ref(1))], ignored: null }),
      at(2),
    );
    const turn = await on.store.outbox.takeTurn({ worker: 'w', now: at(2), leaseMs: 60_000 });
    const refused = await turn?.next(at(2));
    if (turn == null || refused == null) throw new Error('nothing to send');
    await turn.begin(refused, at(2));
    await turn.settle(refused, { state: 'failed', error: 'no permission' }, at(2));
    await turn.release();
    const state = async () => (await on.store.outbox.list({ limit: 1 }))[0]?.state;
    from.found = [{ ...found(), suspended: true }];
    await ask(installation('permissions_accepted'), from, at(3));
    expect(await state()).toBe('failed');
    from.found = [found()];
    // Heard of as it was before it was refused: it was taken and given back while nobody asked.
    await tenant.decide(
      null,
      async () => ({
        changes: [{ type: 'installation.put', ...found(), suspended: false, at: at(4) }],
        effects: [],
        ignored: null,
      }),
      at(4),
    );
    await ask(installation('permissions_accepted'), from, at(5));
    expect(await state()).toBe('pending');
  });

  it('is the list of repositories, where it has to be read again', async () => {
    await installed(on.store, [listed(12)]);
    await apply(on.store, [{ type: 'repositories.stale', at: at(1) }]);
    const from = source(listed(12), listed(13));
    await ask(tick('intake'), from, at(2));
    expect((await on.store.forInstallation(7).repositories()).map(({ id }) => id)).toEqual([12, 13]);
    expect(from.asked).toEqual(['repositories']);
  });

  it('is what GitHub lists, where a thread is of a repository that is private by now and nobody told', async () => {
    await installed(on.store, [listed(12)], { installedAt: at(1) });
    const hidden = repository(12, { private: true });
    const said = (when: Date): Event => ({
      ...happened,
      type: 'thread.touched',
      at: when,
      thread: item(1, { repository: hidden }).snapshot,
      actor: null,
    });
    const isPrivate = async () => (await on.store.forInstallation(7).repository(12))?.private;
    const from = source(listed(12));
    // From before the list was read: no news.
    await ask(said(at(1)), from, at(5));
    expect(from.asked).not.toContain('repositories');
    // Late, and public again.
    await ask(said(at(2)), from, at(5));
    expect(from.asked).toContain('repositories');
    expect(await isPrivate()).toBe(false);
    from.listedRepositories = null;
    await ask(said(at(6)), from, at(7));
    expect(await isPrivate()).toBe(true);
  });

  it('is one list, however many repositories change', async () => {
    await installed(on.store, [listed(12), listed(13)]);
    await apply(on.store, [{ type: 'repositories.stale', at: at(1) }, config(12, null), config(13, null)]);
    const from = source(listed(12), listed(13));
    await ask(about(12), from);
    await ask(about(13), from);
    expect(from.asked).toEqual([]);
    await ask(tick('intake'), from);
    expect(from.asked).toEqual(['repositories']);
  });

  it('is a repository that nobody has told of, where GitHub lists it or lists nothing', async () => {
    await installed(on.store, [listed(12)]);
    const opened = (repositoryId: number): Event => {
      const { snapshot } = item(1, { repository: repository(repositoryId) });
      return { ...happened, type: 'thread.opened', thread: snapshot, actor: snapshot.author };
    };
    const ids = async () => (await on.store.forInstallation(7).repositories()).map(({ id }) => id);
    const from = source(listed(12), listed(13));
    await ask(opened(14), from);
    expect(await ids()).toEqual([12, 13]);
    await ask(opened(13), from);
    expect(from.asked.filter((each) => each === 'repositories')).toHaveLength(1);
    from.listedRepositories = null;
    await ask(opened(14), from);
    expect(await ids()).toEqual([12, 13, 14]);
  });

  it('is no list for what happened in a repository before it was gone', async () => {
    await installed(on.store, [listed(12), listed(14)]);
    await apply(on.store, [{ type: 'repository.gone', repositoryId: 14, at: at(5) }]);
    const { snapshot } = item(1, { repository: repository(14) });
    const opened: Event = { ...happened, type: 'thread.opened', thread: snapshot, actor: snapshot.author };
    const from = source(listed(12), listed(14));
    await ask({ ...opened, at: at(5) }, from, at(6));
    expect(from.asked).not.toContain('repositories');
    expect(await on.store.forInstallation(7).repository(14)).toBeNull();
    // It is back, and its own webhook is late.
    await ask({ ...opened, at: at(7) }, from, at(8));
    expect(await on.store.forInstallation(7).repository(14)).not.toBeNull();
  });

  it('is a repository as the delivery tells it, where a word of another one overtook the list', async () => {
    await installed(on.store, [listed(12)]);
    const { snapshot } = item(1, { repository: repository(14) });
    const opened: Event = { ...happened, type: 'thread.opened', thread: snapshot, actor: snapshot.author };
    const from = source(listed(12), listed(14));
    const list = from.repositories.bind(from);
    let other = 15;
    from.repositories = async () => {
      await apply(on.store, [{ type: 'repository.put', repository: repository(other++), at: at(1) }]);
      return list();
    };
    await ask(opened, from);
    expect(await on.store.forInstallation(7).repository(14)).toMatchObject({ private: false });
    // And as private, where the list that showed it was overtaken.
    const hidden = { ...snapshot, repository: repository(12, { private: true }) };
    await ask({ ...opened, at: at(9), thread: hidden }, from, at(9));
    expect(await on.store.forInstallation(7).repository(12)).toMatchObject({ private: true });
  });

  it('is the config of its repository and of the organisation, each read once', async () => {
    await installed(on.store, [listed(12), listed(13), listed(14, { name: '.github' })]);
    const from = source();
    from.configs.set(14, reading({ version: 1, mode: 'suggest' }));
    from.configs.set(12, reading(null, { refused: true, problems: ['line 1: no'] }));
    await ask(about(12), from);
    expect(configs(from)).toEqual([12, 14]);
    await ask(about(12), from);
    await ask(about(14), from);
    expect(configs(from)).toEqual([12, 14]);
    await ask(about(13), from);
    expect(configs(from)).toEqual([12, 13, 14]);
    const stored = await on.store.forInstallation(7).repositories();
    expect(stored.map(({ configFile, configProblems }) => [configFile, configProblems])).toEqual([
      [null, ['line 1: no']],
      [null, []],
      [{ version: 1, mode: 'suggest' }, []],
    ]);
  });

  it('is the config of an only repository, whatever it is about', async () => {
    await installed(on.store, [listed(12)]);
    const from = source();
    await ask(tick('intake'), from);
    expect(configs(from)).toEqual([12]);
  });

  it('is the config of the place of the weekly issue, when that comes due', async () => {
    await installed(on.store, [
      listed(12),
      listed(13, { name: 'feedback' }),
      listed(14, { name: '.github' }),
    ]);
    const from = source();
    from.configs.set(14, reading({ version: 1, triage: { repository: 'feedback' } }));
    await ask(tick('intake'), from);
    expect(configs(from)).toEqual([14]);
    await ask(tick('week'), from);
    expect(configs(from)).toEqual([13, 14]);
  });

  it('is no config more where the weekly issue has no place', async () => {
    await installed(on.store, [listed(12), listed(13)]);
    const from = source();
    await ask(tick('week'), from);
    expect(from.asked).toEqual([]);
  });

  it('is nothing of the repository `.github` of a person: there every repository speaks for itself', async () => {
    await installed(on.store, [listed(12), listed(14, { name: '.github' })], { type: 'User' });
    const from = source();
    await ask(about(12), from);
    expect(configs(from)).toEqual([12]);
  });

  it('is taken from what a source knows from the start, where it knows it', async () => {
    await installed(on.store, [listed(12)]);
    const from = Object.assign(source(), {
      instant: () => ({ kind: 'configFile' as const, value: reading({ version: 1, mode: 'observe' }) }),
    });
    await ask(about(12), from);
    expect(from.asked).toEqual([]);
    expect(await on.store.forInstallation(7).repository(12)).toMatchObject({
      configFile: { mode: 'observe' },
    });
  });

  it('is refused where the answer is about something else', async () => {
    await installed(on.store, [listed(12)]);
    const from = Object.assign(source(), { instant: () => ({ kind: 'team' as const, value: [] }) });
    await expect(ask(about(12), from)).rejects.toThrow('a config was asked for, team came');
  });

  it('leaves a config alone that was read before', async () => {
    await installed(on.store, [listed(12)]);
    await apply(on.store, [config(12, { version: 1, mode: 'observe' })]);
    const from = source();
    await ask(about(12), from);
    expect(from.asked).toEqual([]);
  });
});
