import { afterEach, beforeEach, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../../src/store/errors.ts';
import { describeOnEngines } from '../store/engines.ts';
import { allowWrites, DISK_FULL, refuseWrites } from '../store/refusing.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** The disk of the database is full for a while: it reads, and takes nothing. */

const CORE = 'acme/core';
const MINUTE_MS = 60_000;
const CRASH = {
  title: 'Regression: crashes since upgrading to 3.2',
  body: 'After upgrading from 3.1 to 3.2 our build, which used to work for months, crashes again.',
};

describeOnEngines('a full disk', (on) => {
  let world: Sandboxed;

  beforeEach(async () => {
    world = await sandboxed(on.store, '2026-03-02T09:00:00Z');
    world.sandbox.people.createOrganization({ login: 'acme', owner: 'olga' });
    world.sandbox.people.createRepository({ owner: 'acme', name: 'core' });
    world.sandbox.people.install('acme');
  });

  afterEach(async () => {
    await allowWrites(on.store);
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  async function readiness(): Promise<{ status: number; database: unknown }> {
    const answer = await fetch(new URL('/readyz', world.sandbox.webhooks.url ?? ''));
    const { database }: { database?: unknown } = JSON.parse(await answer.text());
    return { status: answer.status, database };
  }

  it('refuses deliveries so that GitHub keeps them, says so, and catches up by itself when there is room', async () => {
    const { people, webhooks } = world.sandbox;
    const app = await world.start();
    await world.settle(app);
    expect((await readiness()).database).toBe(true);
    const before = webhooks.attempts().length;

    await refuseWrites(on.store, DISK_FULL);
    const issue = people.openIssue({ repo: CORE, author: 'mira', ...CRASH });
    await world.sandbox.settled();
    const refused = webhooks.attempts().slice(0, webhooks.attempts().length - before);
    expect(refused.length).toBeGreaterThan(0);
    expect([...new Set(refused.map(({ statusCode }) => statusCode))]).toEqual([503]);
    expect(await readiness()).toEqual({ status: 503, database: false });
    await expect(app.step()).rejects.toThrow(DatabaseUnavailable);

    await allowWrites(on.store);
    expect((await readiness()).database).toBe(true);
    world.clock.advanceTo(new Date(world.clock.now().getTime() + 15 * MINUTE_MS));
    await app.tick('catchup');
    await world.settle(app);
    expect(world.sandbox.state()[CORE]?.threads[issue.number]?.labels).toEqual(['stage: retention']);
    expect(await on.store.inbox.list({ state: 'dead', limit: 10 })).toEqual([]);
  });
});
