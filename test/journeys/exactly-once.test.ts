import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { refuseInvalid } from '../openapi/validate.ts';
import { databaseUrl } from '../postgres.global.ts';
import { describeOnEngines } from '../store/engines.ts';
import { inStore, onGitHub } from './ending.ts';
import type { AppProcess } from './process.ts';
import { endAll, freePort, startApp } from './process.ts';
import { ALL_TROUBLES, nameOf, seeded, troubles } from './trouble.ts';
import { playCounty } from './village.ts';

/**
 * The same deliveries once in order and undisturbed, and once shuffled, repeated, side by side, with processes killed
 * at random points and GitHub failing in every way it can: nobody can tell the difference afterwards.
 */

const APP_ID = 4711;
const SECRET = 'a secret of the exactly-once journey';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

/** When the story begins: the same for all runs, so that their rows can be compared. */
const BEGUN = Date.now() - 12 * 3_600_000;

/** One is enough to notice on every change; `FULLCIRCLE_SEEDS=1,2,3` tries others. */
const SEEDS = (process.env.FULLCIRCLE_SEEDS ?? '1').split(',').map(Number);

const DELIVERIES_MIN = 300;
const KILLS = 25;
/** A kill comes after at most so many further requests to GitHub, so that work goes on between kills however slow the machine is … */
const KILL_AFTER_REQUESTS = 60;
/** … or where there are not so many, after this long. */
const KILL_WITHIN_MS = 3_000;
/** GitHub carries out what it has taken in within 10 s; a process is back sooner. */
const LATE_MS = 3_000;
const LOOK_EVERY_MS = 2;
/** Deliveries on their way at once. */
const LANES = 4;

interface Ended {
  github: unknown;
  rows: unknown;
  writes: number;
}

/** The processes of a run: the first takes the deliveries in. */
type Roles = readonly ('all' | 'web' | 'worker')[];
const ALONE: Roles = ['all'];
const APART: Roles = ['web', 'worker', 'worker', 'worker'];

interface Run {
  sandbox: Sandbox;
  environment: Record<string, string>;
  /** one for each process */
  places: { ROLE: Roles[number]; PORT: string }[];
}

/** @param seed null: undisturbed */
async function run(url: string | null, roles: Roles, seed: number | null): Promise<Ended> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fullcircle-journey-'));
  const places = await Promise.all(roles.map(async (ROLE) => ({ ROLE, PORT: String(await freePort()) })));
  let secondsGone = 0;
  const sandbox = createSandbox({
    clock: { now: () => new Date(BEGUN + secondsGone * 1_000) },
    tokenClock: { now: () => new Date() },
    appId: APP_ID,
    publicKeyPem: keys.publicKey,
    onRequest: (request) => {
      // No two changes of a thread in one second: of those nobody could tell which is the newer one.
      secondsGone += 1;
      // Whatever the app asks of GitHub is something that GitHub understands.
      refuseInvalid(request);
    },
    webhook: { url: `http://127.0.0.1:${places[0]?.PORT}/api/github/webhooks`, secret: SECRET },
    seed: seed ?? 1,
  });
  await sandbox.listen();
  const environment: Record<string, string> = {
    APP_ID: String(APP_ID),
    PRIVATE_KEY: keys.privateKey,
    WEBHOOK_SECRET: SECRET,
    GHE_HOST: sandbox.host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    LOG_FORMAT: 'json',
    WRITE_GAP_MS: '1',
    WRITES_PER_MINUTE: '100000',
    ...(url === null ? {} : { DATABASE_URL: url }),
  };
  sandbox.webhooks.hold();
  playCounty(sandbox.people, () => {
    secondsGone += 60;
  });
  expect(sandbox.webhooks.deliveries().length).toBeGreaterThanOrEqual(DELIVERIES_MIN);
  const what: Run = { sandbox, environment, places };
  try {
    const apps = seed === null ? await undisturbed(what) : await disturbed(what, seed);
    await quiet(apps);
    // What the app itself did comes back as deliveries, too, and changes nothing any more.
    const writes = sandbox.writes.length;
    for (const { id } of sandbox.webhooks.waiting()) await sandbox.webhooks.deliver(id);
    await quiet(apps);
    expect(sandbox.writes.slice(writes)).toEqual([]);
    expect(await Promise.all(apps.map((app) => app.stop()))).toEqual(roles.map(() => 0));
    expect(sandbox.problems).toEqual([]);
    const rows = await inStore({ databaseUrl: url, dataDir }, sandbox);
    return { github: onGitHub(sandbox), rows, writes };
  } finally {
    endAll();
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function startAll({ environment, places }: Run): Promise<AppProcess[]> {
  return Promise.all(places.map((place) => startApp({ ...environment, ...place })));
}

/** Any of them tells for all, since they have one database. */
async function quiet([app]: readonly AppProcess[]): Promise<void> {
  await app?.quiet();
}

async function undisturbed(what: Run): Promise<AppProcess[]> {
  const apps = await startAll(what);
  for (const { id } of [...what.sandbox.webhooks.deliveries()]) await what.sandbox.webhooks.deliver(id);
  return apps;
}

/** Every delivery one to three times in any order, side by side, until each was acknowledged once; kills in between. */
async function disturbed(what: Run, seed: number): Promise<AppProcess[]> {
  const { webhooks, faults, world, people } = what.sandbox;
  const luck = seeded(seed);
  const rulesOf = troubles(luck);
  const told = new Set(webhooks.deliveries().map(({ id }) => id));
  const copies = [...told].flatMap((id) => Array.from({ length: 1 + Math.floor(luck() * 3) }, () => id));
  const order = copies.map((id) => ({ id, by: luck() })).sort((a, b) => a.by - b.by);
  const apps = await startAll(what);
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
    const wave = [...own, ...order.slice(part * share, (part + 1) * share).map(({ id }) => id)];
    const sending = Promise.all(lanes(wave, (id) => webhooks.deliver(id)));
    if (part < KILLS) {
      await requested(what.sandbox, luck() * KILL_AFTER_REQUESTS);
      const victim = Math.floor(luck() * apps.length);
      await apps[victim]?.kill();
      setTimeout(release, luck() * LATE_MS);
      await sending;
      apps[victim] = await startApp({ ...what.environment, ...what.places[victim] });
    } else {
      setTimeout(release, luck() * LATE_MS);
      await sending;
    }
  }
  const isTold = ({ attempts }: { attempts: { statusCode: number }[] }): boolean =>
    attempts.some(({ statusCode }) => statusCode >= 200 && statusCode < 300);
  for (const { id } of webhooks.deliveries().filter((each) => !isTold(each))) await webhooks.deliver(id);
  faults.clear();
  await quiet(apps);
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

function lanes(ids: readonly number[], send: (id: number) => Promise<unknown>): Promise<void>[] {
  const queue = ids[Symbol.iterator]();
  return Array.from({ length: LANES }, async () => {
    for (const id of queue) await send(id);
  });
}

async function requested(sandbox: Sandbox, further: number): Promise<void> {
  const enough = sandbox.requestCount + further;
  const end = performance.now() + KILL_WITHIN_MS;
  while (sandbox.requestCount < enough && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
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
    900_000,
  );
});

/** An empty database beside the suite's own. */
async function fresh(url: string, name: string): Promise<string> {
  const { default: postgres } = await import('postgres');
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  const database = `${new URL(url).pathname.slice(1)}_${name}`;
  await admin.unsafe(`create database ${database}`);
  await admin.end();
  return databaseUrl(url, database);
}

describe('the county', () => {
  it('is the same each time', async () => {
    const bodies = (): string[] => {
      const sandbox = createSandbox({
        clock: { now: () => new Date('2026-11-16T09:00:00Z') },
        appId: APP_ID,
        publicKeyPem: keys.publicKey,
        webhook: null,
      });
      playCounty(sandbox.people, () => undefined);
      return sandbox.webhooks.deliveries().map(({ body }) => body);
    };
    expect(bodies()).toEqual(bodies());
  });
});
