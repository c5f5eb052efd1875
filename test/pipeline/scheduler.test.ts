import { describe, expect, it } from 'vitest';
import { createScheduler } from '../../src/pipeline/scheduler.ts';
import { toEvent } from '../../src/receive/to-event.ts';
import { account, at } from '../store/samples.ts';
import { apply, config, installed, listed, onStore, SetClock } from './on-store.ts';

const on = onStore();

/** A Wednesday. */
const INSTALLED = new Date('2026-03-04T10:00:00Z');

function scheduler(now: string | Date, caughtUp = async () => true) {
  const clock = new SetClock(new Date(now));
  return { ...createScheduler({ store: on.store, clock, caughtUp }), clock };
}

/** The weekly deliveries, oldest first: `2026-W11 at 2026-03-09T09:00:00.000Z`. */
async function weeks(installationId = 7): Promise<string[]> {
  const claims = await on.store.inbox.claim({
    worker: 'w',
    now: new Date('2030-01-01T00:00:00Z'),
    leaseMs: 1,
    limit: 1,
  });
  const found: string[] = [];
  for (const claim of claims) {
    const received = toEvent(claim);
    if (!('event' in received) || received.event.type !== 'schedule.ticked') throw new Error('no tick');
    const { event } = received;
    if (event.installationId === installationId) {
      found.push(event.task === 'week' ? `${event.week} at ${event.at.toISOString()}` : event.task);
    }
    await on.store.inbox.settle(claim, 'done', null, claim.receivedAt);
  }
  return claims.length === 0 ? found : [...found, ...(await weeks(installationId))];
}

const triage = (more: object) => config(1, { version: 1, triage: { ...more } }, INSTALLED);

describe('the weekly issue', () => {
  it('comes due once for each week, at the first scheduled time after the installation', async () => {
    await installed(on.store, [listed(1)], { installedAt: INSTALLED });
    const { step, clock } = scheduler('2026-03-04T10:01:00Z');
    expect(await step()).toBe(0);
    clock.set('2026-03-09T08:59:59Z');
    expect(await step()).toBe(0);
    clock.set('2026-03-09T09:00:00Z');
    expect(await step()).toBe(1);
    expect(await step()).toBe(0);
    clock.set('2026-03-16T09:00:07Z');
    expect(await step()).toBe(1);
    expect(await weeks()).toEqual([
      '2026-W11 at 2026-03-09T09:00:00.000Z',
      '2026-W12 at 2026-03-16T09:00:00.000Z',
    ]);
  });

  it('comes due once over restarts, in several processes and after its end', async () => {
    await installed(on.store, [listed(1)], { installedAt: INSTALLED });
    const stored = await Promise.all(
      ['09:00', '09:01', '12:00'].map((time) => scheduler(`2026-03-09T${time}:00Z`).step()),
    );
    expect(stored.reduce((sum, count) => sum + count)).toBe(1);
    expect(await weeks()).toHaveLength(1);
    expect(await scheduler('2026-03-10T09:00:00Z').step()).toBe(0);
  });

  it('is caught up with after a break, the last one only', async () => {
    await installed(on.store, [listed(1)], { installedAt: INSTALLED });
    expect(await scheduler('2026-04-01T00:00:00Z').step()).toBe(1);
    expect(await weeks()).toEqual(['2026-W14 at 2026-03-30T09:00:00.000Z']);
  });

  it('waits for what happened before it, but not for ever, and not where somebody asks for it', async () => {
    const due = new Date('2026-03-09T09:00:00Z');
    await installed(on.store, [listed(1)], { installedAt: INSTALLED });
    await installed(on.store, [listed(3)], { installedAt: INSTALLED, installationId: 8 });
    const missed = { installationId: 7, name: 'issues', action: 'opened', orderKey: '1-1', payload: '{}' };
    await on.store.inbox.put({ ...missed, id: 'missed', receivedAt: due });
    const { step, clock } = scheduler(due);
    expect(await step(7)).toBe(0);
    expect(await step(8)).toBe(1);
    const claims = await on.store.inbox.claim({ worker: 'w', now: due, leaseMs: 1, limit: 2 });
    const claim = claims.find(({ id }) => id === 'missed');
    if (claim === undefined) throw new Error('nothing to claim');
    await on.store.inbox.settle(claim, 'done', null, due);
    expect(await step(7)).toBe(1);
    await on.store.inbox.put({ ...missed, id: 'stuck', receivedAt: due });
    clock.set('2026-03-16T09:00:00Z');
    expect(await step(7)).toBe(0);
    clock.set('2026-03-16T09:09:59Z');
    expect(await step(7)).toBe(0);
    clock.set('2026-03-16T09:10:00Z');
    expect(await step(7)).toBe(1);
    clock.set('2026-03-23T09:00:00Z');
    expect(await step(7)).toBe(0);
    expect(await step(7, { atOnce: true })).toBe(1);
  });

  it('does not wait for a stream that never ends', async () => {
    const due = new Date('2026-03-09T09:00:00Z');
    await installed(on.store, [listed(1)], { installedAt: INSTALLED });
    const opened = { installationId: 7, name: 'issues', action: 'opened', orderKey: '1-1', payload: '{}' };
    await on.store.inbox.put({ ...opened, id: 'before', receivedAt: due });
    const { step, clock } = scheduler(due);
    expect(await step()).toBe(0);
    const [claim] = await on.store.inbox.claim({ worker: 'w', now: due, leaseMs: 1, limit: 1 });
    if (claim === undefined) throw new Error('nothing to claim');
    await on.store.inbox.settle(claim, 'done', null, due);
    clock.set('2026-03-09T09:00:10Z');
    await on.store.inbox.put({ ...opened, id: 'after', receivedAt: clock.now() });
    expect(await step()).toBe(1);
  });

  it('waits until GitHub was asked for what nobody took', async () => {
    await installed(on.store, [listed(1)], { installedAt: INSTALLED });
    let caughtUp = false;
    const { step } = scheduler('2026-03-09T11:00:00Z', async () => caughtUp);
    expect(await step()).toBe(0);
    caughtUp = true;
    expect(await step()).toBe(1);
  });

  it('keeps to the clocks of its zone', async () => {
    await installed(on.store, [listed(1)], { installedAt: INSTALLED });
    // Berlin goes over to summer time on 29 March.
    await apply(on.store, [triage({ day: 'sunday', time: '02:30', timezone: 'Europe/Berlin' })], INSTALLED);
    const { step, clock } = scheduler('2026-03-23T00:00:00Z');
    expect(await step()).toBe(1);
    clock.set('2026-03-29T01:29:59Z');
    expect(await step()).toBe(0);
    clock.set('2026-03-29T01:30:00Z');
    expect(await step()).toBe(1);
    clock.set('2026-04-05T00:29:59Z');
    expect(await step()).toBe(0);
    clock.set('2026-04-05T00:30:00Z');
    expect(await step()).toBe(1);
    expect(await weeks()).toEqual([
      '2026-W12 at 2026-03-22T01:30:00.000Z',
      '2026-W13 at 2026-03-29T01:30:00.000Z',
      '2026-W14 at 2026-04-05T00:30:00.000Z',
    ]);
  });

  it('does not come a second time in a week whose day was moved', async () => {
    await installed(on.store, [listed(1)], { installedAt: INSTALLED });
    const { step, clock } = scheduler('2026-03-09T09:00:00Z');
    expect(await step()).toBe(1);
    await apply(on.store, [triage({ day: 'wednesday', time: '09:00' })], new Date('2026-03-10T00:00:00Z'));
    clock.set('2026-03-11T09:00:00Z');
    expect(await step()).toBe(0);
    clock.set('2026-03-18T09:00:00Z');
    expect(await step()).toBe(1);
  });

  it('comes nowhere without a place, nor to who is suspended or gone', async () => {
    const later = new Date('2026-03-12T00:00:00Z');
    await installed(on.store, [listed(1), listed(2)], { installedAt: INSTALLED });
    await installed(on.store, [listed(3)], { installedAt: INSTALLED, installationId: 8 });
    await installed(on.store, [listed(4)], { installedAt: INSTALLED, installationId: 9 });
    const suspended = { account: account(8), permissions: {}, suspended: true, at: later };
    await apply(on.store, [{ type: 'installation.put', ...suspended }], later, 8);
    await apply(on.store, [{ type: 'installation.gone', at: later }], later, 9);
    expect(await scheduler('2026-03-17T00:00:00Z').step()).toBe(0);
    expect(await weeks()).toEqual([]);
  });

  it('is looked at for one installation where one is named', async () => {
    await installed(on.store, [listed(1)], { installedAt: INSTALLED });
    await installed(on.store, [listed(3)], { installedAt: INSTALLED, installationId: 8 });
    const { step } = scheduler('2026-03-09T09:00:00Z');
    expect(await step(8)).toBe(1);
    expect(await step()).toBe(1);
  });

  it('begins anew with a new installation of the same number', async () => {
    await installed(on.store, [listed(1)], { installedAt: INSTALLED });
    expect(await scheduler('2026-03-10T09:00:00Z').step()).toBe(1);
    await on.store.operator.purge(7);
    const again = new Date('2026-03-10T10:00:00Z');
    await installed(on.store, [listed(1)], { installedAt: again });
    expect(await scheduler('2026-03-11T09:00:00Z').step()).toBe(0);
    expect(await scheduler('2026-03-16T09:00:00Z').step()).toBe(1);
  });
});

describe('the intake of repositories', () => {
  it('is asked for as long as it is needed, once a minute', async () => {
    await installed(on.store, [listed(1), listed(2)], { installedAt: at(0) });
    await apply(on.store, [{ type: 'repositories.stale', at: at(1) }]);
    const { step, clock } = scheduler(at(60));
    expect(await step()).toBe(1);
    clock.set(at(61));
    expect(await step()).toBe(0);
    clock.set(at(121));
    expect(await step()).toBe(1);
    await apply(on.store, [{ type: 'repositories.put', repositories: [listed(1), listed(2)], at: at(122) }]);
    clock.set(at(200));
    expect(await step()).toBe(0);
    expect(await weeks()).toEqual(['intake', 'intake']);
  });
});
