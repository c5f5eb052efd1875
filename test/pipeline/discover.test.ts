import { expect, it } from 'vitest';
import { discoverInstallations } from '../../src/pipeline/discover.ts';
import { at, NOW } from '../store/samples.ts';
import { apply, installed, listed, ORGANIZATION, onStore, ToldSource } from './on-store.ts';

const on = onStore();
const found = (id: number, suspended = false) => ({
  id,
  account: { ...ORGANIZATION, login: `org-${id}` },
  permissions: { issues: 'write' },
  suspended,
  createdAt: at(-1_000),
});

const discover = (source: ToldSource, now = NOW) => discoverInstallations({ store: on.store, source }, now);

it('takes in the installations that the app does not know', async () => {
  await installed(on.store, [listed(12)]);
  const source = new ToldSource();
  source.found = [found(8), found(9, true)];
  expect(await discover(source)).toBe(2);
  expect(await on.store.operator.installations()).toMatchObject([
    { id: 7, login: 'larkspur', repositoriesStale: false },
    { id: 8, login: 'org-8', installedAt: at(-1_000), repositoriesStale: true, suspended: false },
    { id: 9, suspended: true },
  ]);
  expect(await discover(source)).toBe(0);
});

it('takes in how those stand that it knows, and reads their repositories again where that is new', async () => {
  await installed(on.store, [listed(12)]);
  const source = new ToldSource();
  source.found = [found(7, true)];
  expect(await discover(source, at(1))).toBe(1);
  expect(await on.store.operator.installations()).toMatchObject([
    {
      login: 'org-7',
      permissions: { issues: 'write' },
      suspended: true,
      installedAt: NOW,
      repositoriesStale: false,
    },
  ]);
  source.found = [found(7)];
  expect(await discover(source, at(2))).toBe(1);
  expect(await on.store.operator.installations()).toMatchObject([
    { suspended: false, repositoriesStale: true },
  ]);
  expect(await discover(source, at(3))).toBe(0);
});

it('does not bring back what was uninstalled', async () => {
  await installed(on.store, [listed(12)]);
  await apply(on.store, [{ type: 'installation.gone', at: at(1) }]);
  const source = new ToldSource();
  source.found = [found(7)];
  expect(await discover(source, at(2))).toBe(0);
  expect(await on.store.operator.installations()).toMatchObject([{ id: 7, goneAt: at(1) }]);
});
