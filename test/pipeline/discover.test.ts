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

it('takes in the installations that the app does not know, and no others', async () => {
  await installed(on.store, [listed(12)]);
  const source = new ToldSource();
  source.found = [found(7), found(8), found(9, true)];
  expect(await discoverInstallations({ store: on.store, source }, NOW)).toBe(2);
  expect(await on.store.operator.installations()).toMatchObject([
    { id: 7, login: 'larkspur', repositoriesStale: false },
    { id: 8, login: 'org-8', installedAt: at(-1_000), repositoriesStale: true, suspended: false },
    { id: 9, suspended: true },
  ]);
  expect(await discoverInstallations({ store: on.store, source }, NOW)).toBe(0);
});

it('does not bring back what was uninstalled', async () => {
  await installed(on.store, [listed(12)]);
  await apply(on.store, [{ type: 'installation.gone', at: at(1) }]);
  const source = new ToldSource();
  source.found = [found(7)];
  await discoverInstallations({ store: on.store, source }, at(2));
  expect(await on.store.operator.installations()).toMatchObject([{ id: 7, goneAt: at(1) }]);
});
