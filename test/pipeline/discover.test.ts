import { describe, expect, it } from 'vitest';
import { Transient } from '../../src/github/errors.ts';
import { discoverInstallations } from '../../src/pipeline/discover.ts';
import { at, DAY_S, NOW } from '../store/samples.ts';
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

describe('an installation whose uninstalling no webhook told of', () => {
  const HOUR_S = 3_600;
  const goneAt = async (id: number) =>
    (await on.store.operator.installations()).find((row) => row.id === id)?.goneAt;
  async function source(): Promise<ToldSource> {
    await installed(on.store, [listed(12)]);
    await installed(on.store, [listed(13)], { installationId: 8 });
    const told = new ToldSource();
    told.found = [found(8)];
    told.gone = new Set([7]);
    return told;
  }

  it('is gone where GitHub says so twice, an hour apart', async () => {
    const told = await source();
    await discover(told, at(1));
    expect(await discover(told, at(HOUR_S))).toBe(0);
    expect(await goneAt(7)).toBeNull();
    expect(await discover(told, at(HOUR_S + 1))).toBe(1);
    expect([await goneAt(7), await goneAt(8)]).toEqual([at(HOUR_S + 1), null]);
    expect(await discover(told, at(2 * HOUR_S))).toBe(0);
    expect(told.asked).not.toContain('isGone:8');
  });

  it('stays where only the list lacks it, or where it was there meanwhile', async () => {
    const told = await source();
    await discover(told, at(1));
    told.gone = new Set();
    await discover(told, at(HOUR_S));
    told.gone = new Set([7]);
    await discover(told, at(2 * HOUR_S));
    expect(await goneAt(7)).toBeNull();
    await discover(told, at(3 * HOUR_S));
    expect(await goneAt(7)).not.toBeNull();
  });

  it('stays where GitHub cannot be asked', async () => {
    const told = await source();
    await discover(told, at(1));
    told.isGone = async () => Promise.reject(new Transient('a 502', 502, null));
    await expect(discover(told, at(HOUR_S + 1))).rejects.toThrow(Transient);
    expect(await goneAt(7)).toBeNull();
  });

  it('stays a week where none is listed that the app knew, as with the key of another app', async () => {
    const told = await source();
    told.found = [found(99)];
    told.gone = new Set([7, 8]);
    for (let hour = 0; hour < 5; hour += 1) await discover(told, at(hour * HOUR_S + 1));
    await discover(told, at(7 * DAY_S));
    expect([await goneAt(7), await goneAt(8)]).toEqual([null, null]);
    expect(await discover(told, at(7 * DAY_S + 1))).toBe(2);
  });
});
