import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import { refuseInvalid } from '../openapi/validate.ts';
import { describeOnEngines } from '../store/engines.ts';
import type { AppProcess } from './process.ts';
import { endAll, freePort, startApp } from './process.ts';
import { playVillage } from './village.ts';

/**
 * The same deliveries once in order and undisturbed, and once shuffled, repeated, side by side, with the process killed
 * at random points and answers of GitHub lost: nobody can tell the difference afterwards.
 */

const APP_ID = 4711;
const SECRET = 'a secret of the exactly-once journey';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

/** When the story begins: the same for all runs, so that their rows can be compared. */
const BEGUN = Date.now() - 3_600_000;

/** One is enough to notice on every change; `FULLCIRCLE_SEEDS=1,2,3` tries others. */
const SEEDS = (process.env.FULLCIRCLE_SEEDS ?? '1').split(',').map(Number);

const KILLS = 5;
/** A kill comes at most this long after its deliveries began to arrive. */
const KILL_WITHIN_MS = 1_500;

interface Ended {
  github: unknown;
  rows: unknown;
  writes: number;
}

/** Numbers that follow from a seed, so that a failing run can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function run(databaseUrl: string | null, seed: number | null): Promise<Ended> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fullcircle-journey-'));
  const port = await freePort();
  let minute = 0;
  const sandbox = createSandbox({
    clock: { now: () => new Date(BEGUN + minute * 60_000) },
    tokenClock: { now: () => new Date() },
    appId: APP_ID,
    publicKeyPem: keys.publicKey,
    // Whatever the app asks of GitHub is something that GitHub understands.
    onRequest: refuseInvalid,
    webhook: { url: `http://127.0.0.1:${port}/api/github/webhooks`, secret: SECRET },
  });
  await sandbox.listen();
  const environment: Record<string, string> = {
    APP_ID: String(APP_ID),
    PRIVATE_KEY: keys.privateKey,
    WEBHOOK_SECRET: SECRET,
    GHE_HOST: sandbox.host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    LOG_FORMAT: 'json',
    WRITE_GAP_MS: '1',
    WRITES_PER_MINUTE: '100000',
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  };
  sandbox.webhooks.hold();
  playVillage(sandbox.people, () => {
    minute += 1;
  });
  const installationId = sandbox.world.installations[0]?.id ?? 0;
  const threads = sandbox.world.repositories.flatMap((repository) =>
    [...repository.threads.keys()].map((number) => ({ repositoryId: repository.id, number })),
  );
  const told = sandbox.webhooks.deliveries().length;
  expect(told).toBeGreaterThanOrEqual(30);
  try {
    const app =
      seed === null ? await undisturbed(sandbox, environment) : await disturbed(sandbox, environment, seed);
    await app.quiet();
    // What the app itself did comes back as deliveries, too, and changes nothing any more.
    const writes = sandbox.writes.length;
    for (const { id } of sandbox.webhooks.waiting()) await sandbox.webhooks.deliver(id);
    await app.quiet();
    expect(sandbox.writes.length).toBe(writes);
    expect(await app.stop()).toBe(0);
    expect(sandbox.problems).toEqual([]);
    const rows = await rowsOf(databaseUrl, dataDir, installationId, threads);
    return { github: comparable(sandbox), rows, writes: sandbox.writes.length };
  } finally {
    endAll();
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function undisturbed(sandbox: Sandbox, environment: Record<string, string>): Promise<AppProcess> {
  const app = await startApp(environment);
  for (const { id } of [...sandbox.webhooks.deliveries()]) await sandbox.webhooks.deliver(id);
  return app;
}

/** Every delivery one to three times in any order, side by side, until each was acknowledged once; kills in between. */
async function disturbed(
  sandbox: Sandbox,
  environment: Record<string, string>,
  seed: number,
): Promise<AppProcess> {
  const luck = seeded(seed);
  const isComment = ({ method, path }: { method: string; path: string }): boolean =>
    method === 'POST' && path.endsWith('/comments');
  const isLabel = ({ method, path }: { method: string; path: string }): boolean =>
    method === 'POST' && path.endsWith('/labels');
  sandbox.faults.add({ fault: { kind: 'cut', when: 'after' }, when: isComment, next: 2 });
  sandbox.faults.add({
    fault: { kind: 'status', status: 502, after: true },
    when: isLabel,
    next: 2,
    skip: 1,
  });
  const known = [...sandbox.webhooks.deliveries()];
  const copies = known.flatMap(({ id }) => Array.from({ length: 1 + Math.floor(luck() * 3) }, () => id));
  const order = copies.map((id) => ({ id, by: luck() })).sort((a, b) => a.by - b.by);
  let app = await startApp(environment);
  const share = Math.ceil(order.length / (KILLS + 1));
  for (let part = 0; part <= KILLS; part += 1) {
    const wave = order.slice(part * share, (part + 1) * share).map(({ id }) => id);
    const sending = Promise.all(lanes(wave, 4, (id) => sandbox.webhooks.deliver(id)));
    if (part < KILLS) {
      await new Promise((resolve) => setTimeout(resolve, luck() * KILL_WITHIN_MS));
      await app.kill();
      await sending;
      app = await startApp(environment);
    } else {
      await sending;
    }
  }
  const lost = known.filter(
    ({ attempts }) => !attempts.some(({ statusCode }) => statusCode < 300 && statusCode > 0),
  );
  for (const { id } of lost) await sandbox.webhooks.deliver(id);
  return app;
}

function lanes(
  ids: readonly number[],
  count: number,
  send: (id: number) => Promise<unknown>,
): Promise<void>[] {
  const queue = ids[Symbol.iterator]();
  return Array.from({ length: count }, async () => {
    for (const id of queue) await send(id);
  });
}

/** The end state without the order in which the app's own comments came. */
function comparable(sandbox: Sandbox): unknown {
  return Object.fromEntries(
    Object.entries(sandbox.state()).map(([name, repository]) => [
      name,
      {
        ...repository,
        threads: Object.fromEntries(
          Object.entries(repository.threads).map(([number, thread]) => [
            number,
            { ...thread, comments: thread.comments.map((each) => JSON.stringify(each)).sort() },
          ]),
        ),
      },
    ]),
  );
}

/** What the app knows of each thread, without what follows from the moment at which it was told. */
async function rowsOf(
  databaseUrl: string | null,
  dataDir: string,
  installationId: number,
  threads: readonly { repositoryId: number; number: number }[],
): Promise<unknown> {
  const store = await openStore({ databaseUrl, dataDir, applicationName: 'journey', startedAt: new Date() });
  try {
    const tenant = store.forInstallation(installationId);
    const rows: unknown[] = [];
    for (const ref of threads) {
      const { item, judgements, commands, posts } = await tenant.thread(ref);
      if (item === null) throw new Error(`thread ${ref.number} is not known`);
      // A label that came and went meanwhile leaves its time behind.
      const { updatedAt: _, ...snapshot } = item.snapshot;
      const { authorRole, stage, stageSource, origin, observation } = item;
      rows.push({
        ref,
        known: { snapshot, authorRole, stage, stageSource, origin, guess: observation.guess },
        judgements: judgements.map(({ key }) => key).sort(),
        commands: commands.map(({ key, triage, at }) => `${key} ${triage} ${at.toISOString()}`).sort(),
        // Of a label that a human put as well, it depends on who was first whose it is.
        there: posts
          .filter(({ wanted, slot }) => wanted === 'present' && !slot.startsWith('label:'))
          .map(({ slot, state }) => `${slot} ${state}`)
          .sort(),
      });
    }
    const counts = await store.inbox.counts(new Date());
    expect(counts.byState).toMatchObject({ pending: 0, claimed: 0, dead: 0 });
    return rows;
  } finally {
    await store.close();
  }
}

describeOnEngines('exactly once', (on) => {
  it('a run with kills, repeats, disorder and lost answers ends like an undisturbed one', async () => {
    const calm = await run(on.url === null ? null : await fresh(on.url, 'calm'), null);
    for (const seed of SEEDS) {
      const wild = await run(on.url === null ? null : await fresh(on.url, `wild_${seed}`), seed);
      expect(wild.github, `GitHub, seed ${seed}`).toEqual(calm.github);
      expect(wild.rows, `rows, seed ${seed}`).toEqual(calm.rows);
    }
    // The app did something at all.
    expect(calm.writes).toBeGreaterThan(15);
  }, 300_000);
});

/** An empty database beside the suite's own. */
async function fresh(url: string, name: string): Promise<string> {
  const { default: postgres } = await import('postgres');
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  const database = `${new URL(url).pathname.slice(1)}_${name}`;
  await admin.unsafe(`create database ${database}`);
  await admin.end();
  const made = new URL(url);
  made.pathname = `/${database}`;
  return made.href;
}

describe('the village', () => {
  it('is the same each time', async () => {
    const bodies = (): string[] => {
      const sandbox = createSandbox({
        clock: { now: () => new Date('2026-11-16T09:00:00Z') },
        appId: APP_ID,
        publicKeyPem: keys.publicKey,
        webhook: null,
      });
      playVillage(sandbox.people, () => undefined);
      return sandbox.webhooks.deliveries().map(({ body }) => body);
    };
    expect(bodies()).toEqual(bodies());
  });
});
