import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../store/engines.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** Webhooks that come long after what they tell of is over: what GitHub says now counts. */

const BEGUN = '2026-03-02T09:00:00Z';

describeOnEngines('a word that comes late', (on) => {
  let world: Sandboxed;
  let app: Awaited<ReturnType<Sandboxed['start']>>;

  beforeEach(async () => {
    world = await sandboxed(on.store, BEGUN);
    const { people } = world.sandbox;
    people.createOrganization({ login: 'acme', owner: 'olga' });
    people.createRepository({ owner: 'acme', name: 'core' });
    people.install('acme');
    app = await world.start();
    await settle();
  });

  afterEach(async () => {
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  const settle = () => world.settleWell(app);

  /** What happens meanwhile is told only when this is called, after all that happened since. */
  function late(happen: () => void): () => Promise<void> {
    const { webhooks } = world.sandbox;
    const before = webhooks.deliveries().length;
    webhooks.hold();
    happen();
    const kept = webhooks.deliveries().slice(before);
    world.pass();
    return async () => {
      for (const { id } of kept) await webhooks.deliver(id);
      await settle();
    };
  }

  async function isSuspended(): Promise<boolean | undefined> {
    const [row] = await on.store.operator.installations();
    return row?.suspended;
  }

  it('does not suspend what is suspended no more', async () => {
    const { people, webhooks } = world.sandbox;
    const tell = late(() => people.suspend('acme'));
    people.unsuspend('acme');
    const [unsuspended] = webhooks.waiting().slice(-1);
    if (unsuspended === undefined) throw new Error('nobody was told');
    await webhooks.deliver(unsuspended.id);
    await settle();
    expect(await isSuspended()).toBe(false);
    world.pass(20);
    await tell();
    expect(await isSuspended()).toBe(false);
  });

  it('is not waited for longer than an hour', async () => {
    const { people, webhooks } = world.sandbox;
    people.suspend('acme');
    await settle();
    expect(await isSuspended()).toBe(true);
    webhooks.hold();
    people.unsuspend('acme');
    world.pass(61);
    await settle();
    expect(await isSuspended()).toBe(false);
  });
});
