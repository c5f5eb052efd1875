import { describe, expect, it } from 'vitest';
import type { KnownRepository } from '../../src/loop/known-repository.ts';
import { knownRepositories, knownRepository } from '../../src/store/known-repository.ts';
import { apply, config, installed, listed, onStore } from '../pipeline/on-store.ts';

const on = onStore();
const tenant = () => on.store.forInstallation(7);

/** Both ways to the same: one repository by itself, and as one of all. */
async function known(id: number): Promise<KnownRepository | null> {
  const [one, all] = await Promise.all([knownRepository(tenant(), id), knownRepositories(tenant())]);
  expect(all.find((each) => each.id === id) ?? null).toEqual(one);
  return one;
}

const ORGANIZATION_FILE = { version: 1, mode: 'suggest', staff: { logins: ['mira'] } };
const OWN_FILE = { version: 1, mode: 'act', staff: { logins: ['tom'] }, commands: { prefix: '!' } };

describe('the config in force', () => {
  it('is the default where there is none', async () => {
    await installed(on.store, [listed(12), listed(13)]);
    expect(await known(12)).toMatchObject({
      configScope: 'repository',
      settings: { configured: false, mode: 'label' },
    });
  });

  it('is the organisation’s, over it the repository’s own where that counts', async () => {
    await installed(on.store, [listed(12), listed(13), listed(14, { name: '.GITHUB' })]);
    await apply(on.store, [config(14, ORGANIZATION_FILE), config(12, OWN_FILE)]);
    const staff = { teams: [], logins: ['mira'], bots: [] };
    expect(await known(12)).toMatchObject({
      configScope: 'repository',
      settings: { mode: 'suggest', staff, commands: { prefix: '!' } },
    });
    expect(await known(13)).toMatchObject({
      settings: { mode: 'suggest', staff, commands: { prefix: '/' } },
    });
    expect(await known(14)).toMatchObject({
      configScope: 'organization',
      settings: { mode: 'suggest', staff },
    });
  });

  it('is the own one of an only repository', async () => {
    await installed(on.store, [listed(12)]);
    await apply(on.store, [config(12, OWN_FILE)]);
    expect(await known(12)).toMatchObject({
      configScope: 'only',
      settings: { mode: 'act', staff: { logins: ['tom'] } },
    });
  });

  it('is the own one of each repository of a person', async () => {
    await installed(on.store, [listed(12), listed(14, { name: '.github' })], { type: 'User' });
    await apply(on.store, [config(14, ORGANIZATION_FILE), config(12, OWN_FILE)]);
    expect(await known(12)).toMatchObject({ configScope: 'only', settings: { mode: 'act' } });
    expect(await known(14)).toMatchObject({ configScope: 'only', settings: { mode: 'suggest' } });
  });

  it('is that of before where several files are the same', async () => {
    await installed(on.store, [listed(12), listed(13)]);
    const [a, b] = [await known(12), await known(13)];
    expect(a?.settings).toBe(b?.settings);
  });

  it('stays right where there are more different ones than are kept', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => listed(100 + index));
    await installed(on.store, many);
    await apply(
      on.store,
      many.map(({ id }) => config(id, { version: 1, commands: { prefix: `!${id}` } })),
    );
    const all = await knownRepositories(tenant());
    expect(all.every(({ id, settings }) => settings.commands.prefix === `!${id}`)).toBe(true);
  });
});

it('knows nothing of what the installation does not have', async () => {
  expect(await known(12)).toBeNull();
  await installed(on.store, [listed(12)]);
  await apply(on.store, [{ type: 'repository.gone', repositoryId: 12, at: new Date('2027-01-01') }]);
  expect(await known(12)).toBeNull();
  expect(await known(99)).toBeNull();
});
