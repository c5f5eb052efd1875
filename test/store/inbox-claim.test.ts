import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { NewDelivery } from '../../src/store/interface/inbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import { describeOnEngines } from './engines.ts';
import { at, delivery, NOW } from './samples.ts';

const CLAIM = { worker: 'w1', now: NOW, leaseMs: 60_000, limit: 8 };

/** So many deliveries of an installation, each of a thread of its own. */
function flood(installationId: number | null, count: number): NewDelivery[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `${installationId ?? 'none'}-${index}`;
    return delivery(id, { installationId, orderKey: id });
  });
}

describeOnEngines('fairness between installations', (on) => {
  const claim = (options: Partial<typeof CLAIM> & { limitPerInstallation?: number } = {}) =>
    on.store.inbox.claim({ ...CLAIM, ...options });
  const ids = async (options: Parameters<typeof claim>[0] = {}) =>
    (await claim(options)).map(({ id }) => id).sort();

  it('lets a single delivery pass a backlog of 10,000', async () => {
    await on.store.inbox.putMany([...flood(1, 10_000), ...flood(2, 1)]);
    expect(await ids({ limit: 2 })).toEqual(['1-0', '2-0']);
    expect(await ids({ limit: 2 })).toEqual(['1-1', '1-2']);
  });

  it('lets those go first that have least under way, in whichever process', async () => {
    await on.store.inbox.putMany(flood(1, 20));
    expect(await claim({ limit: 5 })).toHaveLength(5);
    await on.store.inbox.putMany([...flood(2, 20), ...flood(3, 2)]);
    expect(await ids({ worker: 'w2', limit: 6 })).toEqual(['2-0', '2-1', '2-2', '2-3', '3-0', '3-1']);
    expect(await ids({ worker: 'w3', limit: 3 })).toEqual(['1-5', '2-4', '2-5']);
  });

  it('gives all to an installation that is alone', async () => {
    await on.store.inbox.putMany(flood(1, 20));
    expect(await claim()).toHaveLength(8);
    expect(await claim()).toHaveLength(8);
    expect(await claim()).toHaveLength(4);
  });

  it('takes what belongs to no installation as one', async () => {
    await on.store.inbox.putMany([...flood(1, 600), ...flood(null, 600)]);
    expect(await ids({ limit: 4 })).toEqual(['1-0', '1-1', 'none-0', 'none-1']);
  });

  it('counts nothing that a process held that is no more', async () => {
    await on.store.inbox.putMany([...flood(1, 3), ...flood(2, 3)]);
    const held = await claim({ limit: 4, leaseMs: 1_000 });
    expect(held.map(({ id }) => id).sort()).toEqual(['1-0', '1-1', '2-0', '2-1']);
    await on.store.inbox.renew(
      held.filter(({ installationId }) => installationId === 2),
      at(60),
    );
    expect(await ids({ worker: 'w2', now: at(2), limit: 2 })).toEqual(['1-0', '1-1']);
  });

  it('passes over an installation of which nothing may go yet', async () => {
    await on.store.inbox.putMany(
      Array.from({ length: 30 }, (_, index) => delivery(`same${index}`, { installationId: 1 })),
    );
    const [first] = await claim({ limit: 1 });
    if (first === undefined) throw new Error('nothing was claimed');
    await on.store.inbox.fail(first, { error: 'away', runAt: at(30), free: false }, NOW);
    await on.store.inbox.putMany(flood(2, 2));
    expect(await ids()).toEqual(['2-0', '2-1']);
  });

  it('comes round to each of very many installations', async () => {
    const installations = Array.from({ length: 250 }, (_, index) => index + 1);
    await on.store.inbox.putMany(installations.flatMap((id) => flood(id, 4)));
    const seen = new Set<number | null>();
    for (let looks = 0; seen.size < installations.length; looks += 1) {
      expect(looks).toBeLessThan(60);
      for (const each of await claim()) {
        seen.add(each.installationId);
        await on.store.inbox.settle(each, 'done', null, NOW);
      }
    }
  });

  it.each([3, 500, 600])('reaches what lies behind %i deliveries of one thread', async (count) => {
    const same = Array.from({ length: count }, (_, index) => delivery(`same${index}`, { installationId: 1 }));
    await on.store.inbox.putMany([...same, ...flood(1, 2)]);
    expect(await ids()).toEqual(['1-0', '1-1', 'same0']);
  });

  it('leaves room for others where it is told to', async () => {
    await on.store.inbox.putMany(flood(1, 20));
    expect(await claim({ limitPerInstallation: 6 })).toHaveLength(6);
    expect(await claim({ limit: 2, limitPerInstallation: 6 })).toHaveLength(0);
    await on.store.inbox.putMany(flood(2, 20));
    expect(await ids({ limit: 2, limitPerInstallation: 6 })).toEqual(['2-0', '2-1']);
    expect(await ids({ worker: 'w2', limitPerInstallation: 6 })).toEqual(
      // So many of each process, since another one has room of its own.
      ['1-6', '1-7', '2-2', '2-3', '2-4', '2-5', '2-6', '2-7'],
    );
  });
});

it('is prepared once by the embedded database, although its text is long', async () => {
  const store = await openStore({
    databaseUrl: null,
    dataDir: null,
    applicationName: 'fullcircle tests',
    startedAt: NOW,
  });
  await store.inbox.claim(CLAIM);
  const kept = await store.underneath.database
    .select({ from: sql<string>`left(statement, 13)` })
    .from(sql`pg_prepared_statements`)
    .where(sql`statement like ${'%skip locked%'}`);
  await store.close();
  expect(kept).toEqual([{ from: 'with "picked"' }]);
});
