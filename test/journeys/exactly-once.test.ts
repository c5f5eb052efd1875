import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { describeOnEngines } from '../store/engines.ts';
import { inStore, onGitHub } from './ending.ts';
import type { Killable, Roles } from './killable.ts';
import {
  ALONE,
  APART,
  APP_ID,
  deliver,
  disorder,
  fresh,
  killable,
  PUBLIC_KEY,
  quiet,
  requested,
  unacknowledged,
} from './killable.ts';
import type { AppProcess } from './process.ts';
import { ALL_TROUBLES, nameOf, seeded, troubles } from './trouble.ts';
import { playCounty } from './village.ts';

/**
 * The same deliveries once in order and undisturbed, and once shuffled, repeated, side by side, with processes killed
 * at random points and GitHub failing in every way it can: nobody can tell the difference afterwards.
 */

/** One is enough to notice on every change; `FULLCIRCLE_SEEDS=1,2,3` tries others. */
const SEEDS = (process.env.FULLCIRCLE_SEEDS ?? '1').split(',').map(Number);

const DELIVERIES_MIN = 300;
const KILLS = 25;
/** A kill comes after at most so many further requests to GitHub, so that work goes on between kills however slow the machine is. */
const KILL_AFTER_REQUESTS = 60;
/** GitHub carries out what it has taken in within 10 s; a process is back sooner. */
const LATE_MS = 3_000;

interface Ended {
  github: unknown;
  rows: unknown;
  writes: number;
}

/** @param seed null: undisturbed */
async function run(url: string | null, roles: Roles, seed: number | null): Promise<Ended> {
  const what = await killable(url, roles, seed ?? 1);
  const { sandbox, dataDir } = what;
  playCounty(sandbox.people, what.minute);
  expect(sandbox.webhooks.deliveries().length).toBeGreaterThanOrEqual(DELIVERIES_MIN);
  try {
    const apps = seed === null ? await undisturbed(what) : await disturbed(what, seed);
    await quiet(what, apps);
    // What the app itself did comes back as deliveries, too, and changes nothing any more.
    const writes = sandbox.writes.length;
    for (const { id } of sandbox.webhooks.waiting()) await sandbox.webhooks.deliver(id);
    await quiet(what, apps);
    expect(sandbox.writes.slice(writes)).toEqual([]);
    expect(await Promise.all(apps.map((app) => app.stop()))).toEqual(roles.map(() => 0));
    expect(sandbox.problems).toEqual([]);
    const rows = await inStore({ databaseUrl: url, dataDir }, sandbox);
    return { github: onGitHub(sandbox), rows, writes };
  } finally {
    await what.close();
  }
}

async function undisturbed({ sandbox: { webhooks }, startAll }: Killable): Promise<AppProcess[]> {
  const apps = await startAll();
  for (const { id } of [...webhooks.deliveries()]) await webhooks.deliver(id);
  return apps;
}

/** Every delivery one to three times in any order, side by side, until each was acknowledged once; kills in between. */
async function disturbed(what: Killable, seed: number): Promise<AppProcess[]> {
  const { webhooks, faults, world, people } = what.sandbox;
  const luck = seeded(seed);
  const rulesOf = troubles(luck);
  const told = new Set(webhooks.deliveries().map(({ id }) => id));
  const order = disorder([...told], luck);
  const apps = await what.startAll();
  const share = Math.ceil(order.length / (KILLS + 1));
  for (let part = 0; part <= KILLS; part += 1) {
    let release = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    faults.clear();
    for (const rule of rulesOf(struck(faults), late)) faults.add(rule);
    // What the app did meanwhile comes back among the rest.
    const own = webhooks.waiting().flatMap(({ id }) => (told.has(id) ? [] : [id]));
    const wave = [...own, ...order.slice(part * share, (part + 1) * share)];
    const sending = deliver(what.sandbox, wave);
    if (part < KILLS) {
      await requested(what.sandbox, luck() * KILL_AFTER_REQUESTS);
      const victim = Math.floor(luck() * apps.length);
      await apps[victim]?.kill();
      setTimeout(release, luck() * LATE_MS);
      await sending;
      apps[victim] = await what.start(victim);
    } else {
      setTimeout(release, luck() * LATE_MS);
      await sending;
    }
  }
  for (const id of unacknowledged(what.sandbox)) await webhooks.deliver(id);
  faults.clear();
  await quiet(what, apps);
  expect(struck(faults)).toEqual(new Set(ALL_TROUBLES));
  // What was refused for a permission is done once it is given back.
  const before = new Set(webhooks.waiting());
  for (const { account, permissions } of world.installations)
    people.grantPermissions(account.login, permissions);
  for (const delivery of webhooks.waiting()) if (!before.has(delivery)) await webhooks.deliver(delivery.id);
  return apps;
}

function struck({ struck: all }: Sandbox['faults']): Set<string> {
  return new Set(all.map(({ fault }) => nameOf(fault)));
}

/** Both databases end like this one. */
let calm: Promise<Ended> | null = null;

describeOnEngines('exactly once', (on) => {
  const roles = () => (on.url === null ? ALONE : APART);

  it.each(SEEDS)(
    'a run with kills, repeats, disorder and faults ends like an undisturbed one (seed %i)',
    async (seed) => {
      calm ??= run(null, ALONE, null);
      const expected = await calm;
      const wild = await run(on.url === null ? null : await fresh(on.url, `wild_${seed}`), roles(), seed);
      expect(wild.github, 'GitHub').toEqual(expected.github);
      expect(wild.rows, 'rows').toEqual(expected.rows);
      // The app did something at all.
      expect(expected.writes).toBeGreaterThan(100);
    },
    1_800_000,
  );
});

describe('the county', () => {
  it('is the same each time', async () => {
    const bodies = (): string[] => {
      const sandbox = createSandbox({
        clock: { now: () => new Date('2026-11-16T09:00:00Z') },
        appId: APP_ID,
        publicKeyPem: PUBLIC_KEY,
        webhook: null,
      });
      playCounty(sandbox.people, () => undefined);
      return sandbox.webhooks.deliveries().map(({ body }) => body);
    };
    expect(bodies()).toEqual(bodies());
  });
});
